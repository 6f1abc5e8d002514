"""What the names of elements say about the text in them, and which names are not believed."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.extraction.hints import hint_of
from press.page import Page

TEXT = (
    "The Weather Office has put up three new gauges along the upper Sarn, two of them in places that no road leads to.",
    "They send the height of the water every ten minutes, by day and by night, and need no battery to do so.",
    "“We shall know of a flood an hour before it comes to the first house,” said the head of the office on Monday.",
    "The gauges were paid for by the four valleys together, and will be looked after by the schools of each of them.",
)
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TEXT)
ASIDE = "Write to us whenever you have seen the river rise, and we shall tell everyone who reads these pages."


def read(inside: str) -> list[str]:
    html = (
        f"<!doctype html><html lang=en><title>Three gauges</title><body><h1>Three gauges for the Sarn</h1>{inside}</body></html>"
    )
    return extract(Page("https://weather.example/2026/gauges", html.encode(), "text/html")).body_text.split("\n")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("article-share", -1),
        ("share-text", -1),  # the text of a way to share
        ("newsletterbox_root", -1),
        ("info-box", -1),
        ("content-box", 0),
        ("print:text-lg", 0),  # how it looks on paper
        ("newsletterbox text-wide", -1),  # the surer name wins
        ("article-with-sidebar", 1),
        ("no-print", 0),
        ("builder-widget builder-widget-text", 1),
        ("widget-area", -1),
        ("intro hidden", -1),
        ("text hidden md:block", 0),  # shown on wide screens
        ("kommentare", -1),
    ],
)
def test_names(names: str, said: int) -> None:
    assert hint_of("div", names) == said


def test_a_heading_is_called_after_what_it_says() -> None:
    assert hint_of("h2", "toc-3") == hint_of("h3", "comments-on-the-flood") == 0


def test_an_article_of_another_kind_is_none_of_the_text() -> None:
    assert hint_of("article", "teaser") == -1
    assert hint_of("article", "post-12 has-teaser") == hint_of("article", "") == 1


@pytest.mark.parametrize("names", ["share-text", "newsletterBox", "fact-box", "video-fallback", "cta", "intro hidden"])
def test_what_stands_between_the_paragraphs_is_left_out(names: str) -> None:
    first, *others = (f"<p>{one}</p>" for one in TEXT)
    assert read(f"<main>{first}<div class='{names}'><p>{ASIDE}</p></div>{''.join(others)}</main>") == list(TEXT)


@pytest.mark.parametrize("names", ["slideshow", "post-paywall", "image-story", "jobs"])
def test_a_name_around_the_text_is_not_believed_and_those_inside_are(names: str) -> None:
    caption = f"<figure><img src=a.jpg><figcaption>{ASIDE}</figcaption></figure>"
    assert read(f"<div><div class='{names}'>{PARAGRAPHS}{caption}</div></div>") == list(TEXT)


def test_a_name_that_every_piece_of_the_text_has_is_not_believed() -> None:
    pieces = "".join(f"<div class='image-piece n{n}'><p>{one}</p></div>" for n, one in enumerate(TEXT))
    assert read(f"<div>{pieces}<div class=newsletter><p>{ASIDE}</p></div></div>") == list(TEXT)


def test_what_readers_say_is_no_text_however_long() -> None:
    said = "".join(
        f"<li><p>{n}: {one} I have lived there for long and do not believe a word of it.</p></li>"
        for n in range(9)
        for one in TEXT
    )
    assert read(f"<article>{PARAGRAPHS}</article><ol class=comments>{said}</ol>") == list(TEXT)


def test_short_lines_among_paragraphs_of_their_kind_are_paragraphs() -> None:
    short = ["Sarn at Ilm: 2.10 m", "Sarn at Tolm: 1.85 m"]
    lines = "".join(f"<div class=para>{one}</div>" for one in [*TEXT[:2], *short, *TEXT[2:]])
    assert read(f"<div class=body>{lines}</div>") == [*TEXT[:2], *short, *TEXT[2:]]
