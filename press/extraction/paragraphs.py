"""The main text as paragraphs, each with the block it came from, so that text and HTML say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from press.extraction.blocks import Block, Blocks
from press.extraction.tables import cells_of
from press.text import clean

_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, heading, list item or table row. `blocks` are the page's own that say it; none where another extractor
    did. A row's cells hold one or more of them.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    is_row: bool = False


def from_blocks(blocks: Blocks, numbers: Sequence[int]) -> list[Paragraph]:
    """The chosen blocks in order; the cells of a table's row are one paragraph, parted by ` | `."""
    out: list[Paragraph] = []
    cells = cells_of(blocks)
    row = -1
    gathered: dict[int, list[Block]] = {}
    for number in numbers:
        block = blocks.blocks[number]
        own_row, cell = cells.get(number, (-1, -1))
        if gathered and own_row != row:
            out += _joined(gathered)
            gathered = {}
        row = own_row
        if row >= 0:
            gathered.setdefault(cell, []).append(block)
        elif text := clean(_shown(block)):
            out.append(Paragraph(text, (block,)))
    return out + _joined(gathered)


def from_text(text: str, blocks: Blocks) -> list[Paragraph]:
    """Another extractor's lines, each with the block of the page that has the same letters."""
    own = {_LETTERS.sub("", block.text): block for block in reversed(blocks.blocks)}
    out = []
    for line in clean(text).split("\n"):
        line = line.removeprefix("- ").strip()
        if line:
            block = own.get(_LETTERS.sub("", line))
            if block and block.shown is not None:
                line = clean(block.shown)
            out.append(Paragraph(line, (block,) if block else ()))
    return out


def body_text(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _shown(block: Block) -> str:
    return block.text if block.shown is None else block.shown


def _joined(cells: dict[int, list[Block]]) -> list[Paragraph]:
    """A row's cells as one paragraph; none where they hold nothing that is seen."""
    filled = []
    texts = []
    for blocks in cells.values():
        seen = [(block, text) for block in blocks if (text := clean(_shown(block)))]
        if seen:
            filled += [block for block, _ in seen]
            texts.append(" ".join(text for _, text in seen).replace("\n", " "))
    return [Paragraph(" | ".join(texts), tuple(filled), is_row=True)] if texts else []
