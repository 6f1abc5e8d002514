"""ISO 8601 and RFC 3339 dates, in the shapes that structured data and feeds really have."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from press.dates.zones import zone_from
from press.instant import Instant

_ISO = re.compile(
    r"""^\s*(\d{4})-?(\d{2})-?(\d{2})                               # 2024-05-01, 20240501
        (?:(?:[Tt]|\s+|\s*,\s*)(\d{2}):?(\d{2})(?::?(\d{2}|(?<=:)\d)(?:[.,]\d{1,9})?)?   # T10:30, 10:30:00.000, 10:30:0
        \s*(?![AaPp][Mm])([Zz]|[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,5})?)?            # Z, +01:00, +0100, +01, UTC
        \s*(?:\[[\w/+-]{1,40}\])?\s*$""",
    re.VERBOSE,
)


def parse_iso(text: str | None) -> Instant | None:
    """The instant that `text` states in ISO 8601 or RFC 3339, its own offset kept; None for anything else.

    A date alone has day precision. Fractions of a second are dropped. 24:00 is the next day's midnight (ISO 8601 §5.3.2).
    """
    if not text or len(text) > 80:
        return None
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        date = datetime(int(year), int(month), int(day))  # noqa: DTZ001 - a wall-clock time; its zone stands beside it
        if hour is None:
            return Instant(date, precision="day")
        if (int(hour), int(minute)) == (24, 0):
            date, hour = date + timedelta(days=1), "0"
        local = date.replace(hour=int(hour), minute=int(minute), second=min(int(second or 0), 59))  # 60 is a leap second
    except (ValueError, OverflowError):
        return None
    return Instant(local, zone_from(zone))
