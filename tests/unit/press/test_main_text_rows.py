# ruff: noqa: E501 - markup in lines
"""Rows that announce other pages beside a text: no part of it, however they are called. What the text itself lists stays."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

TEXT = (
    "The River Office opens the lock at Tolm to boats again on Monday, eleven days after the flood.",
    "Divers have mended the lower gate in less time than planned, and the water has been let in since yesterday evening.",
    "“Nobody has to wait for the tide any more,” said the head of the office to those who had come to see it.",
    "Boats may pass from six in the morning until ten at night at the price of last year.",
)
OTHERS = (
    (
        "12 Oct 2026, 09:30 CET",
        "Harbour of Ilm is dredged in the spring",
        "The River Office announced today that the harbour of Ilm",
    ),
    (
        "3 Sep 2026, 11:00 CET",
        "Eighty people trained for the next flood",
        "Eighty people of the four harbours have learned to close",
    ),
    (
        "21 Jun 2026, 10:15 CET",
        "Prices of the upper locks stay as they are",
        "Those who pass the upper locks pay what they paid before",
    ),
)


def read(below: str, text: str = "".join(f"<p>{one}</p>" for one in TEXT)) -> str:
    html = (
        "<!doctype html><html lang=en><title>Lock at Tolm opens again</title><body><div class=bar><a href=/>River Office</a></div>"
        "<div class='max-w-prose'><h1>Lock at Tolm opens again</h1><div class='text-sm'>20 October 2026</div>"
        f"<div class=prose>{text}</div></div>{below}<div class=foot>© River Office</div></body></html>"
    )
    return extract(Page("https://river.example/dispatch/118000/lock", html.encode(), "text/html")).body_text


def rows(markup: str, heading: str = "<h2>Related releases</h2>", holder: str = "<div class=mt-8>{}</div>") -> str:
    filled = (
        markup.replace("DAY", day).replace("TITLE", title).replace("EXCERPT", excerpt).replace("PLACE", f"/dispatch/{number}/x")
        for number, (day, title, excerpt) in enumerate(OTHERS, 1)
    )
    return holder.format(heading + "".join(filled))


MARKUP = {
    "utility classes": "<div class='flex py-3'><div class=w-24>DAY</div><div><div class=text-xs>CITY OF ILM</div>"
    "<a class=font-semibold href=PLACE>TITLE</a><div class=text-sm>EXCERPT and of all that it is good for…</div></div></div>",
    "excerpts that end whole": "<div class=x1><span>DAY</span><h3><a href=PLACE>TITLE</a></h3><p>EXCERPT in the spring of next year.</p></div>",
    "one line": "<p><a href=PLACE>TITLE</a><br>EXCERPT and of all that it is good for, as […]</p>",
    "a card that is a link": "<a href=PLACE><div class=c><div>DAY</div><h3>TITLE</h3><p>EXCERPT in the spring of next year, as was told.</p></div></a>",
    "no day, under a heading": "<section class=x2><h4><a href=PLACE>TITLE</a></h4><p>EXCERPT in the spring of next year.</p></section>",
    "an excerpt that is the link": "<div class=x3><div>DAY</div><div><a href=PLACE>EXCERPT in the spring of next year.</a></div></div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", MARKUP)
@pytest.mark.parametrize("heading", ["<h2>Related releases</h2>", "<div>Weitere Meldungen</div>", "<h3>أخبار ذات صلة</h3>"])
def test_rows_below_the_text_are_none_of_it(kind: str, heading: str) -> None:
    assert read(rows(MARKUP[kind], heading)).split("\n") == list(TEXT)


@pytest.mark.parametrize("kind", ["utility classes", "excerpts that end whole", "one line"])
def test_rows_without_a_heading(kind: str) -> None:
    assert read(rows(MARKUP[kind], "")).split("\n") == list(TEXT)


def test_rows_in_the_element_of_the_text_and_between_its_paragraphs() -> None:
    beside = rows(MARKUP["utility classes"])
    paragraphs = [f"<p>{one}</p>" for one in TEXT]
    assert read("", "".join(paragraphs) + beside).split("\n") == list(TEXT)
    assert read("", "".join(paragraphs[:3]) + beside + paragraphs[3]).split("\n") == list(TEXT)


def test_more_rows_than_text() -> None:
    assert read(rows(MARKUP["utility classes"]) * 4).split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "markup",
    [  # what a release lists itself: files with a description, links of a sentence, people, steps with a heading
        "<div class=f><a href=/files/PLACE.pdf>TITLE</a><p>EXCERPT in the spring of next year, in figures.</p></div>",
        "<p>EXCERPT in the spring (<a href=PLACE>report</a>), and that of all others in the year after it.</p>",
        "<div class=f><h3>TITLE</h3><p>EXCERPT in the spring of next year, as <a href=PLACE>told</a> before.</p></div>",
    ],
)
def test_what_the_text_lists_itself_stays(markup: str) -> None:
    body = read("", "".join(f"<p>{one}</p>" for one in TEXT) + rows(markup, "<h2>In detail</h2>", "{}"))
    assert all(excerpt in body for _, _, excerpt in OTHERS)
    assert body.startswith("\n".join(TEXT))


def test_a_table_of_facts_stays() -> None:
    row = "<tr><td>DAY</td><td><a href=PLACE>TITLE</a></td><td>EXCERPT in the spring of next year.</td></tr>"
    body = read("", "".join(f"<p>{one}</p>" for one in TEXT) + rows(row, "", "<table>{}</table>"))
    assert all(excerpt in body for _, _, excerpt in OTHERS)


def test_nothing_below_the_distributors_line_is_text() -> None:
    closed = "".join(f"<p>{one}</p>" for one in TEXT) + "<p>Distributed by Sample Wire on behalf of River Office.</p>"
    other = (
        "<p>Ilm&nbsp;&ndash; The harbour of Ilm is dredged in the spring, as was told to those who keep their boats in it.</p>"
    )
    assert read("", closed + other).split("\n") == list(TEXT)
    # The same release in a second language below the first, each with its line; a line above all text closes nothing.
    assert read("", closed + other * 2 + "<p>Distribué par Sample Wire pour le compte de River Office.</p>").count("dredged") == 2
    opened = "<p>Distributed by Sample Wire on behalf of River Office.</p>" + "".join(f"<p>{one}</p>" for one in TEXT)
    assert read("", opened).split("\n") == list(TEXT)
