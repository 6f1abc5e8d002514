"""How many releases each of a source's last days led one to expect by its rhythm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from press.rhythm import Rhythm, expected

#: Days, today included, that a verdict looks back on: a quiet source is judged seldom, its glances leave no verdict.
DAYS = 7


def expected_by_day(rhythm: Rhythm, now: datetime) -> dict[date, int]:
    """Rounded to whole releases, by the days of UTC; today as a whole."""
    today = now.astimezone(UTC).date()
    days = [today - timedelta(days=back) for back in range(DAYS)]
    return {day: round(expected(rhythm, _midnight(day), _midnight(day + timedelta(days=1)))) for day in days}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
