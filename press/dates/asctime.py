"""The form of C's `asctime` and of Unix' `date`: `Fri Mar 13 21:30:09 2015`, with or without a zone before the year."""

from __future__ import annotations

import re
from datetime import datetime

from press.dates.rfc822 import MONTHS
from press.dates.zones import zone_from
from press.instant import Instant

_ASCTIME = re.compile(
    r"^\s*(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([A-Za-z]{1,5}(?:[+-]\d{2}:?\d{2})?|[+-]\d{4})\s+)?(\d{4})\s*$"
)


def parse_asctime(text: str) -> Instant | None:
    """The instant that `text` states in the form of asctime (RFC 9110 §5.6.7 has it as obsolete); None for anything else."""
    match = _ASCTIME.match(text) if len(text) <= 60 else None
    month = MONTHS.get(match[1].lower()) if match else None
    if match is None or month is None:
        return None
    _, day, hour, minute, second, zone, year = match.groups()
    try:
        local = datetime(int(year), month, int(day), int(hour), int(minute), min(int(second or 0), 59))  # noqa: DTZ001
    except ValueError:
        return None
    return Instant(local, zone_from(zone))
