"""What a glance at two texts tells: that they state other facts, so that laying them side by side can be spared.

Of the pages that share bands most are siblings: one form, filled in each time with other facts; or texts that have a phrase in
common. What the glance needs is kept beside a text's signature, so that of most candidates the text need not even be fetched.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar

from press.grammar.corrections import marked
from press.identity.facts import facts_of_body
from press.identity.links import names_of_originals, twin_or_self
from press.identity.notices import is_notice
from press.identity.portrait import Portrait

_T = TypeVar("_T", bound=str | int)
_T_co = TypeVar("_T_co", bound=str | int, covariant=True)

#: Fewer facts say nothing: a date and a clock at the head of a page are four.
_FEWEST = 6
#: Of an edited copy's facts nearly all stand in the other text, of another release's on the form few.
_COMMON = 0.3
#: Texts with more facts are tables and lists: they are read whole.
_MOST = 500
#: What is kept begins with how many numbers and names the first half has, and how many numbers and words there are besides; two
#: bytes each.
_HEAD = struct.Struct(">HHHH")
_OF_A_FACT = 2


class _Stating(Protocol[_T_co]):
    """A text's facts, as themselves (press.identity.facts) or as checksums."""

    @property
    def numbers_early(self) -> frozenset[_T_co]: ...
    @property
    def numbers(self) -> frozenset[_T_co]: ...
    @property
    def stated_early(self) -> frozenset[_T_co]: ...
    @property
    def stated(self) -> frozenset[_T_co]: ...


@dataclass(frozen=True, slots=True)
class Glance:
    """What is kept of a page, as checksums: facts of its first half, what may be a fact in all of it, its address, and what it
    names as its original or is numbered by."""

    numbers_early: frozenset[int]
    numbers: frozenset[int]
    stated_early: frozenset[int]
    stated: frozenset[int]
    page: int
    links: frozenset[int]


def kept_of(portrait: Portrait) -> bytes:
    """What is kept for a glance. Empty where one would not do: a page that may be about another one has few of its words."""
    if is_notice(portrait) or marked(portrait.headline)[0] == "correction":
        return b""
    facts = facts_of_body(portrait.body_text, portrait.language)
    if len(facts.stated) > _MOST:
        return b""
    parts: list[set[int]] = []
    for said in (facts.numbers_early, facts.stated_early, facts.numbers, facts.stated):
        parts.append({_checksum(fact) & 0xFFFF for fact in said}.difference(*parts))
    kept = [checksum for part in parts for checksum in part]
    links = [twin_or_self(portrait.url), *names_of_originals(portrait), *portrait.wire_ids]
    return (
        _HEAD.pack(*map(len, parts))
        + struct.pack(f">{len(kept)}H", *kept)
        + struct.pack(f">{len(links)}I", *map(_checksum, links))
    )


def glance_of(kept: bytes | None) -> Glance | None:
    """What `kept_of` packed; None where a text has to be read whole."""
    if not kept:
        return None
    counts = _HEAD.unpack_from(kept)
    facts = struct.unpack_from(f">{sum(counts)}H", kept, _HEAD.size)
    begin = _HEAD.size + _OF_A_FACT * len(facts)
    page, *links = struct.unpack_from(f">{(len(kept) - begin) // 4}I", kept, begin)
    first, early, late = accumulate(counts[:3])
    numbers = frozenset(facts[:first]).union(facts[early:late])
    return Glance(frozenset(facts[:first]), numbers, frozenset(facts[:early]), frozenset(facts), page, frozenset(links))


def are_others(ours: Glance | None, theirs: Glance | None) -> bool:
    """Whether comparing two pages would say that nothing links them, and that they state other facts (`state_others`).

    Two facts whose checksums meet by chance only make that less sure.
    """
    if ours is None or theirs is None:
        return False
    if not state_others(ours, theirs):
        return False
    return ours.page not in theirs.links and theirs.page not in ours.links and ours.links.isdisjoint(theirs.links)


def state_others(ours: _Stating[_T], theirs: _Stating[_T]) -> bool:
    """Whether each text's first half states facts of which hardly any stands in the other.

    Of the numbers alone it is enough: siblings of one office speak of its places and people, and have numbers of their own.
    """
    return (
        _are_elsewhere(ours.numbers_early, theirs.numbers) and _are_elsewhere(theirs.numbers_early, ours.numbers)
    ) or (_are_elsewhere(ours.stated_early, theirs.stated) and _are_elsewhere(theirs.stated_early, ours.stated))  # fmt: skip


def _are_elsewhere(some: frozenset[_T], there: frozenset[_T]) -> bool:
    return len(some) >= _FEWEST and len(some & there) < _COMMON * len(some)


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
