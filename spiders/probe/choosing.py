"""Which ways go into the source's file: few, complete together, cheap to ask again, and quick to tell of what is new. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from press.extraction.deciding.page_kind.paths import is_home
from spiders.probe.evidence import Entry, FoundWay, Judged
from spiders.probe.sections import Group, Verdicts, covers
from spiders.probe.shapes import Place, bare, matches, patterns, place_of
from spiders.probe.words import names_other

#: Discovery documents that a visit without news may cost (robots.txt is kept for a day, and is not asked).
MOST_DOCUMENTS = 8
#: A complete way that is dear is asked once a week.
SWEEP_HOURS = 168
#: A sitemap that costs more documents than this is asked once a week where another way tells of what is new.
_DEAR = 2


@dataclass(frozen=True, slots=True)
class SitemapFound:
    """A sitemap with its addresses by place. `is_whole`: all of them were seen."""

    url: str
    groups: tuple[Group, ...]
    families: tuple[tuple[str, int], ...]  # (address of its only child, or empty; number of children)
    cost: int
    first: int
    is_index: bool
    is_whole: bool
    addresses: tuple[Entry, ...]


def choose(ways: Sequence[FoundWay], sitemaps: Sequence[SitemapFound], verdicts: Verdicts) -> list[Judged]:
    """Every way with its verdict, the chosen ones first."""
    judged: list[Judged] = []
    chosen: list[Judged] = []

    def take(way: FoundWay, why: str) -> None:
        chosen.append(Judged(way, True, why, _count(way, verdicts), exclude=_others_of(way, verdicts)))

    def leave(way: FoundWay, why: str) -> None:
        judged.append(Judged(way, False, why, _count(way, verdicts)))

    for way in sorted(ways, key=_order):
        releases = verdicts.releases(way)
        if not releases or not (verdicts.proven(way) or _trusted(way, verdicts)):
            leave(way, verdicts.why_not(way))
            continue
        over = next((one.way for one in chosen if covers(one.way, releases)), None)
        if over is not None and not _adds_times(way, over, verdicts):
            leave(way, f"all that it names is in the {_name(over)}")
        elif is_home(way.url) and way.kind == "listing" and way.first == 1 and any(one.way.kind != "feed" for one in chosen):
            leave(way, "the home page shows the newest only")
        else:
            take(way, _why(way, over))
    for sitemap in sitemaps:
        verdict = _sitemap(sitemap, [one.way for one in chosen], ways, verdicts)
        (chosen if verdict.chosen else judged).append(verdict)
    return [*_within_bounds(chosen), *judged]


def _order(way: FoundWay) -> tuple[int, bool, int, int, int]:
    """The ways from which others are judged come first: interfaces, then listings that go far back, then feeds."""
    rank = {"wordpress": 0, "json": 1, "listing": 2, "feed": 3, "sitemap": 4}[way.kind]
    back = way.total if way.total is not None else 10_000 if way.complete else 0
    return (rank, is_home(way.url) and way.first == 1, -back, len(urlsplit(way.url).path), len(way.url))


def _trusted(way: FoundWay, verdicts: Verdicts) -> bool:
    """Whether a way is believed although none of its pages could be read."""
    sampled = any(verdicts.of_place(place_of(entry.url)) is not None for entry in way.entries)
    return not sampled and (way.kind in ("feed", "wordpress") or way.sure >= 0.8)


def _adds_times(way: FoundWay, over: FoundWay, verdicts: Verdicts) -> bool:
    """Whether a feed says the time of day of entries that the other way dates by the day, or not at all."""
    if way.kind != "feed" or over.kind != "listing":
        return False
    exact = [entry for entry in way.entries if entry.published is not None and entry.published.precision == "minute"]
    known = [entry for entry in over.entries if entry.published is not None and entry.published.precision == "minute"]
    return bool(exact) and not known


def _why(way: FoundWay, over: FoundWay | None) -> str:
    if over is not None:
        return f"says the time of day of what the {_name(over)} dates by the day"
    if way.kind == "feed":
        return "tells of what is new at once" if not way.complete else "has all, in pages"
    return {
        "wordpress": "has all, and answers what changed since a given time in one request",
        "json": "is what the site's own pages are made from",
        "listing": "goes back to the first release" if way.complete else "tells of what is new at once",
    }.get(way.kind, "")


def _name(way: FoundWay) -> str:
    names = {"wordpress": "REST collection", "json": "JSON endpoint", "listing": "listing", "feed": "feed", "sitemap": "sitemap"}
    return f"{names[way.kind]} {urlsplit(way.url).path or '/'}"


def _count(way: FoundWay, verdicts: Verdicts) -> int | None:
    releases = len(verdicts.releases(way))
    if way.total is None or not way.entries:
        return None if way.total is None and way.complete else releases
    return round(way.total * releases / len(way.entries))


def _others_of(way: FoundWay, verdicts: Verdicts) -> tuple[str, ...]:
    """Patterns for what a way names beside releases."""
    bad = {place_of(entry.url) for entry in way.entries if verdicts.of_place(place_of(entry.url)) is False}
    return tuple(sorted(place.pattern for place in bad if not place.is_root))


def _sitemap(sitemap: SitemapFound, chosen: Sequence[FoundWay], ways: Sequence[FoundWay], verdicts: Verdicts) -> Judged:
    """Whether a sitemap is worth asking beside the ways chosen so far, and which of its addresses are releases."""
    known = [entry for way in ways if verdicts.proven(way) for entry in verdicts.releases(way)]
    named = {bare(entry.url) for entry in sitemap.addresses}
    good = [group for group in sitemap.groups if _holds_releases(group, known, verdicts)]
    include = patterns([*(entry.url for entry in known), *(entry.url for group in good for entry in group.entries)])
    if not good:
        way = FoundWay(
            "sitemap", sitemap.url, sitemap.addresses[:40], 0, "", complete=True, cost=sitemap.cost, first=sitemap.first
        )
        return Judged(way, False, "none of its addresses are known to be releases", 0)
    families = {group.family for group in good}
    total = sum(group.count for group in sitemap.groups if group.family in families and _fits(group, include))
    exclude = _exclusions(sitemap, include, families, verdicts)
    url, cost, first = sitemap.url, sitemap.cost, sitemap.first
    only = [sitemap.families[number] for number in sorted(families)]
    if sitemap.is_index and len(only) == 1 and only[0][0] and (sitemap.cost > _DEAR + 1 or not include):
        url, cost, first = only[0][0], 1, 1  # the one file that holds them: the others are other pages'
    shown = tuple(entry for group in good for entry in group.entries)
    way = FoundWay("sitemap", url, shown, total, "its addresses in those places", complete=True, cost=cost, first=first)
    missing = [entry for entry in known if bare(entry.url) not in named] if sitemap.is_whole else []
    if missing and len(missing) > len(known) / 2:
        way = replace(way, complete=False, note=f"{len(missing)} of {len(known)} releases seen elsewhere are not in it")
    totals = [one.total for one in chosen if one.complete and one.kind != "feed"]
    certain = bool(totals) and all(count is not None for count in totals)
    elsewhere = sum(count or 0 for count in totals)
    by_interface = bool(chosen) and all(one.kind in ("wordpress", "json") for one in chosen)
    if certain and total <= elsewhere * 1.01 + 1 and (by_interface or not include or cost > _DEAR):
        return Judged(way, False, f"names {total} releases, no more than the other ways", total, include, exclude)
    fresh = any(one.kind != "sitemap" for one in chosen)
    sweep = SWEEP_HOURS if fresh and cost > _DEAR else None
    if not chosen:
        why = "names all releases"
    elif certain and total <= elsewhere * 1.01 + 1:
        why = "names the same releases, should another way lose some"
    else:
        why = f"names {total} releases" + (
            f", where the other ways have {elsewhere}" if elsewhere else ", also those that left the feed"
        )
    return Judged(way, True, why, total, include, exclude, sweep)


def _holds_releases(group: Group, known: Iterable[Entry], verdicts: Verdicts) -> bool:
    verdict = verdicts.of_place(group.place)
    if verdict is False or group.weight < 0:
        return False
    shown = {bare(entry.url) for entry in group.entries}
    if any(bare(entry.url) in shown for entry in known):
        return True
    if group.place.is_root:
        return verdict is True and not known
    return verdict is True or any(place_of(entry.url) == group.place for entry in known)


def _fits(group: Group, include: tuple[str, ...]) -> bool:
    return group.weight >= 0 and all(matches(include, entry.url) for entry in group.entries[:1])


def _exclusions(sitemap: SitemapFound, include: tuple[str, ...], families: set[int], verdicts: Verdicts) -> tuple[str, ...]:
    """Patterns for places that are known to hold something else, as far as `include` does not keep them out."""
    bad: set[Place] = set()
    for group in sitemap.groups:
        if group.place.is_root or group.place.dated or not any(matches(include, entry.url) for entry in group.entries[:3]):
            continue
        last = group.place.path.strip("/?").rpartition("/")[2]
        if verdicts.of_place(group.place) is False or (verdicts.of_place(group.place) is not True and names_other(last)):
            bad.add(group.place)
    return tuple(sorted(place.pattern for place in bad))


def _within_bounds(chosen: list[Judged]) -> list[Judged]:
    """Within the documents that a visit without news may cost: the dearest complete ways rest for a week."""
    kept = list(chosen)
    while sum(one.way.cost for one in kept if one.sweep_hours is None) > MOST_DOCUMENTS:
        resting = [one for one in kept if one.sweep_hours is None]
        if len(resting) < 2:
            break
        dearest = max(
            resting, key=lambda one: (one.way.cost, one.way.kind == "sitemap", one.way.kind == "listing", _age(one.way))
        )
        kept[kept.index(dearest)] = replace(
            dearest, sweep_hours=SWEEP_HOURS, why=f"{dearest.why}; asked once a week, to keep visits short"
        )
    return kept


def _age(way: FoundWay) -> int:
    """Days between year 1 and its newest entry, negative: of two alike, the one that has been silent for longer rests."""
    newest = way.newest
    return -newest.local.toordinal() if newest is not None else 0
