"""Archives by year: a listing that shows its newest alone may keep the others on pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spiders.probe.asking.rooms import UNREAD_ARCHIVES, listing_at, pages_of_one_year, survey_listing, years_in
from spiders.probe.asking.trail import Trail
from spiders.probe.evidence import FoundWay
from spiders.probe.rooms import years_of
from spiders.probe.shapes import bare

#: Years that a listing's archive may have.
MOST_YEARS = 40
#: Requests that are kept for samples.
KEPT_BACK = 6


async def ask_years(trail: Trail, way: FoundWay) -> None:
    """Make ways of the years that a listing links, where they hold anything that it does not reach itself.

    One year is looked at, and stands for all: the latest that the listing does not show. Whether the listing had an archive, and
    whether that was followed, is in the evidence's way then.
    """
    seen = trail.evidence.looks.get(way.url)
    years = [(year, url) for year, url in (years_of(seen) if seen is not None else []) if bare(url) != bare(way.url)]
    if not years or way.of_a_year:
        return
    pages = await pages_of_one_year(trail, way)
    if pages is None:
        return  # its own pages lead to other years too
    oldest = min(years_in((*way.entries, *pages)), default=None)
    wanted = _beyond(years, oldest) if pages else _not_shown(years, way) or years
    if not wanted:
        return
    tried = await _try(trail, wanted)
    if tried is None:
        if not pages:
            _tell(trail, way, note="its archives by year could not be read: older releases may be there alone")
        return
    known = {bare(entry.url) for one in trail.evidence.ways if not one.of_a_year and one is not tried for entry in one.entries}
    known |= {bare(entry.url) for entry in pages}
    if tried.entries and all(bare(entry.url) in known for entry in tried.entries):
        if not pages:
            _tell(
                trail, way, total=len(way.entries), counted="all on one page, and its archives hold nothing else", complete=True
            )
        return
    _take(trail, way, wanted if pages else years, tried)
    if not pages:
        _tell(trail, way, total=len(way.entries), counted="the others are in its archives by year")


def _not_shown(years: Sequence[tuple[int, str]], way: FoundWay) -> list[tuple[int, str]]:
    """The years but the one that the listing shows: the year shown may be a link like the others, or none."""
    newest = way.newest
    if newest is not None:
        return [(year, url) for year, url in years if year != newest.local.year]
    return list(years[1:] or years)


def _beyond(years: Sequence[tuple[int, str]], oldest: int | None) -> list[tuple[int, str]]:
    """The years before the oldest entry that a listing's own pages lead to."""
    return [(year, url) for year, url in years if oldest is not None and year < oldest]


async def _try(trail: Trail, years: Sequence[tuple[int, str]]) -> FoundWay | None:
    """What the latest of these years lists. Without a request left, it is as it was with another language's listing."""
    url = years[0][1]
    if listing_at(trail, url) is None and trail.left > KEPT_BACK:
        await survey_listing(trail, url)
    found = listing_at(trail, url)
    if found is None and trail.left <= KEPT_BACK:
        like = next((way for way in trail.evidence.ways if way.of_a_year), None)
        return replace(like, url=url, entries=(), total=None, counted="") if like is not None else None
    return found


def _take(trail: Trail, way: FoundWay, years: Sequence[tuple[int, str]], tried: FoundWay) -> None:
    """Make ways of all the years; those that were looked at already are marked."""
    ways = trail.evidence.ways
    for year, url in years[:MOST_YEARS]:
        known = listing_at(trail, url)
        if known is None:
            ways.append(
                replace(
                    tried, url=url, entries=(), total=None, counted="", complete=True, note="", title=str(year),
                    language=way.language, of_a_year=True,
                )
            )  # fmt: skip
        else:
            whole = known.note == UNREAD_ARCHIVES  # its further pages are the other years
            ways[ways.index(known)] = replace(
                known, of_a_year=True, language=way.language, total=len(known.entries) if whole else known.total,
                complete=known.complete or whole, note="" if whole else known.note,
            )  # fmt: skip


def _tell(
    trail: Trail, way: FoundWay, *, total: int | None = None, counted: str = "", complete: bool = False, note: str = ""
) -> None:  # fmt: skip
    ways = trail.evidence.ways
    ways[ways.index(way)] = replace(way, total=total, counted=counted, complete=complete, note=note)
