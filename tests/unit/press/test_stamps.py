# ruff: noqa: E501 - lines in wide letters
"""Lines between a headline and its text that say when, by whom and how often: no text. Datelines and facts of an event are."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from press.extraction import extract
from press.extraction.deciding.stamps import is_stamp
from press.page import Page

STAMPS = [
    ("Wed 14 Oct 2026", "en"), ("Publié le 3 mars 2026 à 14h05", "fr"), ("Created: 03 February 2026", "en"), ("Hits: 312", "en"),
    ("Wednesday, October 14, 2026 - 9:02 a.m. EDT", "en"), ("2026-10-14 09:02:11", "en"), ("2026-10-14T09:02:11+02:00", "en"),
    ("14.10.2026, 09:02 Uhr", "de"), ("Veröffentlicht am Mittwoch, 14. Oktober 2026", "de"), ("Zugriffe: 1.204", "de"),
    ("Mis à jour le mercredi 14 octobre 2026 à 9 h 02", "fr"), ("Publicado el miércoles 14 de octubre de 2026", "es"),
    ("نشر في 14 أكتوبر 2026", "ar"), ("تاريخ النشر: الأربعاء 14 أكتوبر 2026", "ar"), ("Опубликовано 14 октября 2026 г.", "ru"),
    ("Data publikacji: środa, 14 października 2026", "pl"), ("2026年10月14日（水）", "ja"), ("发布时间：2026-10-14 09:02", "zh"),
    ("14 Oct 2026 | Hits: 12 | By: Ilva Tarrent", "en"), ("Created: 3 March 2026\nHits: 3", "en"), ("Author: Ilva Tarrent", "en"),
    ("Kategorie: Wasserstraßen", "de"), ("来源：河务局", "zh"), ("등록일 : 2026.10.14", "ko"), ("Wed, 14 Oct 2026 09:02:11 +0200", "en"),
]  # fmt: skip
TEXTS = [
    ("Tolm, 14 October 2026", "en"), ("Rabat, le 3 mars 2026", "fr"), ("The lock opens on 14 October 2026", "en"),
    ("When: 14 October 2026, 10:00", "en"), ("Wann: 14. Oktober 2026", "de"), ("Embargoed until: 14 October 2026, 00:01", "en"),
    ("No. 123/2026", "en"), ("Summer 2026", "en"), ("Price: 12 crowns a boat", "en"), ("Note: the lock stays closed.", "en"),
    ("In 2026", "en"), ("Who: the Minister of Tides", "en"), ("14 October 2026: the gates open", "en"), ("“Enough.”", "en"),
    ("Resolution of 14 October 2026", "en"), ("14 October 2026 to 3 March 2027", "en"), ("", "en"), (" | ", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "language"), STAMPS)
def test_lines_that_are_no_text(line: str, language: str) -> None:
    assert is_stamp(line, (language,))


@pytest.mark.parametrize(("line", "language"), TEXTS)
def test_lines_that_are(line: str, language: str) -> None:
    assert not is_stamp(line, (language,))


@given(
    st.dates(date(1995, 1, 1), date(2089, 12, 31)),
    st.sampled_from(("full", "long")),
    st.sampled_from(("en", "fr", "es", "pt", "de", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "tr", "id", "ru", "uk")),
)
def test_days_as_languages_write_them(day: date, width: str, language: str) -> None:
    line = format_date(day, width, language)
    assert is_stamp(line, (language,)), line
    assert not is_stamp(f"Tolm opens its lock again {line}", (language,))


@given(st.text(max_size=140))
def test_any_text_is_judged(line: str) -> None:
    assert isinstance(is_stamp(line, ("en",)), bool)


TEXT = [
    "The River Office opens the lock at Tolm to boats again on Monday, eleven days after the flood.",
    "Divers have mended the lower gate in less time than planned, and the water has been let in since yesterday evening.",
    "14 October 2026",
    "That day, says the office, will be kept as a day of the river, with boats that may pass the lock for nothing until night.",
]


def read(between: str) -> str:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    html = f"<html lang=en><title>Lock opens</title><body><article><h1>Lock opens</h1>{between}{text}</article></body></html>"
    return extract(Page("https://river.example/columns/lock", html.encode(), "text/html")).body_text


@pytest.mark.parametrize(
    "between",
    ["<p class=date>Wed 14 Oct 2026</p>", "<p>Created: 03 February 2026</p><p>Hits: 312</p><p>Author: Ilva Tarrent</p>",
     "<h3>Published on 14 October 2026</h3>", "<p>14 Oct 2026</p><p>Lock opens</p><p>Hits: 3</p>"],
)  # fmt: skip
def test_the_text_begins_below_them_and_keeps_its_own(between: str) -> None:
    assert read(between).split("\n") == TEXT


def test_a_dateline_stays() -> None:
    assert read("<p>Tolm, 14 October 2026</p>").split("\n") == ["Tolm, 14 October 2026", *TEXT]
