"""A PDF's lines as a page's paragraphs, each with a block that says what it is, so that text and HTML say the same."""

from __future__ import annotations

from collections.abc import Iterable

from press.extraction.blocks import Block
from press.extraction.paragraphs import Paragraph
from press.extraction.pdf.text import PdfLine

_TAGS = {"h1": "h2", "h2": "h3"}


def paragraphs_of(lines: Iterable[PdfLine]) -> list[Paragraph]:
    """The lines as paragraphs; a row's cells are blocks of their own."""
    found = []
    for line in lines:
        cells = line.text.split(" | ") if line.tag == "tr" else [line.text]
        tag = "td" if line.tag == "tr" else _TAGS.get(line.tag, line.tag)
        found.append(Paragraph(line.text, tuple(Block(cell, tag, 0, 0, 0) for cell in cells)))
    return found
