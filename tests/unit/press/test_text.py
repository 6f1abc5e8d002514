"""press.text: clean text, the digest that copies share, and word counts."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.text import clean, digest, normalised, one_line, word_count

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANY_TEXT)
def test_clean_is_idempotent_and_storable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\x00b", "ab"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("  two\t\u00a0 blanks ", "two blanks"),
        ("one\r\n\r\n\r\n\r\ntwo\rthree", "one\n\ntwo\nthree"),
        ("e\u0301", "é"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\u200fقال\u200e", "\u200fقال\u200e"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_digest_ignores_blanks_quotes_and_dashes_only() -> None:
    same = digest("“Hello”", "It's 5--6 o'clock — « now »\nand later.")
    assert same == digest('"Hello"', "It’s 5–6 o‘clock - \u201cnow\u201d and  later.")
    assert same != digest('"Hello"', "It’s 5–6 o‘clock - \u201cnow\u201d and Later.")
    assert same != digest('"Hello"', "It’s 5–7 o‘clock - \u201cnow\u201d and later.")


def test_digest_is_a_sha256_that_parts_headline_and_body() -> None:
    assert digest("a", "b") == hashlib.sha256(b"a\nb").hexdigest()
    assert digest("a", "b") != digest("ab", "")
    assert digest(None, "b") == digest("", "b")


@given(st.text(max_size=80), st.text(max_size=80))
def test_digest_does_not_change_when_the_text_is_cleaned_or_wrapped(headline: str, body: str) -> None:
    assert digest(headline, body) == digest(clean(headline), clean(body))
    assert digest(headline, body) == digest(headline, f" {body}\n")


def test_word_count() -> None:
    assert word_count("Three small words.") == 3
    assert word_count("外務大臣は会談") == 4  # seven characters without spaces, two a word
    assert word_count("") == 0


def test_one_line() -> None:
    assert one_line(" a\n b ") == "a b"
    assert one_line(" \n ") is None
    assert one_line(None) is None


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_a_text_of_plain_letters_is_normalised_as_any_other(text: str) -> None:
    assert normalised(f"{text}é") == f"{normalised(text)}é"
