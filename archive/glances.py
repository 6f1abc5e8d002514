"""Glances: many sources are taken, and their ends written, in one statement each. A glance has no row of its own.

The fence is the visits' own: taking a source raises its attempt number, and whoever holds an older one writes nothing. Whatever
asks the database here raises ArchiveLost where the server cannot be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from archive.connection import Archive
from archive.documents import DocumentState
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.reaching import reaching
from press import urls

Outcome = Literal["unchanged", "changed", "failed", "put_off"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A source under a glance's lease. `documents` are what is known of those that were named, by address.

    `failures` counts visits and glances in a row that failed, `rhythm` is what was learned of the source; `visited_at` when its
    latest visit with a row began.
    """

    source_id: str
    attempt: int
    documents: Mapping[str, DocumentState]
    failures: int = 0
    rhythm: dict[str, Any] | None = None
    visited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a glance (glances.sql, finish).

    `next_visit_at` is when the source falls due by its rhythm, its failures or its host; for pages of its own sooner, but not
    before `not_sooner`. Put off without an instant, it is due still. `checked`: addresses of documents that had not changed.
    `lost`: it failed in a way that hardly passes by itself.
    """

    taken: Taken
    outcome: Outcome
    next_visit_at: datetime | None = None
    not_sooner: datetime | None = None
    reason: str | None = None
    checked: Sequence[str] = field(default=())
    lost: bool = False


async def take(
    archive: Archive, wanted: Mapping[str, Sequence[str]], *, holder: UUID, node: str, is_dead: Callable[[UUID, str], bool],
    bulk: Sequence[str] = (),
) -> list[Taken]:  # fmt: skip
    """Take those of the wanted sources that are due, want no visit and are held by nobody; the rest is left alone.

    `wanted`: the addresses of the documents that a glance asks, by source. `bulk`: members of a document's state that are left
    out. A holder that is seen to be dead is displaced at once.
    """
    query, dead = Queries("glances"), set[UUID]()
    asked = {"holder": holder, "node": node, "lease": archive.settings.lease, "bulk": list(bulk)}
    taken: list[Taken] = []
    left = dict(wanted)
    if not left:
        return []
    async with reaching(archive) as connection:
        while left:
            rows = json_rows({"source_id": name, "digests": [urls.digest(url) for url in found]} for name, found in left.items())
            for row in await (await connection.execute(query["take"], {**asked, "rows": rows, "dead": list(dead)})).fetchall():
                taken.append(_taken(row))
                del left[row["source_id"]]
            if not left:
                break
            holders = await (await connection.execute(query["holders"], {"sources": list(left)})).fetchall()
            found_dead = {row["holder"] for row in holders if is_dead(row["holder"], row["node"])} - dead
            if not found_dead:
                break
            dead |= found_dead
    return taken


async def renew(archive: Archive, taken: Sequence[Taken]) -> set[str]:
    """Keep the leases for another CRAWLER_LEASE; the ids of the sources that are still held. The others were taken over."""
    rows = json_rows({"source_id": one.source_id, "attempt": one.attempt} for one in taken)
    async with reaching(archive) as connection:
        asked = {"rows": rows, "lease": archive.settings.lease}
        held = await (await connection.execute(Queries("glances")["renew"], asked)).fetchall()
    return {row["source_id"] for row in held}


async def finish(archive: Archive, ended: Sequence[Ended]) -> dict[str, datetime]:
    """Write what came of glances, and give their sources back; when each that was still held falls due again, by its id.

    The others were taken over while this process was silent: nothing of theirs is written.
    """
    rows = json_rows(
        {
            "source_id": one.taken.source_id, "attempt": one.taken.attempt, "outcome": one.outcome,
            "next_visit_at": one.next_visit_at, "not_sooner": one.not_sooner, "lost": one.lost,
            "reason": one.reason.replace("\0", "") if one.reason else None, "digests": [urls.digest(url) for url in one.checked],
        }
        for one in ended
    )  # fmt: skip
    async with reaching(archive) as connection:
        held = await (await connection.execute(Queries("glances")["finish"], {"rows": rows})).fetchall()
    return {row["source_id"]: row["next_visit_at"] for row in held}


def _taken(row: Mapping[str, Any]) -> Taken:
    documents = {
        one["url"]: DocumentState(
            one["etag"], one["last_modified"], one["payload_digest"], one["content_digest"], one["state"],
            datetime.fromisoformat(one["checked_at"]),
        )
        for one in row["documents"] or ()
    }  # fmt: skip
    return Taken(row["source_id"], row["attempt"], documents, row["failures"], row["rhythm"], row["visited_at"])
