"""One word in two spellings, and two words that differ by a letter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.identity.likeness import compare
from press.identity.spelt import are_one_word, is_misspelt
from tests.unit.identity.test_likeness import ORIGINAL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tarns", "tarn"), ("marovia", "marovias"), ("eskhelmer", "eskholmer"), ("huavarin", "huvarin"),
    ],
)  # fmt: skip
def test_one_word(one: str, other: str) -> None:
    assert are_one_word(one, other) and are_one_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("iran", "iraq"), ("marina", "marine"), ("northern", "southern"), ("eastern", "western"), ("eastern", "lastern"),
        ("austria", "australia"), ("senators", "sens"), ("brackland", "bd"), ("1234567", "1234067"), ("tarn", "t"),
        ("cork", "co"), ("eskholmer", "eskhelmar"),
    ],
)  # fmt: skip
def test_two_words(one: str, other: str) -> None:
    assert not is_misspelt(one, other)
    assert are_one_word(one, other) is are_one_word(other, one) is (one == "cork")


@given(st.text("abcdef", max_size=12), st.text("abcdef", max_size=12))
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert are_one_word(one, other) == are_one_word(other, one)
    assert is_misspelt(one, other) == is_misspelt(other, one)


def test_a_release_that_was_sent_again_with_a_name_spelt_right() -> None:
    wrong = replace(ORIGINAL, headline="Marovia and Sundland: Orla Ventemark opens the quays of Tarn",
                    body_text=ORIGINAL.body_text.replace("Orla Venn", "Orla Ventemark"))  # fmt: skip
    right = replace(
        wrong, url="https://harbours.example/4712", headline=(wrong.headline or "").replace("Ventemark", "Ventimark"),
        body_text=wrong.body_text.replace("Ventemark", "Ventimark"),
    )  # fmt: skip
    assert compare(wrong, right) is not None
    other = replace(
        right, headline=(wrong.headline or "").replace("Ventemark", "Holmgren"),
        body_text=wrong.body_text.replace("Ventemark", "Holmgren"),
    )  # fmt: skip
    assert compare(wrong, other) is None
