"""Fragments of one column to its lines: what stands on one baseline is one line, and lines of cells are rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from press.extraction.pdf.fragments import Fragment

#: How far the baselines of one line may lie apart, in ems.
_SAME_LINE = 0.4
#: How near two cells of two rows begin or end where they belong to one column, in ems.
_ALIGNED = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """A line. `cells` are its parts where it is a row of a table, else there is one; `weight` is that of most of it."""

    cells: tuple[str, ...]
    x0: float
    x1: float
    y: float
    size: float
    weight: float
    rtl: bool
    page: int

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def rows_of(fragments: Sequence[Fragment], page: int) -> list[Row]:
    """The lines of a column, whose fragments come from the top."""
    lines: list[list[Fragment]] = []
    for one in fragments:
        if lines and lines[-1][0].y - one.y <= _SAME_LINE * max(one.size, lines[-1][0].size):
            lines[-1].append(one)
        else:
            lines.append([one])
    for line in lines:
        rtl = sum(one.width for one in line if one.rtl) * 2 > sum(one.width for one in line)
        line.sort(key=lambda one: -one.x1 if rtl else one.x0)
    rows: list[Row] = []
    for number, line in enumerate(lines):
        around = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        is_row = len(line) > 1 and not _is_stretched(line) and any(_aligned(line, other) for other in around)
        rows.append(_row(line, page, is_row=is_row))
    return rows


def _is_stretched(line: Sequence[Fragment]) -> bool:
    """Whether the line is running text that was stretched to fill its column: single words with one gap between them all."""
    if len(line) < 3 or any(" " in one.text for one in line):
        return False
    ordered = sorted(line, key=lambda one: one.x0)
    gaps = [other.x0 - one.x1 for one, other in pairwise(ordered)]
    return max(gaps) - min(gaps) < 0.3 * line[0].size


def _aligned(line: Sequence[Fragment], other: Sequence[Fragment]) -> bool:
    """Whether two lines have the same columns, as far as the shorter one goes."""
    few, many = sorted((line, other), key=len)
    if len(few) < 2:
        return False
    return sum(any(_same_column(one, two) for two in many) for one in few) == len(few)


def _same_column(one: Fragment, other: Fragment) -> bool:
    em = max(one.size, other.size)
    middles = abs((one.x0 + one.x1) - (other.x0 + other.x1)) / 2
    return min(abs(one.x0 - other.x0), abs(one.x1 - other.x1), middles) < _ALIGNED * em


def _row(line: Sequence[Fragment], page: int, *, is_row: bool) -> Row:
    longest = max(line, key=lambda one: one.width)
    texts = tuple(one.text for one in line)
    return Row(
        texts if is_row else (" ".join(texts),), min(one.x0 for one in line), max(one.x1 for one in line), longest.y,
        longest.size, longest.weight, longest.rtl, page,
    )  # fmt: skip
