"""The hours of a week by the clock on a source's wall: 168 of them, from Monday 00:00. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

#: Hours of a week; hour 0 begins on Monday at midnight.
HOURS = 168

_HOUR = timedelta(hours=1)
_WEEK = timedelta(weeks=1)
#: Whole weeks of a longer span are counted as such: their hours differ from the clock's by one at most, twice a year.
_WALKED = timedelta(weeks=2)


def hour_of_week(local: datetime) -> int:
    """The hour in which a wall-clock time lies."""
    return local.weekday() * 24 + local.hour


def pieces(since: datetime, until: datetime, zone: tzinfo) -> Iterator[tuple[int, float]]:
    """The hours of the week through which the span goes, in order, each with how much of it (in hours).

    Where clocks are set back an hour comes twice, where they are put forward one is left out. Both ends need a zone.
    """
    at, end = since.astimezone(UTC), until.astimezone(UTC)
    while at < end:
        local = at.astimezone(zone)
        rest = _HOUR - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        step = min(rest, end - at)
        yield hour_of_week(local), step / _HOUR
        at += step


def integral(by_hour: Sequence[float], since: datetime, until: datetime, zone: tzinfo) -> float:
    """A quantity that is given for each hour of the week (a hour), summed over the span; 0 where it ends before it begins."""
    total, span = 0.0, until - since
    if span > _WALKED:
        weeks = span // _WEEK - 1
        total, since = weeks * sum(by_hour), since + weeks * _WEEK
    return total + sum(by_hour[hour] * length for hour, length in pieces(since, until, zone))
