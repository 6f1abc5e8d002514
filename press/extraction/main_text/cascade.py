"""The main text: finder A's where both finders agree, else the text that most agrees with the others."""

from __future__ import annotations

from dataclasses import dataclass

from press.extraction.document import Document
from press.extraction.main_text.agreement import jaccard, medoid, shingles
from press.extraction.main_text.by_density import container_by_density
from press.extraction.main_text.by_paragraphs import container_by_paragraphs
from press.extraction.main_text.heavy import trafilatura_fast
from press.extraction.main_text.measures import measured
from press.extraction.main_text.selection import selected
from press.extraction.paragraphs import Paragraph, body_text, from_blocks, from_text

#: Above this agreement (4-gram Jaccard) finder A stands alone. Measured on three sets of recorded pages: .7, .8 and .9 score within
#: .003 of each other, and the higher gate is the better one; nine pages in ten pass it.
_AGREE = 0.9
#: No third opinion for pages whose markup is larger than this: trafilatura would take seconds.
_MOST_MARKUP = 3_000_000
_STRIPPED = ["script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "aside"]


@dataclass(frozen=True, slots=True)
class MainText:
    """The chosen paragraphs, whose they are, how sure (the agreement), and where in the page they begin."""

    paragraphs: list[Paragraph]
    witness: str
    agreement: float
    others: tuple[tuple[str, str], ...] = ()  # (witness, text) of those who were not followed
    container: int = 0


def main_text_of(document: Document) -> MainText:
    """The page's main text; no paragraphs where it has no text at all."""
    blocks = document.blocks
    if not blocks.blocks:
        return MainText([], "paragraphs", 1.0)
    measures = measured(blocks)
    container = container_by_paragraphs(measures)
    first = from_blocks(blocks, selected(measures, container, strict=False))
    second = from_blocks(blocks, selected(measures, container_by_density(measures), strict=True))
    texts = {"paragraphs": body_text(first), "density": body_text(second)}
    agreement = jaccard(shingles(texts["paragraphs"]), shingles(texts["density"]))
    if agreement >= _AGREE or len(document.text) > _MOST_MARKUP:
        return MainText(first, "paragraphs", agreement, container=container)
    document.tree.strip_tags(_STRIPPED)
    texts["trafilatura"] = trafilatura_fast(document.tree.html or "")
    names = list(texts)
    chosen = names[medoid([texts[name] for name in names])]
    by_name = {"paragraphs": first, "density": second}
    paragraphs = by_name[chosen] if chosen in by_name else from_text(texts[chosen], blocks)
    others = tuple((name, text) for name, text in texts.items() if name != chosen)
    return MainText(paragraphs, chosen, agreement, others, container)
