"""The source's own selectors, of the layout that stood when the page was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from press.dates import parse
from press.extraction.blocks import blocks_of
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.paragraphs import Paragraph, from_blocks
from press.source import Layout
from press.text import one_line

WITNESS = "layout"


def layout_for(layouts: Sequence[Layout], published: datetime | None) -> Layout:
    """The newest of a source's layouts that began on or before the page's day; the newest of all where the day is not known."""
    newest_first = sorted(layouts, key=lambda layout: layout.since or date.min, reverse=True)
    if published is None:
        return newest_first[0]
    return next((layout for layout in newest_first if (layout.since or date.min) <= published.date()), newest_first[-1])


def hear(document: Document, layout: Layout, hearing: Hearing) -> None:
    """Adds the short fields that the selectors name. A selector that matches nothing says nothing."""
    languages = (document.html_language,) if document.html_language else ()
    for field, selector, confidence in (
        ("headline", layout.headline, 0.98),
        ("subheadline", layout.subheadline, 0.98),
        ("issuer", layout.issuer, 0.95),
    ):
        if selector and (node := document.tree.css_first(selector)):
            hearing.add(field, WITNESS, one_line(node.attributes.get("content") or node.text()), confidence)
    if layout.published and (node := document.tree.css_first(layout.published)):
        attributes = node.attributes
        said = attributes.get("datetime") or attributes.get("content") or one_line(node.text())
        hearing.add("published", WITNESS, parse(said, languages) or parse(one_line(node.text()), languages), 0.98)


def body(document: Document, layout: Layout) -> list[Paragraph]:
    """All text below the body selector, without what the layout removes; empty where it names nothing or matches nothing."""
    if not layout.body:
        return []
    for selector in layout.remove:
        for node in document.tree.css(selector):
            node.decompose()
    paragraphs: list[Paragraph] = []
    for node in document.tree.css(layout.body):
        blocks = blocks_of(node)
        paragraphs += from_blocks(blocks, range(len(blocks.blocks)))
    return paragraphs
