"""Which line below a headline is its subheadline, and which is something else that stands there."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

PROSE = "The lock keepers of the northern canal will open the gates at nine on every day of the week. "
SUB = "Night traffic begins when the new lamps are lit"


def subheadline(below: str, text: str = f"<p>{PROSE * 4}</p><p>{PROSE * 3}</p>") -> str | None:
    page = (
        "<html lang=en><body><main><h1>Harbour opens the northern lock</h1>"
        f"{below}<div class=text>{text}</div></main></body></html>"
    )
    return extract(Page(url="https://canal.example/news/lock", body=page.encode())).subheadline


def test_a_heading_of_second_rank_and_a_line_that_is_named_so() -> None:
    assert subheadline(f"<h2>{SUB}</h2>") == SUB
    assert subheadline(f"<p class=standfirst>{SUB}</p>") == SUB


@pytest.mark.parametrize(
    "below",
    ["<h2>Weiterlesenkostenlos jetzt!</h2>", "<h2>Nov. 20, 2026Updated: Nov. 21, 2026 1:35 a.m.</h2>"],
)
def test_a_label_and_a_stamp_are_none(below: str) -> None:
    assert subheadline(below) is None


def test_nor_is_the_first_of_the_texts_sections() -> None:
    sections = f"<p>{PROSE * 4}</p><h2>Who pays for the lamps</h2><p>{PROSE * 3}</p>"
    assert subheadline("<h2>Why the lock was closed</h2>", sections) is None
    assert subheadline(f"<h2>{SUB}, {PROSE}</h2>", sections) is not None
