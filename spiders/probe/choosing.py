"""Which ways go into the source's file: few, complete together, cheap to ask again, and quick to tell of what is new. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from press.extraction.deciding.page_kind.paths import is_home
from spiders.probe.choosing_sitemaps import SWEEP_HOURS, SitemapFound, exclusion, judge_sitemap, name_of
from spiders.probe.evidence import Entry, FoundWay, Judged
from spiders.probe.sections import Verdicts, covers
from spiders.probe.shapes import bare, matches, patterns, place_of
from spiders.probe.words import press_weight

#: A listing that is less sure has a feed beside it, though the feed may add nothing.
SURE = 0.7
#: Entries of a page that is a release with files, and no list.
_FILES = 2
#: Columns of officials are no releases where releases have a place of their own; where a site has a blog alone, its news are
#: there.
_BLOG = re.compile(r"(?:we)?blogs?|blogue|blogg|bitacora|columns?|opinions?|op-?eds?")
#: The weight of words that mean releases themselves, not news of any kind (`words.press_weight`).
_CALLED_RELEASES = 3
#: Discovery documents that a visit without news may cost (robots.txt is kept for a day, and is not asked).
MOST_DOCUMENTS = 8


def choose(ways: Sequence[FoundWay], sitemaps: Sequence[SitemapFound], verdicts: Verdicts) -> list[Judged]:
    """Every way with its verdict, the chosen ones first."""
    judged: list[Judged] = []
    chosen: list[Judged] = []

    def take(way: FoundWay, why: str) -> None:
        include = _own_places(way, verdicts)
        exclude = () if include else _others_of(way, verdicts)
        chosen.append(Judged(way, True, why, _count(way, verdicts), include, exclude))

    def leave(way: FoundWay, why: str) -> None:
        judged.append(Judged(way, False, why, _count(way, verdicts)))

    apart = any(_names_releases(way) for way in ways if verdicts.proven(way))
    if apart:
        verdicts = verdicts.without(
            place for way in ways for entry in way.entries if _BLOG.fullmatch((place := place_of(entry.url)).words.lower())
        )
    for way in sorted(ways, key=_order):
        releases = verdicts.releases(way)
        if way.of_a_year:
            if not any(one.way.kind in ("wordpress", "json") for one in chosen):
                chosen.append(Judged(way, True, "holds a year of what the listing shows no more", None, sweep_hours=SWEEP_HOURS))
            continue
        if _is_blog(way) and apart:
            leave(way, "a blog beside what the site calls press releases")
            continue
        if _is_a_release(way, ways, verdicts):
            leave(way, "it is a release itself, and what it lists are its files")
            continue
        if not releases or not (verdicts.proven(way) or _trusted(way, verdicts)):
            leave(way, verdicts.why_not(way))
            continue
        own = _own_places(way, verdicts)
        kept = [entry for entry in releases if matches(own, entry.url)]
        over = _over([one.way for one in chosen], kept)
        timed = covers([one.way for one in chosen if one.way.kind == "feed"], kept)
        if over and (timed or not any(_adds_times(way, one, verdicts) for one in over)):
            leave(way, f"all that it names is in the {' and the '.join(map(name_of, over))}")
        elif _is_front(way) and any(one.way.kind != "feed" for one in chosen):
            leave(way, "the home page shows the newest only")
        else:
            take(way, _why(way, over[0] if over else None))
    for sitemap in sitemaps:
        verdict = judge_sitemap(sitemap, [one.way for one in chosen], ways, verdicts)
        (chosen if verdict.chosen else judged).append(verdict)
    chosen.sort(key=lambda one: one.way.of_a_year)
    return [*_within_bounds(chosen), *judged]


def _over(chosen: Sequence[FoundWay], releases: Sequence[Entry]) -> list[FoundWay]:
    """The chosen way, or the few of them together, that name all these releases; none where something is new."""
    alone = next((way for way in chosen if covers([way], releases)), None)
    if alone is not None:
        return [alone]
    return [way for way in chosen if any(covers([way], [entry]) for entry in releases)] if covers(chosen, releases) else []


def _order(way: FoundWay) -> tuple[int, bool, int, int, int, int]:
    """The ways from which others are judged come first: interfaces, listings that go far back, the home page's, feeds."""
    rank = {"wordpress": 0, "json": 1, "listing": 2, "feed": 3, "sitemap": 4}[way.kind]
    back = way.total if way.total is not None else 10_000 if way.complete else 0
    return (rank, is_home(way.url), -back, way.first, len(urlsplit(way.url).path), len(way.url))


def _is_front(way: FoundWay) -> bool:
    """Whether it is a home page that shows the newest alone, and no listing with further pages."""
    return way.kind == "listing" and is_home(way.url) and way.total is not None and way.first == 1


def _is_a_release(way: FoundWay, ways: Sequence[FoundWay], verdicts: Verdicts) -> bool:
    """Whether a page that seems to list something is one of the pages that others list: it offers a file or two."""
    if way.kind != "listing" or len(way.entries) > _FILES:
        return False
    own = bare(way.url)
    sample = verdicts.by_page.get(own)
    if sample is not None and sample.is_release:
        return True
    return any(
        bare(entry.url) == own and len(other.entries) > _FILES for other in ways if other is not way for entry in other.entries
    )


def _is_blog(way: FoundWay) -> bool:
    """Whether all that a way names stands in places called a blog."""
    places = {place_of(entry.url) for entry in way.entries}
    return bool(places) and all(_BLOG.fullmatch(place.words.lower()) for place in places)


def _names_releases(way: FoundWay) -> bool:
    """Whether what a way names stands in places, or under a title, that are called press releases."""
    names = [way.title or "", *(part for entry in way.entries[:5] for part in place_of(entry.url).path.strip("/?").split("/"))]
    return not _is_blog(way) and any(press_weight(name) >= _CALLED_RELEASES for name in names)


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
    own = verdicts.samples_of(way) or verdicts.samples_of(over)
    by_pages = bool(own) and all(
        sample.own_date and sample.published is not None and sample.published.precision == "minute" for sample in own
    )
    return bool(exact) and not known and (not by_pages or over.sure < SURE)


def _why(way: FoundWay, over: FoundWay | None) -> str:
    if over is not None:
        return f"says the time of day of what the {name_of(over)} dates by the day"
    if way.kind == "feed":
        return "tells of what is new at once" if not way.complete else "has all, in pages"
    return {
        "wordpress": "has all, and answers what changed since a given time in one request",
        "json": "is what the site's own pages are made from",
        "listing": "tells of what is new at once"
        if not way.complete
        else "lists the newest"
        if way.total is not None and is_home(way.url)
        else "goes back to the first release"
        if way.total is not None and way.first > 1
        else "has all that it lists on one page"
        if way.total is not None
        else "goes back page by page",
    }.get(way.kind, "")


def _count(way: FoundWay, verdicts: Verdicts) -> int | None:
    releases = len(verdicts.releases(way))
    if way.total is None or not way.entries:
        return None if way.total is None and way.complete else releases
    return round(way.total * releases / len(way.entries))


def _own_places(way: FoundWay, verdicts: Verdicts) -> tuple[str, ...]:
    """Patterns for the places of a way's releases, where it names others too: a feed may hold every page of a site."""
    certain = verdicts.certain(way)
    strays = [entry for entry in way.entries if entry not in certain]
    if not strays or len(strays) > len(certain):
        return ()
    found = patterns(entry.url for entry in certain)
    return found if found and not all(matches(found, entry.url) for entry in strays) else ()


def _others_of(way: FoundWay, verdicts: Verdicts) -> tuple[str, ...]:
    """Patterns for what a way names beside releases."""
    places = {place_of(entry.url) for entry in way.entries}
    bad = {place for place in places if verdicts.of_place(place) is False}
    return tuple(sorted(exclusion(place, places - bad) for place in bad if not place.is_root))


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
