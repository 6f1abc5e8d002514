"""A press room with one template: pages with different invented texts, and the same furniture around and among them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from press.page import Page

_WHO = ("The harbour master", "The minister", "A bridge keeper", "The council", "The river office", "The lighthouse board")
_DOES = ("opened", "measured", "repaired", "inspected", "praised", "painted", "closed", "described", "counted", "visited")
_WHAT = (
    "the northern quay",
    "a ferry",
    "the old lock",
    "seven barges",
    "the signal tower",
    "a dyke",
    "the boat lift",
    "the weir",
)
_WHEN = ("in the rain", "before dawn", "for the third time", "with great patience", "at low tide", "after the flood")
NEWSLETTER = "Would you like to have our letters? Write to the office and we shall put you on the list of readers."
SHARED = "The river office has kept the locks of the delta since the year of the great flood, and goes on keeping them."


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choice(some) for some in (_WHO, _DOES, _WHAT, _WHEN))
    return f"{words}, pier {chance.randrange(900)}."


def text(number: int, paragraphs: int = 6) -> list[str]:
    """The paragraphs of a text, the same for the same number, no two alike."""
    chance = random.Random(number)
    return [" ".join(sentence(chance) for _ in range(3)) for _ in range(paragraphs)]


def headline(number: int) -> str:
    chance = random.Random(1000 + number)
    return f"{chance.choice(_WHAT).capitalize()} and {chance.choice(_WHAT)} of pier {number} are open again"


def markup(
    number: int, body: Sequence[str] | None = None, *, first: str = "", last: str = "", body_class: str = "release-text"
) -> str:
    """A page's HTML. `body` are markup or text of the paragraphs; `first` and `last` stand in the text's element around them."""
    inner = "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in (body if body is not None else text(number)))
    return (
        f"<!doctype html><html lang=en><head><title>{headline(number)}</title>"
        f'<meta property="og:type" content="article"><meta property="og:title" content="{headline(number)}">'
        f'<meta property="article:published_time" content="2025-03-{number % 28 + 1:02d}T10:00:00+01:00"></head><body>'
        '<div class="top"><a href="/">River office</a> <a href="/news">News</a></div>'
        f'<div class="page-{number}"><h1 class="release-title">{headline(number)}</h1>'
        f'<p class="release-day">{number % 28 + 1} March 2025</p>'
        f'<div class="{body_class} item-{number}">{first}{inner}{last}</div>'
        f'<div class="signup"><p>{NEWSLETTER}</p></div></div>'
        '<div class="end"><p>River office, Quay 1, Tolm</p></div></body></html>'
    )


def page(number: int, html: str | None = None, host: str = "river.example") -> Page:
    return Page(f"https://{host}/releases/{number}", (html or markup(number)).encode(), "text/html")


def pages(count: int = 5) -> list[Page]:
    return [page(number) for number in range(count)]
