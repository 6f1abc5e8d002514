"""Leads: addresses that may be releases. They are rows before anything is requested, and each has an end with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.fence import Visit, hold
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.witness import lead_of
from press import urls
from press.page import Lead
from press.revisits import INTERVALS, next_look

#: Visits that may ask for a lead in vain: with the waits between them (crawler.backoff) more than three days, longer than a
#: weekend's outage.
MOST_ATTEMPTS = 12

#: Ends of leads that were not asked at all: the visit was stopped, or the host was another's or had asked to be left alone.
#: They do not count as visits in vain.
NOT_ASKED = frozenset({"stopped", "host_busy", "host_delay", "retry_after"})

#: Other spellings of a page's address that its lead remembers. Sites have two or three (http, www, a slash at the end); what
#: comes with ever new parameters is not worth more.
MOST_SPELLINGS = 8

#: Reasons why an address is no page, where another spelling of it may be one.
NO_PAGE = frozenset({"http_404", "http_410", "redirects"})

#: Passing reasons that are of one spelling's host: a certificate or a name that only `www.` has. The next attempt asks another.
_OF_THE_HOST = frozenset({"tls", "dns"})

#: Outcomes of a page that has a release.
_RELEASE = frozenset({"stored", "unchanged"})

#: Known pages looked at again in one visit: with a second between two requests some three minutes of a visit's time, so that a
#: source of 10,000 pages is through in 50 visits while the visits stay short.
MOST_REVISITS = 200


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
    """How a visit ended a lead. State `open`: put off, not before `not_before` where that is given.

    `look_again` False: a variant's page, of which it is enough to look again at the page that stands for it.
    """

    lead_id: int
    state: Literal["done", "failed", "open"]
    outcome: str
    detail: str | None = None
    not_before: datetime | None = None
    look_again: bool = True


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
    return [_open_lead(row) for row in rows]


async def leads_that_teach(archive: Archive, source_id: str, *, limit: int) -> list[OpenLead]:
    """Those of the source's first leads by the digests of their addresses, as a lesson chooses its pages, that are due."""
    async with archive.connection() as connection:
        asked = {"source_id": source_id, "limit": limit}
        rows = await (await connection.execute(Queries("leads")["leads_that_teach"], asked)).fetchall()
    return [_open_lead(row) for row in rows]


async def due_revisits(
    archive: Archive, source_id: str, *, visit: Visit | None = None, limit: int = MOST_REVISITS
) -> tuple[list[OpenLead], int]:
    """Known pages that are due to be looked at again, the longest overdue first, and how many more of them wait.

    What this `visit` has looked at itself is not due, however long it took.
    """
    async with archive.connection() as connection:
        asked = {"source_id": source_id, "limit": limit + 1, "visit_id": visit.visit_id if visit is not None else None}
        rows = await (await connection.execute(Queries("leads")["due_revisits"], asked)).fetchall()
        waiting = 0
        if len(rows) > limit:
            counted = await (await connection.execute(Queries("leads")["waiting_revisits"], asked)).fetchone()
            waiting = counted["waiting"] - limit if counted else 0
    return [_open_lead(row) for row in rows[:limit]], waiting


async def seen_last(archive: Archive, source_id: str, *, visit: Visit | None, limit: int) -> list[OpenLead]:
    """Known pages that were there when they were last looked at, the latest first; without those that `visit`
    looked at, if one is named."""
    async with archive.connection() as connection:
        asked = {"source_id": source_id, "limit": limit, "visit_id": visit.visit_id if visit is not None else None}
        rows = await (await connection.execute(Queries("leads")["seen_last"], asked)).fetchall()
    return [_open_lead(row) for row in rows]


async def end(connection: AsyncConnection[DictRow], visit: Visit | None, outcomes: Sequence[LeadEnd]) -> None:
    """Write the leads' ends, within a transaction that is fenced here too. Raises VisitReplaced.

    An open end counts as a visit in vain unless its outcome is one of NOT_ASKED; after MOST_ATTEMPTS the lead has failed.
    """
    if visit is not None:
        await hold(connection, visit)
    await write_ends(connection, visit, outcomes)


async def write_ends(connection: AsyncConnection[DictRow], visit: Visit | None, outcomes: Sequence[LeadEnd]) -> set[int]:
    """The same in a transaction that holds its fence already. Returns which of the leads had a release before."""
    ends = {one.lead_id: one for one in outcomes}  # of two ends in one batch the later counts
    if not ends:
        return set()
    query, now = Queries("leads"), datetime.now(UTC)
    known = await (await connection.execute(query["to_end"], {"leads": list(ends)})).fetchall()
    rows = [_ended(row, ends[row["lead_id"]], visit, now) for row in known]
    told = {"rows": json_rows(rows), "visit_id": visit.visit_id if visit is not None else None}
    await connection.execute(query["end"], told)
    return {row["lead_id"] for row in known if row["looks"]}


def _ended(known: DictRow, end: LeadEnd, visit: Visit | None, now: datetime) -> dict[str, Any]:
    """A lead's row after an end: put off, failed, done, or open for another spelling of its address."""
    asked = end.state != "open" or end.outcome not in NOT_ASKED
    vain = end.state == "open" and asked
    attempts = known["attempts"] + vain if end.state == "open" else 0
    row: dict[str, Any] = {
        "lead_id": end.lead_id, "state": "failed" if attempts >= MOST_ATTEMPTS else end.state, "outcome": end.outcome,
        "detail": end.detail.replace("\0", "").encode("utf-8", "replace").decode() if end.detail else None,
        "attempts": attempts, "not_before": end.not_before, "asked": asked, "url": known["url"], "also": known["also"],
        "looks": known["looks"], "revisit_at": known["revisit_at"],
    }  # fmt: skip
    no_page = row["state"] == "failed" and end.outcome in NO_PAGE
    if (no_page or (vain and end.outcome in _OF_THE_HOST)) and (other := _other_spelling(known["also"])) is not None:
        also = {url: how for url, how in known["also"].items() if url != other}
        row |= {"url": other, "also": also | {known["url"]: end.outcome if no_page else None}}
        row["state"] = "open" if no_page else row["state"]
    row["url_digest"] = urls.digest(row["url"])
    if row["state"] == "open":
        return row
    row["not_before"] = None
    if not end.look_again:
        return row | {"revisit_at": None}
    # A page that had a release is looked at again, whatever became of it; what is read again from its capture was not looked at.
    if (known["looks"] or end.outcome in _RELEASE) and (visit is not None or not known["looks"]):
        row["looks"] += 1
        intervals = visit.revisit_intervals if visit is not None else INTERVALS
        row["revisit_at"] = next_look(row["looks"], now, seed=known["url"], intervals=intervals)
    return row


def _other_spelling(also: Mapping[str, str | None]) -> str | None:
    """The plainest of a page's other spellings that were not found to be no page."""
    untried = [url for url, how in also.items() if how is None]
    return min(untried, key=lambda url: (urls.plainness(url), len(url), url), default=None)


def _open_lead(row: DictRow) -> OpenLead:
    return OpenLead(
        row["lead_id"], row["url"], lead_of(row["url"], row["way"], row["found_in"], row["witness"]), row["attempts"],
        row["asked_before"],
    )  # fmt: skip


async def keep_reading(
    connection: AsyncConnection[DictRow], readings: Sequence[tuple[int | None, str, UUID, str, list[str]]]
) -> None:
    """Which captures were read as no release, and how: (lead, source, capture, extractor version, layouts offered)."""
    if readings:
        names = ("lead_id", "source_id", "capture_id", "extractor_version", "layouts")
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
