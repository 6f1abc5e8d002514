"""Feeds: those that pages name, and only where none does, the places where publishing software puts them."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from spiders.probe.asking.trail import Trail
from spiders.probe.documents import DocumentRead, is_of_comments, read_document
from spiders.probe.evidence import FoundWay
from spiders.probe.page_look import PageLook
from spiders.probe.shapes import bare
from spiders.probe.words import names_other, press_weight

#: Feeds that are looked at. A site may name one for each of its tags.
MOST_FEEDS = 8
#: So many feeds of one page: its own, perhaps one a language, and not one a tag.
MOST_OF_A_PAGE = 4

#: Below a site's own path or its press room's, in the order of how many sites have them there.
GUESSES = ("feed/", "rss.xml", "index.xml", "feed.xml", "atom.xml", "rss/", "RSS", "rss", "feed")


_FEED_WORD = re.compile(r"rss\d?|feeds?|atom|xml|rdf|index|php|aspx?", re.IGNORECASE)


async def ask_feeds(trail: Trail, seen: PageLook) -> list[FoundWay]:
    """The feeds that a page names, the likeliest first."""
    addresses = [*seen.feeds, *((url, "") for url in seen.linked_feeds)]
    ranked = sorted(dict.fromkeys(addresses), key=lambda feed: -_rank(*feed))
    found: list[FoundWay] = []
    for url, title in ranked[: 2 * MOST_OF_A_PAGE]:
        if len(found) == MOST_OF_A_PAGE or _count(trail) >= MOST_FEEDS:
            break
        if trail.was_asked(url) or _rank(url, title) < 0:
            continue
        if (way := await ask_feed(trail, url, title)) is not None:
            found.append(way)
    return found


async def guess_feeds(trail: Trail, below: list[str]) -> FoundWay | None:
    """The first feed that is found at the usual places below these addresses."""
    tried: set[str] = set()
    for guess in GUESSES:
        for address in below:
            url = urljoin(address if address.endswith("/") else f"{address}/", guess)
            if bare(url) in tried or trail.was_asked(url) or trail.left < 12:
                continue
            tried.add(bare(url))
            if (way := await ask_feed(trail, url, "")) is not None:
                return way
    return None


async def ask_feed(trail: Trail, url: str, title: str) -> FoundWay | None:
    """A feed, read; None where it is none, is empty, or is one of comments."""
    page = await trail.ask(url, "a feed")
    if page is None:
        return None
    read = await trail.run(read_document, page, "feed")
    return None if read is None else feed_found(trail, read, title)


def feed_found(trail: Trail, read: DocumentRead, title: str = "") -> FoundWay | None:
    """A feed that was read, as a way; it is in the evidence then."""
    entries = tuple(entry for entry in read.entries if trail.same_site(entry.url))
    if not read.entries:
        trail.vain("a feed", read.url, "it has no entries" if not read.faults else f"{read.faults[0]}")
        return None
    if is_of_comments(read.url, read.title or title, read.entries):
        trail.vain("a feed", read.url, "it is a feed of comments")
        return None
    if not entries:
        trail.vain("a feed", read.url, "its entries lead to other sites")
        return None
    trail.evidence.stamps.extend(read.stamps)
    way = FoundWay(
        "feed", read.url, entries, len(entries), "its entries", complete=read.paged, language=read.language,
        title=read.title or title or None, note="it has further pages" if read.paged else "",
    )  # fmt: skip
    if not any(bare(known.url) == bare(way.url) for known in trail.evidence.ways):
        trail.evidence.ways.append(way)
    return way


def _rank(url: str, title: str) -> int:
    """How likely a feed is the press room's: by its title and address; below 0 for one of comments, tags, events."""
    path = urlsplit(url).path
    segments = [part for part in path.split("/") if part]
    if is_of_comments(url, title, ()):
        return -1
    rank = 2 * press_weight(title) + max((press_weight(part) for part in segments), default=0)
    other = any(names_other(_FEED_WORD.sub(" ", part)) for part in segments)
    return rank + 3 - min(3, len(segments)) - (4 if other else 0)


def _count(trail: Trail) -> int:
    return sum(way.kind == "feed" for way in trail.evidence.ways)
