"""Visits: a source has one at a time, held under a lease by one process; the number of attempts is the fence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from archive.connection import Archive
from archive.fence import Visit, hold, replaced
from archive.hosts import WHEN_BUSY
from archive.queries import Queries
from archive.reaching import reaching
from press.errors import SourceBusy
from press.source import Source

Outcome = Literal["done", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class VisitCounts:
    """What a visit did: leads that its documents named, pages fetched, stored, unchanged, and leads that ended without a page."""

    leads: int = 0
    fetched: int = 0
    stored: int = 0
    unchanged: int = 0
    failed: int = 0


async def begin(archive: Archive, source: Source, *, holder: UUID, node: str, is_dead: Callable[[UUID, str], bool]) -> Visit:
    """Begin a visit: the source's row is brought up to its file, and the lease taken. Raises SourceBusy.

    An open visit whose holder is dead (`is_dead` says so of a process of this machine) or whose lease has run out ends as
    `lost`, and can write nothing from here on.
    """
    query = Queries("visits")
    said = {
        "source_id": source.source_id, "name": source.name, "kind": source.kind, "country": source.country,
        "languages": list(source.languages), "time_zone": source.time_zone, "home": source.home,
    }  # fmt: skip
    async with archive.transaction() as connection:
        row = await (await connection.execute(query["put_source"], said)).fetchone()
        assert row is not None  # noqa: S101  # an upsert returns its row
        if row["leased"] and not is_dead(row["holder"], row["node"]):
            raise SourceBusy(
                f"{source.source_id}: another worker is visiting it and last moved less than "
                f"{archive.settings.lease.total_seconds():g} s ago: wait for it to end, or stop it and try again "
                f"after {row['lease_until']:%H:%M:%S} UTC"
            )
        visit = Visit(
            uuid7(), source.source_id, row["attempt"] + 1, holder, node, row["first"], source.time_zone,
            archive.settings.revisit_intervals,
        )  # fmt: skip
        if row["visit_id"] is not None:
            lost = {"source_id": source.source_id, "visit_id": row["visit_id"]}
            for name in ("lose", "look_once_more", "let_hosts_go"):
                await connection.execute(query[name], lost)
        taken = {
            "visit_id": visit.visit_id, "source_id": visit.source_id, "attempt": visit.attempt, "holder": holder, "node": node,
            "lease": archive.settings.lease,
        }  # fmt: skip
        await connection.execute(query["begin"], taken)
        await connection.execute(query["take"], taken)
    return visit


async def renew(archive: Archive, visit: Visit) -> None:
    """Keep the lease for another CRAWLER_LEASE. Raises VisitReplaced where another worker has the visit now, and ArchiveLost."""
    asked = {"source_id": visit.source_id, "attempt": visit.attempt, "visit_id": visit.visit_id, "lease": archive.settings.lease}
    async with reaching(archive) as connection:
        if await (await connection.execute(Queries("visits")["renew"], asked)).fetchone() is None:
            raise replaced(visit)


async def hand_back(archive: Archive, visit: Visit) -> None:
    """A visit is broken off by its own process: whoever comes next may take it over at once. Raises ArchiveLost."""
    asked = {"source_id": visit.source_id, "attempt": visit.attempt, "visit_id": visit.visit_id}
    async with reaching(archive) as connection:
        await connection.execute(Queries("visits")["hand_back"], asked)


async def finish(
    archive: Archive, visit: Visit, *, outcome: Outcome, counts: VisitCounts, gap: bool, detail: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """End a visit and give back its source and hosts. `seen` is what the verdict will be given on. Raises VisitReplaced.

    Until that verdict the source's health goes by this visit; the reason is the first of `detail["reasons"]`, else the
    outcome's word.
    """
    query = Queries("visits")
    reasons = detail.get("reasons") or [f"the last visit was {outcome}"]
    async with archive.transaction() as connection:
        await hold(connection, visit)
        ended = {"visit_id": visit.visit_id, "outcome": outcome, "gap": gap, "detail": Jsonb(dict(detail)),
                 "seen": Jsonb(dict(seen or {})), **asdict(counts)}  # fmt: skip
        await connection.execute(query["finish"], ended)
        await _let_go(connection, visit, success=outcome == "done", reason=str(reasons[0]), seen=counts.stored, gap=gap)


async def unchanged(archive: Archive, visit: Visit) -> None:
    """End a visit that found nothing new: a success that leaves no row, counted on source and day. Raises VisitReplaced."""
    async with archive.transaction() as connection:
        await hold(connection, visit)
        await connection.execute(Queries("visits")["forget"], {"visit_id": visit.visit_id})
        await _let_go(connection, visit, success=True, reason=None, seen=0, gap=False)


async def turned_away(archive: Archive, visit: Visit) -> None:
    """End a visit that could ask nothing since others held its hosts: it leaves no row, says nothing of the source, and what was
    wanted of it is due again soon. Raises VisitReplaced."""
    query = Queries("visits")
    async with archive.transaction() as connection:
        await hold(connection, visit)
        await connection.execute(query["forget"], {"visit_id": visit.visit_id})
        await connection.execute(query["let_hosts_go"], {"visit_id": visit.visit_id})
        await connection.execute(query["turned_away"], {"source_id": visit.source_id, "span": WHEN_BUSY})


async def _let_go(
    connection: AsyncConnection[DictRow], visit: Visit, *, success: bool, reason: str | None, seen: int, gap: bool
) -> None:
    query = Queries("visits")
    await connection.execute(query["let_hosts_go"], {"visit_id": visit.visit_id})
    await connection.execute(query["let_go"], {"source_id": visit.source_id, "success": success, "reason": reason})
    await connection.execute(query["count_day"], {"source_id": visit.source_id, "seen": seen, "gap": gap})
