"""The time of day, and its zone, in a line that also holds a date."""

from __future__ import annotations

import re
from datetime import time

from press.dates.zones import zone_from

_ZONE = r"(?:\s*\(?\s*((?:GMT|UTC|UT)\s?[+\-\u2212\u2013]\s?\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}|[A-Z]{2,4}|[a-z]{3,4}\b)\)?)?"
_HALF = r"(?:\s*([ap])\.?\s?m\.?(?![a-z]))"
_CLOCKS = (
    # 10:30, 10:30:15, 10.30 Uhr, 10h30, 10 h 30, with am and pm; never a part of a longer number
    re.compile(
        rf"(?<![\d.:/,-])([01]?\d|2[0-3])(?:[:.]"
        rf"|\s?[hH]\s?)([0-5]\d)(?:[:.]([0-5]\d)(?:[.,]\d{{1,6}})?)?(?![\d/])(?!\.\d){_HALF}?{_ZONE}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\d.:/,-])(1[0-2]|0?[1-9])()(){_HALF}{_ZONE}", re.IGNORECASE),  # 9 am
    re.compile(rf"(?<![\d.:/,-])([01]?\d|2[0-3])()()\s?(?:h|uhr|heures)(?![a-z])(){_ZONE}", re.IGNORECASE),  # 14 h, 9 Uhr
)


def clock_in(text: str) -> tuple[time, str | None] | None:
    """The first time of day in `text` with its zone (None where none is said), or None."""
    for pattern in _CLOCKS:
        if match := pattern.search(text):
            hour, minute, second, half, zone = match.groups()
            return time(_hour(int(hour), half), int(minute or 0), int(second or 0)), zone_from(zone)
    return None


def _hour(hour: int, half: str | None) -> int:
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half in "pP" else 0)
