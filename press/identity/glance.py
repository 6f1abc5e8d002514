"""What a glance at two texts tells: that they state other facts, so that laying them side by side can be spared.

Of the pages that share bands most are siblings: one form, filled in each time with other facts; or texts that have a phrase in
common. What the glance needs is kept beside a text's signature, so that of most candidates the text need not even be fetched.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from press.grammar.corrections import marked
from press.identity.facts import Facts, facts_of_body, numbers_in
from press.identity.links import names_of_originals, twin_or_self
from press.identity.notices import is_notice
from press.identity.portrait import Portrait

_T = TypeVar("_T", str, int)

#: Fewer facts say nothing: a date and a clock at the head of a page are four.
_FEWEST = 6
#: Of an edited copy's facts nearly all stand in the other text, of another release's on the form few.
_COMMON = 0.3
#: Texts with more facts are tables and lists: they are read whole.
_MOST = 500
#: What is kept begins with how many facts are of the first half, and how many there are besides; two bytes each.
_HEAD = struct.Struct(">HH")
_OF_A_FACT = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """What is kept of a page, as checksums: facts of its first half, what may be a fact in all of it, its address, and what it
    names as its original or is numbered by."""

    early: frozenset[int]
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
    early = {_checksum(fact) & 0xFFFF for fact in facts.stated_early}
    rest = {_checksum(fact) & 0xFFFF for fact in facts.stated} - early
    links = [twin_or_self(portrait.url), *names_of_originals(portrait), *portrait.wire_ids]
    return (
        _HEAD.pack(len(early), len(rest))
        + struct.pack(f">{len(early) + len(rest)}H", *early, *rest)
        + struct.pack(f">{len(links)}I", *map(_checksum, links))
    )


def glance_of(kept: bytes | None) -> Glance | None:
    """What `kept_of` packed; None where a text has to be read whole."""
    if not kept:
        return None
    first, rest = _HEAD.unpack_from(kept)
    facts = struct.unpack_from(f">{first + rest}H", kept, _HEAD.size)
    begin = _HEAD.size + _OF_A_FACT * (first + rest)
    page, *links = struct.unpack_from(f">{(len(kept) - begin) // 4}I", kept, begin)
    return Glance(frozenset(facts[:first]), frozenset(facts), page, frozenset(links))


def are_others(ours: Glance | None, theirs: Glance | None) -> bool:
    """Whether comparing two pages would say that nothing links them, and that they state other facts (`state_others`).

    Two facts whose checksums meet by chance only make that less sure.
    """
    if ours is None or theirs is None:
        return False
    if not _are_elsewhere(ours.early, theirs.stated) or not _are_elsewhere(theirs.early, ours.stated):
        return False
    return ours.page not in theirs.links and theirs.page not in ours.links and ours.links.isdisjoint(theirs.links)


def state_others(ours: Facts, theirs: Facts) -> bool:
    """Whether each text's first half states facts of which hardly any stands in the other."""
    return _are_elsewhere(ours.stated_early, theirs.stated) and _are_elsewhere(theirs.stated_early, ours.stated)


def state_other_numbers(first: str, second: str) -> bool:
    """The same of the texts' numbers alone: siblings of one office speak of its places and people, and have their own numbers."""
    ours, theirs = _numbers(first), _numbers(second)
    return _are_elsewhere(ours[0], theirs[1]) and _are_elsewhere(theirs[0], ours[1])


@lru_cache(maxsize=2048)
def _numbers(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Those of the first half, where no page has furniture that lists other releases, and all."""
    half = len(text) // 2
    first, second = numbers_in(text[:half]), numbers_in(text[half:])
    return first, first | second


def _are_elsewhere(some: frozenset[_T], there: frozenset[_T]) -> bool:
    return len(some) >= _FEWEST and len(some & there) < _COMMON * len(some)


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
