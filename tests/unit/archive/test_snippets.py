"""Snippets: the place where a query was met, in any script, on one line and no longer than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.snippets import snippet

FILLING = "The harbour master spoke of the weather and of many other things that day. " * 20


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        (FILLING + "Ministers met in São Tomé. " + FILLING, "sao tome", "São Tomé"),
        (FILLING + "The QUAY is open. " + FILLING, "quay", "The QUAY is open."),
        (FILLING + "The quay is open. " + FILLING, '-weather "open quay"', "The quay is open."),
        ("天気の話" * 100 + "新しい港口が開いた" + "天気の話" * 100, "港口", "港口が開いた"),
        ("حديث عن الطقس " * 60 + "افتتح الوزير الميناء " + "حديث عن الطقس " * 60, "الميناء", "الوزير الميناء"),
    ],
)
def test_it_is_the_place_where_the_query_was_met(text: str, query: str, shown: str) -> None:
    found = snippet(text, query)
    assert shown in found
    assert found.startswith("…") and found.endswith("…") and len(found) <= 162


def test_a_text_without_the_words_shows_its_beginning() -> None:
    assert snippet(FILLING, "ferry").startswith("The harbour master spoke")
    assert snippet("Short.\nText.", "ferry") == "Short. Text."


@given(st.text(max_size=600), st.text(max_size=20), st.integers(10, 200))
def test_it_is_of_the_text_and_never_longer(text: str, query: str, width: int) -> None:
    found = snippet(text, query, width)
    assert len(found) <= width + 2 and "\n" not in found
    assert found.strip("…") in " ".join(text.split()) or "…" in text
