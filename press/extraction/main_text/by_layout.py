"""Finder C: the element that a learned layout names, without the layout's furniture."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

from press.extraction.blocks import Block, Blocks
from press.extraction.main_text.lead import FARTHEST, title_among, with_lead
from press.extraction.main_text.measures import measured
from press.extraction.main_text.selection import selected
from press.extraction.places import matching, stands_below, written_step
from press.learned_layout import LearnedLayout, Place

_NOT_LETTERS = re.compile(r"[\W\d_]+")
#: Less text than this, in characters, is no body: the element that holds it is a teaser's or an empty one's.
LEAST_TEXT = 200


def digest(text: str) -> str:
    """A block's words in sixteen hex digits, whatever its case, numbers and punctuation."""
    letters = _NOT_LETTERS.sub("", text.casefold()) or text
    return hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def body_of(place: Place, blocks: Blocks) -> int | None:
    """The one container at the place that has a text; None where there is none, or several."""
    held = [
        container
        for container in matching(place, blocks)
        if sum(len(block.text) - block.links for block in blocks.inside(container)) >= LEAST_TEXT
    ]
    return held[0] if len(held) == 1 else None


def line_at(place: Place, blocks: Blocks) -> int | None:
    """The number of the first block that stands directly at the place."""
    for container in matching(place, blocks):
        for number in range(blocks.first[container], blocks.last[container]):
            if blocks.blocks[number].container == container:
                return number
    return None


def text_in(blocks: Blocks, rows: frozenset[int], body: int, said: str | None = None) -> list[int]:
    """The numbers of the blocks that read as the text of the container `body`, in order, and of the lead above it. What stands
    further out than the title is not looked at. `said` is the title by the page's head.
    """
    region = _with_title(blocks, body, said)
    first = blocks.first[region]
    within = _within(blocks, region)
    measures = measured(within, frozenset(row - first for row in rows if first <= row < blocks.last[region]))
    return [number + first for number in with_lead(measures, selected(measures, body - region, strict=False), said)]


def _with_title(blocks: Blocks, body: int, said: str | None) -> int:
    """The smallest container that holds `body` and the title above it; `body` itself where none is near."""
    first = blocks.first[body]
    title = title_among(blocks.blocks, range(first - 1, max(first - FARTHEST, 0) - 1, -1), said)
    region = body
    while title is not None and blocks.first[region] > title:
        region = blocks.parent[region]
    return region


def chosen(layout: LearnedLayout, blocks: Blocks, rows: frozenset[int], body: int, said: str | None = None) -> list[int]:
    """The numbers of the blocks that are text by the layout, in order."""
    text = text_in(blocks, rows, body, said)
    if layout.furniture:
        text = [number for number in text if digest(blocks.blocks[number].text) not in layout.furniture]
    if layout.furniture_places:
        apart = _apart(blocks, body, layout.furniture_places)
        text = [number for number in text if number not in apart]
    return text


def _apart(blocks: Blocks, body: int, places: Sequence[Place]) -> frozenset[int]:
    """The numbers of the blocks that stand at one of the places below `body`."""
    by_step: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_step[place[-1]].append(place)
    apart: set[int] = set()
    container = body + 1
    while container < blocks.end[body]:
        named = by_step.get(written_step(blocks.tag[container], blocks.names[container]), ())
        if any(stands_below(place, blocks, container, body) for place in named):
            apart.update(range(blocks.first[container], blocks.last[container]))
            container = blocks.end[container]
        else:
            container += 1
    return frozenset(apart)


def _within(blocks: Blocks, body: int) -> Blocks:
    """The blocks and containers of `body` alone, numbered anew from it. Its own name says no more that it is furniture."""
    end, first, last = blocks.end[body], blocks.first[body], blocks.last[body]
    return Blocks(
        [Block(block.text, block.tag, block.container - body, block.links, block.anchors) for block in blocks.blocks[first:last]],
        blocks.tag[body:end],
        [-1, *(parent - body for parent in blocks.parent[body + 1 : end])],
        [max(0, blocks.hint[body]), *blocks.hint[body + 1 : end]],
        blocks.names[body:end],
        [number - first for number in blocks.first[body:end]],
        [number - first for number in blocks.last[body:end]],
        [number - body for number in blocks.end[body:end]],
    )
