"""Pages that list releases: the given page, the site's own, and the likeliest of those that they link to."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from press.extraction.deciding.page_kind.paths import is_home
from press.page import Page
from spiders.discovery.listing import Survey
from spiders.probe.asking.endpoints import describe_answers
from spiders.probe.asking.feeds import ask_feeds
from spiders.probe.asking.trail import Trail
from spiders.probe.documents import survey_page
from spiders.probe.evidence import Entry, FoundWay
from spiders.probe.page_look import PageLook
from spiders.probe.rooms import Candidate, candidates, siblings, unnamed, years_of
from spiders.probe.shapes import bare

#: Pages that are followed as possible press rooms, beside the given one and the site's own.
MOST_ROOMS = 12
#: Press rooms in other languages.
MOST_LANGUAGES = 8
#: Pages that are followed from another language's home.
MOST_OF_A_LANGUAGE = 3
#: Requests that are kept for other languages, samples and counting; and for samples and counting alone.
KEPT_BACK, KEPT_FOR_SAMPLES = 22, 14
#: Pages of menus that are followed where no word said where the press room is.
MOST_UNNAMED = 8
#: Years that a listing's archive may have.
MOST_YEARS = 40
#: Less sure listings are pages of another kind that happen to have a few links.
SURE_ENOUGH = 0.4
_NUMBERS = re.compile(r"\d+")


async def ask_rooms(trail: Trail, base: str) -> None:
    """Follow the links that may lead to press rooms, the likeliest first, and survey what is there."""
    evidence = trail.evidence
    starts = [seen for seen in dict.fromkeys((evidence.start, evidence.home)) if seen is not None]
    for seen in starts:
        await _survey(trail, seen.url, is_start=seen is evidence.start)
    await _follow(trail, starts, base, most=MOST_ROOMS, keep=KEPT_BACK)


async def _follow(trail: Trail, starts: list[PageLook], base: str, *, most: int, keep: int) -> None:
    """Follow what these pages lead to, and what those lead to, up to `most` pages, keeping `keep` requests back."""
    waiting: dict[str, Candidate] = {}
    for seen in starts:
        trail.surveyed.add(bare(seen.url))
        _wait(waiting, seen, base)
    asked = 0
    while waiting and asked < most and trail.left > keep:
        candidate = max(waiting.values(), key=lambda one: (one.weight, -one.url.count("/"), -len(one.url)))
        del waiting[bare(candidate.url)]
        # The same page under another query is one of its facets, and a further page of a listing is no listing.
        without = bare(candidate.url.partition("?")[0])
        if without in trail.surveyed or bare(candidate.url) in trail.further or trail.was_asked(candidate.url, readable=True):
            continue
        asked += 1
        found = await _survey(trail, candidate.url)
        trail.surveyed.add(bare(candidate.url))
        if found is not None:
            trail.surveyed.add(bare(found.url))
            await ask_feeds(trail, found)
            _wait(waiting, found, base, most=candidate.weight + 1)


async def ask_unnamed(trail: Trail, base: str) -> None:
    """Where nothing was found: the pages of the menus whose words say nothing, a few of them."""
    asked = 0
    for seen in (trail.evidence.start, trail.evidence.home):
        for candidate in unnamed(seen, base) if seen is not None else ():
            if asked == MOST_UNNAMED or trail.left <= KEPT_BACK or trail.was_asked(candidate.url, readable=True):
                continue
            asked += 1
            if (found := await _survey(trail, candidate.url)) is not None:
                await ask_feeds(trail, found)


async def ask_years(trail: Trail, way: FoundWay) -> None:
    """A listing that shows its newest alone may keep the others by year: these are ways too, where they hold anything else.

    The year before the latest is looked at, and stands for all.
    """
    seen = trail.evidence.looks.get(way.url)
    years = years_of(seen) if seen is not None and way.first == 1 and way.total is not None else []
    if len(years) < 2 or trail.left <= 6:
        return
    known = {bare(entry.url) for one in trail.evidence.ways for entry in one.entries}
    await _survey(trail, years[1][1])
    tried = _listing_at(trail, years[1][1])
    if tried is None or all(bare(entry.url) in known for entry in tried.entries):
        return
    for year, url in years[:MOST_YEARS]:
        if _listing_at(trail, url) is None and bare(url) != bare(way.url):
            trail.evidence.ways.append(replace(tried, url=url, entries=(), total=None, counted="", title=str(year)))
    for one in list(trail.evidence.ways):
        if one.kind == "listing" and any(bare(one.url) == bare(url) for _year, url in years) and bare(one.url) != bare(way.url):
            index = trail.evidence.ways.index(one)
            trail.evidence.ways[index] = replace(one, of_a_year=True, language=way.language)


async def ask_languages(trail: Trail, rooms: list[str], base: str) -> None:
    """The press rooms' pages in other languages, then what each language's own home leads to."""
    evidence = trail.evidence
    wanted: dict[str, list[str]] = {}
    for url in dict.fromkeys([*rooms, *(seen.url for seen in (evidence.start, evidence.home) if seen is not None)]):
        if (known := evidence.looks.get(url)) is not None:
            for tag, address in siblings(known):
                listed = wanted.setdefault(tag.partition("-")[0], [])
                if address not in listed:
                    listed.append(address)
    for addresses in list(wanted.values())[:MOST_LANGUAGES]:
        homes = []
        for address in addresses[: len(rooms) + 2]:
            if trail.left <= KEPT_FOR_SAMPLES or trail.was_asked(address, readable=True):
                continue
            seen = await _survey(trail, address)
            if seen is not None and (is_home(seen.url) or _listing_at(trail, seen.url) is None):
                homes.append(seen)
        await _follow(trail, homes[:1], base, most=max(MOST_OF_A_LANGUAGE, len(rooms)), keep=KEPT_FOR_SAMPLES)


async def count_pages(trail: Trail, way: FoundWay) -> FoundWay:
    """A listing with the number of its releases, by its last page where the page names it."""
    found = await _surveyed(trail, way.url)
    if found is None or found.pagination.next is None or not way.entries or not way.complete:
        return way
    current, last = found.pagination.current, found.pagination.last
    if last is None:
        return await _second_page(trail, way, found.pagination.next)
    pages = last - (current if current is not None else 1) + 1
    total, counted = pages * len(way.entries), f"about {len(way.entries)} on each of {pages} pages"
    address = _page_at(found, last)
    if address is not None and trail.left > 4:
        final = await _surveyed(trail, address)
        if final is not None and final.entries:
            highest = max(last, final.pagination.last or 0, final.pagination.current or 0)
            if highest == last:
                total = (pages - 1) * len(way.entries) + len(final.entries)
                counted = f"{len(way.entries)} on each of {pages} pages, {len(final.entries)} on the last"
            else:
                pages += highest - last
                total, counted = pages * len(way.entries), f"about {len(way.entries)} on each of {pages} pages"
    return _replaced(trail, way, total=total, counted=counted, first=pages)


async def _second_page(trail: Trail, way: FoundWay, url: str) -> FoundWay:
    """A listing that does not count its pages: whether the second one holds anything else."""
    final = await _surveyed(trail, url) if trail.left > 4 else None
    if final is None:
        return way
    known = {bare(entry.url) for entry in way.entries}
    if all(bare(entry.url) in known for entry in final.entries):
        return _replaced(trail, way, total=len(way.entries), counted="its second page holds nothing else", first=2)
    if final.pagination.next is not None:
        return way
    total = len(known | {bare(entry.url) for entry in final.entries})
    return _replaced(trail, way, total=total, counted="on two pages", first=2)


def _replaced(trail: Trail, way: FoundWay, *, total: int, counted: str, first: int) -> FoundWay:
    better = replace(way, total=total, counted=counted, first=first)
    trail.evidence.ways[trail.evidence.ways.index(way)] = better
    return better


async def _survey(trail: Trail, url: str, *, is_start: bool = False) -> PageLook | None:
    """Ask for a page, look at it, and keep it as a way if it lists dated pages."""
    page = await trail.ask_readable(url, "a page that may list releases")
    if page is None:
        return None
    found = await trail.run(survey_page, page)
    if found is not None and found.is_empty_without_scripts and not trail.renders:
        rendered = (await trail.render(url, "a page that may list releases")).page
        if rendered is not None:
            page, found = rendered, await trail.run(survey_page, rendered)
    seen = await trail.look(page)
    if seen is None or found is None:
        return seen
    if page.answers:
        await describe_answers(trail, page, seen)
    trail.further.update(bare(further) for further in (*found.pagination.pages, found.pagination.next or "") if further)
    way = _way_of(trail, page, seen, found)
    if way is not None and (way.sure >= SURE_ENOUGH or (is_start and way.sure >= SURE_ENOUGH / 2)):
        if _listing_at(trail, way.url) is None:
            trail.evidence.ways.append(way)
    elif not is_home(page.url):
        why = f"{len(found.entries)} entries, sure {found.sure:.2f}" if found.entries else "it lists no pages"
        trail.vain("a page that may list releases", page.url, why)
    return seen


def _way_of(trail: Trail, page: Page, seen: PageLook, found: Survey) -> FoundWay | None:
    own = bare(page.url)
    entries = tuple(
        Entry(entry.url, entry.headline, entry.published, found.language, entry.modified)
        for entry in found.entries
        if entry.on_site and trail.same_site(entry.url) and bare(entry.url) != own and not is_home(entry.url)
    )
    if not entries:
        return None
    following = found.pagination.next
    note = "its further pages need scripts" if found.pagination.how == "scripts" else ""
    if following is not None and (rules := trail.prober.robots(following)) is not None and not rules.allows(following):
        note = "robots.txt forbids its further pages"
    alone = following is None and not note
    return FoundWay(
        "listing", page.url, entries, len(entries) if alone else None, "all on one page" if alone else "", complete=not note,
        language=found.language or seen.language, title=seen.heading or seen.title, sure=found.sure, note=note,
    )  # fmt: skip


async def _surveyed(trail: Trail, url: str) -> Survey | None:
    page = await trail.ask_readable(url, "a further page of a listing")
    return await trail.run(survey_page, page) if page is not None else None


def _page_at(found: Survey, number: int) -> str | None:
    """The link to the listing's page of this number, which some count from 0."""
    for wanted in (number, number - 1):
        for url in found.pagination.pages:
            parts = urlsplit(url)
            if str(wanted) in _NUMBERS.findall(f"{parts.path}?{parts.query}"):
                return url
    return None


def _listing_at(trail: Trail, url: str) -> FoundWay | None:
    return next((way for way in trail.evidence.ways if way.kind == "listing" and bare(way.url) == bare(url)), None)


def _wait(waiting: dict[str, Candidate], seen: PageLook, base: str, *, most: int | None = None) -> None:
    """Add a page's candidates; those of a page that was itself followed rank no higher than it by more than one."""
    for candidate in candidates(seen, base):
        weight = candidate.weight if most is None else min(candidate.weight, most)
        known = waiting.get(bare(candidate.url))
        if known is None or known.weight < weight:
            waiting[bare(candidate.url)] = Candidate(candidate.url, weight, candidate.text, candidate.why)
