"""The lead between a page's title and the container of its text belongs to the text."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

LEAD = "From the first of March buses between Ilm and Tolm run every twenty minutes, the Transport Board said on Friday."
TEXT = (
    "Until now they have run twice an hour in the morning and once an hour for the rest of the day, Sundays excepted.",
    "The board has bought six buses for it, all of them built at Ilm, and looks for fourteen people to drive them.",
    "A ticket costs what it did before; those who come by bicycle may take it along from nine in the morning.",
)


def read(lead: str, title: str = "<h1>More buses to Tolm</h1>") -> list[str]:
    html = (
        f"<!doctype html><html lang=en><title>More buses to Tolm</title><body><main><header>{title}{lead}</header>"
        f"<img src=bus.jpg><div class=text>{''.join(f'<p>{one}</p>' for one in TEXT)}</div></main></body>"
    )
    return extract(Page("https://buses.example/news/tolm", html.encode(), "text/html")).body_text.split("\n")


@pytest.mark.parametrize(
    "lead",
    [
        f"<div class=x7>{LEAD}</div>",
        f"<p>{LEAD}</p>",
        f"<div class=teaser-text><p>{LEAD}</p></div>",
        f"<div>12 February 2026</div><div class=x7>{LEAD}</div>",
    ],
)
def test_a_lead_is_read(lead: str) -> None:
    assert read(lead) == [LEAD, *TEXT]


def test_a_lead_is_read_below_a_title_that_is_no_h1() -> None:
    assert read(f"<div class=x7>{LEAD}</div>", title="<h2>More buses to Tolm</h2>") == [LEAD, *TEXT]


@pytest.mark.parametrize(
    "other",
    [
        f"<figure><figcaption>{LEAD}</figcaption></figure>",
        f"<div class=newsletter>{LEAD}</div>",
        f"<div><a href=/other>{LEAD}</a></div>",
        "<div>Transport Board</div>",
        "<div class=x7>Buses in February</div>",
    ],
)
def test_other_things_between_are_no_lead(other: str) -> None:
    assert read(other) == list(TEXT)
