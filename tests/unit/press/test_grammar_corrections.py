"""Headlines that say that a release is sent again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.grammar.corrections import marked


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("CORRECTION: Harbour grant for Tarn", "Harbour grant for Tarn"),
        ("Correction – Harbour grant for Tarn", "Harbour grant for Tarn"),
        ("/C O R R E C T I O N -- Kelter Pumps/", "Kelter Pumps"),
        ("CORRECTED AND REPEATED: Harbour grant for Tarn", "Harbour grant for Tarn"),
        ("CORRECTING and REPLACING Harbour grant for Tarn", "Harbour grant for Tarn"),
        ("Harbour grant for Tarn (corrected)", "Harbour grant for Tarn"),
        ("Rectificatif : aide au port de Tarn", "aide au port de Tarn"),
        ("Berichtigung: Hilfe für den Hafen", "Hilfe für den Hafen"),
        ("Corrección | Ayuda al puerto", "Ayuda al puerto"),
        ("تصحيح: منحة للميناء", "منحة للميناء"),
        ("【更正】港口拨款", "港口拨款"),
        ("Поправка: помощь порту", "помощь порту"),
    ],
)
def test_a_correction_is_known_by_its_mark(headline: str, rest: str) -> None:
    assert marked(headline) == ("correction", rest)


@pytest.mark.parametrize("headline", ["REPEAT: Harbour grant", "/REPEAT -- Harbour grant/", "Harbour grant [repeat]"])
def test_a_repeat_is_known_by_its_mark(headline: str) -> None:
    assert marked(headline) == ("repeat", "Harbour grant")


@pytest.mark.parametrize(
    "headline",
    [None, "", "Harbour grant for Tarn", "Correction of the river's bed begins", "CORRECTION OF RIVER BED BEGINS",
     "Corrections officers are honoured", "Repeat offenders face harsher fines", "Rectification du tracé de la digue",
     "Minister announces correction: sums will rise", "تصحيح مسار النهر يبدأ غدا"],
)  # fmt: skip
def test_a_headline_about_a_correction_bears_no_mark(headline: str | None) -> None:
    assert marked(headline) == (None, headline or "")


@given(st.text(max_size=200))
def test_odd_headlines_are_read(headline: str) -> None:
    mark, rest = marked(headline)
    assert mark in (None, "correction", "repeat") and len(rest) <= len(headline)
