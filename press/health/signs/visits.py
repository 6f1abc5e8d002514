"""Signs in the visits: ways that cannot be read, lists that name nothing any more, pages that do not come."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from press.health.record import SourceRecord
from press.health.sign import Sign
from press.health.visit_seen import VisitSeen

#: Visits in a row after which a fault is no passing one.
RUNNING = 2
#: Visits in a row with one complaint, whatever it is.
COMPLAINING = 3
#: Leads that a list names in the median, from which on naming hardly any says something; and what hardly any is.
ENOUGH_LEADS, HARDLY_ANY = 5, 0.2


def signs(record: SourceRecord, visit: VisitSeen) -> list[Sign]:
    """What the last visits, this one included, lead one to think."""
    found = []
    if visit.outcome == "failed":
        if not visit.may_pass or visit.in_a_row >= RUNNING:
            found.append(Sign("visit_failed", "failing", visit.reasons[0] if visit.reasons else "the last visit failed"))
    else:
        found += _ways_lost(record)
    if (lists := _hardly_any_leads(record)) is not None:
        found.append(lists)
    last = record.visits[-COMPLAINING:]
    if (
        not found
        and visit.outcome == "partial"
        and visit.complaint
        and len(last) == COMPLAINING
        and len({one.get("why") for one in last}) == 1
    ):
        found.append(Sign("complaint", "degraded", visit.complaint))
    return found


def _ways_lost(record: SourceRecord) -> list[Sign]:
    last = record.visits[-RUNNING:]
    if len(last) < RUNNING:
        return []
    lost = set.intersection(*(set(one.get("lost", ())) for one in last))
    now = record.visits[-1].get("lost", {})
    return [Sign("way_lost", "degraded", f"{url}: {now[url]}, in {RUNNING} visits running") for url in sorted(lost)[:1]]


def _hardly_any_leads(record: SourceRecord) -> Sign | None:
    """Its documents were read, and what they name has all but ended."""
    read = [one for one in record.visits if one.get("read")]
    before, last = read[:-RUNNING], read[-RUNNING:]
    if len(before) < RUNNING or len(last) < RUNNING or not record.visits[-1].get("read"):
        return None
    usual = median(_leads(one) for one in before)
    if usual < ENOUGH_LEADS or any(_leads(one) > usual * HARDLY_ANY for one in last):
        return None
    return Sign(
        "no_leads",
        "failing",
        f"its lists name {_leads(last[-1])} pages where they named {usual:.0f}: they seem to be built otherwise now",
    )


def _leads(figures: Mapping[str, Any]) -> int:
    return int(figures.get("leads", 0))
