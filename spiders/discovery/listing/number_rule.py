"""The rule by which the addresses of a listing's pages follow from their numbers."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

#: Pairs of neighbours from which the rule is read.
_MOST_TRIED = 12
_IN_ADDRESS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """How addresses follow from numbers: page n is at prefix + (step·n + offset) + suffix."""

    prefix: str
    suffix: str
    step: int
    offset: int

    def number_of(self, url: str) -> int | None:
        """The number of the page at an address; None where the rule does not lead there."""
        if not (url.startswith(self.prefix) and url.endswith(self.suffix)):
            return None
        value = url[len(self.prefix) : len(url) - len(self.suffix)]
        if not value.isdecimal() or not value.isascii() or len(value) > 9 or (int(value) - self.offset) % self.step:
            return None
        return (int(value) - self.offset) // self.step


def rule_of(numbers: list[int], addresses: list[str]) -> Rule | None:
    """The rule that most of the addresses follow. The first page's may be another: most sites write no number in it."""
    pairs = list(zip(numbers, addresses, strict=True))
    later = [pair for pair in pairs if pair[0] > 1] or pairs
    if len({number for number, _ in later}) < 2:
        return _rule_of_one(*later[0]) if later else None
    best: tuple[int, Rule] | None = None
    for (first, one), (second, other) in itertools.islice(itertools.pairwise(later), _MOST_TRIED):
        rule = _rule_of_two(first, one, second, other)
        if rule is None:
            continue
        fits = sum(rule.number_of(url) == number for number, url in later)
        if best is None or fits > best[0]:
            best = (fits, rule)
        if fits == len(later):
            break
    return best[1] if best is not None and best[0] * 5 >= len(later) * 3 else None


def _rule_of_two(first: int, one: str, second: int, other: str) -> Rule | None:
    if first == second:
        return None
    for span in reversed(list(_IN_ADDRESS.finditer(one))):
        prefix, suffix = one[: span.start()], one[span.end() :]
        if not (other.startswith(prefix) and other.endswith(suffix)) or len(span[0]) > 9:
            continue
        value = other[len(prefix) : len(other) - len(suffix)]
        if not (value.isdecimal() and value.isascii() and len(value) <= 9):
            continue
        step, rest = divmod(int(value) - int(span[0]), second - first)
        if rest == 0 and step > 0:
            return Rule(prefix, suffix, step, int(span[0]) - step * first)
    return None


def _rule_of_one(number: int, url: str) -> Rule | None:
    for span in reversed(list(_IN_ADDRESS.finditer(url))):
        if len(span[0]) <= 9 and int(span[0]) in (number, number - 1):
            return Rule(url[: span.start()], url[span.end() :], 1, int(span[0]) - number)
    return None
