"""Repeated blocks: links of the same structure, and around each of them the largest part of the page that is its alone."""

from __future__ import annotations

import hashlib
import itertools
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from press.text import word_count
from spiders.discovery.listing.links import Link
from spiders.discovery.listing.tree import HEADINGS, Element, Tree, common

#: Siblings that may belong to a block without a wrapper (heading, date, summary, "more").
_MOST_SIBLINGS = 8
#: Levels from a link that stands alone up to the element that is its block.
_MOST_LEVELS = 4
#: Words from which on a link's text may be a headline.
HEADLINE_WORDS = 4


@dataclass(eq=False)
class Block:
    """What belongs to one entry: `root`, and siblings beside it where the page wraps nothing round them."""

    root: Element
    link: Link  # of those links that made the blocks what they are
    parts: list[Element | str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)  # all links inside, in order


@dataclass(eq=False)
class Row:
    """Blocks of one structure. `around` is the innermost element that holds them all."""

    blocks: list[Block]
    around: Element

    @property
    def shape(self) -> str:
        """The tags from the page's root to the first block's link, in short: the same on other pages of the same listing."""
        return shape_of(self.blocks[0].link.element)


def rows_of(tree: Tree, links: list[Link]) -> list[Row]:
    """All rows of blocks, those with most blocks first. The same block may stand in several: the judge chooses.

    Links of one structure make a row; so do neighbours whose tags alone are alike (a class names what the one entry is about).
    """
    rows: dict[tuple[int, ...], Row] = {}
    numbers = [link.number for link in links]
    for members in (*_grouped(links, "path"), *_grouped(links, "tags"), *_by_parent(links)):
        by_parent: dict[int, list[tuple[Element, Link]]] = {}
        mixed = len({link.element.path for link in members}) > 1
        for root, link in zip(_roots(members), members, strict=True):
            parent = root.parent.number if mixed and root.parent is not None else -1
            by_parent.setdefault(parent, []).append((root, link))
        for pairs in by_parent.values():
            pairs = _with_neighbours(pairs, links, numbers)
            key = tuple(root.number for root, _ in pairs)
            if len(pairs) < 2 or key in rows:
                continue
            around = pairs[0][0]
            for root, _ in pairs[1:]:
                around = common(around, root)
            rows[key] = Row([Block(root, link) for root, link in pairs], around)
    found = sorted(rows.values(), key=lambda row: -len(row.blocks))
    for row in found:
        _fill(row)
        _share_out(row, links, numbers)
    return found


def _grouped(links: list[Link], by: Literal["path", "tags"]) -> list[list[Link]]:
    """Links of one structure, at least two; by tags alone only where that joins what the classes part."""
    groups: dict[int, list[Link]] = {}
    for link in links:
        groups.setdefault(link.element.path if by == "path" else link.element.tags, []).append(link)
    found = [_one_each(members) for members in groups.values()]
    return [
        members for members in found if len(members) > 1 and (by == "path" or len({link.element.path for link in members}) > 1)
    ]


def _by_parent(links: list[Link]) -> list[list[Link]]:
    """One link of each element that holds several side by side, the likeliest headline, by the elements' structure.

    For blocks whose links (title, file, reply) are all of one structure.
    """
    inside: dict[int, list[Link]] = {}
    for link in links:
        if link.element.parent is not None:
            inside.setdefault(link.element.parent.number, []).append(link)
    groups: dict[int, list[Link]] = {}
    for together in inside.values():
        parent = together[0].element.parent
        if parent is not None and parent.depth > 0:
            best = max(together, key=lambda link: (link.heading is not None, min(word_count(link.text), HEADLINE_WORDS)))
            groups.setdefault(parent.path, []).append(best)
    most = {
        path: max(len(inside[link.element.parent.number]) for link in group if link.element.parent)
        for path, group in groups.items()
    }
    return [group for path, group in groups.items() if len(group) > 1 and 1 < most[path] <= _MOST_SIBLINGS]


def _with_neighbours(pairs: list[tuple[Element, Link]], links: list[Link], numbers: list[int]) -> list[tuple[Element, Link]]:
    """The row with those neighbours of its blocks that are alike but have their link elsewhere (no picture, another heading)."""
    roots = {root.number for root, _ in pairs}
    paths = Counter(root.path for root, _ in pairs)
    parents = {root.parent.number: root.parent for root, _ in pairs if root.parent is not None}
    more: list[tuple[Element, Link]] = []
    for parent in parents.values():
        for child in parent.children:
            if isinstance(child, str) or child.number in roots or child.path not in paths or child.tag in ("a", "td", "th"):
                continue
            inside = links[bisect_left(numbers, child.number) : bisect_left(numbers, child.end)]
            if inside:
                more.append((child, next((link for link in inside if link.heading is not None), inside[0])))
    return sorted((*pairs, *more), key=lambda pair: pair[0].number) if more else pairs


def shape_of(element: Element) -> str:
    tags = ">".join((element.tag, *(around.tag for around in element.ancestors())))
    return hashlib.blake2b(tags.encode(), digest_size=6).hexdigest()


def single_rows(tree: Tree, links: list[Link], shapes: frozenset[str]) -> list[Row]:
    """Blocks that stand alone: what is round a link that is, or is as long as, a headline, or that has one of the `shapes`."""
    candidates = [
        link
        for link in links
        if link.heading is not None or word_count(link.text) >= HEADLINE_WORDS or (shapes and shape_of(link.element) in shapes)
    ]
    rows: dict[int, Row | None] = {}
    for place, link in enumerate(candidates):
        root = next((around for around in link.element.ancestors() if around.tag == "article"), None)
        if root is None:
            others = [other for other in candidates[max(0, place - 8) : place + 9] if other.url != link.url]
            root = _alone(link.element, others)
        if root.number in rows and (known := rows[root.number]) is not None and known.blocks[0].link.url != link.url:
            rows[root.number] = None  # two headlines: no block of one entry
        else:
            rows.setdefault(root.number, Row([Block(root, link, [root])], root))
    found = [row for row in rows.values() if row is not None]
    numbers = [link.number for link in links]
    for row in found:
        _share_out(row, links, numbers)
    return found


def _alone(element: Element, others: list[Link]) -> Element:
    """The largest element around a link, within a few levels, that holds no other headline."""
    for _ in range(_MOST_LEVELS):
        parent = element.parent
        if (
            parent is None
            or parent.depth == 0
            or parent.tag in ("main", "section")
            or any(parent.holds(o.element) for o in others)
        ):
            break
        element = parent
    return element


def _one_each(members: list[Link]) -> list[Link]:
    """Of neighbours that lead to the same address (image and title of one card) the first."""
    kept: list[Link] = []
    for link in members:
        if not kept or kept[-1].url != link.url:
            kept.append(link)
    return kept


def _roots(members: list[Link]) -> list[Element]:
    """Around each link the largest element that holds no other of them, but none higher above it than is usual for the row."""
    shared = [common(a.element, b.element).depth for a, b in itertools.pairwise(members)]
    rises: list[int] = []
    for place, link in enumerate(members):
        floor = max(shared[place - 1] if place else -1, shared[place] if place < len(shared) else -1)
        rises.append(link.element.depth - floor - 1)
    counted = Counter(rises)
    usual = max(counted, key=lambda rise: (counted[rise], rise))
    roots = []
    for link, rise in zip(members, rises, strict=True):
        element = link.element
        for _ in range(min(rise, usual)):
            if element.parent is not None:
                element = element.parent
        roots.append(element)
    return roots


def _fill(row: Row) -> None:
    """Give each block its parts: its root, and the siblings between it and the next root, or before it where dates lead."""
    for block in row.blocks:
        block.parts = [block.root]
    by_parent: dict[int, list[Block]] = {}
    for block in row.blocks:
        if block.root.parent is not None:
            by_parent.setdefault(block.root.parent.number, []).append(block)
    for blocks in by_parent.values():
        parent = blocks[0].root.parent
        if parent is None or len(blocks) < 2:
            continue
        places = {id(child): place for place, child in enumerate(parent.children)}
        at = [places[id(block.root)] for block in blocks]
        gaps = [parent.children[a + 1 : b] for a, b in itertools.pairwise(at)]
        full = [gap for gap in gaps if _counts(gap)]
        if len(full) * 2 < len(gaps) or any(len(_solid(gap)) > _MOST_SIBLINGS for gap in full):
            continue
        usual = max(len(gap) for gap in full)
        before = parent.children[max(0, at[0] - usual) : at[0]]
        after = parent.children[at[-1] + 1 : at[-1] + 1 + usual]
        if _leads(row, blocks, full, before, after):
            for block, gap in zip(blocks, [before, *gaps], strict=True):
                block.parts = [*gap, block.root]
        else:
            for block, gap in zip(blocks, [*gaps, after], strict=True):
                block.parts = [block.root, *gap]


def _counts(gap: list[Element | str]) -> bool:
    return any(
        (not isinstance(item, str) and item.tag not in ("br", "hr")) or (isinstance(item, str) and item.strip(" \n\t|•·,-–"))
        for item in gap
    )


def _solid(gap: list[Element | str]) -> list[Element | str]:
    return [item for item in gap if not isinstance(item, str) or item.strip()]


def _leads(
    row: Row, blocks: list[Block], gaps: list[list[Element | str]], before: list[Element | str], after: list[Element | str]
) -> bool:
    """Whether what belongs to a block stands before its root: nothing alike after the last one, but before the first."""
    if blocks[0].root.tag in HEADINGS:
        return False
    pattern = _tags(gaps[-1])
    return bool(pattern) and _tags(before)[-len(pattern) :] == pattern and _tags(after)[: len(pattern)] != pattern


def _tags(gap: list[Element | str]) -> list[str]:
    return [
        "-text" if isinstance(item, str) else item.tag
        for item in gap
        if (item.strip() if isinstance(item, str) else item.tag not in ("br", "hr"))
    ]


def _share_out(row: Row, links: list[Link], numbers: list[int]) -> None:
    """Give each block the links that stand in its parts. `numbers` are the links' places in the document."""
    for block in row.blocks:
        for part in block.parts:
            if not isinstance(part, str):
                block.links += links[bisect_left(numbers, part.number) : bisect_left(numbers, part.end)]
