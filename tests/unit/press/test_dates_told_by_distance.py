"""Days named by another day: weekdays and yesterday by the day of publication, `3 hours ago` by when the page was seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.dates import ago, relative

LANGUAGES = (
    "en", "fr", "es", "pt", "de", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr",
    "sr", "sr-Latn", "sl", "lt", "lv", "et", "el", "tr", "ru", "uk", "ar", "fa", "he", "ur", "hi", "bn", "ta", "th",
    "vi", "id", "ms", "sw", "am", "zh", "ja", "ko", "ka", "hy", "az", "kk", "uz", "sq", "mk", "is", "ga", "mt",
)  # fmt: skip
WEDNESDAY = date(2026, 10, 14)
DAYS = st.dates(date(1990, 1, 1), date(2050, 1, 1))


@pytest.mark.parametrize(
    ("word", "languages", "expected"),
    [
        ("Thursday", ["en"], date(2026, 10, 8)),
        ("Wednesday", ["en-GB"], WEDNESDAY),
        ("on Tuesday,", ["en"], date(2026, 10, 13)),
        ("Thurs.", ["en"], date(2026, 10, 8)),
        ("jeudi", ["fr"], date(2026, 10, 8)),
        ("ce mardi", ["fr"], date(2026, 10, 13)),
        ("mar.", ["fr"], date(2026, 10, 13)),
        ("lunes", ["es"], date(2026, 10, 12)),
        ("el miércoles", ["es"], WEDNESDAY),
        ("quinta-feira", ["pt-BR"], date(2026, 10, 8)),
        ("nesta terça", ["pt"], date(2026, 10, 13)),
        ("الخميس", ["ar"], date(2026, 10, 8)),
        ("يوم الإثنين", ["ar"], date(2026, 10, 12)),
        ("Sonnabend", ["de"], date(2026, 10, 10)),
        ("в среду", ["ru"], WEDNESDAY),
        ("Çarşamba", ["tr"], WEDNESDAY),
        ("周四", ["zh"], date(2026, 10, 8)),
        ("木曜", ["ja"], date(2026, 10, 8)),
        ("목요일", ["ko"], date(2026, 10, 8)),
        ("jueves", [], date(2026, 10, 8)),
        ("lundi", ["ar"], date(2026, 10, 12)),
        ("today", ["en"], WEDNESDAY),
        ("Yesterday", ["en"], date(2026, 10, 13)),
        ("aujourd’hui", ["fr"], WEDNESDAY),
        ("avant-hier", ["fr"], date(2026, 10, 12)),
        ("أمس", ["ar"], date(2026, 10, 13)),
        ("ontem", ["pt"], date(2026, 10, 13)),
        ("昨天", ["zh"], date(2026, 10, 13)),
        ("вчера", ["ru"], date(2026, 10, 13)),
    ],
)
def test_a_day_named_by_the_day_of_publication(word: str, languages: list[str], expected: date) -> None:
    assert relative(word, WEDNESDAY, languages) == expected


@pytest.mark.parametrize(
    "word",
    [
        "next Monday",
        "last Friday",
        "tomorrow",
        "March",
        "mar",
        "3 May 2026",
        "",
        " ",
        "Monday and Tuesday",
        "sun protection",
        "x" * 99,
    ],
)
def test_a_word_that_names_no_such_day(word: str) -> None:
    assert relative(word, WEDNESDAY, ["en"]) is None


def test_the_calendars_first_day_has_no_yesterday() -> None:
    assert relative("yesterday", date.min, ["en"]) is None


@given(DAYS, st.sampled_from(LANGUAGES), st.integers(0, 6))
@settings(deadline=None)  # the first word of a language loads its tables
def test_a_weekday_is_the_latest_one_not_after(on: date, language: str, back: int) -> None:
    from babel.dates import format_date

    day = on - timedelta(days=back)
    assert relative(format_date(day, "EEEE", locale=language.replace("-", "_")), on, [language]) == day


SEEN = datetime(2026, 10, 14, 15, 37, 20, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("5 minutes ago", "en", "2026-10-14T15:32:00+01:00"),
        ("Published 12 mins ago", "en", "2026-10-14T15:25:00+01:00"),
        ("just now", "en", "2026-10-14T15:37:00+01:00"),
        ("3 hours ago", "en", "2026-10-14"),
        ("an hour ago", "en", "2026-10-14"),
        ("20 hours ago", "en", "2026-10-13"),
        ("1 day ago", "en", "2026-10-13"),
        ("il y a 2 jours", "fr", "2026-10-12"),
        ("il y a 5 minutes", "fr", "2026-10-14T15:32:00+01:00"),
        ("hace 3 horas", "es", "2026-10-14"),
        ("há 2 dias", "pt", "2026-10-12"),
        ("2 dias atrás", "pt", "2026-10-12"),
        ("vor 5 Minuten", "de", "2026-10-14T15:32:00+01:00"),
        ("vor einem Tag", "de", "2026-10-13"),
        ("2 giorni fa", "it", "2026-10-12"),
        ("قبل ساعتين", "ar", "2026-10-14"),
        ("منذ ٣ أيام", "ar", "2026-10-11"),
        ("منذ 5 دقائق", "ar", "2026-10-14T15:32:00+01:00"),
        ("час назад", "ru", "2026-10-14"),
        ("منذ دقيقتين", "ar", "2026-10-14T15:35:00+01:00"),
        ("2小时前", "zh", "2026-10-14"),
        ("5分鐘前", "zh-Hant", "2026-10-14T15:32:00+01:00"),
        ("3時間前", "ja", "2026-10-14"),
        ("3일 전", "ko", "2026-10-11"),
        ("2 дня назад", "ru", "2026-10-12"),
        ("5 dni temu", "pl", "2026-10-09"),
        ("2 gün önce", "tr", "2026-10-12"),
        ("2 hari yang lalu", "id", "2026-10-12"),
        ("2 days ago", "sw", "2026-10-12"),
    ],
)
def test_how_long_ago(text: str, language: str, expected: str) -> None:
    instant = ago(text, SEEN, [language])
    assert instant is not None
    assert instant.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "15 hours ago",
        "2 weeks ago",
        "3 months ago",
        "1 year ago",
        "5 days",
        "in 3 hours",
        "1.5 hours ago",
        "999 days ago",
        "ago",
        "",
        "5 days ago" * 20,
    ],
)
def test_a_length_that_tells_no_day(text: str) -> None:
    assert ago(text, SEEN, ["en"]) is None


def test_seen_at_has_a_zone() -> None:
    with pytest.raises(ValueError, match="naive"):
        ago("5 minutes ago", datetime(2026, 10, 14), ["en"])  # noqa: DTZ001 - what is refused


@given(st.sampled_from(LANGUAGES), st.integers(1, 6), st.integers(1, 59))
@settings(deadline=None)
def test_lengths_in_every_language(language: str, days: int, minutes: int) -> None:
    from babel.dates import format_timedelta

    locale = language.replace("-", "_")
    said = format_timedelta(timedelta(days=-days), threshold=1, add_direction=True, locale=locale)
    instant = ago(said, SEEN, [language])
    assert instant is not None
    assert (instant.local.date(), instant.precision) == ((SEEN - timedelta(days=days)).date(), "day")
    said = format_timedelta(timedelta(minutes=-minutes), threshold=1, add_direction=True, locale=locale)
    instant = ago(said, SEEN, [language])
    assert instant is not None
    assert instant.at() == (SEEN - timedelta(minutes=minutes)).astimezone(UTC).replace(second=0)


@given(st.text(max_size=100), st.text(max_size=50))
@settings(deadline=None)
def test_no_text_raises(text: str, word: str) -> None:
    ago(text, SEEN, ["ar"])
    relative(word, WEDNESDAY, ["ar"])
