"""Arabic and Hebrew in PDFs: visual order back to the order of reading, with numbers and Latin names inside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.extraction.pdf import read_pdf
from sample.pdf import HEIGHT, WIDTH, Words, paper

_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def drawn(*words: str, x: float = 60, y: float = 700) -> list[Words]:
    """Words as they stand on paper: the first of them rightmost, those of Arabic and Hebrew letters with their letters turned."""
    visual = " ".join(_turned(word) for word in reversed(words))
    return [Words(x, y, visual, 12)]


def _turned(word: str) -> str:
    if not any(sign in _HEBREW + _ARABIC for sign in word):
        return word
    mirror = str.maketrans("()[]«»", ")(][»«")
    return word[::-1].translate(mirror)


def read(*lines: list[Words]) -> str:
    return read_pdf(paper([[words for line in lines for words in line]])).body_text


@pytest.mark.parametrize(
    "words",
    [
        ("משרד", "המים", "הודיע", "על", "48.5", "מיליון"),
        ("عقدت", "الوزارة", "30/06/2025", "اجتماعا", "ثالثا"),
        ("שילמו", "15%", "מהסכום", "ועוד", "-3", "מעלות"),
        ("הסכר", "(הישן)", "נפתח", "אתמול"),
        ("بلغت", "الكلفة", "2,500", "متر", "في", "2024"),
    ],
)
def test_lines_are_read_from_the_right(words: tuple[str, ...]) -> None:
    assert read(drawn(*words)) == " ".join(words)


def test_latin_names_inside() -> None:
    """The name's words stand from left to right among words that stand the other way."""
    visual = " ".join((_turned("היום"), "Dovel Waterworks Ltd", _turned("חברת")))
    around = drawn("הנהלת", "הנהר", "החליטה", "ביום", "שני", y=715)
    assert read(around, [Words(60, 700, visual, 12)]).endswith("חברת Dovel Waterworks Ltd היום")


def test_a_hebrew_name_in_an_english_sentence() -> None:
    visual = f"The word {_turned('סכר')} {_turned('גדול')} means a dam, as everyone on the river knows"
    assert read(
        [Words(60, 700, visual.replace(f"{_turned('סכר')} {_turned('גדול')}", f"{_turned('גדול')} {_turned('סכר')}"), 12)]
    ) == ("The word סכר גדול means a dam, as everyone on the river knows")


def test_the_order_of_drawing_does_not_matter() -> None:
    """Each letter drawn by itself, the rightmost first, as some programs do; the rest of the line stays where it was."""
    word = "המים"
    one_by_one = [Words(200 - 6 * number, 700, letter, 12) for number, letter in enumerate(word)]
    assert read(one_by_one) == word


def test_presentation_forms_are_letters() -> None:
    assert read([Words(60, 700, "\ufe8d\ufee0\ufecb", 12)]) == "علا"
    assert read([Words(60, 700, "\ufefb\ufeb3", 12)]) == "سلا"


def test_paragraphs_and_columns_from_the_right() -> None:
    line = ["הנהלת", "הנהר", "החליטה", "ביום", "שני", "לפתוח", "את", "הסכר", "לכל", "הסירות"]
    right = [
        words for row in range(6) for words in drawn(*line[: 8 if row < 5 else 4], x=320 if row < 5 else 420, y=600 - 15 * row)
    ]
    left = [
        words
        for row in range(6)
        for words in drawn(*reversed(line[: 8 if row < 5 else 4]), x=60 if row < 5 else 160, y=600 - 15 * row)
    ]
    text = read(right, left)
    first = f"{' '.join(line[:8])} " * 5 + " ".join(line[:4])
    assert text.replace("\n", " ").startswith(first)


def _visual(words: list[str]) -> str:
    return " ".join(_turned(word) for word in reversed(words))


_WORD = st.text(_HEBREW, min_size=2, max_size=7)
_NUMBER = st.integers(0, 99_999).map(str) | st.decimals(0, 999, places=1).map(str)


@settings(max_examples=50, deadline=None)
@given(st.lists(_WORD | _NUMBER, min_size=2, max_size=7), _WORD)
def test_numbers_and_words_in_any_order(words: list[str], last: str) -> None:
    """Words and numbers, drawn as the bidirectional algorithm places them (no two numbers side by side, for these are one)."""
    apart = [word for number, word in enumerate(words) if not (word[0].isdigit() and number and words[number - 1][0].isdigit())]
    line = [last, *apart, last] if apart[0][0].isdigit() else [*apart, last]
    assert read([Words(40, HEIGHT / 2, _visual(line), min(12, WIDTH / len(_visual(line))))]) == " ".join(line)
