"""Records that are handed in: refused with a reason or read whole, whatever they hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.extraction.handed_in import KEYS, HandedIn, extraction_of, parse

_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
_RECORD = st.dictionaries(st.sampled_from(KEYS), st.text() | _JSON).map(lambda said: {"url": "https://a.example/n/1", **said})

QUAY = "The minister opened the northern quay in the rain and thanked everyone who had built it with such patience."


def read(**said: Any) -> HandedIn:
    return parse(json.dumps({"url": "https://a.example/news/quay", "body_text": QUAY, **said}).encode())


@given(st.binary() | _JSON.map(lambda value: json.dumps(value).encode()) | _RECORD.map(lambda said: json.dumps(said).encode()))
def test_any_line_is_read_or_refused_with_a_reason(line: bytes) -> None:
    try:
        extraction = extraction_of(parse(line))
    except ValueError as refused:
        assert str(refused) and "\n" not in str(refused)
    else:
        assert extraction.page_kind == "release" and extraction.body_text.strip() and extraction.url == "https://a.example/n/1"


def test_what_a_key_says_wins_over_what_the_text_says() -> None:
    body = f"{QUAY}\n{QUAY}\nDistributed by Example Wire on behalf of Ministry of Piers."
    told = extraction_of(read(body_text=body))
    assert (told.issuer, told.distributor) == ("Ministry of Piers", "Example Wire")
    said = extraction_of(read(body_text=body, issuer="Port Office", distributor="Other Wire"))
    assert (said.issuer, said.distributor) == ("Port Office", "Other Wire")
    assert [other.value for other in said.provenance["issuer"].others] == ["Ministry of Piers"]
    assert said.body_text == told.body_text == f"{QUAY}\n{QUAY}"


@pytest.mark.parametrize(
    ("stated", "instant"),
    [
        ("2024-05-01T10:30:00+02:00", "2024-05-01T10:30:00+02:00"),
        ("2024-05-01T10:30:00", "2024-05-01T10:30:00"),
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01T10:30:00Z", "2024-05-01T10:30:00+00:00"),
    ],
)
def test_the_offset_of_a_date_is_kept(stated: str, instant: str) -> None:
    published = extraction_of(read(published_at=stated)).published
    assert published is not None and published.isoformat() == instant


def test_the_text_of_an_export_is_the_same_text_again() -> None:
    first = extraction_of(read(body_text=f"{QUAY}\n\n  {QUAY}  \r\n{QUAY}"))
    assert first.body_text == f"{QUAY}\n{QUAY}\n{QUAY}"
    assert extraction_of(read(body_text=first.body_text)).body_text == first.body_text
    assert extraction_of(read(body_text=None, body_html=first.body_html)).body_text == first.body_text


def test_a_language_that_is_none_is_recognised_from_the_text() -> None:
    found = extraction_of(read(language="English!", body_text=f"{QUAY} {QUAY}"))
    assert found.language == "en"
    assert extraction_of(read(language="pt_br", body_text="Curto.")).language == "pt-BR"
