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


SPANISH = (
    "La ministra inauguró hoy las obras del puerto, que durarán dos años y que se pagarán con los fondos de la región. "
    "Los vecinos podrán enviar sus observaciones al ayuntamiento hasta el final del mes, y las respuestas se publicarán en el "
    "portal de la obra."
)
PORTUGUESE = (
    "A ministra inaugurou hoje as obras do porto, que vão durar dois anos e que serão pagas com os fundos da região. "
    "Os moradores podem enviar as suas observações à câmara até ao fim do mês, e as respostas serão publicadas no portal da "
    "obra, não em papel."
)


@pytest.mark.parametrize("hint", ["en-US", "fr", "de", "ar", "pt-BR"])
def test_a_text_overrules_a_page_that_says_another_language(hint: str) -> None:
    """Software that knows one language only says it of texts in all."""
    assert language.of(SPANISH, hint) == "es"


@pytest.mark.parametrize(
    ("text", "hint"),
    [(SPANISH, "es-MX"), (PORTUGUESE, "pt-BR"), (SPANISH[:60], "en"), (SPANISH, "cy"), ("Ilva Tarrent, Castrava. " * 12, "en")],
)
def test_a_text_that_says_nothing_clear_overrules_nothing(text: str, hint: str) -> None:
    """Too short, a language whose commonest words are not known here, or names alone."""
    assert language.of(text, hint) == hint


@pytest.mark.parametrize(
    ("text", "hint", "tag"),
    [
        ("港务局今天宣布，新船闸将于周一开放，这对运河东岸的企业来说是个好消息。", "zh", "zh-Hans"),
        ("港務局今天宣布，新船閘將於週一開放，這對運河東岸的企業來說是個好消息。", "zh", "zh-Hant"),
        ("港務局今天宣布，新船閘將於週一開放，這對運河東岸的企業來說是個好消息。", "zh-HK", "zh-HK"),
        ("港務局今天宣布，新船閘將於週一開放，這對運河東岸的企業來說是個好消息。", "zh-CN", "zh-Hant"),
        ("港务局", "zh", "zh"),
    ],
)
def test_chinese_is_told_with_its_script(text: str, hint: str, tag: str) -> None:
    assert language.of(text, hint) == tag


CHINESE = "港务局今天宣布，新船闸将于周一开放，这对运河东岸的企业来说是个好消息。负责人说，以后船只不用再等到天亮才能通过。" * 2
JAPANESE = "港湾局は本日、新しい水門を月曜日から開放すると発表しました。運河の東側にある企業にとっては良い知らせです。" * 2


def test_kana_tell_japanese_from_chinese() -> None:
    assert (language.of(CHINESE, "ja"), language.of(JAPANESE, "zh-CN")) == ("zh-Hans", "ja")
    assert (language.of(JAPANESE, "ja-JP"), language.of(CHINESE, "zh-CN")) == ("ja-JP", "zh-CN")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Vlada je danas usvojila prijedlog zakona o lukama koji će biti upućen na raspravu, a ministar je rekao da se od "
         "ponedjeljka otvara nova brana i da će se za brodove koji čekaju u luci što prije naći mjesto. ", ("hr", "bs", "sr")),
        ("Kerajaan hari ini mengumumkan bahawa pintu air yang baharu itu akan dibuka pada hari Isnin, dan ini adalah berita baik "
         "untuk syarikat yang tidak boleh lagi menunggu dalam pelabuhan dengan kapal mereka. ", ("ms",)),
        ("Regjeringa seier at den nye slusa skal opne på måndag, og det er ei god nyheit for bedriftene som ikkje lenger kan "
         "vente med skipa sine i hamna. Dei som bur ved kanalen, får eit brev frå kommunen. ", ("nn",)),
    ],
)  # fmt: skip
def test_a_text_in_a_smaller_language_under_an_english_tag(text: str, tags: tuple[str, ...]) -> None:
    assert language.of(text * 2, "en-US") in tags
    assert language.of(text * 2, tags[0]) == tags[0]
