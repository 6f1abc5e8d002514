"""How a rule does on pairs: which it joins, rightly and wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from press.identity.facts import facts_of_body
from press.identity.likeness import compare
from press.identity.portrait import Portrait
from press.identity.signature import sign

Rule = Callable[[Portrait, Portrait], bool]


@dataclass
class Tally:
    """Counts of one rule, and the names of what it got wrong."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    joined: int = 0
    rightly: int = 0
    ones: int = 0
    mistakes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, label: str, name: str, is_one: bool, is_joined: bool) -> None:
        self.ones += is_one
        self.joined += is_joined
        self.rightly += is_one and is_joined
        (self.right if is_one == is_joined else self.wrong)[label] += 1
        if is_one != is_joined:
            self.mistakes.append((label, name))

    @property
    def precision(self) -> float:
        return self.rightly / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        return self.rightly / self.ones if self.ones else 1.0

    def shares(self) -> Iterable[tuple[str, int, int]]:
        """Of each label how many are right, and how many there are."""
        return [(label, self.right[label], self.right[label] + self.wrong[label]) for label in sorted({*self.right, *self.wrong})]


def ours(first: Portrait, second: Portrait) -> bool:
    """As the archive joins: found by a shared band, then verified."""
    return found(first, second) and compare(first, second) is not None


def found(first: Portrait, second: Portrait) -> bool:
    """Whether the two share a band, so that one is a candidate for the other."""
    return not set(sign(first)).isdisjoint(sign(second))


def jaccard(least: float) -> Rule:
    """The rival: likeness of the shingles alone."""

    def rule(first: Portrait, second: Portrait) -> bool:
        ours, theirs = _shingles(first), _shingles(second)
        return bool(ours or theirs) and len(ours & theirs) >= least * len(ours | theirs)

    return rule


def numbers_contained(first: Portrait, second: Portrait) -> bool:
    """The rival: half of the shorter text's shingles, and .7 of its numbers."""
    ours, theirs = _shingles(first), _shingles(second)
    fewest, few = min(len(ours), len(theirs)), min(len(_numbers(first)), len(_numbers(second)))
    shared = len(_numbers(first) & _numbers(second))
    return bool(fewest) and len(ours & theirs) >= 0.5 * fewest and shared >= 0.7 * few


def _shingles(one: Portrait) -> frozenset[str]:
    return frozenset(facts_of_body(one.body_text, one.language).shingles)


def _numbers(one: Portrait) -> frozenset[str]:
    return facts_of_body(one.body_text, one.language).numbers


RULES: dict[str, Rule] = {
    "press.identity": ours,
    "Jaccard ≥ .5": jaccard(0.5),
    "Jaccard ≥ .7": jaccard(0.7),
    "shingles ≥ .5, numbers ≥ .7": numbers_contained,
}
