"""Where on a site its releases stand, judged by sample pages: which places hold them, which hold something else. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spiders.probe.evidence import Entry, FoundWay, Sample
from spiders.probe.shapes import Place, bare, place_of
from spiders.probe.words import names_other, press_weight

#: Pages of these kinds are no releases wherever they stand; a page without a date or text may be an odd one among releases.
_PLAINLY_OTHER = frozenset(
    ["event", "job", "tender", "gallery", "tag", "author", "section", "search", "about", "contact", "legal", "form"]
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What samples say of places: True where they are releases, False where not one is."""

    by_place: Mapping[Place, bool]
    kinds: Mapping[Place, str]

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Verdicts:
        seen: dict[Place, list[Sample]] = {}
        for sample in samples:
            seen.setdefault(place_of(sample.url), []).append(sample)
        verdicts, kinds = {}, {}
        for place, listed in seen.items():
            kind, count = Counter(sample.page_kind for sample in listed).most_common(1)[0]
            good = sum(sample.is_release for sample in listed)
            verdicts[place] = good > 0
            kinds[place] = kind if count == len(listed) else f"{kind} and others"
        return cls(verdicts, kinds)

    def of_place(self, place: Place) -> bool | None:
        """The verdict on a place or the nearest directory above it; None where none was sampled."""
        if place in self.by_place:
            return self.by_place[place]
        parts = place.path.strip("/").split("/")
        for depth in range(len(parts) - 1, 0, -1):
            above = Place(f"/{'/'.join(parts[:depth])}/")
            if not above.is_root and above in self.by_place:
                return self.by_place[above]
        return None

    def releases(self, way: FoundWay) -> tuple[Entry, ...]:
        """The entries of a way that are not known to be something else."""
        return tuple(entry for entry in way.entries if self.of_place(place_of(entry.url)) is not False)

    def proven(self, way: FoundWay) -> bool:
        """Whether one of the places that the way names was sampled and holds releases."""
        return any(self.of_place(place_of(entry.url)) for entry in way.entries)

    def why_not(self, way: FoundWay) -> str:
        """What a way's pages are instead of releases."""
        kinds = Counter(self.kinds[place] for entry in way.entries if (place := place_of(entry.url)) in self.kinds)
        return f"its pages are no releases ({kinds.most_common(1)[0][0]})" if kinds else "none of its pages could be read"


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses of a sitemap that stand in one place: how many, and a few of them. `family`: which of its files."""

    sitemap: str
    family: int
    place: Place
    count: int
    entries: tuple[Entry, ...]

    @property
    def weight(self) -> int:
        """How much its directory's name speaks for releases; below 0 where it names something else."""
        names = [part for part in self.place.path.strip("/?").split("/") if part]
        press = max((press_weight(name) for name in names), default=0)
        return -1 if press < 3 and any(names_other(name) for name in names) else press


def groups_of(sitemap: str, family: int, entries: Iterable[Entry], *, shown: int = 40) -> list[Group]:
    """A sitemap's addresses by place; within a group those that changed last come first."""
    by_place: dict[Place, list[Entry]] = {}
    for entry in entries:
        by_place.setdefault(place_of(entry.url), []).append(entry)
    groups = []
    for place, listed in by_place.items():
        newest = sorted(listed, key=lambda entry: _day(entry), reverse=True)
        groups.append(Group(sitemap, family, place, len(listed), tuple(newest[:shown])))
    return sorted(groups, key=lambda group: (-group.weight, -group.count))


def _day(entry: Entry) -> str:
    instant = entry.published or entry.modified
    return instant.local.isoformat() if instant is not None else ""


def covers(one: FoundWay, other: Iterable[Entry]) -> bool:
    """Whether a way names all that the entries of another name, as far as both were seen.

    A way that goes back page by page was seen by its newest page: an entry that is older than all on it is taken to stand further
    back where the way has pages in the same place.
    """
    named = {bare(entry.url) for entry in one.entries}
    days = [instant.local.date() for entry in one.entries if (instant := entry.published) is not None]
    places = {place_of(entry.url) for entry in one.entries}
    goes_back = one.complete and (one.total is None or one.total > len(one.entries) or one.first > 1)
    for entry in other:
        if bare(entry.url) in named:
            continue
        if not goes_back or place_of(entry.url) not in places:
            return False
        instant = entry.published
        if instant is not None and days and instant.local.date() > min(days):
            return False
    return True
