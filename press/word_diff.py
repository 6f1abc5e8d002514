"""What changed between two texts, word by word: for a person who wants to see a silent edit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

Kind = Literal["same", "removed", "added"]

#: A word, a run of blanks, or one sign. Scripts without blanks are compared sign by sign.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|\s+|[^\w\s]")

#: Comparing is quadratic at worst. Two stretches with a larger product of lengths than this (a second's work) are shown as
#: removed and added whole.
_MOST = 4_000_000


class Piece(NamedTuple):
    """A stretch of text that stands in both (`same`), only in the old one (`removed`) or only in the new one (`added`)."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """The pieces in order: `same` and `removed` together are the old text, `same` and `added` the new one.

    Paragraphs are compared first and words only where paragraphs differ, so that a long text costs little.
    """
    pieces: list[Piece] = []
    for before, after in _stretches(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if before == after:
            pieces.append(Piece("same", "".join(before)))
            continue
        for ours, theirs in _stretches(_TOKEN.findall("".join(before)), _TOKEN.findall("".join(after))):
            if ours == theirs:
                pieces.append(Piece("same", "".join(ours)))
            else:
                pieces += [Piece("removed", "".join(ours)), Piece("added", "".join(theirs))]
    return [
        Piece(kind, "".join(piece.text for piece in run))
        for kind, run in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind)
    ]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Stretches of both in order, equal ones and different ones in turn."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield old[:start], new[:start]
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(middle_old) * len(middle_new) > _MOST:
        yield middle_old, middle_new
    else:
        matcher = difflib.SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        for _, i1, i2, j1, j2 in matcher.get_opcodes():
            yield middle_old[i1:i2], middle_new[j1:j2]
    yield old[len(old) - end :], new[len(new) - end :]
