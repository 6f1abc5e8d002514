"""The main text as paragraphs, each with the block it came from, so that text and HTML say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from press.extraction.blocks import Block, Blocks
from press.text import clean

_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, heading, list item or table row. `blocks` are the page's own that say it; none where another extractor
    did.
    """

    text: str
    blocks: tuple[Block, ...] = ()


def from_blocks(blocks: Blocks, numbers: Sequence[int]) -> list[Paragraph]:
    """The chosen blocks in order; the cells of a table's row are one paragraph, parted by ` | `."""
    out: list[Paragraph] = []
    row = -1
    cells: list[Block] = []
    for number in numbers:
        block = blocks.blocks[number]
        own_row = _row_of(blocks, block)
        if cells and own_row != row:
            out.append(_joined(cells))
            cells = []
        if own_row >= 0:
            row = own_row
            cells.append(block)
        elif text := clean(_shown(block)):
            out.append(Paragraph(text, (block,)))
    if cells:
        out.append(_joined(cells))
    return out


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


def _row_of(blocks: Blocks, block: Block) -> int:
    """The table row that the block is a short cell of; -1 for prose, also where a table only lays out the page."""
    if block.tag not in ("td", "th") or len(block.text) > 200:
        return -1
    parent = blocks.parent[block.container]
    if parent < 0 or blocks.tag[parent] != "tr" or blocks.last[parent] - blocks.first[parent] < 2:
        return -1
    return parent


def _shown(block: Block) -> str:
    return block.text if block.shown is None else block.shown


def _joined(cells: Sequence[Block]) -> Paragraph:
    return Paragraph(" | ".join(clean(_shown(cell)).replace("\n", " ") for cell in cells), tuple(cells))
