"""What a word is, in texts and in questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search_words import LAST_POSITION, LONGEST_WORD, MOST_BYTES, fold, question, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Été à Zürich: STRASSE straße", ["l", "ete", "a", "zurich", "strasse", "strasse"]),
        ("الحُكُومَة أعلنت", ["الحكومة", "اعلنت"]),
        ("外交部", ["外交", "交部", "部"]),
        ("カメラ", ["カメ", "メラ", "ラ"]),
        ("ｶﾒﾗ", ["カメ", "メラ", "ラ"]),
        ("ประชุม GDP 2031", ["ปร", "ระ", "ะช", "ชุ", "ุม", "ม", "gdp", "2031"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("한국어", ["한국어"]),
        ("snake_case a-b 1,000", ["snake", "case", "a", "b", "1", "000"]),
        ("GDP增长5%", ["gdp", "增长", "长", "5"]),
        ("", []),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_headline_and_body_have_their_weights_and_no_phrase_between_them() -> None:
    assert words("Port opens", None, "Port says so") == "'port':1A,4 'opens':2A 'says':5 'so':6"
    assert words("One", "Two", "") == "'one':1A 'two':3B"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Port opens", "('port') & ('opens')"),
        ('"port opens" -closed', "('port' <-> 'opens') & !('closed')"),
        ("外交部", "('外交' <-> '交部')"),
        ("部", "('部':*)"),
        ("A/2031", "('a' <-> '2031')"),
        ("?! '' \\", ""),
        ("it's", "('it' <-> 's')"),
    ],
)
def test_questions(asked: str, expected: str) -> None:
    assert question(asked) == expected


@given(st.text())
def test_nothing_in_a_text_needs_escaping(text: str) -> None:
    for token in tokens(text):
        assert token and not set(token) & set("'\\:,&|!()<>* \t\n\0") and len(token) <= LONGEST_WORD
    assert question(text).count("'") % 2 == 0


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once_for_what_is_asked(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)


def test_bounds() -> None:
    many = " ".join(f"w{number}" for number in range(200_000))
    found = words("headline", None, many)
    assert found.startswith("'headline':1A 'w0':3 ") and len(found.encode()) < 2 * MOST_BYTES
    positions = [int(part.rpartition(":")[2]) for part in found.split(" ") if ":" in part and "A" not in part]
    assert max(positions) <= LAST_POSITION
    assert words(None, None, "again " * 1000).count(",") == 254
    assert len(words(None, None, "x" * 5000)) < 200
