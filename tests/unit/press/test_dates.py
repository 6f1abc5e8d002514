"""press.dates: machine formats with their own offsets, people's words in many languages, and nothing invented."""

# ruff: noqa: DTZ001 - an Instant's wall clock is naive on purpose

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.dates import find, parse, parse_iso, parse_rfc822

OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=OFFSETS).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(MOMENTS)
def test_iso_keeps_instant_and_offset(moment: datetime) -> None:
    instant = parse_iso(moment.isoformat())
    assert instant is not None
    assert instant.at() == moment.astimezone(UTC)
    assert instant.local == moment.replace(tzinfo=None)


@given(MOMENTS)
def test_rfc822_keeps_instant_and_wall_clock(moment: datetime) -> None:
    instant = parse_rfc822(format_datetime(moment))
    assert instant is not None
    assert instant.local == moment.replace(tzinfo=None)
    if moment.utcoffset():  # -0000 says that the zone is unknown, and email.utils writes UTC as +0000
        assert instant.at() == moment.astimezone(UTC)


@given(st.text(max_size=220))
@settings(deadline=None)  # the first call loads a language's tables
def test_no_text_raises(text: str) -> None:
    parse(text, ["en"])
    parse_iso(text)
    parse_rfc822(text)
    find(text, ["fr"])


@pytest.mark.parametrize(
    ("text", "languages", "expected", "zone"),
    [
        ("mercredi 1er mai 2024 à 10h30", ["fr"], "2024-05-01T10:30:00", None),
        ("May 1, 2024, 9 am ET", ["en"], "2024-05-01T09:00:00-04:00", "America/New_York"),
        ("Sept. 5, 2023 4:05 p.m. EDT", ["en"], "2023-09-05T16:05:00-04:00", "-04:00"),
        ("18 June 2026 at 10:00 GMT+2", ["en"], "2026-06-18T10:00:00+02:00", "+02:00"),
        ("٣ ماي ٢٠٢٤", ["ar-MA"], "2024-05-03", None),
        ("5 كانون الثاني 2024", ["ar"], "2024-01-05", None),
        ("1 de março de 2024 - 15h30", ["pt-BR"], "2024-03-01T15:30:00", None),
        ("3 de septiembre de 2024", ["es"], "2024-09-03", None),
        ("2024年5月1日 14:05", ["ja"], "2024-05-01T14:05:00", None),
        ("2024년 5월 1일", ["ko"], "2024-05-01", None),
        ("12 березня 2024, 13:05", ["uk"], "2024-03-12T13:05:00", None),
        ("24.12.2023 | 10.15 Uhr", ["de"], "2023-12-24T10:15:00", None),
        ("5 มีนาคม 2567", ["th"], "2024-03-05", None),
        ("01/05/2024", ["fr"], "2024-05-01", None),
        ("01/05/2024", ["en-US"], "2024-01-05", None),
        ("25/05/2024", ["en-US"], "2024-05-25", None),
        ("1.5.2024", ["en-US"], "2024-05-01", None),
        ("Published: 3 May 2024", [], "2024-05-03", None),
        ("2024-05-01T10:00:00.123+0100", [], "2024-05-01T10:00:00+01:00", "+01:00"),
        ("2024-05-01 10:00 UTC", [], "2024-05-01T10:00:00+00:00", "+00:00"),
        ("2024-05-01T24:00:00Z", [], "2024-05-02T00:00:00+00:00", "+00:00"),
        ("20240501", [], "2024-05-01", None),
        ("Mon, 02 Jan 2006 15:04:05 -0700", [], "2006-01-02T15:04:05-07:00", "-07:00"),
        ("Mon, 02 Jan 2006 15:04:05 EST", [], "2006-01-02T15:04:05-05:00", "-05:00"),
    ],
)
def test_parse(text: str, languages: list[str], expected: str, zone: str | None) -> None:
    instant = parse(text, languages)
    assert instant is not None
    assert (instant.isoformat(), instant.zone) == (expected, zone)


@pytest.mark.parametrize(
    "text",
    ["yesterday", "2 hours ago", "May 2024", "3 May", "31 February 2024", "99/99/2024", "", None, "call 212 555 0100", "1" * 300],
)
def test_what_is_no_whole_date_is_none(text: str | None) -> None:
    assert parse(text, ["en"]) is None


@pytest.mark.parametrize(
    "language",
    ["en", "fr", "ar", "es", "pt", "de", "it", "nl", "ru", "uk", "pl", "tr", "sv", "el", "id", "sw", "ro", "cs", "hu", "hi"],
)
@pytest.mark.parametrize("day", [datetime(2023, month, 3 + 2 * month) for month in range(1, 13)], ids=lambda day: f"{day:%m}")
def test_every_month_in_the_languages_own_long_form(language: str, day: datetime) -> None:
    from babel.dates import format_date

    instant = parse(format_date(day, "long", locale=language), [language])
    assert instant is not None
    assert (instant.local, instant.precision) == (day, "day")


def test_the_order_may_be_given() -> None:
    instant = parse("03/04/2024", ["en-US"], order="DMY")
    assert instant is not None
    assert instant.isoformat() == "2024-04-03"


def test_minus_zero_is_an_unknown_zone() -> None:
    instant = parse_rfc822("02 Jan 2006 15:04:05 -0000")
    assert instant is not None
    assert instant.zone is None


def test_find_says_where() -> None:
    text = "RABAT, 3 mai 2024 – Le ministre"
    found = find(text, ["fr"])
    assert found is not None
    assert text[found[1] : found[2]] == "3 mai 2024"


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("1 marraskuu 2020", "fi", 11),
        ("3 mars 2021", "fr", 3),
        ("4 augusti 2020", "sv", 8),
        ("02 Sept 2020 10:00:00 GMT", "en", 9),
    ],
)
def test_a_word_that_only_begins_like_an_english_month_is_read_in_its_own_language(text: str, language: str, month: int) -> None:
    assert (parse_rfc822(text) is None) == (language != "en")
    instant = parse(text, (language,))
    assert instant is not None
    assert instant.local.month == month


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Maw 5 Mai 2026", "cy", "2026-05-05"),
        ("mar. 5 mai 2026", "fr", "2026-05-05"),
        ("mar 5 may 2026", "es", "2026-05-05"),
        ("mar 5, 2026", "en", "2026-03-05"),
        ("Mar 5 mag 2026", "it", "2026-05-05"),
    ],
)
def test_a_weekday_that_is_short_for_a_month_too(text: str, language: str, day: str) -> None:
    found = parse(text, (language,))
    assert found is not None
    assert found.local.date().isoformat() == day
