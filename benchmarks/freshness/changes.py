"""Offices that change their habits from one day to the next. The schedule is told nothing of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from benchmarks.freshness.offices import Office

_OFFICE = Office("office", "ministry", "us", "America/New_York", 4, {(9, 18): 1})


@dataclass(frozen=True, slots=True)
class Change:
    """An office before and after twelve weeks from `begin`."""

    name: str
    before: Office
    after: Office
    begin: datetime = datetime(2025, 9, 1, tzinfo=UTC)


CHANGES: tuple[Change, ...] = (
    Change("nothing changes", _OFFICE, _OFFICE),
    # Twelve weeks end on the Sunday on which clocks are put forward: the office goes with them, and the schedule has to.
    Change("clocks are put forward", _OFFICE, _OFFICE, datetime(2025, 12, 14, tzinfo=UTC)),
    # What the file's zone should say and does not: five hours later all at once.
    Change("clocks of another zone, five hours off", _OFFICE, replace(_OFFICE, zone="Pacific/Honolulu")),
    Change("mornings become evenings", replace(_OFFICE, hours={(8, 12): 1}), replace(_OFFICE, hours={(17, 22): 1})),
    Change("holidays: a tenth of it", _OFFICE, replace(_OFFICE, a_day=0.4)),
    Change("an election: five times as much, weekends too", _OFFICE, replace(_OFFICE, a_day=20, weekend=0.8)),
)
