"""Dates of feeds and sitemaps: the offset is kept, and nothing is guessed."""

# ruff: noqa: E501 - one line a case

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.instant import Instant
from spiders.discovery.feed_dates import read_date
from spiders.discovery.since import is_older


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05-07:00"),
        ("Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05+00:00"),
        ("Mon, 02 Jan 2006 15:04:05 CET", "2006-01-02T15:04:05+01:00"),
        ("2 Jan 06 15:04 EST", "2006-01-02T15:04:00-05:00"),
        ("2 Jan 99 15:04 EST", "1999-01-02T15:04:00-05:00"),
        ("Mon, 02 Jan 2006 15:04:05", "2006-01-02T15:04:05"),
        ("Mon, 02 Jan 2006 15:04:05 -0000", "2006-01-02T15:04:05"),
        ("Tue, 3-Sep-2024 10:00:00 IST", "2024-09-03T10:00:00"),  # India, Israel or Ireland
        ("Tue, 03 Sept 2024 10:00:00 GMT+0200", "2024-09-03T10:00:00+02:00"),
        ("Fri, 05 April 2024 12:00:00 -0500 (EST)", "2024-04-05T12:00:00-05:00"),
        ("\n 5 Apr\t2024  ", "2024-04-05"),
        ("April 5th, 2024 3:04 pm EST", "2024-04-05T15:04:00-05:00"),
        ("Fri Apr  5 15:04:05 2024", "2024-04-05T15:04:05"),
        ("2024-04-05", "2024-04-05"),
        ("2024-04-05T09:30Z", "2024-04-05T09:30:00+00:00"),
        ("2024-04-05T09:30:00.123456789+05:45", "2024-04-05T09:30:00+05:45"),
        ("2024-04-05 09:30:00 +0200", "2024-04-05T09:30:00+02:00"),
        ("2024-04-05T24:00:00Z", "2024-04-06T00:00:00+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("20240405T093000Z", "2024-04-05T09:30:00+00:00"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    instant = read_date(text)
    assert instant is not None
    assert instant.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "2024", "2024-04", "yesterday", "ven., 05 avril 2024 10:00:00", "5 marraskuu 2024", "05/04/2024", "2024-02-30", "2024-04-05T25:00:00Z",
        "0000-00-00", "0001-01-01T00:00:00Z", "Wed, 30 Nov -0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 +0000", "9999-12-31T23:59:59-12:00",
        "31 Feb 2024 10:00:00 GMT", "April 5, 2024 13:04 pm", "2024-04-05" + " " * 9 + "x" * 200,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_every_instant_is_read_back(local: datetime, minutes: int) -> None:
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    written = Instant(local.replace(microsecond=0), zone)
    if written.isoformat() not in ("1970-01-01T00:00:00+00:00",):
        assert read_date(written.isoformat()) == written


@given(st.text(alphabet="0123456789-:+TZ ,.JanMay()pm", max_size=40))
def test_no_text_raises_and_every_instant_has_a_moment(text: str) -> None:
    instant = read_date(text)
    if instant is not None:
        instant.at()


def test_older_only_when_no_reading_reaches_since() -> None:
    since = datetime(2024, 4, 5, 12, tzinfo=UTC)
    assert not is_older(since)
    assert not is_older(since, None)
    assert not is_older(None, read_date("2000-01-01"))
    assert not is_older(since, read_date("2024-04-05"))
    assert is_older(since, read_date("2024-04-03"))
    assert is_older(since, read_date("2024-04-05T11:59:59Z"))
    assert not is_older(since, read_date("2024-04-05T12:00:00Z"))
    assert not is_older(since, read_date("2024-04-05T06:00:00"))  # without a zone it may be later in UTC
    assert not is_older(since, read_date("2024-01-01T00:00:00Z"), read_date("2024-05-01T00:00:00Z"))
