"""When the page was published and last changed: the surest witness' day, and the finest statement of that same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from press.extraction.hearing import Hearing
from press.instant import Instant
from press.release import Finding, Testimony

#: Two statements this far apart may be one instant: a day is told in two zones.
_FURTHEST = timedelta(hours=14)
_SAME_DAY = timedelta(hours=26)
_AHEAD = timedelta(days=2)


def decide(hearing: Hearing, field: str, seen_at: datetime | None = None) -> tuple[Instant | None, Finding | None]:
    """The instant of `field` (`published`, `modified`). A date after the page was seen is a typing error and is left out.

    The surest witness decides the day. Where it knows the day only (or midnight, which is how software writes a day), a
    witness of the same day with a time is taken; where it knows no zone, one that tells the same wall clock with a zone.
    """
    said = [testimony for testimony in hearing.of(field) if not is_ahead(testimony.value, seen_at)]
    if not said:
        return None, None
    chosen = max(said, key=lambda testimony: testimony.confidence)
    same_day = [t for t in said if abs(t.value.at() - chosen.value.at()) <= _SAME_DAY]
    finer = _finer(chosen, same_day)
    return _as_day(finer.value), hearing.finding(field, finer)


def _finer(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    if _is_day(chosen.value):
        timed = [t for t in same_day if not _is_day(t.value) and _same_date(t.value, chosen.value)]
        if timed:
            return _zoned(max(timed, key=lambda t: t.confidence), same_day)
        return chosen
    return _zoned(chosen, same_day)


def _zoned(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    """The same instant as a witness tells it in the publisher's own zone rather than in none, or in UTC."""
    value: Instant = chosen.value
    for other in same_day:
        told: Instant = other.value
        if _is_day(told) or told.zone == "+00:00":
            continue
        if told.zone is None:
            if value.zone == "+00:00" and (offset := _offset(told.local, value.local)):
                return replace(
                    other, value=replace(value, local=value.local + offset, zone=_named(offset)), confidence=chosen.confidence
                )
            continue
        if value.zone is None and _minute(told.local) == _minute(value.local):
            return other
        if value.zone == "+00:00" and _minute(told.at()) == _minute(value.at()):
            return other
    return chosen


def _offset(on_the_wall: datetime, in_utc: datetime) -> timedelta | None:
    """The zone in which a page's own words tell an instant that its data gives in UTC: the same minute, whole half hours
    apart.
    """
    apart = _minute(on_the_wall) - _minute(in_utc)
    return apart if apart and abs(apart) <= _FURTHEST and not apart % timedelta(minutes=30) else None


def _named(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _is_day(instant: Instant) -> bool:
    return instant.precision == "day" or (instant.local.hour, instant.local.minute, instant.local.second) == (0, 0, 0)


def _same_date(timed: Instant, day: Instant) -> bool:
    """The same day on the wall, or a UTC midnight's neighbour."""
    return abs(timed.local.date() - day.local.date()) <= timedelta(days=1 if timed.zone != day.zone else 0)


def _as_day(instant: Instant) -> Instant:
    return replace(instant, precision="day") if _is_day(instant) and instant.precision != "day" else instant


def is_ahead(instant: Instant, seen_at: datetime | None) -> bool:
    """Whether an instant lies after the page was seen by more than clocks and zones explain."""
    return seen_at is not None and instant.at() > seen_at + _AHEAD
