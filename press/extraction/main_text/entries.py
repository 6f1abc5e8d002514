"""Entries below a text that each have a time of their own: a log that goes on while something happens, or what readers say.

Known by structure: containers side by side, alike, each with one line that says the day and the hour. Where a page has a text
before them, they are none of it; a page that is a log from its beginning has no other text. They have paragraphs: what has only
times and places is a programme.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate

from press.extraction.blocks import Block, Blocks

_LONGEST_STAMP = 60
_FEWEST = 3
_PARAGRAPH = 80
#: The text before the entries, and in them: this many characters of paragraphs at least.
_TEXT_BEFORE, _TEXT_INSIDE = 500, 250
_OF_TABLES = frozenset(["table", "tbody", "tr", "td", "th"])
_HOUR = re.compile(r"(?<!\d)\d{1,2}\s?[:.h]\s?[0-5]\d(?!\d)")
_DAY = re.compile(r"(?<!\d)20\d\d(?!\d)|\d\s?[./-]\s?\d\d?\s?[./-]\s?\d\d(?!\d)")
_NUMBERS = re.compile(r"\d+")


def entries_of(blocks: Blocks) -> frozenset[int]:
    """The numbers of the blocks of all such entries."""
    stamps = [number for number, block in enumerate(blocks.blocks) if _is_stamp(block)]
    if len(stamps) < _FEWEST:
        return frozenset()
    marks = [0] * len(blocks.blocks)
    for number in stamps:
        marks[number] = 1
    sums = [0, *accumulate(marks)]
    alike: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number in stamps:
        entry, container = -1, blocks.blocks[number].container
        while container > 0 and sums[blocks.last[container]] - sums[blocks.first[container]] == 1:
            entry, container = container, blocks.parent[container]
        if entry > 0 and blocks.tag[entry] not in _OF_TABLES and blocks.last[entry] - blocks.first[entry] > 1:
            names = blocks.names[entry].split(maxsplit=1)
            alike[blocks.parent[entry], blocks.tag[entry], _NUMBERS.sub("", names[0]) if names else ""].append(entry)
    found: set[int] = set()
    for group in alike.values():
        told = sum(len(block.text) for entry in group for block in blocks.inside(entry) if _is_paragraph(block))
        if told >= _TEXT_INSIDE and len(group) >= _FEWEST and _text_before(blocks, blocks.first[group[0]]) >= _TEXT_BEFORE:
            found.update(number for entry in group for number in range(blocks.first[entry], blocks.last[entry]))
    return frozenset(found)


def _is_stamp(block: Block) -> bool:
    text = block.text
    return len(text) <= _LONGEST_STAMP and _HOUR.search(text) is not None and _DAY.search(text) is not None


def _is_paragraph(block: Block) -> bool:
    return len(block.text) >= _PARAGRAPH and not block.is_heading and block.link_share <= 0.5


def _text_before(blocks: Blocks, number: int) -> int:
    return sum(len(block.text) for block in blocks.blocks[:number] if _is_paragraph(block))
