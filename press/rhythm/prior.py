"""What is believed of a source before it has published anything: its kind's working day and its country's weekend. Pure.

The shapes are drawn by hand from how such offices work; a source's own publications overrule them within weeks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from press.rhythm.week import HOURS
from press.source import SourceKind

#: Weekends that the Unicode locale data (Babel 2.18) does not have: Friday and Saturday in Bangladesh, the Maldives, Brunei's
#: Friday and Sunday, Saturday alone in Nepal. Monday is 0.
_WEEKENDS: Mapping[str, frozenset[int]] = {
    "bd": frozenset({4, 5}), "mv": frozenset({4, 5}), "bn": frozenset({4, 6}), "np": frozenset({5}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habit:
    """A kind's habits: releases a day, the hours of a working day (relative), and a day of the weekend beside a working day."""

    a_day: float
    hours: tuple[float, ...]
    weekend: float


#: One weight for each hour from midnight.
_OFFICE = (
    0.06, 0.04, 0.03, 0.03, 0.04, 0.06, 0.15, 0.4, 0.8, 1.3, 1.7, 1.8,
    1.5, 1.3, 1.5, 1.7, 1.7, 1.4, 0.9, 0.5, 0.35, 0.25, 0.15, 0.1,
)  # fmt: skip
_WIRE = (
    0.25, 0.2, 0.15, 0.15, 0.25, 0.4, 0.9, 1.5, 2.2, 2.0, 1.6, 1.4,
    1.2, 1.2, 1.2, 1.2, 1.6, 1.2, 0.7, 0.5, 0.4, 0.35, 0.3, 0.3,
)  # fmt: skip
_WORLD = (
    0.15, 0.12, 0.1, 0.1, 0.12, 0.2, 0.3, 0.5, 0.8, 1.1, 1.4, 1.5,
    1.4, 1.3, 1.4, 1.5, 1.5, 1.4, 1.1, 0.8, 0.6, 0.45, 0.3, 0.2,
)  # fmt: skip
_NEWSROOM = (
    0.35, 0.25, 0.2, 0.2, 0.3, 0.5, 0.8, 1.1, 1.3, 1.4, 1.4, 1.4,
    1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.2, 1.1, 1.0, 0.8, 0.6, 0.45,
)  # fmt: skip

_HABITS: Mapping[SourceKind, Habit] = {
    "ministry": Habit(2.0, _OFFICE, 0.2),
    "agency": Habit(1.0, _OFFICE, 0.12),
    "intergovernmental": Habit(3.0, _WORLD, 0.2),
    "newswire": Habit(60.0, _WIRE, 0.12),
    "republisher": Habit(15.0, _NEWSROOM, 0.5),
}  # fmt: skip


def releases_a_day(kind: SourceKind) -> float:
    """How much a source of the kind publishes, on a mean over the week."""
    return _HABITS[kind].a_day


@lru_cache(maxsize=512)
def weekend(country: str) -> frozenset[int]:
    """The days of the country's weekend, Monday being 0; Saturday and Sunday where the country is none (`int`) or unknown."""
    if country in _WEEKENDS:
        return _WEEKENDS[country]
    try:
        locale = Locale.parse(f"und_{country.upper()}")
    except (UnknownLocaleError, ValueError):
        return frozenset({5, 6})
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + day) % 7 for day in range((last - first) % 7 + 1))


@lru_cache(maxsize=512)
def shape(kind: SourceKind, country: str) -> tuple[float, ...]:
    """The share of a week's releases that falls into each of its hours."""
    habit, rest = _HABITS[kind], weekend(country)
    week = [weight * (habit.weekend if day in rest else 1.0) for day in range(7) for weight in habit.hours]
    total = sum(week)
    assert len(week) == HOURS  # noqa: S101  # a weight is missing in a table above
    return tuple(weight / total for weight in week)
