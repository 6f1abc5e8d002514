"""Which of a page's links may lead to a press room, the likeliest first; and which lead to the same in other languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from press import language, language_names, urls
from press.language_tags import primary
from spiders.probe.page_look import PageLink, PageLook
from spiders.probe.shapes import bare, is_language
from spiders.probe.words import folded, names_other, press_weight

_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|svg|webp|mp[34]|ics|xml|rss|atom|json|css|js|txt|epub)$", re.IGNORECASE
)
_FEED = re.compile(r"/(?:feed|rss|atom)/?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
#: Directories below which words say what a list is about, not that it is a press room.
_TRAP = re.compile(r"tags?|keywords?|topics?|events?|agenda|calendar|search|authors?|users?|jobs?|careers?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A year's page by its name, and the end of a path that is one; a directory's index page.
_ONLY_YEAR = re.compile(r"\D{0,12}(?:19|20)\d\d(?:\.\w{3,5})?")
_OWN_YEAR = re.compile(r"/(?:19|20)\d\d(?:\.\w{3,5}|/)?$")
_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$", re.IGNORECASE)
#: A link to a year has hardly another word.
_LONGEST_YEAR = 24
#: A segment of a path with more words is a headline.
_MOST_WORDS = 5
_MOST_SIBLINGS = 12
#: Links at the beginning of a page, among which its menus are.
_MENU = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may list releases: how much speaks for it, and what."""

    url: str
    weight: int
    text: str
    why: str


def candidates(seen: PageLook, base: str = "/") -> list[Candidate]:
    """Links of a page to what may be press rooms. `base` is the path under which the site stands."""
    best: dict[str, Candidate] = {}
    for link in seen.links:
        candidate = _candidate(link, seen, base)
        if candidate is None:
            continue
        known = best.get(bare(link.url))
        if known is None or known.weight < candidate.weight:
            best[bare(link.url)] = candidate
    return sorted(best.values(), key=lambda one: (-one.weight, one.url.count("/"), len(one.url)))


def common_links(seen: PageLook, others: Iterable[PageLook]) -> frozenset[str]:
    """Addresses (`bare`) of a page's links that another page has too, at its beginning: a menu, whatever its elements are."""
    found: set[str] = set()
    own = [bare(link.url) for link in seen.links[:_MENU]]
    for other in others:
        theirs = {bare(link.url) for link in other.links[:_MENU]}
        found.update(url for url in own if url in theirs)
    return frozenset(found)


def unnamed(seen: PageLook, base: str = "/", menu: Container[str] = frozenset()) -> list[Candidate]:
    """Links of a page's menus whose words say nothing either way: a press room may have a name in a language not known here.

    `menu` are addresses that are known to stand in menus, beside those whose elements say so.
    """
    found: dict[str, Candidate] = {}
    for link in seen.links:
        parts = urlsplit(link.url)
        segments = [part for part in unquote(parts.path)[len(base) :].split("/") if part and not is_language(part)]
        if (
            not (link.in_menu or bare(link.url) in menu)
            or not segments
            or parts.query
            or not parts.path.startswith(base)
            or len(link.text) > 40
        ):
            continue
        if _FILE.search(parts.path) or _FEED.search(parts.path) or not urls.same_site(link.url, seen.url):
            continue
        if names_other(link.text) or any(names_other(part) or _NUMBER.fullmatch(part) for part in segments):
            continue
        found.setdefault(bare(link.url), Candidate(link.url, 1, link.text[:80], "it stands in a menu"))
    return list(found.values())


def years_of(seen: PageLook) -> list[tuple[int, str]]:
    """(year, address) of the pages that each hold a year of what this one lists; the latest first.

    Below this page, beside it where its own address names a year, or this page under a query. The year may stand among few other
    signs: `2024 (31)`, `Année 2024`, `2024年`.
    """
    own = urlsplit(seen.url)
    path = _INDEX.sub("/", own.path)
    room = _OWN_YEAR.sub("", path).rstrip("/")
    found: dict[int, str] = {}
    for link in seen.links:
        parts = urlsplit(link.url)
        named = _YEAR.findall(link.text)
        if parts.netloc != own.netloc or len(named) != 1 or len(link.text) > _LONGEST_YEAR:
            continue
        year = named[0]
        if parts.path.rstrip("/") in (path.rstrip("/"), own.path):
            below = year in _YEAR.findall(parts.query)
        else:
            last = parts.path.rstrip("/").rpartition("/")[2]
            alone = link.text.strip() == year
            below = parts.path.startswith(f"{room}/") and (year in parts.path if alone else bool(_ONLY_YEAR.fullmatch(last)))
            # Below the site's root stands all of it: only a directory of the year itself is the home page's archive.
            below = below and (room != "" or parts.path.strip("/") == year)
        if below:
            found.setdefault(int(year), link.url)
    return sorted(found.items(), reverse=True)


def _candidate(link: PageLink, seen: PageLook, base: str) -> Candidate | None:
    parts = urlsplit(link.url)
    path = unquote(parts.path)
    if _FILE.search(path) or _FEED.search(path) or not path.startswith(base) or bare(link.url) == bare(seen.url):
        return None
    if not urls.same_site(link.url, seen.url):
        return None
    segments = [part for part in path[len(base) :].split("/") if part and not is_language(part)]
    last = re.sub(r"\.\w{3,5}$", "", segments[-1]) if segments else ""
    is_title = len(folded(last).strip("-").split("-")) > _MOST_WORDS
    short = "" if is_title else last
    # A headline may begin with "Statement" or hold "press"; where its address is made of it, it is no menu's word.
    by_text, by_path = 0 if is_title and not link.in_menu else press_weight(link.text), press_weight(short)
    weight = max(2 * by_text, 2 * by_path - (0 if link.text else 1))
    host = press_weight(parts.netloc.split(".")[0]) if not segments else 0
    weight = max(weight, host)
    if weight == 0:
        return None
    if max(by_text, by_path) < 3 and any(_TRAP.fullmatch(part) for part in segments[:-1]):
        return None
    other = names_other(link.text) or names_other(short)  # "News & Events" is followed, but late: its pages decide
    if any(_NUMBER.fullmatch(part) for part in segments):  # an archive of a year or month, a page of a series
        return None
    weight += (by_text > 0 and by_path > 0) + link.in_menu - (2 if parts.query else 0) - (3 if other else 0)
    words = f"“{link.text[:60]}”" if by_text else f"its path, {short}"
    return Candidate(link.url, weight, link.text[:80], words) if weight > 0 else None


def siblings(seen: PageLook) -> list[tuple[str, str]]:
    """(language, address) of the page in other languages: by `hreflang`, else by links that a language's name or code names.

    The page's own language comes last: a page that only leads to others has one of theirs.
    """
    found: dict[str, str] = {}
    for tag, url in (*seen.alternates, *_named(seen)):
        if urls.same_site(url, seen.url) and bare(url) != bare(seen.url):
            found.setdefault(tag, url)
    own = primary(seen.language)
    return sorted(found.items(), key=lambda item: primary(item[0]) == own)[:_MOST_SIBLINGS]


def _named(seen: PageLook) -> Iterator[tuple[str, str]]:
    for link in seen.links:
        tag = link.language or language_names.offered(link.text)
        if tag is not None and len(link.text) <= 30:
            yield tag, link.url


def tag_of_path(url: str) -> str | None:
    """The language that the first segment of a path names."""
    first = urlsplit(url).path.strip("/").split("/")[0]
    return language.tag(first) if is_language(first) else None
