"""Pages that list releases: the given page, the site's own, and the likeliest of those that they link to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from press.extraction.deciding.page_kind.paths import is_home
from press.language_tags import primary
from press.page import Page
from spiders.discovery.listing import Survey
from spiders.probe.asking.endpoints import describe_answers
from spiders.probe.asking.feeds import ask_feeds
from spiders.probe.asking.trail import Trail
from spiders.probe.documents import survey_page
from spiders.probe.evidence import Entry, FoundWay
from spiders.probe.page_look import PageLook
from spiders.probe.rooms import Candidate, candidates, common_links, siblings, unnamed, years_of
from spiders.probe.shapes import bare

#: Pages that are followed as possible press rooms, beside the given one and the site's own.
MOST_ROOMS = 12
#: Press rooms in other languages.
MOST_LANGUAGES = 8
#: Pages that are followed from another language's home.
MOST_OF_A_LANGUAGE = 3
#: Requests that are kept for other languages, samples and counting; and for samples and counting alone.
KEPT_BACK, KEPT_FOR_SAMPLES = 22, 14
#: Pages whose addresses differ in numbers alone.
MOST_ALIKE = 2
#: Pages of menus that are followed where no word said where the press room is.
MOST_UNNAMED = 8
#: Less sure listings are pages of another kind that happen to have a few links.
SURE_ENOUGH = 0.4
#: Further pages that are asked to see whether a listing's pages go beyond a year, and what is a year and no page's number.
MOST_STEPS, _A_YEAR = 4, 1900
#: What is said of a listing whose years nobody has looked at.
UNREAD_ARCHIVES = "older releases may be in its archives by year, which were not looked at"
_NUMBERS = re.compile(r"\d+")


async def ask_rooms(trail: Trail, base: str) -> None:
    """Follow the links that may lead to press rooms, the likeliest first, and survey what is there."""
    evidence = trail.evidence
    starts = [seen for seen in dict.fromkeys((evidence.start, evidence.home)) if seen is not None]
    for seen in starts:
        await survey_listing(trail, seen.url, is_start=seen is evidence.start)
    await _follow(trail, starts, base, most=MOST_ROOMS, keep=KEPT_BACK)


async def _follow(trail: Trail, starts: list[PageLook], base: str, *, most: int, keep: int) -> None:
    """Follow what these pages lead to, and what those lead to, up to `most` pages, keeping `keep` requests back."""
    waiting: dict[str, Candidate] = {}
    for seen in starts:
        trail.surveyed.add(bare(seen.url))
        _wait(waiting, seen, base)
    asked = 0
    alike: Counter[str] = Counter()
    while waiting and asked < most and trail.left > keep:
        candidate = max(waiting.values(), key=lambda one: (one.weight, -one.url.count("/"), -len(one.url)))
        del waiting[bare(candidate.url)]
        # The same page under another query is one of its facets, and a further page of a listing is no listing.
        without = bare(candidate.url.partition("?")[0])
        if without in trail.surveyed or bare(candidate.url) in trail.further or trail.was_asked(candidate.url, readable=True):
            continue
        if _is_dated_entry(trail, candidate.url):
            continue
        shape = _NUMBERS.sub("#", without)
        alike[shape] += shape != without
        if alike[shape] > MOST_ALIKE:  # issues of a bulletin, terms of an office: they are pages, and one list names them
            continue
        asked += 1
        found = await survey_listing(trail, candidate.url)
        trail.surveyed.add(bare(candidate.url))
        if found is not None:
            trail.surveyed.add(bare(found.url))
            await ask_feeds(trail, found)
            _wait(waiting, found, base, most=candidate.weight + 1)


def _is_dated_entry(trail: Trail, url: str) -> bool:
    """Whether a list that was found names this page with its day: a page like others, whose headline sounds like a section."""
    own = bare(url)
    return any(entry.published is not None and bare(entry.url) == own for way in trail.evidence.ways for entry in way.entries)


async def ask_unnamed(trail: Trail, base: str) -> None:
    """Where no list goes back: the pages of the menus whose words say nothing, a few of them.

    A menu is what says so, and what stands on every page: on the first ones and on one of another place.
    """
    asked = 0
    starts = list(dict.fromkeys(seen for seen in (trail.evidence.start, trail.evidence.home) if seen is not None))
    others = [seen for seen in trail.evidence.looks.values() if seen not in starts]
    for seen in starts:
        menu = common_links(seen, others)
        for candidate in unnamed(seen, base, menu):
            if asked == MOST_UNNAMED or trail.left <= KEPT_BACK or trail.was_asked(candidate.url, readable=True):
                continue
            asked += 1
            if (found := await survey_listing(trail, candidate.url)) is not None:
                await ask_feeds(trail, found)


async def ask_languages(trail: Trail, rooms: list[str], base: str) -> None:
    """The press rooms' pages in other languages, then what each language's own home leads to."""
    evidence = trail.evidence
    wanted: dict[str, list[str]] = {}
    for url in dict.fromkeys([*rooms, *(seen.url for seen in (evidence.start, evidence.home) if seen is not None)]):
        if (known := evidence.looks.get(url)) is not None:
            for tag, address in siblings(known):
                listed = wanted.setdefault(primary(tag), [])
                if address not in listed:
                    listed.append(address)
    for addresses in list(wanted.values())[:MOST_LANGUAGES]:
        homes = []
        for address in addresses[: len(rooms) + 2]:
            if trail.left <= KEPT_FOR_SAMPLES or trail.was_asked(address, readable=True):
                continue
            seen = await survey_listing(trail, address)
            if seen is not None and (is_home(seen.url) or listing_at(trail, seen.url) is None):
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
                newest = {bare(entry.url) for entry in way.entries}  # stand in a box on every page
                rest = sum(bare(entry.url) not in newest for entry in final.entries)
                total = (pages - 1) * len(way.entries) + rest
                counted = f"{len(way.entries)} on each of {pages} pages, {rest} on the last"
            else:
                pages += highest - last
                total, counted = pages * len(way.entries), f"about {len(way.entries)} on each of {pages} pages"
    return _replaced(trail, way, total=total, counted=counted, first=pages)


async def pages_of_one_year(trail: Trail, way: FoundWay) -> tuple[Entry, ...] | None:
    """The entries of a listing's further pages where these end with the year that it begins with; none where it has one page.

    None: they go on into other years, or nobody knows how far. The last page is asked for where it is known, else a few more.
    """
    found = await _surveyed(trail, way.url)
    if found is None:
        return None
    entries: list[Entry] = []
    years = years_in(way.entries)
    for _ in range(MOST_STEPS):
        following = found.pagination.next
        if following is None:
            return tuple(entries)
        if len(years) > 1:
            return None
        last = found.pagination.last
        known = _page_at(found, last) if last is not None and last < _A_YEAR else None
        final = await _surveyed(trail, known or following) if trail.left > KEPT_FOR_SAMPLES else None
        if final is None or not final.entries:
            return None
        entries += [Entry(entry.url, entry.headline, entry.published, found.language) for entry in final.entries]
        years |= years_in(entries)
        found = final
    return tuple(entries) if found.pagination.next is None and len(years) == 1 else None


def years_in(entries: Iterable[Entry]) -> set[int]:
    """The years that entries are of, as far as they are dated."""
    dated = (entry.published or entry.modified for entry in entries)
    return {instant.local.year for instant in dated if instant is not None}


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


async def survey_listing(trail: Trail, url: str, *, is_start: bool = False) -> PageLook | None:
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
        if listing_at(trail, way.url) is None:
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
    if alone and any(bare(url) != own for _year, url in years_of(seen)):
        alone, note = False, UNREAD_ARCHIVES
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


def listing_at(trail: Trail, url: str) -> FoundWay | None:
    return next((way for way in trail.evidence.ways if way.kind == "listing" and bare(way.url) == bare(url)), None)


def _wait(waiting: dict[str, Candidate], seen: PageLook, base: str, *, most: int | None = None) -> None:
    """Add a page's candidates; those of a page that was itself followed rank no higher than it by more than one."""
    for candidate in candidates(seen, base):
        weight = candidate.weight if most is None else min(candidate.weight, most)
        known = waiting.get(bare(candidate.url))
        if known is None or known.weight < weight:
            waiting[bare(candidate.url)] = Candidate(candidate.url, weight, candidate.text, candidate.why)
