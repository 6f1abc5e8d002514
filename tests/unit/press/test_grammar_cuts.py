"""Texts that say of themselves that they go on elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.grammar.cuts import is_cut

TEXT = "The harbour was opened on Monday by the minister.\nShe spoke for an hour to the fishermen on the quay."


@pytest.mark.parametrize(
    "line", ["Read more", "» Continue reading →", "Lire la suite", "Weiterlesen", "اقرأ المزيد", "Leer más…", "阅读全文"]
)
def test_a_line_leads_on(line: str) -> None:
    assert is_cut(f"{TEXT}\n{line}")
    assert is_cut(f"{TEXT}\n{line}\nBy our desk")


@pytest.mark.parametrize("end", [" …", "...", " [...]", "\nThe two sides went through the works that both countries have"])
def test_a_text_breaks_off(end: str) -> None:
    assert is_cut(TEXT + end)


@pytest.mark.parametrize(
    "text",
    ["", TEXT, f"{TEXT}\n###", f"{TEXT}\nContact: Orla Venn", f"Read more\n{TEXT}\n{TEXT}\n{TEXT}", f"{TEXT}\nSigned at Tarn",
     f"{TEXT}\nReaders may read the minister's letter, which goes into every sum that the councils of the towns asked for."],
)  # fmt: skip
def test_a_whole_text_is_none(text: str) -> None:
    assert not is_cut(text)


@given(st.text(max_size=300))
def test_odd_texts_are_read(text: str) -> None:
    assert is_cut(text) in (True, False)
