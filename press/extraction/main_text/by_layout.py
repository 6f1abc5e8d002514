"""A page's text by a learned layout: the blocks at the body's place that are no furniture."""

from __future__ import annotations

import hashlib
import re

from press.extraction.blocks import Blocks
from press.extraction.main_text.measures import measured
from press.extraction.main_text.selection import selected
from press.extraction.places import matching, place_within
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


def chosen(layout: LearnedLayout, blocks: Blocks, rows: frozenset[int], body: int) -> list[int]:
    """The numbers of the blocks of the container `body` that are text by the layout, in order."""
    candidates = selected(measured(blocks, rows), body, strict=False)
    if not layout.furniture and not layout.furniture_places:
        return candidates
    apart = frozenset(layout.furniture_places)
    return [
        number
        for number in candidates
        if digest(blocks.blocks[number].text) not in layout.furniture
        and not (apart and _is_apart(blocks, blocks.blocks[number].container, body, apart))
    ]


def _is_apart(blocks: Blocks, container: int, body: int, apart: frozenset[Place]) -> bool:
    """Whether the container or one around it, below the body, stands at one of the places."""
    place = place_within(blocks, container, body)
    return any(place[:length] in apart for length in range(1, len(place) + 1))


def line_at(place: Place, blocks: Blocks) -> int | None:
    """The number of the first block that stands directly at the place."""
    at = set(matching(place, blocks))
    return next((number for number, block in enumerate(blocks.blocks) if block.container in at), None) if at else None
