"""RFC 822, 2822 and 5322 dates, as RSS has them, and the small faults that RSS is full of."""

from __future__ import annotations

import re
from datetime import datetime

from press.dates.zones import zone_from
from press.instant import Instant

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
#: The short names of RFC 822 §5.1 and the whole English ones. A word that only begins like one is a month of another language.
MONTHS = {name[:length]: number for number, name in enumerate(_NAMES, 1) for length in (3, 99)} | {"sept": 9}

_RFC822 = re.compile(
    r"""^\s*(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})\.?,?[\s-](\d{4}|\d{2})       # Mon, 02 Jan 2006
        (?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?  # 15:04:05
        \s*(?![AaPp]\.?[Mm])([A-Za-z]{1,5}(?:\s?[+-]\d{1,4})?|[+-]\d{1,2}:?\d{2})?                # -0700, GMT
        (?:\s*\([A-Za-z ]{1,30}\))?)?\s*$""",
    re.VERBOSE,
)


def parse_rfc822(text: str | None) -> Instant | None:
    """The instant that `text` states in RFC 822 form, its own offset kept; None for anything else.

    A missing zone stays unknown; `-0000` too (RFC 5322 §3.3: the local zone is not stated). No time: day precision.
    """
    if not text or len(text) > 80:
        return None
    match = _RFC822.match(text)
    if not match:
        return None
    day, name, year, hour, minute, second, zone = match.groups()
    month = MONTHS.get(name.lower())
    if month is None:
        return None
    full_year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)  # RFC 2822 §4.3
    try:
        date = datetime(full_year, month, int(day))  # noqa: DTZ001 - a wall-clock time; its zone stands beside it
        if hour is None:
            return Instant(date, precision="day")
        local = date.replace(hour=int(hour), minute=int(minute), second=min(int(second or 0), 59))
    except ValueError:
        return None
    return Instant(local, None if zone in ("-0000", "-00:00") else zone_from(zone))
