"""The verdict on a source after its crawl: its rhythm learned, its health judged, and when it falls due again."""

from __future__ import annotations

from datetime import datetime, timedelta

from archive import completeness, schedule
from archive.connection import Archive
from archive.schedule import Standing
from press.source import Source
from scheduling.expecting import expected_by_day
from scheduling.health import leads_nowhere, verdict_on
from scheduling.rhythm import learn, next_visit_at, rhythm

#: A page that was not had yet may be asked again this soon after the visit.
SOONEST = timedelta(minutes=1)
#: A visit that went wrong by a fault of ours: the source is left in peace for so long.
AFTER_A_FAULT = timedelta(minutes=15)


async def after_visit(archive: Archive, source: Source, outcome: str | None = None) -> bool:
    """Give the verdict on all visits to the source that have ended without one, and move its schedule.

    To be asked by whoever made a crawl, when it has ended; `outcome` as its report has it. A visit that was begun since then is
    not judged before its own end. True where its ways lead nowhere any more (`scheduling.rebuilt`). Raises ArchiveLost.
    """
    if outcome in ("lost", "busy"):  # whoever has taken it over gives the verdict; who was turned away has seen nothing
        return False
    nothing_new = outcome == "unchanged"  # a success that left no row
    standing = await schedule.standing(archive, source.source_id)
    if standing is None or not (standing.visits or nothing_new):  # somebody else has judged them meanwhile
        return False
    learned = await learn(archive, source)
    rates = rhythm(source, learned)
    verdict, failures, hard = verdict_on(source, standing, rates)
    if nothing_new:
        failures = 0
    await completeness.expect(archive, source.source_id, expected_by_day(rates, standing.at))
    by_rhythm = next_visit_at(source, learned, now=standing.at, failures=failures, hard=hard)
    await schedule.judge(
        archive, source.source_id, standing,
        health=verdict.health if verdict else standing.health, reason=verdict.reason if verdict else standing.health_reason,
        failures=failures, rhythm=learned, record=verdict.record.as_json() if verdict else standing.record,
        next_visit_at=_next(source, standing, by_rhythm, failures),
        quiet_until=verdict.quiet_until if verdict and verdict.health == "ok" else None,
    )  # fmt: skip
    return verdict is not None and leads_nowhere(verdict, failures, hard=hard)


def _next(source: Source, standing: Standing, by_rhythm: datetime, failures: int) -> datetime:
    """The earliest of what falls due: by the rhythm, a page that is still to be had, a known page that is to be looked at again.

    While the source fails its pages wait with it.
    """
    if failures:
        return by_rhythm
    due = [by_rhythm]
    if standing.open_due_at is not None:
        due.append(max(standing.open_due_at, standing.at + SOONEST))
    if standing.again_due_at is not None:
        due.append(max(standing.again_due_at, standing.at + timedelta(minutes=source.schedule.min_minutes)))
    return min(due)
