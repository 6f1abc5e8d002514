"""press.language: the page's own word first, a detector where there is none or the script denies it."""

from __future__ import annotations

import pytest

from press import language

FRENCH = "Le ministre a reçu ce matin la délégation, et les parties ont convenu de renforcer leur coopération dans l'eau."
ARABIC = (
    "استقبل الوزير صباح اليوم وفدا من المنظمة، واتفق الجانبان على تعزيز التعاون في مجال المياه والزراعة خلال السنوات المقبلة."
)


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("pt-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("und", None),
        ("english", None),
        ("", None),
        (None, None),
    ],
)
def test_tag(raw: str | None, tag: str | None) -> None:
    assert language.tag(raw) == tag


def test_the_pages_own_word_stands() -> None:
    assert language.of(FRENCH, "fr-MA") == "fr-MA"


def test_another_script_proves_the_page_wrong() -> None:
    assert language.of(ARABIC, "en-US") == "ar"


def test_without_a_word_the_text_decides() -> None:
    assert language.of(FRENCH) == "fr"


def test_too_little_text_says_nothing() -> None:
    assert language.of("OK", None) is None
    assert language.of("OK", "en") == "en"
