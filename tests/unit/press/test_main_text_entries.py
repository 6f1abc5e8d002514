# ruff: noqa: E501 - markup in lines
"""Entries with times of their own, below a text: no part of it. A page that is made of them is read whole."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

TEXT = (
    "The Dyke Board closes the gates of the lower Sarn tonight, for the water is to rise by two metres until the morning.",
    "Whoever lives below the old mill should take what is dear to them to the upper floor, and leave the car on the hill.",
    "The gates are looked after by forty people in three shifts; the schools of Ilm and Tolm stay closed until Thursday.",
    "The board has asked the neighbours for twenty boats, and has been promised twenty-four of them by the afternoon.",
    "Bread and water are given out at the market from six in the morning, to everyone and for nothing, the mayor said.",
)
ENTRIES = (
    ("3 March 2026, 21:40", "The water stands at three metres and ten, a hand lower than was feared in the afternoon, says the guard at the mill."),
    ("3 March 2026, 20:15", "The last of the gates is closed. It took a little longer than the others, because a swan had to be asked to leave."),
    ("3 March 2026, 19:05", "The road from Ilm to Tolm is closed at the bridge. Buses go by the hill and take twenty minutes more than before."),
)  # fmt: skip


def read(inside: str) -> str:
    html = (
        f"<!doctype html><html lang=en><title>Gates are closed</title><body><main><h1>Gates are closed</h1>{inside}</main></body>"
    )
    return extract(Page("https://dykes.example/news/gates", html.encode(), "text/html")).body_text


def entries(markup: str) -> str:
    return "".join(
        markup.replace("TIME", time).replace("TOLD", told).replace("N", str(n)) for n, (time, told) in enumerate(ENTRIES)
    )


PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TEXT)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=e id=post-N><div>TIME</div><p>TOLD</p></div>",
        "<section class='x7 y-N'><h3>What is told</h3><p>TOLD</p><div>Guard of the mill, TIME</div></section>",
        "<li><span>Anna, TIME</span><p>TOLD</p></li>",
    ],
)
def test_entries_below_a_text_are_none_of_it(markup: str) -> None:
    assert read(f"{PARAGRAPHS}<div>{entries(markup)}</div>").split("\n") == list(TEXT)


def test_a_page_that_is_a_log_is_read_whole() -> None:
    text = read(f"<p>{TEXT[0]}</p><div>{entries('<div class=e><div>TIME</div><p>TOLD</p></div>')}</div>")
    assert all(told in text for _, told in ENTRIES)


@pytest.mark.parametrize(
    "section",
    [
        "<section><h2>What is known</h2><p>TOLD</p></section>",  # no time of its own
        "<section><h3>TIME</h3><p>At the mill</p></section>",  # a programme
    ],
)
def test_parts_of_a_text_stay(section: str) -> None:
    text = read(f"{PARAGRAPHS}<div>{entries(section)}</div>")
    assert all((told if "TOLD" in section else time) in text for time, told in ENTRIES)
