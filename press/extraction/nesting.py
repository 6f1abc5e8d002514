"""Where a paragraph stands: in which lists, items and quotations of its page, and in which direction and language.

Read from the tree upwards, and only for the paragraphs that became the text; every element is looked at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

_LISTS = frozenset(["ul", "ol", "dl"])
_ITEM_OF = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}
#: No person nests deeper; what is below is shown at this depth, so that hostile pages cost no more than others.
_DEEPEST = 16
_CELLS = ("td", "th")
_DIRECTIONS = ("ltr", "rtl", "auto")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")  # RFC 5646 §4.4.1


@dataclass(frozen=True, slots=True)
class Level:
    """A list, an item, a quotation or a table that paragraphs stand in; `key` is the same for the same element."""

    key: int
    tag: str
    direction: str = ""
    language: str = ""
    start: int | None = None  # of an ordered list that does not begin at 1


@dataclass(frozen=True, slots=True)
class Place:
    """The levels from outside in; direction and language hold for the paragraph, empty where the page says none."""

    levels: tuple[Level, ...] = ()
    direction: str = ""
    language: str = ""


def place_of(node: LexborNode, known: dict[int, Place]) -> Place:
    """The place inside `node`; `known` keeps what was found on the way for the next question to the same tree."""
    chain: list[LexborNode] = []
    step: LexborNode | None = node
    while step is not None and step.mem_id not in known:
        chain.append(step)
        step = step.parent
    place = known[step.mem_id] if step is not None else Place()
    for element in reversed(chain):
        place = known[element.mem_id] = _inside(place, element)
    return place


def without_wrapping(places: list[Place]) -> list[Place]:
    """The same without the items and quotations that hold all of them: those lay out the page and say nothing."""
    if len(places) < 2:
        return places
    shared = 0
    first = places[0].levels
    while all(len(place.levels) > shared and place.levels[shared] == first[shared] for place in places if len(first) > shared):
        if shared >= len(first):
            break
        shared += 1
    while shared and first[shared - 1].tag in _LISTS | {"table"}:
        shared -= 1
    return [Place(place.levels[shared:], place.direction, place.language) for place in places]


def cell_of(node: LexborNode | None) -> LexborNode | None:
    """The table cell that `node` is or lies shallowly in."""
    for _ in range(_DEEPEST):
        if node is None or node.tag in _CELLS:
            return node
        node = node.parent
    return None


def table_of(row: LexborNode) -> LexborNode | None:
    """The table of a row."""
    node = row.parent
    for _ in range(2):
        if node is None or node.tag == "table":
            return node
        node = node.parent
    return None


def table_level(table: LexborNode, known: dict[int, Place]) -> tuple[Level, ...]:
    """The levels of the rows of `table`, itself the innermost."""
    place = place_of(table, known)
    return (*_complete(place.levels), Level(table.mem_id, "table", place.direction, place.language))


def _inside(outer: Place, node: LexborNode) -> Place:
    tag = node.tag or ""
    attributes = node.attributes
    direction, language, levels = outer.direction, outer.language, outer.levels
    if attributes:
        said = (attributes.get("dir") or "").lower()
        # What the whole page says is the reader's own default, but for right-to-left.
        if said in _DIRECTIONS and (said == "rtl" or tag not in ("html", "body")):
            direction = said
        if tag not in ("html", "body"):
            said = attributes.get("lang") or ""
            language = said if _LANGUAGE.fullmatch(said) else language
    if len(levels) < _DEEPEST:
        if tag in _LISTS or tag == "blockquote":
            levels = (*levels, Level(node.mem_id, tag, direction, language, _start(tag, attributes)))
        elif tag in _ITEM_OF and levels and levels[-1].tag in _ITEM_OF[tag]:
            levels = (*levels, Level(node.mem_id, tag, direction, language))
    return Place(levels, direction, language) if levels is not outer.levels or attributes else outer


def item_place(place: Place) -> Place:
    """`place` for a paragraph: what stands in a list and in none of its items stands outside of the list."""
    return Place(_complete(place.levels), place.direction, place.language)


def _complete(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    while levels and levels[-1].tag in _LISTS:
        levels = levels[:-1]
    return levels


def _start(tag: str, attributes: dict[str, str | None]) -> int | None:
    said = (attributes.get("start") or "") if tag == "ol" and attributes else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None
