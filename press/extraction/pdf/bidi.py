"""Right-to-left text from a PDF, back into the order in which it is read.

A PDF says where each glyph stands; the order in which they were drawn changes with the program that wrote it, even within a line.
Their places are always true: sorted from left to right they are the line in visual order, and the bidirectional algorithm
(Unicode Standard Annex 9) is undone from there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from press.extraction.pdf.fragments import Glyph

#: Hebrew, Arabic, Syriac, Thaana, NKo and their neighbours, with the presentation forms.
RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_RTL_NEUTRAL = frozenset("\u060c\u061b\u061f\u066a\u066b\u066c\u06d4")
#: A number with what stands inside it (rules W4 to W6 of the annex). After Arabic letters a minus and a percent sign do not
#: belong to their number; after Hebrew ones they do.
_SEPARATORS = frozenset(".,:/\u00a0\u066b\u066c\u060c")
_SIGNS = frozenset("+-")
_TERMINATORS = frozenset("%‰#$€£¥°")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "“": "”"}
_MIRROR = {**_PAIRS, **{closing: opening for opening, closing in _PAIRS.items()}}
#: A gap wider than this, in ems, is a space: the narrowest space of justified text is .2, and letters that join nothing stand .1
#: apart.
_SPACE = 0.13
#: Brackets stand further from their words than letters do from each other.
_AFTER, _BEFORE = re.compile(r"([(\[{«‹“])\s+"), re.compile(r"\s+([)\]}»›”.,:;!?،؛؟])")


def is_rtl(text: str) -> bool:
    """Whether letters written from right to left are at least as many as others."""
    right = len(RTL.findall(text))
    return right > 0 and 2 * right >= sum(sign.isalpha() for sign in text)


def logical(glyphs: Sequence[Glyph], *, rtl: bool) -> str:
    """The glyphs of one line as text in the order of reading. `rtl`: the line's own direction is right to left."""
    units = _units(glyphs)
    if rtl:
        units.reverse()
    kinds = [_kind(unit) for unit in units]
    turn = _left_runs(units, kinds) if rtl else _right_runs(units, kinds)
    for start, end in turn:
        units[start:end] = units[start:end][::-1]
    text = _balanced("".join(units))
    return _BEFORE.sub(r"\1", _AFTER.sub(r"\1", text)) if rtl else text


def _left_runs(units: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """In a line read from the right: the stretches of other scripts, and the numbers, which are drawn from left to right.

    A number right of a name is the name's (`G 20`): the line as drawn would be the same if it stood before it.
    """
    runs: list[tuple[int, int]] = []
    arabic = any(_ARABIC.match(unit) for unit in units)
    number = 0
    while number < len(units):
        if kinds[number] not in "LN":
            number += 1
            continue
        end = _end_of_number(units, kinds, number, arabic) if kinds[number] == "N" else number + 1
        start = number if arabic else _with_terminators(units, number, -1)
        further = end
        while further < len(units) and kinds[further] != "R":
            if kinds[further] == "L":
                end = further + 1
            further += 1
        if not arabic and kinds[end - 1] == "N":
            end = _with_terminators(units, end - 1, 1) + 1
        runs.append((max(start, runs[-1][1] if runs else 0), end))
        number = end
    return runs


def _right_runs(units: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """In a line read from the left: the stretches read from the right, and, turned back beforehand, the numbers inside them."""
    runs: list[tuple[int, int]] = []
    number = 0
    while number < len(units):
        if kinds[number] != "R":
            number += 1
            continue
        end = further = number + 1
        while further < len(units) and kinds[further] != "L":
            if kinds[further] == "R":
                end = further + 1
            further += 1
        inside = number
        while inside < end:
            if kinds[inside] == "N":
                after = _end_of_number(units, kinds, inside, True)
                runs.append((inside, after))
                inside = after
            inside += 1
        runs.append((number, end))
        number = end
    return runs


def _end_of_number(units: list[str], kinds: list[str], start: int, arabic: bool) -> int:
    """Behind the number's last digit."""
    inside = _SEPARATORS if arabic else _SEPARATORS | _SIGNS
    end = start + 1
    while end < len(units) and (kinds[end] == "N" or (units[end] in inside and end + 1 < len(units) and kinds[end + 1] == "N")):
        end += 1
    return end


def _with_terminators(units: list[str], at: int, step: int) -> int:
    """The place of the last sign that belongs to the number at `at`, in this direction."""
    while 0 <= at + step < len(units) and units[at + step] in _TERMINATORS | _SIGNS:
        at += step
    return at


def _units(glyphs: Sequence[Glyph]) -> list[str]:
    """From left to right: letters with the marks above and below them, and spaces where there are gaps."""
    bases = sorted((glyph for glyph in glyphs if not _is_mark(glyph.text) and not glyph.text.isspace()), key=_middle)
    if not bases:
        return []
    blanks = [_middle(glyph) for glyph in glyphs if glyph.text.isspace() and glyph.x1 > glyph.x0]
    marks: dict[int, str] = {}
    reach = [(glyph.x0, glyph.x1) for glyph in bases]
    for glyph in glyphs:
        if _is_mark(glyph.text):
            # A letter and its marks may be one shape, of which each was given a part.
            nearest = min(range(len(bases)), key=lambda number, mark=glyph: _apart(bases[number], mark))  # type: ignore[misc]
            marks[nearest] = marks.get(nearest, "") + glyph.text
            reach[nearest] = min(reach[nearest][0], glyph.x0), max(reach[nearest][1], glyph.x1)
    units: list[str] = []
    for number, glyph in enumerate(bases):
        units.append(glyph.text + marks.get(number, ""))
        if number + 1 < len(bases):
            after = bases[number + 1]
            wide = reach[number + 1][0] - reach[number][1] > _SPACE * max(glyph.size, after.size)
            if wide or any(_middle(glyph) < blank < _middle(after) for blank in blanks):
                units.append(" ")
    return units


def _apart(base: Glyph, mark: Glyph) -> float:
    """How far a mark stands from a letter: nothing where their boxes touch, and then the letter on its right is meant."""
    gap = max(base.x0 - mark.x1, mark.x0 - base.x1, 0.0)
    return gap + 0.01 * abs(base.x0 - mark.x1)


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _is_mark(text: str) -> bool:
    return bool(text) and all(unicodedata.category(sign) == "Mn" for sign in text)


def _kind(unit: str) -> str:
    """R: right to left. L: left to right. N: a digit. A hyphen: decided by its neighbours."""
    first = unit[0]
    if first.isdigit():
        return "N"
    if first in _RTL_NEUTRAL:
        return "-"
    if RTL.match(first):
        return "R"
    return "L" if first.isalpha() else "-"


def _balanced(text: str) -> str:
    """Brackets as a reader means them: some programs write the sign as it is drawn, which is the other of the pair."""
    signs = [sign for sign in text if sign in _MIRROR]
    right = sum(_PAIRS.get(one) == other for one, other in pairwise(signs))
    wrong = sum(_PAIRS.get(other) == one for one, other in pairwise(signs))
    if wrong <= right or signs[0] in _PAIRS:
        return text
    return "".join(_MIRROR.get(sign, sign) for sign in text)
