"""The queue of due work, in the library pgqueuer's tables (schema `queue`); docs/decisions/034 says why this one.

A job is a hint: what is due stands in the sources' rows, and whoever takes a job looks there again. So the queue may be emptied
at any time, and its tables are unlogged: a crash of the server empties them, and they are filled anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args
from uuid import UUID

from pgqueuer.ports.repository import EntrypointExecutionParameter

from archive.connection import Archive
from archive.migrations import migrate
from archive.queue_tables import fit, library
from archive.reaching import reaching
from press.errors import SchemaMismatch

Kind = Literal["visit", "glance"]

_NO_LIMIT = EntrypointExecutionParameter(concurrency_limit=0)


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was taken: a visit to one source, or a glance at several. `row` is the library's own."""

    kind: Kind
    source_ids: tuple[str, ...]
    row: Any


async def check(archive: Archive) -> None:
    """Whether the tables are those of the library's version. The embedded database's are brought to it where only the library
    was upgraded; raises SchemaMismatch for a server's."""
    async with reaching(archive) as connection:
        if await fit(connection):
            return
    if not archive.settings.embedded:
        raise SchemaMismatch("the queue's tables are not of this program's version: run `scrapy migrate`")
    await migrate(archive.url)


async def put(archive: Archive, kind: Kind, jobs: Sequence[Sequence[str]]) -> int:
    """Put jobs in, each for these sources; how many were not there already. A source has one job of a kind for itself alone."""
    if not jobs:
        return 0
    payloads: list[bytes | None] = [json.dumps(list(ids)).encode() for ids in jobs]
    alone: list[str | None] = [f"{kind} {ids[0]}" if len(ids) == 1 else None for ids in jobs]
    async with reaching(archive) as connection:
        put_in = await library(connection).enqueue(
            [kind] * len(jobs), payloads, [0] * len(jobs), None, alone, on_conflict="skip"
        )  # fmt: skip
    return sum(job_id is not None for job_id in put_in)


async def take(archive: Archive, kind: Kind, most: int, worker: UUID) -> list[Job]:
    """Take up to `most` jobs; those of a worker that was silent for CRAWLER_LEASE count as free. `worker`: whose they are now."""
    async with reaching(archive) as connection:
        rows = await library(connection).dequeue(
            most, cast(Any, {kind: _NO_LIMIT}), cast(Any, worker), None, archive.settings.lease
        )
    return [Job(kind, tuple(json.loads(row.payload or b"[]")), row) for row in rows]


async def keep(archive: Archive, jobs: Iterable[Job]) -> None:
    """These are still being worked on."""
    ids = [job.row.id for job in jobs]
    if ids:
        async with reaching(archive) as connection:
            await library(connection).update_heartbeat(ids)


async def end(archive: Archive, jobs: Sequence[Job]) -> None:
    """These are done with, however that went: what came of it stands in the sources' rows."""
    if jobs:
        async with reaching(archive) as connection:
            await library(connection).log_jobs([(job.row, "successful", None) for job in jobs])


async def waiting(archive: Archive) -> int:
    """How many jobs, of either kind, nobody has taken yet."""
    async with reaching(archive) as connection:
        return int(await library(connection).queued_work(cast(Any, list(get_args(Kind)))))


async def tidy(archive: Archive) -> None:
    """Empty the library's log of ended jobs: what was done stands in press.visit."""
    async with reaching(archive) as connection:
        await library(connection).clear_queue_log()
