"""How a page is built: entries that announce other pages, and the prose that is its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from press.extraction.blocks import Block, Blocks
from press.extraction.paragraphs import Paragraph
from press.text import word_count

#: A link that is as long as a headline announces a page; shorter ones are names, sections, buttons. Letters of dense scripts
#: say twice as much.
_HEADLINE = 18
_FEWEST = 3
_LONGEST_LINE = 120
#: A headline with its teaser; what is longer, or made of more parts, is a text.
_LONGEST_ENTRY = 800
_MOST_PARTS = 8
#: Nobody asks whether a text has more words of its own, or more before its first entry, than these.
_MOST_OWN = 150
_MOST_BEFORE = 80
#: Notices of cookies and the like have fewer words.
_NOTICE = 60
_SENTENCE = 60
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "။", "።")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./]\d\d?[./]\d\d(?!\d)|(?<!\d)\d{1,2}:\d\d(?!\d)|[\u0660-\u0669\u06f0-\u06f9]{4}"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """`entries` announce other pages, `dated` of them with a date; `announced` are the words in them.

    `own` are the words of the body's prose outside the entries, `opening` those of them before the first entry; where the text
    is long, both are counted as far as the rules ask for and farther than `announced`. `lines` are the short
    lines of text outside, `own_date` whether one of these has a date. `several`: texts that stand side by side, each with its
    own date, and none of them is the page's.
    """

    entries: int
    dated: int
    announced: int
    own: int
    opening: int
    lines: int
    own_date: bool
    several: int


def shape_of(blocks: Blocks, body: Sequence[Paragraph]) -> Shape:
    """The shape of a page whose main text is `body`."""
    furniture = _furniture(blocks)
    outside = [number for number, block in enumerate(blocks.blocks) if not furniture[block.container]]
    entries = _entries(blocks, outside)
    members = _several(blocks, furniture)
    in_entry = {number for first, last in (*entries, *members) for number in range(first, last)}
    lines, own_date = 0, False
    for number in outside:
        block = blocks.blocks[number]
        if number not in in_entry and not block.is_heading and block.link_share < 0.5 and not is_prose(block):
            lines += 1
            own_date = own_date or (len(block.text) <= _LONGEST_LINE and bool(_DATE.search(block.text)))
    spans = [" ".join(block.text for block in blocks.blocks[first:last])[:2000] for first, last in entries]
    title = next((number for number in outside if blocks.blocks[number].tag == "h1"), 0)
    first = min((first for first, _ in (*entries, *members) if first > title), default=len(blocks.blocks))
    announced = sum(word_count(text) for text in spans)
    own, opening = _own(blocks, body, in_entry, furniture, first, max(_MOST_OWN, announced + 1))
    return Shape(
        len(entries),
        sum(1 for text in spans if _DATE.search(text)),
        announced,
        own,
        opening,
        lines,
        own_date,
        len(members),
    )


def _own(
    blocks: Blocks, body: Sequence[Paragraph], in_entry: set[int], furniture: list[bool], first: int, enough: int
) -> tuple[int, int]:
    """The words of the body's prose outside entries, and those before the block `first`, no farther than there are `enough`.

    A notice in a part that is furniture by its names is no prose of the page's.
    """
    number_of = {id(block): number for number, block in enumerate(blocks.blocks)}
    own = hidden = opening = 0
    for paragraph in body:
        numbers = [number_of[id(block)] for block in paragraph.blocks if id(block) in number_of]
        if any(number in in_entry for number in numbers) or not _reads_as_prose(paragraph):
            continue
        words = word_count(paragraph.text[:4000])
        if numbers and furniture[blocks.blocks[numbers[0]].container]:
            hidden += words
        else:
            own += words
            opening += words if numbers and numbers[0] < first else 0
            if own >= enough and opening >= _MOST_BEFORE:
                break
    return own + (hidden if hidden >= _NOTICE else 0), opening


def _reads_as_prose(paragraph: Paragraph) -> bool:
    return any(map(is_prose, paragraph.blocks)) if paragraph.blocks else len(paragraph.text) >= _SENTENCE


def is_prose(block: Block) -> bool:
    """A paragraph: long, or ended as a sentence is, and not made of links."""
    return (
        not block.is_heading
        and block.link_share < 0.5
        and (weight(block.text) >= _SENTENCE or (len(block.text) >= 30 and block.text.rstrip(' ”"»’)').endswith(_ENDS)))
    )


def _furniture(blocks: Blocks) -> list[bool]:
    """By container: whether it or what it stands in is furniture by its names."""
    furniture: list[bool] = []
    for number, parent in enumerate(blocks.parent):
        furniture.append(blocks.hint[number] < 0 or (parent >= 0 and furniture[parent]))
    return furniture


def weight(text: str) -> int:
    """The length of a line; a letter of a dense script says as much as two."""
    return len(text) * 2 if not text.isascii() and _DENSE.search(text[:40]) else len(text)


def _announces(block: Block) -> bool:
    """A headline that is a link, with a date or a word beside it at most."""
    if not block.anchors or block.link_share < 0.5:
        return False
    if block.links * 2 < _HEADLINE:
        return False
    said = block.links * 2 if not block.text.isascii() and _DENSE.search(block.text[:40]) else block.links
    return said >= _HEADLINE * (1 if block.anchors == 1 or block.is_heading else 2)


def _entries(blocks: Blocks, outside: list[int]) -> list[tuple[int, int]]:
    """The spans of blocks of all entries: the largest container around an announcing line that has no second one in it."""
    titles = {number for number, block in enumerate(blocks.blocks) if block.tag == "h1"}
    if len(titles) >= _FEWEST:  # many sites make every headline of a list an h1
        titles = set()
    announcing = [number for number in outside if number not in titles and _announces(blocks.blocks[number])]
    if not announcing:
        return []
    marks = [0] * len(blocks.blocks)
    for number in announcing:
        marks[number] = 1
    sums = [0, *accumulate(marks)]
    spans = []
    for number in announcing:
        first, last = number, number + 1
        for container in blocks.ancestors(blocks.blocks[number].container):
            start, end = blocks.first[container], blocks.last[container]
            if sums[end] - sums[start] > 1 or any(start <= title < end for title in titles):
                break
            if end - start > _MOST_PARTS or sum(weight(block.text) for block in blocks.blocks[start:end]) > _LONGEST_ENTRY:
                break
            first, last = start, end
        spans.append((first, last))
    return spans


def _several(blocks: Blocks, furniture: list[bool]) -> list[tuple[int, int]]:
    """Containers side by side, alike in tag and names, each with prose and a date in a short line: posts, comments, reviews."""
    alike: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for container, (first, last) in enumerate(zip(blocks.first, blocks.last, strict=True)):
        if last - first >= 2 and not furniture[blocks.blocks[first].container]:
            alike[blocks.parent[container], blocks.tag[container], _class(blocks.names[container])].append(container)
    best: list[tuple[int, int]] = []
    for group in alike.values():
        if len(group) < _FEWEST or len(group) <= len(best):
            continue
        spans = [(blocks.first[c], blocks.last[c]) for c in group]
        spans = [(first, last) for first, last in spans if _is_post(blocks.blocks[first:last])]
        if sum(block.tag == "h1" for first, last in spans for block in blocks.blocks[first:last]) not in (0, len(spans)):
            continue  # one of them is the page's text, the others stand below it
        if len(spans) >= _FEWEST and len(spans) > len(best):
            best = spans
    return best


@lru_cache(maxsize=1024)
def _class(names: str) -> str:
    """The first of the names without its numbers: `post-12` and `post-13` are alike."""
    first = names.split()[:1]
    return re.sub(r"\d+", "", first[0]) if first else ""


def _is_post(members: list[Block]) -> bool:
    return any(is_prose(block) for block in members) and any(
        len(block.text) <= _LONGEST_LINE and _DATE.search(block.text) for block in members
    )
