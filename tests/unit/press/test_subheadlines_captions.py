"""A picture's caption between title and text is no standfirst, though the page's description repeats it."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

LINE = "The fire brigade of Ilm at the old granary by the harbour, where the roof had caught fire in the early morning."
TEXT = (
    "Forty people of the fire brigade fought a fire at the harbour of Ilm on Friday, and had put it out by nine o'clock.",
    "Nobody was hurt; the granary has stood empty for six years, and was to become a school for those who build boats.",
    "What began the fire is not known so far, and the harbour's office asks those who saw something to write to it.",
)


@pytest.mark.parametrize(("name", "is_one"), [("text-caption grey", False), ("c4", True)])
def test_a_caption_is_no_standfirst(name: str, is_one: bool) -> None:
    html = (
        f'<!doctype html><html lang=en><meta name=description content="{LINE}"><body><main><h1>Fire at the harbour of Ilm</h1>'
        f"<div class='{name}'>{LINE}</div><article>{''.join(f'<p>{one}</p>' for one in TEXT)}</article></main></body>"
    )
    found = extract(Page("https://fire.example/news/granary", html.encode(), "text/html"))
    assert (found.body_text.split("\n")[0] == LINE) is is_one
    assert found.body_text.endswith("\n".join(TEXT))
