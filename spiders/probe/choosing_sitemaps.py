"""Whether a sitemap goes into the source's file beside other ways: whole, or by one of its files, with which patterns. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from spiders.probe.evidence import Entry, FoundWay, Judged
from spiders.probe.sections import Group, Verdicts
from spiders.probe.shapes import Place, bare, matches, patterns, place_of
from spiders.probe.words import names_other, press_weight

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


def name_of(way: FoundWay) -> str:
    """A way in a few words."""
    names = {"wordpress": "REST collection", "json": "JSON endpoint", "listing": "listing", "feed": "feed", "sitemap": "sitemap"}
    return f"{names[way.kind]} {urlsplit(way.url).path or '/'}"


def _known(ways: Sequence[FoundWay], verdicts: Verdicts) -> list[Entry]:
    """The releases that other ways named: in proven places, and in places of which nothing but a good name is known."""
    known = []
    for way in ways:
        if verdicts.proven(way):
            certain = set(verdicts.certain(way))
            known += [entry for entry in verdicts.releases(way) if entry in certain or _may_be(place_of(entry.url))]
    return known


def _may_be(place: Place) -> bool:
    return not place.is_root and (press_weight(place.words) > 0 or not names_other(place.words))


def judge_sitemap(sitemap: SitemapFound, chosen: Sequence[FoundWay], ways: Sequence[FoundWay], verdicts: Verdicts) -> Judged:
    """Whether a sitemap is worth asking beside the ways chosen so far, and which of its addresses are releases."""
    known = _known(ways, verdicts)
    named = {bare(entry.url) for entry in sitemap.addresses}
    good = [group for group in sitemap.groups if _holds_releases(group, known, verdicts)]
    include = patterns([*(entry.url for entry in known), *(entry.url for group in good for entry in group.entries)])
    if not good:
        way = FoundWay(
            "sitemap", sitemap.url, sitemap.addresses[:40], 0, "", complete=True, cost=sitemap.cost, first=sitemap.first
        )
        return Judged(way, False, "none of its addresses are known to be releases", 0)
    families = {group.family for group in good}
    total = sum(group.count for group in sitemap.groups if group in good or (group.family in families and _fits(group, include)))
    exclude = _exclusions(sitemap, include, families, verdicts)
    url, cost, first = sitemap.url, sitemap.cost, sitemap.first
    only = [sitemap.families[number] for number in sorted(families)]
    if sitemap.is_index and len(only) == 1 and only[0][0] and (sitemap.cost > _DEAR + 1 or not include):
        url, cost, first = only[0][0], 1, 1  # the one file that holds them: the others are other pages'
    shown = tuple(entry for group in good for entry in group.entries)
    way = FoundWay(
        "sitemap", url, sitemap.addresses if sitemap.is_whole else shown, total, "its addresses in those places", complete=True,
        cost=cost, first=first,
    )  # fmt: skip
    over = next((one for one in chosen if one.kind == "sitemap" and _names_all(one, sitemap.addresses)), None)
    if over is not None:
        return Judged(way, False, f"all that it names is in the {name_of(over)}", total, include, exclude)
    missing = [entry for entry in known if bare(entry.url) not in named] if sitemap.is_whole else []
    if missing and len(missing) > len(known) / 2:
        way = replace(way, complete=False, note=f"{len(missing)} of {len(known)} releases seen elsewhere are not in it")
    totals = [one.total for one in chosen if one.complete and one.kind != "feed"]
    apart = bool(include) or (sitemap.is_index and len(families) < len(sitemap.families))
    if not apart and any(one.complete and one.kind != "feed" for one in chosen):
        return Judged(way, False, "its releases have no address of their own kind, and another way names them all", total)
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


def _names_all(way: FoundWay, addresses: Iterable[Entry]) -> bool:
    named = {bare(entry.url) for entry in way.entries}
    return all(bare(entry.url) in named for entry in addresses)


def _holds_releases(group: Group, known: Iterable[Entry], verdicts: Verdicts) -> bool:
    verdict = verdicts.of_place(group.place)
    if verdict is False:
        return False
    if any(bare(entry.url) in group.named for entry in known):
        return True
    if group.weight < 0:
        return False
    if group.place.is_root:
        return verdict is True and not known
    return verdict is True or any(
        place_of(entry.url) == group.place or _beside(place_of(entry.url), group.place) for entry in known
    )


def _beside(known: Place, place: Place) -> bool:
    """Whether a place is the next topic or category of one section: both stand in a directory that is called a press room."""
    parent, other = (one.path.strip("/").rpartition("/")[0] for one in (place, known))
    return bool(parent) and parent == other and press_weight(parent.rpartition("/")[2]) > 0 and not names_other(place.words)


def _fits(group: Group, include: tuple[str, ...]) -> bool:
    return group.weight >= 0 and all(matches(include, entry.url) for entry in group.entries[:1])


def _exclusions(sitemap: SitemapFound, include: tuple[str, ...], families: set[int], verdicts: Verdicts) -> tuple[str, ...]:
    """Patterns for places that are known to hold something else, as far as `include` does not keep them out."""
    bad: set[Place] = set()
    for group in sitemap.groups:
        if group.family not in families or group.place.is_root or group.place.dated:
            continue
        if not any(matches(include, entry.url) for entry in group.entries[:3]):
            continue
        last = group.place.path.strip("/?").rpartition("/")[2]
        own = verdicts.by_place.get(group.place)
        if own is False or (own is None and (verdicts.of_place(group.place) is False or names_other(last))):
            bad.add(group.place)
    good = [group.place for group in sitemap.groups if group.place not in bad and verdicts.of_place(group.place) is not False]
    return tuple(sorted(exclusion(place, good) for place in bad))


def exclusion(place: Place, good: Iterable[Place]) -> str:
    """The pattern that keeps a place out: only its own pages where releases stand in directories below it."""
    below = any(other != place and other.path.startswith(place.path) for other in good)
    return f"{place.pattern.removesuffix('.')}[^/]+/?$" if below else place.pattern
