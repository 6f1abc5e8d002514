"""Which releases say the same in several languages: by what their pages name as their translations, and by what both tell. Pure.

A page's word for it counts where the page that it names is known, is in another language, and is not named so by two releases of
one language: a template that names one page on all others ties nothing together, unless that page names one of them back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from press.identity import telling, tongues
from press.identity.keys import address_key, is_believable
from press.language_tags import primary
from press.sighting import Record

#: Translations that nothing names are published so near to each other.
NEAR = timedelta(days=2)
#: A fact that a release shares with so many of one language is the template's, or the season's.
_COMMON = 3
#: Bits that two releases have to share, by how many the best partner is ahead of the next, and how much of the lesser text it is.
_ENOUGH = 15.0
_AHEAD = 5.0
_MOST_OF_IT = 0.35
#: Pairs with fewer bits are not kept (before what is common is set apart).
KEPT = 12.0


@dataclass(frozen=True, slots=True)
class Linked:
    """A release as far as languages go: `languages` are those of its pages as `tongues.spoken` has them, `address` that of its
    first page, `group` the one it is told to be in."""

    first_seen_at: datetime
    languages: frozenset[str]
    group: UUID | None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A page of release `one` names one of release `other` as its translation. `is_crowded`: so many pages name that one that
    it is believed only where it names them back."""

    one: UUID
    other: UUID
    is_crowded: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A page of release `one` and one of `other` tell the same. `other_languages` where the other is not among the releases."""

    one: UUID
    other: UUID
    facts: frozenset[str]
    share: float
    other_languages: frozenset[str]


def claims(url: str, record: Record) -> dict[bytes, str | None]:
    """The keys of the addresses that a page names as its translations; none of an address that no single page has.

    With each the primary subtag of the language that a visible switch names, None where `hreflang` does, which is not for eyes
    and is at times wrong about the language.
    """
    own = tongues.spoken(record.language)

    def of_others(names: Iterable[tuple[str, str]]) -> Iterator[tuple[bytes, str]]:
        for language, address in names:
            tongue = tongues.spoken(language)
            if not (own and tongues.same(own, tongue)) and is_believable(url, address):
                yield address_key(address), primary(tongue)

    found: dict[bytes, str | None] = dict(of_others(record.switches))
    found.update((key, None) for key, _ in of_others(record.alternates))
    found.pop(address_key(url), None)
    return found


def tells_the_same(ours: Collection[str], theirs: Collection[str]) -> tuple[frozenset[str], float] | None:
    """What two pages of one place and two languages share, and how much of the lesser that is; None where it is too little."""
    shared = frozenset(ours) & frozenset(theirs)
    if telling.total(shared) < KEPT:
        return None
    return shared, telling.share(ours, theirs)


def groups(
    releases: Mapping[UUID, Linked], named: Collection[Named], told: Collection[Told] = ()
) -> dict[UUID, UUID | None]:  # fmt: skip
    """Each release's group: the id of the one that was seen first of those that belong together, None where it is alone.

    What names each other comes first, then what one side names, then what tells the same. A union that would bring two releases
    of one language together is refused: a statement has one page a language, and one of the names is wrong.
    """
    said = {(one.one, one.other): one for one in named if one.one in releases and one.other in releases}
    said = {pair: one for pair, one in said.items() if _differ(releases, *pair)}
    mutual = [pair for pair in said if pair[::-1] in said and str(pair[0]) < str(pair[1])]
    claimants: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for one, other in said:
        for language in releases[one].languages:
            claimants[other, language].add(one)
    alone = [
        (one, other)
        for (one, other), name in said.items()
        if (other, one) not in said and not name.is_crowded
        and all(claimants[other, tongue] == {one} for tongue in releases[one].languages)
    ]  # fmt: skip
    found = _Groups(releases)
    for pairs in (mutual, alone, _tied(releases, told)):
        for one, other in sorted(pairs, key=lambda pair: sorted(found.rank(one) for one in pair)):
            found.unite(one, other)
    return found.named()


class _Groups:
    """Releases brought together, no two of one language in a group."""

    def __init__(self, releases: Mapping[UUID, Linked]) -> None:
        self._releases = releases
        self._of = {one: [one] for one in releases}

    def rank(self, one: UUID) -> tuple[datetime, str, str]:
        """By what all archives of the same pages agree on; ids decide only where nothing else does."""
        release = self._releases[one]
        return release.first_seen_at, release.address, str(one)

    def unite(self, one: UUID, other: UUID) -> None:
        ours, theirs = self._of[one], self._of[other]
        if ours is theirs or tongues.overlap(self._languages(ours), self._languages(theirs)):
            return
        ours += theirs
        for member in theirs:
            self._of[member] = ours

    def named(self) -> dict[UUID, UUID | None]:
        """Each release's group by its first."""
        return {one: min(group, key=self.rank) if len(group) > 1 else None for one, group in self._of.items()}

    def _languages(self, members: Iterable[UUID]) -> set[str]:
        return {language for one in members for language in self._releases[one].languages}


def _tied(releases: Mapping[UUID, Linked], told: Collection[Told]) -> set[tuple[UUID, UUID]]:
    """Pairs of releases of which each is the other's best partner in its language, by far, and shares enough."""
    pairs: dict[UUID, dict[UUID, Told]] = defaultdict(dict)
    languages = {one: release.languages for one, release in releases.items()}
    for tie in told:
        languages.setdefault(tie.other, tie.other_languages)
        for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
            known = pairs[one].get(other)
            if known is None or (telling.total(known.facts), known.share) < (telling.total(tie.facts), tie.share):
                pairs[one][other] = tie
    common = {one: _common(pairs[one], languages) for one in releases}

    def of_its_own(one: UUID, other: UUID) -> set[str]:
        """What a pair shares without what the first shares with several: known whole for each of the releases."""
        return set(pairs[one][other].facts).difference(*(common[one][tongue] for tongue in languages[other]))

    def best(one: UUID, language: str) -> UUID | None:
        partners = [other for other in pairs[one] if language in languages[other]]
        ranked = sorted(((telling.total(of_its_own(one, other)), str(other), other) for other in partners), reverse=True)
        ahead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        return ranked[0][2] if ahead >= _AHEAD else None

    found = set()
    for one in releases:
        for other, tie in list(pairs[one].items()):
            if other not in releases or str(one) > str(other) or not _differ(releases, one, other):
                continue
            is_best = all(best(this, tongue) == that for this, that in ((one, other), (other, one)) for tongue in languages[that])
            if is_best and tie.share >= _MOST_OF_IT and telling.total(of_its_own(one, other) & of_its_own(other, one)) >= _ENOUGH:
                found.add((one, other))
    return found


def _common(partners: Mapping[UUID, Told], languages: Mapping[UUID, frozenset[str]]) -> dict[str, set[str]]:
    """By language, the facts that a release shares with several of that language."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for other, tie in partners.items():
        for fact in tie.facts:
            for language in languages[other]:
                counted[language, fact] += 1
    found: dict[str, set[str]] = defaultdict(set)
    for (language, fact), count in counted.items():
        if count >= _COMMON:
            found[language].add(fact)
    return found


def _differ(releases: Mapping[UUID, Linked], one: UUID, other: UUID) -> bool:
    ours, theirs = releases[one].languages, releases[other].languages
    return one != other and bool(ours) and bool(theirs) and not tongues.overlap(ours, theirs)
