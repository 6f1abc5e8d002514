"""What a page's scripts were told, as a witness: which object is the release, and how far it is believed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.extraction import extract
from press.page import ApiAnswer, Page
from press.release import Extraction

_TITLE = "Harbour office opens a second pilot station"
_LINES = (
    "The harbour office opens its second pilot station on the eastern mole next week, after two years of building work.",
    "Pilots will board outbound vessels there from the first of May, which shortens the way by almost an hour at low water.",
    "The old station stays in service for vessels that come from the north, said the head of pilotage, Runa Feld.",
)
_HTML = "".join(f"<p>{line}</p>" for line in _LINES)


def _read(
    told: Any, *, shown: tuple[str, ...] = _LINES, title: str = _TITLE, more: str = "", raw: bytes | None = None
) -> Extraction:
    body = f"<html lang=en><head><title>{title}</title></head><body><main><h1>{title}</h1>{more}"
    body += (
        "".join(f"<p>{line}</p>" for line in shown)
        + "</main><footer><p>Subscribe to our letter today.</p></footer></body></html>"
    )
    answer = ApiAnswer("https://press.test/api", json.dumps(told).encode() if raw is None else raw, media_type="application/json")
    return extract(Page("https://press.test/p", body.encode(), "text/html", "utf-8", answers=(answer,)))


_SHAPES: dict[str, Any] = {
    "flat": {"title": _TITLE, "body": _HTML, "publishedAt": "2026-04-20T08:15:00+02:00"},
    "wrapped": {"title": {"rendered": _TITLE}, "content": {"rendered": _HTML, "protected": False},
                "date": "2026-04-20T08:15:00+02:00"},
    "attributes": {"data": {"id": 7, "attributes": {"headline": _TITLE, "text": _HTML, "a": 1,
                   "publicationDate": "2026-04-20T08:15:00+02:00", "b": 2, "c": 3}}},
    "value lists": {"title": [{"value": _TITLE}], "body": [{"value": _HTML, "format": "x"}],
                    "published": [{"value": "2026-04-20T08:15:00+02:00"}]},
    "blocks": {"name": _TITLE, "blocks": [{"type": "p", "data": {"text": line}} for line in _LINES],
               "veröffentlicht": "2026-04-20T08:15:00+02:00"},
    "tongues": {"title": {"de": "Hafenamt eröffnet zweite Lotsenstation", "en": _TITLE},
                "text": {"de": "<p>" + "Das Hafenamt eröffnet nächste Woche. " * 20 + "</p>", "en": _HTML},
                "fecha_publicacion": "2026-04-20T08:15:00+02:00"},
    "in a list": {"items": [{"title": "Another text", "body": "<p>" + "something else " * 60 + "</p>"},
                            {"title": _TITLE, "body": _HTML, "issued": "2026-04-20T08:15:00+02:00"}]},
    "epoch": {"title": _TITLE, "body": _HTML, "published": 1776665700},
    "milliseconds": {"title": _TITLE, "body": _HTML, "published": 1776665700000},
}  # fmt: skip


@pytest.mark.parametrize("shape", _SHAPES)
def test_the_release_is_found_in_every_shape(shape: str) -> None:
    found = _read(_SHAPES[shape])
    assert found.headline == _TITLE
    assert found.body_text == "\n".join(_LINES)
    assert found.provenance["body_text"].witness == "api-answer"
    assert found.published is not None
    assert found.published.at().isoformat() == "2026-04-20T06:15:00+00:00"
    assert found.provenance["published"].witness == "api-answer"


def test_what_changed_and_what_expires_is_not_when_it_was_published() -> None:
    found = _read(_SHAPES["flat"] | {"updated_at": "2026-04-22T10:00:00Z", "expiresAt": "2027-01-01T00:00:00Z",
                                     "createdAt": "2026-04-01T00:00:00Z"})  # fmt: skip
    assert found.published is not None
    assert found.published.local.day == 20
    assert found.modified is not None
    assert found.modified.local.day == 22


def test_an_answer_about_something_else_is_not_heard() -> None:
    found = _read({"title": "Weather on the mole", "body": "<p>" + "wind and rain " * 60 + "</p>", "date": "2020-01-01"})
    assert found.body_text.startswith(_LINES[0])
    assert "api-answer" not in {finding.witness for finding in found.provenance.values()}


def test_a_text_that_the_page_shows_in_other_letters_is_not_preferred() -> None:
    """Markdown is what the API has; the page shows what a script made of it."""
    markdown = "\n\n".join(line.replace(" the ", " **the** ").replace("pilot", "[pilot](/pilot)") for line in _LINES)
    found = _read({"title": _TITLE, "body": markdown, "published": "2026-04-20T08:15:00+02:00"})
    assert "**" not in found.body_text
    assert found.body_text.startswith(_LINES[0])


def test_a_text_that_the_page_does_not_show_is_not_taken() -> None:
    found = _read({"title": _TITLE, "notes": "<p>" + "An internal note that nobody was meant to read. " * 30 + "</p>"})
    assert "internal" not in found.body_text


def test_one_of_several_texts_of_a_page_is_not_taken_for_all() -> None:
    found = _read({"title": _TITLE, "opening": _LINES[0], "rest": "\n".join(_LINES[1:])})
    assert found.body_text == "\n".join(_LINES)


def test_a_summary_is_not_the_text() -> None:
    found = _read({"title": _TITLE, "teaser": _LINES[0] + " " + _LINES[0][:90], "published": "2026-04-20T08:15:00+02:00"})
    assert found.body_text == "\n".join(_LINES)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=40) | st.just(_TITLE),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner)))  # fmt: skip
def test_any_answer_is_read_without_an_exception(told: Any) -> None:
    assert _read(told).headline == _TITLE


@pytest.mark.parametrize(
    "raw", [b"", b"[" * 5000, b'{"title": ', b"\xff\xfe{", b'{"a": NaN, "b": 1e999}', b'{"published": 1e300}']
)
def test_broken_json_says_nothing(raw: bytes) -> None:
    assert _read(None, raw=raw).body_text == "\n".join(_LINES)
