"""The word diff between two revisions: nothing is lost, equal stays equal, and a long text costs little."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.word_diff import Piece, word_diff

_WORDS = st.lists(
    st.sampled_from(["the", "quay", "opened", " ", "\n", ", ", "é", "港口", "開", "ميناء", "2024", "—"]), max_size=40
)


def text(kinds: tuple[str, ...], pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(_WORDS.map("".join) | st.text(), _WORDS.map("".join) | st.text())
def test_both_texts_are_in_it_whole(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert text(("same", "removed"), pieces) == old
    assert text(("same", "added"), pieces) == new
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(st.text(min_size=1))
def test_a_text_does_not_differ_from_itself(same: str) -> None:
    assert word_diff(same, same) == [Piece("same", same)]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("on Monday.", "on Friday.", [("same", "on "), ("removed", "Monday"), ("added", "Friday"), ("same", ".")]),
        ("船は月曜に出る", "船は金曜に出る", [("same", "船は"), ("removed", "月"), ("added", "金"), ("same", "曜に出る")]),
        ("one\ntwo\nthree", "one\nthree", [("same", "one\n"), ("removed", "two\n"), ("same", "three")]),
        ("", "new", [("added", "new")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_words_are_compared_not_lines_or_letters(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert word_diff(old, new) == pieces


def test_texts_that_have_nothing_in_common_are_not_compared_for_minutes() -> None:
    chosen = random.Random(7)
    old, new = (" ".join(f"{chosen.randrange(10**6)}" for _ in range(100_000)) for _ in range(2))
    begun = time.process_time()
    assert [piece.kind for piece in word_diff(old, new)] == ["removed", "added"]
    assert time.process_time() - begun < 5
