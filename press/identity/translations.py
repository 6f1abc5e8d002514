"""Which releases say the same in several languages: by what their pages name as their translations. Pure.

A page's word for it counts where the page that it names is known, is in another language, and is not named so by two releases of
one language: a template that names one page on all others ties nothing together, unless that page names one of them back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from press.identity.components import Components
from press.identity.keys import address_key, is_believable
from press.sighting import Record


@dataclass(frozen=True, slots=True)
class Linked:
    """A release as far as languages go: `languages` are those of its pages, `group` the one it is told to be in."""

    first_seen_at: datetime
    languages: frozenset[str]
    group: UUID | None


def claims(url: str, record: Record) -> frozenset[bytes]:
    """The keys of the addresses that a page names as its translations; none of an address that no single page has."""
    own = primary(record.language)
    named = (address for language, address in record.alternates if primary(language) != own)
    return frozenset(address_key(address) for address in named if is_believable(url, address))


def groups(releases: Mapping[UUID, Linked], named: Collection[tuple[UUID, UUID]]) -> dict[UUID, UUID | None]:
    """Each release's group: the id of the one that was seen first of those that belong together, None where it is alone.

    `named` are pairs: a page of the first release names one of the second as its translation.
    """
    said = {(one, other) for one, other in named if one in releases and other in releases and _differ(releases, one, other)}
    claimants: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for one, other in said:
        for language in releases[one].languages:
            claimants[other, language].add(one)
    found = Components(releases)
    for one, other in sorted(said):
        alone = all(claimants[other, language] == {one} for language in releases[one].languages)
        if alone or (other, one) in said:
            found.unite(one, other)
    return _named_after_the_first(releases, found.groups())


def _named_after_the_first(releases: Mapping[UUID, Linked], members: Iterable[Collection[UUID]]) -> dict[UUID, UUID | None]:
    of: dict[UUID, UUID | None] = dict.fromkeys(releases)
    for group in members:
        if len(group) > 1:
            first = min(group, key=lambda id_: (releases[id_].first_seen_at, id_))
            of |= dict.fromkeys(group, first)
    return of


def _differ(releases: Mapping[UUID, Linked], one: UUID, other: UUID) -> bool:
    ours, theirs = releases[one].languages, releases[other].languages
    return one != other and bool(ours) and bool(theirs) and not ours & theirs


def primary(language: str | None) -> str:
    """The primary subtag of a BCP 47 tag: `fr` of `fr-CH`."""
    return (language or "").partition("-")[0].casefold()
