"""Two texts laid side by side: which facts of one stand where the other has other facts.

Runs of words that both have are anchors. Between two neighbours of them each text has a gap; where both gaps state a fact of one
sort that the other text states nowhere, one was put in place of the other. What stands before the first anchor and after the last
one is each page's own (a dateline, contacts, furniture) and says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from operator import lt

from press.identity.facts import SIGNS, WORDS, Facts
from press.identity.spelt import are_one_word


@dataclass
class Alignment:
    """Two texts side by side. What it tells is worked out when it is asked for: most pairs are told apart by less."""

    short: Facts
    long: Facts

    @property
    def count(self) -> int:
        """How many facts were replaced."""
        return len(self.numbers) + len(self.names)

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Numbers of the shorter text, each with the longer one's in its place."""
        return self._replaced[0]

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The same for names, or words that are said repeatedly."""
        return self._replaced[1]

    @cached_property
    def facts(self) -> int:
        """How many facts the common span of the shorter text states."""
        short, anchors = self.short, self._anchors
        if not anchors:
            return 0
        words = short.tokens[anchors[0][0] : anchors[-1][0] + _length(short)]
        span = set(_words(words, short) if short.is_unspaced else words)
        return len(span & short.numbers) + len(span & _named(short))

    @cached_property
    def _replaced(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        short, long = self.short, self.long
        own_numbers, other_numbers = short.numbers - long.vocabulary, long.numbers - short.vocabulary
        own_names, other_names = _named(short) - long.vocabulary, _named(long) - short.vocabulary
        if not (own_numbers and other_numbers) and not (own_names and other_names):
            return (), ()
        numbers: dict[tuple[str, str], None] = {}
        names: dict[tuple[str, str], None] = {}
        for ours, theirs in self._gaps():
            own, other = set(_words(ours, short)), set(_words(theirs, long))
            if (said := own & own_numbers) and (instead := other & other_numbers) and _digits(ours) != _digits(theirs):
                numbers |= dict.fromkeys(zip(sorted(said), sorted(instead), strict=False))
            if (said := own & own_names) and (instead := other & other_names):
                pairs = zip(sorted(said), sorted(instead), strict=False)
                names |= dict.fromkeys(pair for pair in pairs if not are_one_word(*pair))
        return tuple(numbers), tuple(names)

    def _gaps(self) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """What stands between two neighbouring anchors, where both texts have something."""
        short, long, length = self.short.tokens, self.long.tokens, _length(self.short)
        for (at, there), (until, until_there) in pairwise(self._anchors):
            if until - at > length and until_there - there > length:
                yield short[at + length : until], long[there + length : until_there]

    @cached_property
    def _anchors(self) -> list[tuple[int, int]]:
        return _anchors(self.short, self.long)


def _named(facts: Facts) -> frozenset[str]:
    return facts.names or facts.repeated


def _length(facts: Facts) -> int:
    """Tokens of a shingle."""
    return SIGNS if facts.is_unspaced else WORDS


def _digits(tokens: Sequence[str]) -> str:
    """All digits of a stretch: `4.6` is one number in one text and, where a copy lost the point, two in the other."""
    return "".join(token for token in tokens if token[0].isdecimal())


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
    places = [there for _, there in both]
    if all(map(lt, places, islice(places, 1, None))):
        return both
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, there in enumerate(places):
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
