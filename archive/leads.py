"""Leads: addresses that may be releases. They are rows before anything is requested, and each has an end with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.fence import Visit, hold
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.witness import lead_of
from press.page import Lead

#: Visits that may ask for a lead in vain: with the waits between them (crawler.backoff) more than three days, longer than a
#: weekend's outage.
MOST_ATTEMPTS = 12

#: Ends of leads that were not asked at all: the visit was stopped, or the host was another's or had asked to be left alone.
#: They do not count as visits in vain.
NOT_ASKED = frozenset({"stopped", "host_busy", "host_delay", "retry_after"})


@dataclass(frozen=True, slots=True)
class OpenLead:
    """A lead to ask for. `attempts` counts the visits that asked in vain since it was opened."""

    lead_id: int
    url: str
    lead: Lead
    attempts: int = 0
    asked_before: bool = False


@dataclass(frozen=True, slots=True)
class LeadEnd:
    """How a visit ended a lead. State `open`: put off, not before `not_before` where that is given."""

    lead_id: int
    state: Literal["done", "failed", "open"]
    outcome: str
    detail: str | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeadCounts:
    """A source's leads: how many are open, and how many ended in which way (`outcome` -> leads)."""

    open: int
    done: dict[str, int]
    failed: dict[str, int]


async def open_leads(
    archive: Archive, source_id: str, *, after: int = 0, limit: int = 500, everything: bool = False
) -> list[OpenLead]:
    """Leads that are due, from the lead numbered above `after` on; `everything`: all leads, whatever became of them."""
    asked = {"source_id": source_id, "after": after, "limit": limit, "everything": everything}
    async with archive.connection() as connection:
        rows = await (await connection.execute(Queries("leads")["open_leads"], asked)).fetchall()
    return [
        OpenLead(
            row["lead_id"], row["url"], lead_of(row["url"], row["way"], row["found_in"], row["witness"]), row["attempts"],
            row["asked_before"],
        )
        for row in rows
    ]  # fmt: skip


async def end(connection: AsyncConnection[DictRow], visit: Visit | None, outcomes: Sequence[LeadEnd]) -> None:
    """Write the leads' ends, within a transaction that is fenced here too. Raises VisitReplaced.

    An open end counts as a visit in vain unless its outcome is one of NOT_ASKED; after MOST_ATTEMPTS the lead has failed.
    """
    if visit is not None:
        await hold(connection, visit)
    await write_ends(connection, visit, outcomes)


async def write_ends(connection: AsyncConnection[DictRow], visit: Visit | None, outcomes: Sequence[LeadEnd]) -> None:
    """The same in a transaction that holds its fence already."""
    if not outcomes:
        return
    rows = [
        {
            "lead_id": one.lead_id, "state": one.state, "outcome": one.outcome,
            "detail": one.detail.replace("\0", "").encode("utf-8", "replace").decode() if one.detail else None,
            "not_before": one.not_before, "counts": one.state == "open" and one.outcome not in NOT_ASKED,
        }
        for one in {one.lead_id: one for one in outcomes}.values()  # of two ends in one batch the later counts
    ]  # fmt: skip
    told = {"rows": json_rows(rows), "visit_id": visit.visit_id if visit is not None else None, "most_attempts": MOST_ATTEMPTS}
    await connection.execute(Queries("leads")["end"], told)


async def keep_reading(connection: AsyncConnection[DictRow], readings: Sequence[tuple[int | None, str, UUID, str]]) -> None:
    """Which captures were read as no release, and by which rules: (lead, source, capture, extractor version)."""
    if readings:
        names = ("lead_id", "source_id", "capture_id", "extractor_version")
        rows = [dict(zip(names, reading, strict=True)) for reading in readings]
        await connection.execute(Queries("leads")["keep_reading"], {"rows": json_rows(rows)})


async def counts(archive: Archive, source_id: str) -> LeadCounts:
    """How a source's leads stand."""
    async with archive.connection() as connection:
        rows = await (await connection.execute(Queries("leads")["counts"], {"source_id": source_id})).fetchall()
    by_state: dict[str, Counter[str]] = {"open": Counter(), "done": Counter(), "failed": Counter()}
    for row in rows:
        by_state[row["state"]][row["outcome"] or ""] += row["leads"]
    return LeadCounts(by_state["open"].total(), dict(by_state["done"]), dict(by_state["failed"]))
