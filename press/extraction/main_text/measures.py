"""What both finders measure of a page's blocks, once: plain text, furniture, and sums over whole subtrees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from press.extraction.blocks import Block, Blocks
from press.extraction.main_text.believing import furniture_within

_SENTENCE_END = re.compile(r"""[.!?:;…。！？؟।၊။]["'”’»)\]]*\s*$""")
_DENSE_SCRIPT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: A heading of this length that ends as a sentence is a paragraph that somebody wanted to be large.
_LONG_HEADING = 120
#: A page with less of its prose than this outside of furniture has lost its text to a name.
_LEAST_OUTSIDE = 0.1


@dataclass(slots=True)
class Measures:
    """By block number: `weight` (characters outside links; dense scripts count double), `prose` (the weight where it reads as
    prose). `rows` are the numbers of the blocks that announce other pages: they have no prose of this one.

    By container number: `furniture`, whether it or anything around it is furniture by its names.
    The sums are running totals: a subtree's is a difference of two.
    """

    blocks: Blocks
    rows: frozenset[int]
    weight: list[float]
    prose: list[float]
    ends: list[bool]
    furniture: list[bool]
    prose_sum: list[float]
    text_sum: list[float]
    link_sum: list[float]

    def prose_in(self, container: int) -> float:
        return self.prose_sum[self.blocks.last[container]] - self.prose_sum[self.blocks.first[container]]

    def link_share_in(self, container: int) -> float:
        first, last = self.blocks.first[container], self.blocks.last[container]
        text = self.text_sum[last] - self.text_sum[first]
        return (self.link_sum[last] - self.link_sum[first]) / text if text else 0.0


def measured(blocks: Blocks, rows: frozenset[int] = frozenset()) -> Measures:
    """The measures of a page whose blocks `rows` announce other pages."""
    weight, prose, ends = [], [], []
    for number, block in enumerate(blocks.blocks):
        own = float(len(block.text) - block.links)
        if own and not block.text.isascii() and _DENSE_SCRIPT.search(block.text[:40]):
            own *= 2
        end = bool(_SENTENCE_END.search(block.text[-6:]))
        weight.append(own)
        ends.append(end)
        prose.append(own if number not in rows and _is_prose(block, own, end) else 0.0)
    lengths = [float(len(block.text)) for block in blocks.blocks]
    links = [float(block.links) for block in blocks.blocks]
    sums = [[0.0, *accumulate(values)] for values in (prose, lengths, links)]
    return Measures(blocks, rows, weight, prose, ends, furniture_within(blocks, sums[0], 0, _LEAST_OUTSIDE), *sums)


def _is_prose(block: Block, own: float, end: bool) -> bool:
    if block.link_share > 0.5 or (block.is_heading and not (end and own >= _LONG_HEADING)):
        return False
    return own >= 80 or (end and own >= 30)
