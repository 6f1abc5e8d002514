"""Dates as feeds and sitemaps write them, read without guessing: an offset is kept, and a date that is not understood is none."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from press.instant import Instant, Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    *_MONTHS, "january", "february", "march", "april", "june", "july", "august",
    "september", "sept", "october", "november", "december",
)  # fmt: skip

# RFC 822, section 5.1, and abbreviations that mean one offset wherever they are used. Ambiguous ones (IST is India's,
# Israel's and Ireland's) are left out: such a date has no zone, and the source's own applies.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "west": 60, "bst": 60, "cet": 60, "met": 60, "cest": 120, "mest": 120,
    "eet": 120, "eest": 180, "sast": 120, "cat": 120, "eat": 180, "wat": 60, "msk": 180, "jst": 540, "kst": 540,
    "hkt": 480, "sgt": 480, "awst": 480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?(?![a-z]))?\s*(?P<zone>\S.*)?"
)
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:(?:\s*t\s*|\s+){_CLOCK})?")
_ISO_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>\S*))?"
)
_RFC_822 = re.compile(
    rf"(?:[a-z]+\.?,?\s*)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name>[a-z]+)\.?,?[\s-]+(?P<year>\d{{2,4}})(?:,?\s+(?:at\s+)?{_CLOCK})?"
)
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]+\.?,?\s+)?(?P<name>[a-z]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:,?\s+(?:at\s+|-\s+)?{_CLOCK})?"
)
_ASCTIME = re.compile(
    r"(?:[a-z]+\.?,?\s+)?(?P<name>[a-z]+)\s+(?P<day>\d{1,2})\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\s+(?P<zone>[a-z]+))?\s+(?P<year>\d{4})"
)
_FORMS = (_ISO, _RFC_822, _MONTH_FIRST, _ASCTIME, _ISO_BASIC)
_OFFSET = re.compile(r"(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?")

# Outside these years stand the zero dates of databases and generators (0001, 1899-12-30), not releases.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
_MAX_OFFSET = 14 * 60  # minutes: the easternmost zone (Kiribati)
_LONGEST = 100


@lru_cache(maxsize=8192)  # a sitemap repeats its dates
def read_date(text: str) -> Instant | None:
    """The instant that `text` states: ISO 8601 (with W3C's and databases' variants), RFC 822, or English words.

    Without a zone, or with an unknown or ambiguous abbreviation, `zone` is None. A date without a time has day precision.
    None for everything else: other languages' month names (no guess), impossible dates, and the zero dates that
    programs write for "never".
    """
    lowered = " ".join(text.lower().split())
    if not 8 <= len(lowered) <= _LONGEST:
        return None
    for form in _FORMS:
        if match := form.fullmatch(lowered):
            return _instant(match.groupdict())
    return None


def _instant(parts: dict[str, str | None]) -> Instant | None:
    month = _month(parts.get("name"), parts.get("month"))
    year, day = _year(parts["year"] or ""), int(parts["day"] or 0)
    if month is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    precision: Precision = "minute" if parts.get("hour") else "day"
    try:
        local = datetime(year, month, day)  # noqa: DTZ001 - an Instant's wall clock is naive
        if precision == "minute":
            local += _time_of_day(parts)
    except ValueError:
        return None
    zone = _zone(parts.get("zone"))
    if local == _EPOCH and zone in (None, "+00:00"):
        return None
    return Instant(local, zone, precision)


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError("no such time")
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))  # 24:00 is the next day's first instant


def _month(name: str | None, number: str | None) -> int | None:
    if name is None:
        return int(number or 0)
    return _MONTHS.index(name[:3]) + 1 if name in _MONTH_NAMES else None


def _year(digits: str) -> int:
    """RFC 2822, section 4.3: 00 to 49 are 2000 to 2049, 50 to 999 count from 1900."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 50 and len(digits) == 2 else 1900)


def _zone(text: str | None) -> str | None:
    words = (text or "").split("(")[0].strip()  # "-0500 (EST)"
    if words in _ZONES:
        minutes = _ZONES[words]
    elif match := _OFFSET.fullmatch(words):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if words == "-0000" or minutes > _MAX_OFFSET or int(match[3] or 0) > 59:  # RFC 2822: -0000 says nothing of the zone
            return None
        minutes *= -1 if match[1] == "-" else 1
    else:
        return None
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
