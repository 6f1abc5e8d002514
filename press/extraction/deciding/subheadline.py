"""The subheadline: what structured data or a selector calls so, else the standfirst between the headline and the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.extraction.deciding.headline import same
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.paragraphs import Paragraph
from press.release import Finding
from press.text import one_line

_NAMES = re.compile(
    r"sub-?(?:title|head(?:line)?)|standfirst|\bdek\b|\bdeck\b|chapo|\bsous-?titre|subt[ií]tulo|summary|\bintro"
    r"|\blead\b|entradilla|bajada"
)
_BETWEEN = 8
_SHORTEST, _LONGEST = 20, 600


def decide_subheadline(
    document: Document, hearing: Hearing, headline: str | None, body: Sequence[Paragraph]
) -> tuple[str | None, Finding | None]:
    """The surest subheadline that is not the headline again."""
    if headline:
        _hear_standfirst(document, hearing, headline, body)
    said = [t for t in hearing.of("subheadline") if not (headline and same(t.value, headline))]
    chosen = max(said, key=lambda testimony: testimony.confidence, default=None)
    return (chosen.value, hearing.finding("subheadline", chosen)) if chosen else (None, None)


def _hear_standfirst(document: Document, hearing: Hearing, headline: str, body: Sequence[Paragraph]) -> None:
    blocks = document.blocks
    title = next((n for n, block in enumerate(blocks.blocks) if block.tag in ("h1", "h2") and same(block.text, headline)), None)
    if title is None:
        return
    first = body[0].blocks[0] if body and body[0].blocks else None
    described = hearing.surest("description")
    for block in blocks.blocks[title + 1 : title + 1 + _BETWEEN]:
        if block is first:
            break
        names = " ".join(blocks.names[c] for c in blocks.ancestors(block.container)[:2])
        text = one_line(block.text)
        if not text or not _SHORTEST <= len(text) <= _LONGEST or block.link_share > 0.3:
            continue
        if (
            _NAMES.search(names)
            or (block.is_heading and block.tag in ("h2", "h3"))
            or (described and same(text, described.value))
        ):
            hearing.add("subheadline", "standfirst", text, 0.75)
            break
