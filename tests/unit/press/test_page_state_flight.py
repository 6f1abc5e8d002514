"""Texts that a page has only in the component tree that its server sends along."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from press.extraction import extract
from press.extraction.witnesses.flight import flight_values
from press.page import Page

TEXT = (
    "The Office of Weights has measured the scales of all nine markets and found two of them a little too kind.",
    "Those who sold by them need not give anything back — the difference is less than a grain of ß or 麦 a day.",
    "They will be mended before the spring market, and measured again by somebody else when it is over.",
)
MARKUP = (
    "".join(f"<p>{one}</p>" for one in TEXT) + "<div class=caption><p>A scale at the market of Ilm. Office of Weights</p></div>"
)


def pushes(raw: str, cut: int) -> str:
    pieces = [raw[n : n + cut] for n in range(0, len(raw), cut)]
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)


def page(tree: str) -> Page:
    html = (
        "<!doctype html><html lang=en><title>Two scales are too kind</title>"
        "<meta property='og:title' content='Two scales are too kind'><body><div id=root></div>"
        f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{tree}</body></html>"
    )
    return Page("https://weights.example/news/42", html.encode(), "text/html")


def test_a_text_row_is_read_where_an_object_of_the_headline_names_it() -> None:
    rows = (
        '1:"$Sreact.fragment"\n2:I[123,["a","b.js"],"default"]\n'
        f"1f:T{len(MARKUP.encode()):x},{MARKUP}"
        f'3:["$","$L2",null,{json.dumps({"article": {"title": "Two scales are too kind", "html": "$1f"}})}]\n'
    )
    for cut in (60, 1000):
        found = extract(page(pushes(rows, cut)))
        assert found.body_text.split("\n") == list(TEXT)
        assert found.provenance["body_text"].witness == "page-state"


def test_texts_of_other_headlines_are_not_heard() -> None:
    other = {"article": {"title": "A market is opened", "html": MARKUP}}
    assert not extract(page(pushes(f"3:{json.dumps(other)}\n", 500))).body_text


@given(st.text(), st.integers(1, 50))
def test_any_rows_are_read_without_an_error(raw: str, cut: int) -> None:
    list(flight_values(pushes(raw, cut)))


@given(
    st.recursive(
        st.none() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_values_come_back_as_they_were_sent(value: object) -> None:
    sent = {"value": value}
    assert list(flight_values(pushes(f"a:{json.dumps(sent)}\n", 40))) == [sent]
