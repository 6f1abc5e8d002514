"""Where on a site its releases stand, judged by sample pages: which places hold them, which hold something else. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from spiders.probe.evidence import Entry, FoundWay, Sample
from spiders.probe.shapes import Place, bare, place_of
from spiders.probe.words import names_other, press_weight

#: Kinds of pages that lead to others.
_LISTS = frozenset({"section", "home", "tag", "author", "search", "empty", "page", "other"})


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What samples say: of pages, and of the places they stand in (True: releases stand there, False: not one sample is one).

    `firm`: the places that hold something else for good, such as events. That a place's sample was a list of pages says nothing
    of the directories below it: they may be what it lists.
    """

    by_place: Mapping[Place, bool]
    by_page: Mapping[str, Sample]
    firm: frozenset[Place] = frozenset()

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Verdicts:
        listed = list(samples)
        dated = {place_of(sample.url) for sample in listed if sample.is_release and sample.published is not None}
        verdicts: dict[Place, bool] = {}
        firm: set[Place] = set()
        for sample in listed:
            place = place_of(sample.url)
            # Some feeds hold every page of a site. Where its releases have dates, one that has none, in a place whose name says
            # nothing of news, is one of those.
            stray = sample.published is None and dated and place not in dated and not press_weight(place.words)
            verdicts[place] = verdicts.get(place, False) or (sample.is_release and not stray)
            if stray or sample.page_kind not in _LISTS:
                firm.add(place)
        return cls(verdicts, {bare(sample.url): sample for sample in listed}, frozenset(firm))

    def without(self, places: Iterable[Place]) -> Verdicts:
        """The same, but these places hold no releases."""
        away = frozenset(places)
        return replace(self, by_place={**self.by_place, **dict.fromkeys(away, False)}, firm=self.firm | away)

    def of_place(self, place: Place) -> bool | None:
        """The verdict on a place or the nearest directory above it; None where none was sampled."""
        if place in self.by_place:
            return self.by_place[place]
        parts = place.path.strip("/").split("/")
        for depth in range(len(parts) - 1, 0, -1):
            above = Place(f"/{'/'.join(parts[:depth])}/")
            if not above.is_root and above in self.by_place and (self.by_place[above] or above in self.firm):
                return self.by_place[above]
        return None

    def samples_of(self, way: FoundWay) -> list[Sample]:
        """The samples among a way's entries."""
        return [sample for entry in way.entries if (sample := self.by_page.get(bare(entry.url))) is not None]

    def releases(self, way: FoundWay) -> tuple[Entry, ...]:
        """The entries of a way that are not known to be something else."""
        return tuple(entry for entry in way.entries if self._of_entry(entry) is not False)

    def certain(self, way: FoundWay) -> tuple[Entry, ...]:
        """The entries of a way that stand where a sample was a release."""
        return tuple(entry for entry in way.entries if self._of_entry(entry) is True)

    def proven(self, way: FoundWay) -> bool:
        """Whether a way is known to lead to releases: by its own samples, else by the places of its entries."""
        own = self.samples_of(way)
        return any(sample.is_release for sample in own) if own else bool(self.certain(way))

    def why_not(self, way: FoundWay) -> str:
        """What a way's pages are instead of releases."""
        kinds = Counter(sample.page_kind for sample in self.samples_of(way))
        return f"its pages are no releases ({kinds.most_common(1)[0][0]})" if kinds else "none of its pages could be read"

    def _of_entry(self, entry: Entry) -> bool | None:
        place = place_of(entry.url)
        known = self.by_page.get(bare(entry.url))
        if place.is_root and known is not None:  # beside the site's other pages each stands for itself
            return known.is_release
        return self.of_place(place)


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses of a sitemap in one place: how many, which (`named`), and a few entries. `family`: which of its files."""

    sitemap: str
    family: int
    place: Place
    count: int
    entries: tuple[Entry, ...]
    named: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How much its directory's name speaks for releases; below 0 where it names something else."""
        own = self.place.words
        if names_other(own) and press_weight(own) < 3:
            return -1
        return max((press_weight(name) for name in self.place.path.strip("/?").split("/")), default=0)


def groups_of(sitemap: str, family: int, entries: Iterable[Entry], *, shown: int = 40) -> list[Group]:
    """A sitemap's addresses by place; within a group those that changed last come first."""
    by_place: dict[Place, list[Entry]] = {}
    for entry in entries:
        by_place.setdefault(place_of(entry.url), []).append(entry)
    groups = []
    for place, listed in by_place.items():
        newest = sorted(listed, key=lambda entry: _day(entry), reverse=True)
        groups.append(
            Group(sitemap, family, place, len(listed), tuple(newest[:shown]), frozenset(bare(entry.url) for entry in listed))
        )
    return sorted(groups, key=lambda group: (-group.weight, -group.count))


def _day(entry: Entry) -> str:
    instant = entry.published or entry.modified
    return instant.local.isoformat() if instant is not None else ""


def covers(ways: Iterable[FoundWay], other: Iterable[Entry]) -> bool:
    """Whether ways together name all of some other way's entries, as far as all were seen."""
    known = list(ways)
    return bool(known) and all(any(_has(way, entry) for way in known) for entry in other)


def _has(one: FoundWay, entry: Entry) -> bool:
    """Whether a way names an entry.

    A way that goes back page by page was seen by its newest page: an entry that is older than all on it is taken to stand further
    back where the way has pages in the same place.
    """
    if any(bare(entry.url) == bare(known.url) for known in one.entries):
        return True
    goes_back = one.complete and (one.total is None or one.total > len(one.entries) or one.first > 1)
    if not goes_back or all(place_of(entry.url) != place_of(known.url) for known in one.entries):
        return False
    days = [instant.local.date() for known in one.entries if (instant := known.published) is not None]
    return entry.published is None or not days or entry.published.local.date() <= min(days)
