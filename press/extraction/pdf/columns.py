"""The order in which a page's text is read: columns one after the other, and what runs across them between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import median

from press.extraction.pdf.fragments import Fragment

#: Fewer lines on either side of a gutter make no columns but a line with two ends.
_FEWEST = 4
#: Lines of running text fill their column; a table's cells are shorter than this share of theirs.
_FILLED = 0.6
#: The narrowest gutter, in ems.
_GUTTER = 0.7
#: A column is at least this many ems wide.
_NARROWEST = 8.0
_DEEPEST = 4


def in_order(fragments: Sequence[Fragment], *, rtl: bool, depth: int = 0) -> list[list[Fragment]]:
    """The stretches of a page that are one column wide, in reading order; inside each, fragments from the top."""
    ordered = sorted(fragments, key=lambda one: (-one.y, one.x0))
    gutter = _gutter(ordered) if depth < _DEEPEST else None
    if gutter is None:
        return [ordered] if ordered else []
    stretches: list[list[Fragment]] = []
    for across, group in groupby(ordered, key=lambda one: one.x0 < gutter < one.x1):
        members = list(group)
        if across:
            stretches.append(members)
            continue
        left = [one for one in members if one.x1 <= gutter]
        right = [one for one in members if one.x0 >= gutter]
        for side in (right, left) if rtl else (left, right):
            stretches += in_order(side, rtl=rtl, depth=depth + 1)
    return stretches


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the blank stripe between two columns of running text; None where there is none."""
    if len(fragments) < 2 * _FEWEST:
        return None
    em = median(one.size for one in fragments)
    best: tuple[int, float] | None = None
    for x in _candidates(fragments, em):
        left = [one for one in fragments if one.x1 <= x + 0.1]
        right = [one for one in fragments if one.x0 >= x - 0.1]
        across = len(fragments) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST or across > len(fragments) // 2:
            continue
        if not (_is_text(left, em) and _is_text(right, em) and _side_by_side(left, right)):
            continue
        score = min(len(left), len(right)) - across
        if best is None or score > best[0]:
            best = score, x
    return best[1] if best else None


def _candidates(fragments: Sequence[Fragment], em: float) -> list[float]:
    """Middles of the gaps left of where several fragments begin."""
    starts = sorted(one.x0 for one in fragments)
    found: list[float] = []
    for start in starts:
        if found and start - found[-1] < em:
            continue
        if sum(abs(other - start) < 0.3 * em for other in starts) < _FEWEST - 1:
            continue
        ends = [one.x1 for one in fragments if one.x1 <= start + 0.1]
        if ends and start - max(ends) >= _GUTTER * em:
            found.append((start + max(ends)) / 2)
        elif ends:  # a few lines reach into the gutter, or run across it
            found.append(start - _GUTTER * em / 2)
    return found


def _is_text(side: Sequence[Fragment], em: float) -> bool:
    """Whether the side reads as lines of text: most of its lines fill the width."""
    width = max(one.x1 for one in side) - min(one.x0 for one in side)
    lines: dict[int, float] = {}
    for one in side:
        lines[round(2 * one.y / em)] = lines.get(round(2 * one.y / em), 0.0) + one.width
    return width >= _NARROWEST * em and len(lines) >= _FEWEST and median(lines.values()) >= _FILLED * width


def _side_by_side(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Whether both sides share a stretch of the page's height."""
    top = min(max(one.y for one in left), max(one.y for one in right))
    bottom = max(min(one.y for one in left), min(one.y for one in right))
    return top > bottom
