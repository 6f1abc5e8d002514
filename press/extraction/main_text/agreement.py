"""How far two texts agree, and which of several agrees best with the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_LENGTH = 4


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The sets of four words in a row; a shorter text is one shingle."""
    words = _WORD.findall(text.lower())
    if len(words) < _LENGTH:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, words[1:], words[2:], words[3:], strict=False))


def jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Shared shingles over all; two empty texts agree."""
    if not one and not other:
        return 1.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def medoid(texts: Sequence[str]) -> int:
    """The number of the text that the others agree with most; the first of equals."""
    sets = [shingles(text) for text in texts]
    totals = [sum(jaccard(own, other) for j, other in enumerate(sets) if j != i) for i, own in enumerate(sets)]
    return max(range(len(texts)), key=lambda i: (round(totals[i], 6), -i))
