"""press.extraction.deciding.told_days: what a line says was done on its days, in many languages, and how much else it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.extraction.deciding.told_days import says_changed_alone, told_days

BOTH = [("published", "2024-05-03"), ("modified", "2024-05-05")]


def told(line: str, language: str) -> list[tuple[str, str]]:
    return [(day.what, day.instant.isoformat()) for day in told_days(line, (language,))]


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("3 May 2024", "en", [("published", "2024-05-03")]),
        ("Published 3 May 2024, updated 5 May 2024 at 9:30", "en", [*BOTH[:1], ("modified", "2024-05-05T09:30:00")]),
        ("Updated: 5 May 2024 | Published: 3 May 2024", "en", BOTH[::-1]),
        ("3 May 2024 / 12:25 PM / Updated 8 hours ago", "en", [("published", "2024-05-03T12:25:00")]),
        ("Published and updated on 3 May 2024", "en", [("published", "2024-05-03")]),
        ("Last update posted: 5 May 2024", "en", [("modified", "2024-05-05")]),
        ("Publié le 3 mai 2024, mis à jour le 5 mai 2024", "fr", BOTH),
        ("Date de mise à jour : 5 mai 2024", "fr", [("modified", "2024-05-05")]),
        ("Erstellt von Ada am 3.5.2024, zuletzt geändert am 5.5.2024", "de", BOTH[::-1]),
        ("3 maggio 2024 Aggiornato alle 16:58", "it", [("published", "2024-05-03")]),
        ("Publicado el 3 de mayo de 2024 - Actualizado: 5 de mayo de 2024", "es", BOTH),
        ("Опубликовано 3 мая 2024, обновлено 5 мая 2024", "ru", BOTH),
        ("2024年5月3日 公開 2024年5月5日 更新", "ja", BOTH),
        ("2024年5月5日 更新", "ja", [("modified", "2024-05-05")]),
        ("3 mai 2024, publié par Ada", "fr", [("published", "2024-05-03")]),
        ("기사입력 2024-05-03 15:24", "ko", [("published", "2024-05-03T15:24:00")]),
        ("Registered: 3 May 2024", "en", [("other", "2024-05-03")]),
        ("Online edition, accessed 3 May 2024", "en", [("other", "2024-05-03")]),
        ("Deadline: 3 May 2024", "en", [("other", "2024-05-03")]),
        ("Updated yesterday", "en", []),
        ("Public health 2024", "en", []),
    ],
)  # fmt: skip
def test_what_was_done(line: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert told(line, language) == expected


def test_words_beside_a_day_are_counted() -> None:
    beside = [
        next(told_days(line, ("en",))).beside for line in ("3 May 2024", "By Ada Example, 3 May 2024", "Published: 3 May 2024")
    ]
    assert beside == [0, 3, 0]


def test_a_fact_has_a_word_and_a_colon_before_its_day() -> None:
    assert next(told_days("Opening: Fri 3 May 2024", ("en",))).of_a_fact
    assert not next(told_days("Stand: 3.5.2024", ("de",))).of_a_fact
    assert not next(told_days("Published: 3 May 2024", ("en",))).of_a_fact


def test_the_last_change_alone() -> None:
    assert says_changed_alone("Updated 5 May 2024")
    assert not says_changed_alone("Published 3 May 2024, updated 5 May 2024")
    assert not says_changed_alone("3 May 2024")


@given(st.text(max_size=130))
@settings(deadline=None)  # the first call loads a language's tables
def test_no_line_raises(line: str) -> None:
    assert all(day.beside >= 0 for day in told_days(line, ("en",)))
