"""What is kept of a source's publications: decayed counts that a row can hold, never the publications themselves. Pure.

A publication weighs half after a half-life, so that a source which changes its habits is believed anew within months. Weights
are of each publication's own age: it does not matter in which order or in how many portions they were learned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from press.rhythm.week import HOURS

#: Of the form below. What another version wrote is not read: the source begins anew with what its kind and country suggest,
#: and learns from its releases again.
VERSION = 1

#: For when in the week a source publishes. Three months hold about sixty working days: enough to tell the hours of a source with
#: a release a day, and short enough that a summer's habits are gone by winter.
HALF_LIFE = timedelta(days=90)
#: For how much it publishes: an election or a holiday shows within a week or two.
FAST_HALF_LIFE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Publication:
    """Something became public after `low` and no later than `high`; both the same instant where that is known."""

    low: datetime
    high: datetime

    def __post_init__(self) -> None:
        if self.low.tzinfo is None or self.high.tzinfo is None:
            raise ValueError("a Publication needs instants with a zone")
        if self.low > self.high:
            raise ValueError("a Publication's low is after its high")


@dataclass(frozen=True, slots=True)
class Memory:
    """Decayed counts as of `at`.

    `hours`: publications by hour of the week. `long` and `fast`: publications that count for the volume, at the long and the
    short half-life, and the days in which they were watched for, decayed alike; such a day is a seventh of a week's usual
    publications, so that a Sunday is less than a day. `days`: days with a publication; `last_day` the latest of them (ordinal).
    `odd`: how odd the last publications' hours were (press.rhythm.oddness); `last_hour` the latest of them (counted from 1970).
    """

    at: datetime
    hours: tuple[float, ...] = (0.0,) * HOURS
    long: float = 0.0
    long_watched: float = 0.0
    fast: float = 0.0
    fast_watched: float = 0.0
    days: float = 0.0
    last_day: int = 0
    odd: float = 0.0
    last_hour: int = 0

    def as_json(self) -> dict[str, Any]:
        """For the row: a few hundred bytes, numbers to four digits."""
        return {
            "version": VERSION, "at": self.at.astimezone(UTC).isoformat(), "hours": [_short(count) for count in self.hours],
            "long": [_short(self.long), _short(self.long_watched)], "fast": [_short(self.fast), _short(self.fast_watched)],
            "days": _short(self.days), "last_day": self.last_day,
            "odd": _short(self.odd), "last_hour": self.last_hour,
        }  # fmt: skip

    @classmethod
    def from_json(cls, said: Mapping[str, Any] | None) -> Memory | None:
        """What the row holds; None where it holds nothing, another version's, or anything that cannot be a memory."""
        if not isinstance(said, Mapping) or said.get("version") != VERSION:
            return None
        try:
            at = datetime.fromisoformat(said["at"])
            hours = tuple(_count(count) for count in said["hours"])
            (long, long_watched), (fast, fast_watched) = (map(_count, said[name]) for name in ("long", "fast"))
            memory = cls(
                at, hours, long, long_watched, fast, fast_watched, _count(said["days"]), int(said["last_day"]),
                _count(said["odd"]), int(said["last_hour"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        return memory if at.tzinfo is not None and len(hours) == HOURS else None

    def aged(self, at: datetime) -> Memory:
        """The same at a later instant: everything weighs less. At an earlier one: as it is."""
        if at <= self.at:
            return self
        slow, fast = weight(at - self.at, HALF_LIFE), weight(at - self.at, FAST_HALF_LIFE)
        return Memory(
            at, tuple(count * slow for count in self.hours), self.long * slow, self.long_watched * slow, self.fast * fast,
            self.fast_watched * fast, self.days * slow, self.last_day,
            self.odd, self.last_hour,
        )  # fmt: skip


def weight(age: timedelta, half_life: timedelta) -> float:
    """What something of this age still counts; what lies in the future counts whole."""
    return math.exp2(-(max(age, timedelta(0)) / half_life))


def _count(said: Any) -> float:
    count = float(said)
    if not (math.isfinite(count) and 0 <= count <= 1e9):
        raise ValueError(f"{said!r} is no count")
    return count


def _short(count: float) -> float:
    return float(f"{count:.4g}")
