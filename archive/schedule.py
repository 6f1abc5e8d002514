"""The schedule: `archive.source.next_visit_at` says what is due, and the verdict after each visit moves it.

Whatever asks the database here raises ArchiveLost where the server cannot be reached.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from archive.connection import Archive
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.reaching import reaching
from press.source import Source


@dataclass(frozen=True, slots=True)
class Due:
    """A source that is due. `visit`: it needs a crawl of its own; otherwise a glance at its documents comes first."""

    source_id: str
    visit: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A lease on a source that is due."""

    holder: UUID
    node: str
    until: datetime


@dataclass(frozen=True, slots=True)
class EndedVisit:
    """A visit that has ended and has no verdict yet, as its row has it; `seen` is what its pages were like."""

    visit_id: UUID
    finished_at: datetime
    outcome: str
    leads: int
    stored: int
    detail: Mapping[str, Any]
    seen: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a verdict is given on: the source's row, its ended visits (the oldest first), when a page falls due that
    was not had yet (`open_due_at`), and when a known one is to be looked at again (`again_due_at`).

    `attempt` is the fence: the verdict is written while no later visit has begun. `at` is the database's clock.
    """

    attempt: int
    at: datetime
    failures: int
    health: str
    health_reason: str | None
    succeeded: bool
    rhythm: Mapping[str, Any] | None
    record: Mapping[str, Any] | None
    visits: tuple[EndedVisit, ...]
    open_due_at: datetime | None
    again_due_at: datetime | None


async def put_sources(archive: Archive, sources: Iterable[Source]) -> None:
    """Give every source a row; one that is new to the archive falls due at once."""
    rows = [
        {
            "source_id": one.source_id, "name": one.name, "kind": one.kind, "country": one.country,
            "languages": list(one.languages), "time_zone": one.time_zone, "home": one.home,
        }
        for one in sorted(sources, key=lambda one: one.source_id)
    ]  # fmt: skip
    async with reaching(archive) as connection:
        await connection.execute(Queries("schedule")["put_sources"], {"rows": json_rows(rows)})


async def scheduled(archive: Archive) -> set[str]:
    """All sources that fall due at some time."""
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("schedule")["scheduled"])).fetchall()
    return {row["source_id"] for row in rows}


async def take_out(archive: Archive, source_ids: Collection[str]) -> None:
    """There is no file for these sources any more: they do not fall due until `put_sources` puts them in again."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("schedule")["take_out"], {"ids": list(source_ids)})


async def due(
    archive: Archive, *, but: Collection[str] = (), most: int, dead: Collection[UUID] = (), again_after: timedelta
) -> list[Due]:
    """Up to `most` sources, none of `but`, that are due, that nobody visits and for which no job was made within `again_after`.

    They are marked as having one now. A lease that one of the `dead` holds is none.
    """
    asked = {"but": list(but), "most": most, "dead": list(dead), "again_after": again_after}
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("schedule")["due"], asked)).fetchall()
    return [Due(row["source_id"], row["visit"]) for row in rows]


async def still_due(archive: Archive, source_id: str) -> bool:
    """Whether a source is due at this moment, whoever holds it."""
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("schedule")["still_due"], {"source_id": source_id})).fetchone()
    return row is not None


async def put_off(archive: Archive, source_id: str, span: timedelta) -> None:
    """A visit broke off by a fault of ours: the source is not due before `span` has gone by."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("schedule")["put_off"], {"source_id": source_id, "span": span})


async def make_way(archive: Archive, source_id: str, span: timedelta) -> None:
    """Others are asking the source's hosts: it is due again after `span`, and what was wanted of it still is."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("schedule")["make_way"], {"source_id": source_id, "span": span})


async def not_queued(archive: Archive, source_ids: Collection[str]) -> None:
    """Jobs for these sources came to nothing here: others may be made at once."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("schedule")["not_queued"], {"ids": list(source_ids)})


async def held(archive: Archive) -> dict[str, Held]:
    """Sources that are due and that somebody holds under a lease."""
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("schedule")["held"])).fetchall()
    return {row["source_id"]: Held(row["holder"], row["node"], row["lease_until"]) for row in rows}


async def without_verdict(archive: Archive) -> list[str]:
    """Sources that have an ended visit without a verdict: whoever made it was killed before."""
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("schedule")["without_verdict"])).fetchall()
    return [row["source_id"] for row in rows]


async def standing(archive: Archive, source_id: str) -> Standing | None:
    """What there is to give a verdict on; None where the source has no row."""
    query = Queries("schedule")
    async with reaching(archive) as connection:
        row = await (await connection.execute(query["standing"], {"source_id": source_id})).fetchone()
        if row is None:
            return None
        ended = await (await connection.execute(query["unjudged"], {"source_id": source_id})).fetchall()
    return Standing(
        row["attempt"], row["at"], row["failures"], row["health"], row["health_reason"], row["succeeded"], row["rhythm"],
        row["record"], tuple(EndedVisit(**{**one, "seen": one["seen"] or {}}) for one in ended), row["open_due_at"],
        row["again_due_at"],
    )  # fmt: skip


async def judge(
    archive: Archive, source_id: str, before: Standing, *, health: str, reason: str | None, failures: int,
    rhythm: Mapping[str, Any] | None, record: Mapping[str, Any] | None, next_visit_at: datetime, quiet_until: datetime | None,
) -> bool:  # fmt: skip
    """Write a verdict. False where another visit has begun since: its own verdict will come, and judges these visits too."""
    asked = {
        "source_id": source_id, "attempt": before.attempt, "health": health, "reason": reason, "failures": failures,
        "rhythm": None if rhythm is None else Jsonb(dict(rhythm)), "record": None if record is None else Jsonb(dict(record)),
        "next_visit_at": next_visit_at, "quiet_until": quiet_until, "judged": [one.visit_id for one in before.visits],
    }  # fmt: skip
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("schedule")["judge"], asked)).fetchone()
    return row is not None


async def gone_silent(archive: Archive, known: Container[str]) -> list[tuple[str, datetime]]:
    """Mark those of the known sources that have been silent for longer than their rhythm allows, though every answer was a good
    one; each is returned once, with the instant from which on its silence says something."""
    async with reaching(archive) as connection:
        silent = await (await connection.execute(Queries("schedule")["silent"])).fetchall()
        ids = [row["source_id"] for row in silent if row["source_id"] in known]
        rows = await (await connection.execute(Queries("schedule")["gone_silent"], {"ids": ids})).fetchall()
    return [(row["source_id"], row["quiet_until"]) for row in rows]
