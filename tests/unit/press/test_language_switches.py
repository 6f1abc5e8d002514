"""Links that lead to a page in another language: by hreflang in head or header, and by what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import language_names
from press.extraction import extract
from press.page import Page

URL = "https://canals.example/en/press/4711-third-lock-opens"
FRENCH, ARABIC = "https://canals.example/fr/presse/5811-troisieme-ecluse", "https://canals.example/ar/bayan/6911"


def _read(body: str, head: str = "", headers: dict[str, str] | None = None) -> tuple[object, object]:
    page = (
        f"<html lang=en><head>{head}</head><body>{body}<h1>Third lock opens</h1><p>Barges pass from Monday on.</p></body></html>"
    )
    found = extract(Page(URL, page.encode(), media_type="text/html", headers=headers or {}))
    return found.alternates, found.switches


@pytest.mark.parametrize(
    "said",
    [
        "Français", "FR", "French", "Version française", "Read this in French", "Lire en français", "FR Français",
        "Diese Seite auf Französisch lesen", "French version", "Leer en francés",
    ],
)  # fmt: skip
def test_a_link_says_its_language(said: str) -> None:
    assert _read(f'<nav><a href="{FRENCH}">{said}</a></nav>') == ((), (("fr", FRENCH),))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="{}" hreflang="fr">La troisième écluse est ouverte</a>', '<a href="{}" title="Français"><i></i></a>',
        '<a href="{}"><img src="/f.png" alt="Français"></a>', '<a href="{}" aria-label="Switch to French">F</a>',
        '<select><option value="{}">Français</option></select>',
    ],
)  # fmt: skip
def test_what_is_no_word_of_the_link_says_it_too(link: str) -> None:
    assert _read(link.format(FRENCH)) == ((), (("fr", FRENCH),))


@pytest.mark.parametrize(
    "said", ["French minister visits", "News in French markets", "Frank", "In", "Read more", "Latest news", ""]
)
def test_other_links_are_no_switch(said: str) -> None:
    assert _read(f'<a href="{FRENCH}">{said}</a>') == ((), ())


def test_a_sentence_offers_several() -> None:
    body = f'<p>This release is available in: <a href="{FRENCH}">Français</a> | <a href="{ARABIC}">العربية</a>.</p>'
    assert _read(body) == ((), (("ar", ARABIC), ("fr", FRENCH)))


def test_a_list_of_others_with_their_translations_is_no_switch() -> None:
    assert _read(f'<a href="{FRENCH}">Français</a> <a href="{FRENCH}-2">Français</a> <a href="{ARABIC}">AR</a>')[1] == (
        ("ar", ARABIC),
    )


def test_the_page_itself_is_no_translation() -> None:
    assert _read(f'<a href="{URL}">Français</a>') == ((), ())


def test_the_transport_names_translations() -> None:
    header = (
        f'<{FRENCH}>; rel="alternate"; hreflang="fr", </style.css>; rel=preload, </ar/bayan/6911>; rel=alternate; hreflang=ar'
    )
    assert _read("", headers={"link": header})[0] == (("ar", ARABIC), ("fr", FRENCH))


def test_the_head_comes_before_the_transport() -> None:
    head = f'<link rel="alternate" hreflang="fr" href="{FRENCH}">'
    assert _read("", head, {"link": f'<{ARABIC}>; rel="alternate"; hreflang="fr"'})[0] == (("fr", FRENCH),)


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("简体中文", "zh-Hans"), ("繁體中文", "zh-Hant"), ("Українська", "uk"), ("Bahasa Indonesia", "id"), ("қазақша", "kk"),
        ("English (UK)", "en"), ("Norsk", "nb"), ("النسخة الإنجليزية", "en"), ("아랍어", None), ("Ελληνικά", "el"),
    ],
)  # fmt: skip
def test_names_of_languages(said: str, tag: str | None) -> None:
    assert language_names.offered(said) == tag


@given(st.text(max_size=80))
def test_any_text_may_be_asked_about(text: str) -> None:
    offered, named = language_names.offered(text), language_names.named(text)
    assert named is None or offered == named


@pytest.mark.parametrize(
    ("part", "is_code"), [("fr", True), ("pt-br", True), ("zh_Hant", True), ("news", False), ("2026", False)]
)
def test_codes_in_addresses(part: str, is_code: bool) -> None:
    assert language_names.is_code(part) is is_code
