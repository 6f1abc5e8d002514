"""Finder B: from the whole page down, always into the child that holds nearly all the prose, until the prose forks."""

from __future__ import annotations

from itertools import accumulate

from press.extraction.main_text.measures import Measures

#: A child with this share of its parent's prose is where the text is; with less the text is spread over several children.
_NEARLY_ALL = 0.72


def container_by_density(measures: Measures) -> int:
    """The number of the smallest container on the way down that still holds nearly all the prose."""
    blocks = measures.blocks
    outside = [
        0.0 if measures.furniture[block.container] else prose for block, prose in zip(blocks.blocks, measures.prose, strict=True)
    ]
    sums = [0.0, *accumulate(outside)]
    if not sums[-1]:  # everything stands in furniture by its names: the names mean nothing here
        sums = measures.prose_sum

    def prose_in(container: int) -> float:
        return sums[blocks.last[container]] - sums[blocks.first[container]]

    current = 0
    while True:
        prose, best, best_prose = prose_in(current), -1, 0.0
        child = current + 1
        while child < blocks.end[current]:
            if (held := prose_in(child)) > best_prose:
                best, best_prose = child, held
            child = blocks.end[child]
        if best < 0 or best_prose < _NEARLY_ALL * prose or blocks.tag[best] in ("p", "li", "td", "blockquote", "pre"):
            return current
        current = best
