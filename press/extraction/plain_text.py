"""A release that is plain text: the first line is its headline, blank lines part its paragraphs."""

from __future__ import annotations

from press.extraction.decoding import decode
from press.extraction.paragraphs import Paragraph
from press.page import Page
from press.text import clean, one_line

_LONGEST_HEADLINE = 300


def read(page: Page) -> tuple[str | None, list[Paragraph]]:
    """Headline and paragraphs. Lines that an editor wrapped are joined again; a first line that goes on is no headline."""
    text = clean(decode(page.body, page.charset, page.headers.get("content-type") or page.media_type))
    blocks = [block for block in text.split("\n\n") if block.strip()]
    if len(blocks) < 2:
        blocks = [line for line in text.split("\n") if line.strip()]
    paragraphs = [Paragraph(line) for block in blocks if (line := one_line(block))]
    if len(paragraphs) > 1 and len(paragraphs[0].text) <= _LONGEST_HEADLINE:
        return paragraphs[0].text, paragraphs[1:]
    return None, paragraphs
