"""Which blocks of a container are the text, and which are what sites put between the paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from press.extraction.blocks import Block
from press.extraction.main_text.believing import furniture_within
from press.extraction.main_text.measures import Measures
from press.extraction.main_text.prompts import is_prompt
from press.extraction.main_text.rows import names_others

#: A list whose items have this much text outside their links is no menu, however long the links are.
_PROSE_PER_ITEM = 40
#: With less of its prose than this outside of furniture the page's names are not to be believed in a container.
_LEAST_OUTSIDE = 0.3
_MOST_LINKS = 0.8
_LONGEST_LINE = 60
#: An address that is written out is told, as in “More at www.example.org”; menus and teasers have words for it.
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w-]")
_LONGEST_POINTER = 250
_ITEMS = frozenset(["li", "td", "th", "dd", "dt", "caption"])


def selected(measures: Measures, container: int, strict: bool) -> list[int]:
    """The numbers of the blocks of `container` that are its text, in order.

    `strict` drops every short line that stands alone (finder B); else short paragraphs stay where they are between others.
    """
    blocks = measures.blocks
    first, last = blocks.first[container], blocks.last[container]
    first = _after_title(measures, first, last)
    furniture = _furniture(measures, container)
    inside = [n for n in range(first, last) if n not in measures.rows and not furniture[blocks.blocks[n].container]]
    kinds = Counter(_kind(measures, n) for n in inside if measures.prose[n])
    chosen = [
        n
        for n in inside
        if _is_text(measures, n, container, strict) or (kinds[_kind(measures, n)] > 1 and _may_be_short(measures, n))
    ]
    kept = [n for n in chosen if not _speaks_of_else(blocks.blocks[n])]
    return _without_loose_headings(measures, kept)


def _furniture(measures: Measures, container: int) -> Sequence[bool]:
    """The page's furniture, or the container's own where the page's leaves it little of its text."""
    blocks = measures.blocks
    first, last = blocks.first[container], blocks.last[container]
    outside = sum(measures.prose[n] for n in range(first, last) if not measures.furniture[blocks.blocks[n].container])
    if outside >= _LEAST_OUTSIDE * measures.prose_in(container) and not measures.furniture[container]:
        return measures.furniture
    return furniture_within(blocks, measures.prose_sum, container, _LEAST_OUTSIDE)


def _after_title(measures: Measures, first: int, last: int) -> int:
    """The text begins after the page's title where that stands inside, before most of the prose."""
    for number in range(first, last):
        if measures.blocks.blocks[number].tag == "h1":
            before = measures.prose_sum[number] - measures.prose_sum[first]
            after = measures.prose_sum[last] - measures.prose_sum[number]
            return number + 1 if before * 3 < after else first
    return first


def _is_text(measures: Measures, number: int, container: int, strict: bool) -> bool:
    blocks = measures.blocks
    block = blocks.blocks[number]
    weight = measures.weight[number]
    if block.is_heading:
        return block.tag != "h1" and block.link_share < 0.5
    if block.tag == "p" and _ADDRESS.search(block.text):
        return True
    if block.link_share > 0.6 and not (measures.ends[number] and len(block.text) > 80):
        return block.tag == "p" and block.link_share < _MOST_LINKS and _stands_in_prose(measures, number, container)
    if block.tag in _ITEMS:
        return _is_item(measures, number, container)
    if measures.prose[number]:
        return True
    if block.tag in ("p", "blockquote", "pre", "center"):
        return weight >= 2 and (
            not strict or weight >= 25 or measures.ends[number] or _stands_in_prose(measures, number, container)
        )
    return (
        weight >= (60 if strict else 40)
        or (measures.ends[number] and weight >= 25)
        or _stands_in_prose(measures, number, container)
    )


def _kind(measures: Measures, number: int) -> tuple[int, str, str]:
    """What the paragraphs of one text share: what they stand in, tag and names."""
    blocks = measures.blocks
    own = blocks.blocks[number].container
    return blocks.parent[own], blocks.tag[own], blocks.names[own]


def _speaks_of_else(block: Block) -> bool:
    """Whether a line asks to subscribe, or says “Read also” and most of the rest is the link."""
    if is_prompt(block.text):
        return True
    if block.link_share < 0.5 or len(block.text) > _LONGEST_POINTER or block.is_heading:
        return False
    before = block.text[: len(block.text) - block.links + 3]
    return names_others(before) and _ADDRESS.search(block.text) is None


def _may_be_short(measures: Measures, number: int) -> bool:
    """Whether a line may be a short paragraph among others of its kind: it has words outside its links."""
    block = measures.blocks.blocks[number]
    short = not block.is_heading and block.tag not in _ITEMS
    return short and block.link_share < _MOST_LINKS and measures.weight[number] >= 2


def _is_item(measures: Measures, number: int, container: int) -> bool:
    """List items and cells stand or fall with their list: a list of links is a menu."""
    blocks = measures.blocks
    holder = blocks.blocks[number].container
    while holder > container and blocks.tag[holder] not in ("ul", "ol", "dl", "table"):
        holder = blocks.parent[holder]
    if holder <= container:
        return measures.weight[number] >= 25
    if measures.link_share_in(holder) < 0.4:
        return True
    first, last = blocks.first[holder], blocks.last[holder]
    return sum(measures.weight[first:last]) >= _PROSE_PER_ITEM * (last - first)


def _stands_in_prose(measures: Measures, number: int, container: int) -> bool:
    """Whether the blocks before and after, of the same parent, are prose."""
    blocks = measures.blocks
    first, last = blocks.first[container], blocks.last[container]
    own = blocks.parent[blocks.blocks[number].container]
    neighbours = [n for n in (number - 1, number + 1) if first <= n < last]
    alike = [n for n in neighbours if measures.prose[n] and blocks.parent[blocks.blocks[n].container] == own]
    return len(alike) == 2


def _without_loose_headings(measures: Measures, kept: list[int]) -> list[int]:
    """A heading stays where text follows it; at the end, or before another of its rank or higher, it announces something else.

    So does a line that names other pages, where what follows is no text.
    """
    out: list[int] = []
    following: int | None = None
    for number in reversed(kept):
        block = measures.blocks.blocks[number]
        if block.is_heading and not measures.prose[number]:
            nothing_below = following is None or (
                measures.blocks.blocks[following].is_heading and measures.blocks.blocks[following].tag <= block.tag
            )
            if nothing_below or (following is not None and following - number > 3):
                continue
        if following != number + 1 and number + 1 < len(measures.blocks.blocks) and _announces(measures, number):
            continue
        out.append(number)
        following = number
    out.reverse()
    return out


def _announces(measures: Measures, number: int) -> bool:
    """Whether a line says that other pages are named below, and a link stands there."""
    blocks = measures.blocks.blocks
    text = blocks[number].text
    return len(text) <= _LONGEST_LINE and blocks[number + 1].link_share > 0.5 and names_others(text)
