"""Glyphs to fragments: parted where a gap is wider than between words, put in reading order where they run from right to left."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from press.extraction.pdf.bidi import RTL, is_rtl, logical
from press.extraction.pdf.fragments import Fragment, Glyph

#: A gap, in ems, from which two words belong to two columns or two cells: justified text rarely stretches a space so far, and
#: where it does, a line is put together again.
_GAP = 0.9
#: How far the baselines of one line may lie apart, in ems: marks, raised figures.
_SAME_LINE = 0.4
_LIGATURES = range(0xFB00, 0xFB07)
#: Bullets of the symbol fonts that office programs use, where they are not mapped to letters.
_SYMBOL_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF0A8))

#: A run of glyphs as pdfium parts them, the weight of its font, and its angle in quarter turns (-1: any other).
Run = tuple[list[Glyph], float, int]


def assembled(runs: Sequence[Run]) -> Iterator[Fragment]:
    """The fragments of a page. Text at another angle than most of it, such as a stamp across the page, is left out."""
    angles: Counter[int] = Counter()
    for glyphs, _, angle in runs:
        angles[angle] += len(glyphs)
    upright = max((angle for angle in angles if angle >= 0), key=lambda angle: angles[angle], default=0)
    kept = [(glyphs, weight) for glyphs, weight, angle in runs if angle == upright]
    if any(RTL.search(glyph.text) for glyphs, _ in kept for glyph in glyphs):
        yield from _by_place(kept)
        return
    for glyphs, weight in kept:
        for part in _parted(glyphs):
            if text := _clean("".join(glyph.text for glyph in part)):
                yield _fragment(part, text, weight, rtl=False)


def _by_place(runs: Sequence[tuple[list[Glyph], float]]) -> Iterator[Fragment]:
    """A page with text from right to left: only where its glyphs stand is sure."""
    runs = [(list(_whole(glyphs)), weight) for glyphs, weight in runs]
    weight_of = {id(glyph): weight for glyphs, weight in runs for glyph in glyphs}
    glyphs = [glyph for part, _ in runs for glyph in part if not glyph.text.isspace() or glyph.x1 > glyph.x0]
    whole = is_rtl("".join(glyph.text for glyph in glyphs))
    for line in _baselines(glyphs):
        line.sort(key=lambda glyph: glyph.x0)
        for part in _parted(line):
            letters = "".join(glyph.text for glyph in part)
            if not RTL.search(letters):
                rtl, text = whole and not any(sign.isalpha() for sign in letters), logical(part, rtl=False)
            else:
                rtl = whole or is_rtl(letters)
                text = logical(part, rtl=rtl)
            if text := _clean(text):
                yield _fragment(part, text, weight_of[id(part[0])], rtl=rtl)


def _whole(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The letters that one shape stands for (a ligature, a letter with its marks) as one; a letter drawn twice as one too."""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (last.x0, last.x1, last.y) == (glyph.x0, glyph.x1, glyph.y) and glyph.x1 > glyph.x0:
            if glyph.text != last.text:
                last = last._replace(text=last.text + glyph.text)
            continue
        if last is not None:
            yield last
        last = glyph
    if last is not None:
        yield last


def _baselines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Lines from the top. A mark above or below its letter has a height of its own, and goes with the letters that are near."""
    letters = sorted((glyph for glyph in glyphs if not _is_mark(glyph)), key=lambda glyph: -glyph.y)
    lines: list[list[Glyph]] = []
    for glyph in letters:
        if lines and lines[-1][0].y - glyph.y <= _SAME_LINE * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for mark in filter(_is_mark, glyphs):
        if lines:
            min(lines, key=lambda line: abs(line[0].y - mark.y)).append(mark)
    yield from lines


def _is_mark(glyph: Glyph) -> bool:
    return all(unicodedata.category(sign) == "Mn" for sign in glyph.text)


def _parted(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs in the order of their line, cut where a gap is too wide for a space, or where they begin again further left."""
    part: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        blank = glyph.text.isspace()
        if last is not None and not blank:
            em = max(glyph.size, last.size, 1.0)
            if glyph.x0 - last.x1 > _GAP * em or glyph.x1 < last.x0 - _GAP * em or abs(glyph.y - last.y) > em:
                yield part
                part = []
        part.append(glyph)
        last = last if blank else glyph
    if part:
        yield part


def _fragment(part: Sequence[Glyph], text: str, weight: float, *, rtl: bool) -> Fragment:
    shown = [glyph for glyph in part if not glyph.text.isspace()] or list(part)
    sizes = sorted(glyph.size for glyph in shown)
    baselines = sorted(glyph.y for glyph in shown)
    middle = len(shown) // 2
    return Fragment(
        text, min(glyph.x0 for glyph in shown), max(glyph.x1 for glyph in shown), baselines[middle], sizes[middle], weight, rtl
    )  # fmt: skip


def _clean(text: str) -> str:
    """Ligatures and presentation forms as the letters that they stand for, in NFC; private and control characters left out."""
    parts = []
    for sign in text:
        code = ord(sign)
        if code in _LIGATURES or 0xFB13 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
            parts.append(unicodedata.normalize("NFKC", sign))
        elif unicodedata.category(sign) in ("Co", "Cc", "Cn"):
            parts.append("•" if code in _SYMBOL_BULLETS else " ")
        else:
            parts.append(sign)
    return unicodedata.normalize("NFC", " ".join("".join(parts).split()))
