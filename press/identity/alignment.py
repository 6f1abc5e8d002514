"""Two texts laid side by side: which facts of one stand where the other has other facts.

Runs of words that both have are anchors. Between two neighbours of them each text has a gap; where both gaps state a fact of one
sort that the other text states nowhere, one was put in place of the other. What stands before the first anchor and after the last
one is each page's own (a dateline, contacts, furniture) and says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from press.identity.facts import SIGNS, WORDS, Facts


@dataclass(frozen=True, slots=True)
class Replaced:
    """Facts that were replaced, the shorter text's and the longer one's, and how many facts the common span states."""

    numbers: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    facts: int

    @property
    def count(self) -> int:
        return len(self.numbers) + len(self.names)


def replaced(short: Facts, long: Facts) -> Replaced:
    """The facts of `short` that `long` has others for."""
    anchors = _anchors(short, long)
    if not anchors:
        return Replaced((), (), 0)
    length = SIGNS if short.is_unspaced else WORDS
    numbers: dict[tuple[str, str], None] = {}
    names: dict[tuple[str, str], None] = {}
    named = short.names or short.repeated
    named_there = long.names or long.repeated
    for (at, there), (until, until_there) in pairwise(anchors):
        ours, theirs = short.tokens[at + length : until], long.tokens[there + length : until_there]
        if ours and theirs:
            own, other = set(_words(ours, short)) - long.vocabulary, set(_words(theirs, long)) - short.vocabulary
            if own and other:
                if _digits(ours) != _digits(theirs):
                    numbers |= dict.fromkeys(zip(sorted(own & short.numbers), sorted(other & long.numbers), strict=False))
                pairs = zip(sorted(own & named), sorted(other & named_there), strict=False)
                names |= dict.fromkeys(pair for pair in pairs if not _is_one_word(*pair))
    span = set(_words(short.tokens[anchors[0][0] : anchors[-1][0] + length], short))
    return Replaced(tuple(numbers), tuple(names), len(span & short.numbers) + len(span & named))


def _digits(tokens: Sequence[str]) -> str:
    """All digits of a stretch: `4.6` is one number in one text and, where a copy lost the point, two in the other."""
    return "".join(token for token in tokens if token[0].isdecimal())


def _is_one_word(ours: str, theirs: str) -> bool:
    """Whether one is the other with an ending: a genitive that lost its apostrophe, a plural."""
    return (ours.startswith(theirs) or theirs.startswith(ours)) and abs(len(ours) - len(theirs)) <= 2


def _words(tokens: Sequence[str], facts: Facts) -> Iterator[str]:
    """The words of a stretch; of a script without blanks its pairs of signs, as they stand in the vocabulary."""
    if not facts.is_unspaced:
        yield from tokens
        return
    yield from ("".join(tokens[at : at + 2]) for at in range(len(tokens) - 1))
    digits = ""
    for sign in (*tokens, ""):
        if sign.isdecimal():
            digits += sign
        elif digits:
            yield digits.lstrip("0") or "0"
            digits = ""


def _anchors(short: Facts, long: Facts) -> list[tuple[int, int]]:
    """The places of the shingles that both texts have, in the longest row that rises in both (patience sorting)."""
    both = [(at, there) for shingle, at in short.shingles.items() if (there := long.shingles.get(shingle)) is not None]
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(both):
        place = bisect_left(tails, there)
        before.append(last[place - 1] if place else -1)
        if place == len(tails):
            tails.append(there)
            last.append(number)
        else:
            tails[place] = there
            last[place] = number
    row: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(both[number])
        number = before[number]
    return row[::-1]
