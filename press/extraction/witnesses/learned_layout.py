"""What was learned of the source's pages: where the text stands, what in it is furniture, which lines say headline and day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from press.extraction.deciding.headline import same
from press.extraction.deciding.told_days import published_in
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.hosts import host_of
from press.extraction.main_text.by_layout import LEAST_TEXT, body_of, chosen, line_at
from press.extraction.main_text.entries import entries_of
from press.extraction.main_text.rows import rows_of
from press.extraction.paragraphs import Paragraph, from_blocks
from press.learned_layout import LearnedLayout
from press.text import one_line

WITNESS = "learned-layout"
#: One page in so many is read generically too, so that a site's redesign is noticed where the old names are still there.
ONE_IN = 16
#: A text shorter than this share of what structured data has of it is a part of it.
_MUCH_SHORTER = 0.6
#: Rows that announce other pages are looked for where two links in the text's element are as long as headlines at least.
_LEAST_LINK = 9


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layout on a page: the text by it, how well it fits (0 to 1), and whether the page is one of those that are checked."""

    layout: LearnedLayout
    paragraphs: list[Paragraph]
    fit: float
    is_checked: bool


def fitted(document: Document, hearing: Hearing, layouts: Sequence[LearnedLayout]) -> Fitted | None:
    """The layout that fits best, the first of equals; None where none of the page's host has its text in the page."""
    if not layouts:
        return None
    host = host_of(document.page)
    found = [fit for layout in layouts if layout.host == host and (fit := _fitted(document, hearing, layout)) is not None]
    return max(found, key=lambda one: one.fit, default=None)


def hear(document: Document, layout: LearnedLayout, hearing: Hearing) -> None:
    """Adds the lines at the places of headline and day."""
    blocks = document.blocks
    languages = (document.html_language,) if document.html_language else ()
    if (number := line_at(layout.headline, blocks)) is not None:
        hearing.add("headline", WITNESS, one_line(blocks.blocks[number].text), 0.9)
    if (number := line_at(layout.published, blocks)) is not None:
        hearing.add(
            "published",
            WITNESS,
            published_in(blocks.blocks[number].text.replace("\n", " "), languages, document.page.fetched_at),
            0.84,
        )


def _fitted(document: Document, hearing: Hearing, layout: LearnedLayout) -> Fitted | None:
    blocks = document.blocks
    body = body_of(layout.body, blocks)
    if body is None:
        return None
    announcing = sum(block.links >= _LEAST_LINK for block in blocks.inside(body))
    rows = (rows_of(document) if announcing > 1 else frozenset[int]()) | entries_of(blocks)
    paragraphs = from_blocks(blocks, chosen(layout, blocks, rows, body, document.said("og:title", "twitter:title")))
    length = sum(len(paragraph.text) for paragraph in paragraphs)
    told = max((len(testimony.value) for testimony in hearing.of("body")), default=0)
    if length < LEAST_TEXT or length < _MUCH_SHORTER * told:
        return None
    return Fitted(layout, paragraphs, _fit(document, hearing, layout), _is_checked(document))


def _fit(document: Document, hearing: Hearing, layout: LearnedLayout) -> float:
    """The share of the layout's places that stand in the page and say what they should; the text's counts for two."""
    checks = [1.0, 1.0]
    if layout.headline:
        number = line_at(layout.headline, document.blocks)
        line = one_line(document.blocks.blocks[number].text) if number is not None else None
        stated = [testimony.value for testimony in hearing.of("headline")]
        checks.append(float(line in stated or any(same(line or "", value) for value in stated)))
    if layout.published:
        checks.append(float(line_at(layout.published, document.blocks) is not None))
    return sum(checks) / len(checks)


def _is_checked(document: Document) -> bool:
    """Decided by the address (by the bytes where there is none), so that it is the same in any order and on any machine."""
    named = document.url.encode("utf-8", "replace") or document.page.body
    return int.from_bytes(hashlib.sha256(named).digest()[:4]) % ONE_IN == 0
