"""Retry-After by RFC 9110."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.retry_after import LONGEST, parse_retry_after

NOW = datetime(2024, 12, 31, 23, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("1.5", 1.5),
        ("Wed, 01 Jan 2025 00:00:00 GMT", 30),
        ("Wednesday, 01-Jan-25 00:00:00 GMT", 30),  # RFC 850
        ("Wed Jan  1 00:00:00 2025", 30),  # asctime
        ("Wed, 01 Jan 2025 00:00:00", 30),
        ("Wed, 01 Jan 2025 00:00:00 -0000", 30),
        ("Wed, 01 Jan 2025 02:00:00 +0200", 30),
        ("999999999", LONGEST.total_seconds()),
        ("9" * 5000, LONGEST.total_seconds()),
        ("9" * 5000 + ".5", LONGEST.total_seconds()),
        ("Fri, 31 Dec 2099 23:59:59 GMT", LONGEST.total_seconds()),
    ],
)
def test_the_instant_it_names(value: str, seconds: float) -> None:
    until = parse_retry_after(value, NOW)
    assert until == NOW + timedelta(seconds=seconds)
    assert until.tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    [
        None, "", "0", "0.0", "-5", "soon", "NaN", "inf", "1e3", "0x10", "12 minutes", "١٢٠", "\0", "\n",
        "Tue, 31 Dec 2024 23:59:30 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 99 Jan 2025 00:00:00 GMT",
        "Wed, 01 Jan 0000 00:00:00 GMT", "Wed, 01 Jan 2025 00:00:00 +9999999", "Wed, 01 Jan 20250000 00:00:00 GMT",
    ],
)  # fmt: skip
def test_what_says_nothing(value: str | None) -> None:
    assert parse_retry_after(value, NOW) is None


@given(st.text(max_size=60))
def test_no_text_breaks_it(value: str) -> None:
    until = parse_retry_after(value, NOW)
    assert until is None or NOW < until <= NOW + LONGEST


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001  # made aware below
def test_every_http_date_is_read(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    until = parse_retry_after(format_datetime(moment, usegmt=True), NOW)
    assert until == (None if moment <= NOW else min(moment, NOW + LONGEST))


def test_now_may_be_in_any_zone_but_must_have_one() -> None:
    assert parse_retry_after("60", NOW.astimezone(timezone(timedelta(hours=9)))) == NOW + timedelta(seconds=60)
    with pytest.raises(ValueError, match="aware"):
        parse_retry_after("60", NOW.replace(tzinfo=None))
