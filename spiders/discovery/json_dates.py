"""Instants as JSON writes them: texts in any form, seconds or milliseconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from press.dates import parse
from press.instant import Instant
from spiders.discovery.feed_dates import read_date

#: Seconds since 1970 before this are no release's (1990); from a thousand times this on, a number counts milliseconds.
_FIRST, _LAST = 631_152_000, 4_102_444_800  # 1990 to 2100
_NUMBER = re.compile(r"\d{9,13}(?:\.\d+)?")
#: How older .NET serialisers write an instant: milliseconds, and maybe an offset to show it in.
_MILLISECONDS = re.compile(r"/Date\((\d{9,13})([+-]\d{4})?\)/")


def instant_of(value: Any, language: str | None = None) -> Instant | None:
    """The instant that `value` states; None where it states none. `language` (BCP 47) is for dates in words.

    A number says an instant and no zone: it is shown in UTC. An object is asked for its `date`, `value` or `iso`, as serialisers
    of date objects write it.
    """
    if isinstance(value, dict):
        return next(
            (found for name in ("date", "value", "iso", "$date") if (found := instant_of(value.get(name), language))), None
        )
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if _NUMBER.fullmatch(text):
        return _since_1970(float(text))
    if match := _MILLISECONDS.fullmatch(text):
        instant = _since_1970(int(match[1]))
        if instant is None or match[2] is None:
            return instant
        offset = timedelta(hours=int(match[2][1:3]), minutes=int(match[2][3:]))
        if offset > timedelta(hours=14):
            return instant
        return Instant.of(instant.at().astimezone(timezone(-offset if match[2][0] == "-" else offset)))
    return read_date(text) or parse(text, (language,) if language else ())


def _since_1970(number: float) -> Instant | None:
    seconds = number / 1000 if abs(number) >= _FIRST * 100 else number
    if not _FIRST <= seconds < _LAST:
        return None
    return Instant.of(datetime.fromtimestamp(seconds, UTC))
