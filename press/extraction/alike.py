"""Whether two witnesses say the same, and how many of them do: what agreement and disagreement are counted by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from typing import Any

from press.instant import Instant
from press.release import Testimony

_WORD = re.compile(r"\w+")
#: Token F1 from which two headlines are the same one in two spellings (as the recorded truths are scored).
_SAME = 0.8
_MINUTE = timedelta(minutes=1)
#: Witnesses that copy one another speak with one voice: the names for cards are filled from one field of the software, and what
#: `itemprop` and headings say is read from the same line of the page.
_VOICES = {
    "twitter": "open-graph",
    "microdata": "h1",
    "heading": "h1",
    "time": "microdata",
    "microformats": "microdata",
    "beginning": "json-ld",
}


def same_line(one: str, other: str) -> bool:
    """Whether two lines are one headline."""
    return token_f1(one, other) >= _SAME


def token_f1(one: str, other: str) -> float:
    a, in_one = _words_in(one)
    if one == other:
        return 1.0 if in_one else 0.0
    b, in_other = _words_in(other)
    shared = 0
    for word in a.keys() & b.keys():
        shared += min(a[word], b[word])
    return 2 * shared / (in_one + in_other) if in_one + in_other else 0.0


@lru_cache(maxsize=64)  # each of a page's few headlines is compared with every other
def _words_in(line: str) -> tuple[Counter[str], int]:
    """How often each word stands in the line, and how many there are."""
    words = _WORD.findall(line.lower())
    return Counter(words), len(words)


def alike(one: Any, other: Any) -> bool:
    """Whether two values of a field are one: lines by their words, instants as far as both know them."""
    if isinstance(one, Instant) and isinstance(other, Instant):
        return _one_instant(one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one == other or same_line(one, other)
    return bool(one == other)


def _one_instant(one: Instant, other: Instant) -> bool:
    if "day" in (one.precision, other.precision):
        return one.local.date() == other.local.date()
    if None in (one.zone, other.zone):
        return abs(one.local - other.local) < _MINUTE
    try:
        return abs(one.at() - other.at()) < _MINUTE
    except OverflowError:  # a placeholder at the calendar's end, which is no instant in UTC
        return one == other


def voices(testimonies: Iterable[Testimony], besides: str) -> int:
    """How many independent witnesses these are, besides the one that is named."""
    own = _VOICES.get(besides, besides)
    return len({_VOICES.get(one.witness, one.witness) for one in testimonies} - {own})
