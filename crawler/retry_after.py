"""Retry-After: the instant before which a host asks not to be asked again (RFC 9110 section 10.2.3). Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: A host that asks for more is asked again after a week: one request a week is no burden, and a date in 2099 is a mistake.
LONGEST = timedelta(days=7)

_SECONDS = re.compile(r"\d+(\.\d*)?", re.ASCII)


def parse_retry_after(value: str | None, now: datetime) -> datetime | None:
    """The instant that a Retry-After header names, in UTC and never more than LONGEST away; None where it names none.

    Seconds and HTTP-dates are understood, fractions of a second too (some servers send them). What has passed already, is
    negative or cannot be read says nothing: the caller's own backoff applies.
    """
    if now.tzinfo is None:
        raise ValueError("parse_retry_after needs an aware `now`")
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        # Cut before converting: a number of thousands of digits is a date beyond time.
        wait = LONGEST if len(text.partition(".")[0]) > 9 else timedelta(seconds=float(text))
        return None if not wait else (now + min(wait, LONGEST)).astimezone(UTC)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000", or no zone: an HTTP-date is in GMT
        moment = moment.replace(tzinfo=UTC)
    if moment <= now:
        return None
    return min(moment, now + LONGEST).astimezone(UTC)
