"""Further pages of a listing: which links lead to them, and which one is next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from press.dates.months import folded
from press.urls import host_key, join, same_site
from spiders.discovery.listing.dates import is_month
from spiders.discovery.listing.links import Link, Links
from spiders.discovery.listing.number_rule import rule_of
from spiders.discovery.listing.page_addresses import (
    PAGE_IN_ADDRESS,
    continues,
    is_after,
    is_before,
    is_of_a_month,
    is_page_address,
    is_the_second,
)
from spiders.discovery.listing.page_numbers import Series, number_in, series_of
from spiders.discovery.listing.position import Position, position_of
from spiders.discovery.listing.tree import Element, Tree, text_of
from spiders.discovery.listing.words import begins, is_double, is_older, says

How = Literal["rel", "number", "word", "more", "address", "scripts"]

_NEXT_NAME = re.compile(r"(?:^|[\s_-])(?:next|older|weiter|suivant|siguiente)(?:$|[\s_-])|nextpage|nextpostslink|pagenext")
_PREVIOUS_NAME = re.compile(r"(?:^|[\s_-])(?:prev|previous|newer)(?:$|[\s_-])|previouspostslink|pageprev")
_PAGED_NAME = re.compile(
    r"pagin|pager|paging|page-?num|page-?nav|nav-?links|posts-navigation|load-?more|older|blog-pager|nav-(?:below|above|previous|next)|pages"
)
_OTHER_NAME = re.compile(
    r"carousel|slider|slick|swiper|calendar|datepicker|gallery|post-navigation|nav-single|comment|breadcrumb|lightbox"
)
#: Elements of a pager that holds a few links and its place.
_MOST_BESIDE = 40


@dataclass(frozen=True, slots=True)
class Pagination:
    """`next` is the one page to read next; `how` it was found (`scripts`: there is one, but only a script leads to it).

    `pages` are all links to pages of this listing, in the order of the page. `current` is this page's number and `last` the
    highest number seen, `last_page` its address, where the page counts them. `says_more`: the page's own words count more pages
    than this one.
    """

    next: str | None = None
    how: How | None = None
    pages: tuple[str, ...] = ()
    current: int | None = None
    last: int | None = None
    last_page: str | None = None
    says_more: bool = False


def paginate(tree: Tree, links: Links, entries: frozenset[str], places: Sequence[int] = ()) -> Pagination:
    """The links to further pages. `entries` are the addresses of the releases, `places` where they stand in the document."""
    usable = [link for link in links.links if link.url not in entries]
    series = series_of(tree, usable)
    pages: dict[str, None] = {}
    for link in usable:
        if any(link in one.links or (one.rule is not None and one.rule.number_of(link.url) is not None) for one in series):
            pages[link.url] = None
    by_word: dict[str, list[Link]] = {"next": [], "previous": [], "more": [], "end": []}
    near = _near(tree, series, usable)
    for link in usable:
        word = _word_of(tree, link, near)
        if word is not None:
            by_word[word].append(link)
    _set_ends_apart(by_word)
    for word in ("next", "previous", "end"):
        for link in by_word[word]:
            if link.url != tree.url and not is_of_a_month(tree.url, link.url):
                pages[link.url] = None
    following, how = _next(tree, usable, series, by_word, entries)
    if following is not None and any(link.url == following for link in usable):
        pages.setdefault(following)
    if following is None and _needs_scripts(tree, links, series, places):
        how = "scripts"
    position = position_of(tree, _around([link for word in ("next", "previous") for link in by_word[word]]))
    current = series[0].current if series else position.current if position is not None else None
    numbers = [number for one in series for number in one.numbers]
    last = max([*numbers, *([position.last] if position is not None else [])], default=None)
    highest: str | None
    if series:
        highest = max(zip(series[0].numbers, series[0].links, strict=True), key=lambda pair: pair[0])[1].url
    else:
        highest = _last_page(position, following, list(pages))
    says_more = position is not None and position.is_said and position.last > position.current
    return Pagination(following, how, tuple(pages), current, last, highest, says_more)


def turns_pages(tree: Tree, link: Link) -> bool:
    """Whether a link says a number or a word that turns pages, and leads to another page of this one: never an entry."""
    is_number = number_in(link.text) is not None and not is_month(link.text, tree.language)
    return (is_number or says(link.text) in ("next", "previous", "end")) and continues(tree.url, link.url)


def _set_ends_apart(by_word: dict[str, list[Link]]) -> None:
    """Double arrows beside single ones lead to the first and the last page."""
    for word in ("next", "previous"):
        double = [link for link in by_word[word] if is_double(link.text)]
        if double and len(double) < len(by_word[word]):
            by_word[word] = [link for link in by_word[word] if link not in double]
            by_word["end"].extend(double)


def _around(links: Sequence[Link]) -> frozenset[int]:
    """The numbers of the elements beside links that turn pages."""
    near: set[int] = set()
    for link in links:
        for around, _ in zip(link.element.ancestors(), range(2), strict=False):
            if around.end - around.number <= _MOST_BESIDE:
                near.update(range(around.number, around.end))
    return frozenset(near)


def _last_page(position: Position | None, following: str | None, pages: Sequence[str]) -> str | None:
    """The address of the page that a page's words call the last, by the rule that the next one and it follow."""
    if position is None or following is None or position.last <= position.current:
        return None
    if position.last == position.current + 1:
        return following
    numbers = [position.current + 1, position.last]
    for url in pages:
        rule = rule_of(numbers, [following, url]) if url != following else None
        if rule is not None and rule.number_of(url) == position.last and rule.number_of(following) == position.current + 1:
            return url
    return None


def _next(
    tree: Tree, usable: list[Link], series: list[Series], by_word: dict[str, list[Link]], entries: frozenset[str]
) -> tuple[str | None, How | None]:
    for node in tree.parser.css("link[rel][href]"):
        if "next" in (node.attributes.get("rel") or "").lower().split():
            url = join(tree.base, node.attributes.get("href") or "")
            if url is not None and _may_follow(tree, url, entries):
                return url, "rel"
    for link in by_word["next"]:
        named = "next" in link.element.said("rel").lower().split()
        if named and _may_follow(tree, link.url, entries) and not is_before(tree.url, link.url):
            return link.url, "rel"
    for one in series:
        following = one.following()
        if following is not None and _may_follow(tree, following, entries):
            return following, "number"
    for link in by_word["next"]:
        if _may_follow(tree, link.url, entries) and not _is_behind(series, link.url) and not is_before(tree.url, link.url):
            return link.url, "word"
    for link in by_word["previous"]:  # sites that think of time: the previous page is the older one
        if _may_follow(tree, link.url, entries) and is_after(tree.url, link.url) and not by_word["next"]:
            return link.url, "word"
    for link in by_word["more"]:
        if _may_follow(tree, link.url, entries) and continues(tree.url, link.url):
            return link.url, "more"
    for link in usable:
        if _may_follow(tree, link.url, entries) and is_the_second(tree.url, link.url) and not _is_other(link.element):
            return link.url, "address"
    return None, None


def _is_behind(series: list[Series], url: str) -> bool:
    """Whether the numbers say that an address is of a page before this one."""
    return any(
        number <= one.current for one in series for number, link in zip(one.numbers, one.links, strict=True) if link.url == url
    )


def _may_follow(tree: Tree, url: str, entries: frozenset[str]) -> bool:
    if is_of_a_month(tree.url, url):
        return False
    own = host_key(tree.url)
    return url != tree.url and url not in entries and (host_key(url) == own or same_site(url, tree.url))


def _near(tree: Tree, series: list[Series], usable: list[Link]) -> list[Element]:
    """The elements that hold the numbers: what stands in them beside the numbers leads to pages too."""
    found = []
    for one in series:
        element = one.around
        parent = element.parent
        # One element up, where next and previous stand beside the list of numbers, if it holds little else.
        if parent is not None and parent.end - parent.number < (element.end - element.number) + 16:
            element = parent
        found.append(element)
    return found


def _word_of(tree: Tree, link: Link, near: list[Element]) -> str | None:
    """What the link says it is: by its text, its label or title, its rel, or its names; None for any other link."""
    element = link.element
    said = next((word for text in (link.text, element.said("aria-label"), element.said("title")) if (word := says(text))), None)
    if said is None and not element.said("rel") and (word := begins(link.text)) is not None:
        said = word if is_page_address(link.url) or continues(tree.url, link.url) else None
    rel = element.said("rel").lower().split()
    parent = element.parent.names if element.parent is not None and len(element.parent.elements()) <= 2 else ""
    names = f"{element.names} {parent}"
    if said is None and not rel and not _NEXT_NAME.search(names) and not _PREVIOUS_NAME.search(names):
        return None  # most links: what follows looks at all that stands around
    if _is_other(element) or (link.text and is_month(link.text, tree.language)):
        return None
    paged = _is_paged(element) or any(around.holds(element) for around in near)
    if "next" in rel:
        return "next" if said != "previous" else None
    if said == "more":
        return "more"
    if said is None and len(link.text) <= 40 and (paged or len(link.text) <= 25):
        if _NEXT_NAME.search(names) and (paged or "prev" in rel or PAGE_IN_ADDRESS.search(urlsplit(link.url).path)):
            said = "next"
        elif _PREVIOUS_NAME.search(names) and paged:
            said = "previous"
    if said is None and ("prev" in rel or "previous" in rel) and (paged or is_page_address(link.url)):
        said = "previous"
    if said is None:
        return None
    if said == "end":
        return said if paged or continues(tree.url, link.url) or any(around.holds(element) for around in near) else None
    bare = not any(sign.isalpha() for sign in link.text)
    if not (paged or is_page_address(link.url) or (continues(tree.url, link.url)) or (not bare and is_older(link.text))):
        return None
    return said


def _is_other(element: Element) -> bool:
    """Whether it belongs to something else that has a next and a previous: pictures, a calendar, an article."""
    for around, _ in zip((element, *element.ancestors()), range(5), strict=False):
        if (
            around.names
            and _OTHER_NAME.search(around.names)
            and not _PAGED_NAME.search(around.names.replace("post-navigation", ""))
        ):
            return True
        if around.tag == "table" and sum(child.tag == "th" for child in around.elements()) >= 7:
            return True
    return False


def _is_paged(element: Element) -> bool:
    return any(
        around.names and _PAGED_NAME.search(around.names)
        for around, _ in zip((element, *element.ancestors()), range(5), strict=False)
    )


def _needs_scripts(tree: Tree, links: Links, series: list[Series], places: Sequence[int]) -> bool:
    """Whether pages are turned by script alone: a "more" without a link below the entries, or numbers that are postbacks."""
    below = sorted(places)[len(places) // 2] if places else 0
    numbers = 0
    for element in links.scripted:
        if element.number < below or _is_other(element):
            continue
        text = text_of(element)
        if says(text) in ("next", "more") and (_is_paged(element) or "postback" in element.said("href").lower()):
            return True
        numbers += number_in(text) in (2, 3)
    if numbers >= 1 and not series:
        return True
    for element in tree.elements[below:]:
        if element.tag == "button" or (element.tag == "a" and element.said("href") in ("", "#") and "href" in element.attributes):
            text = text_of(element)
            if text and says(text) == "more" and (_is_paged(element) or " " in folded(text).strip()) and places:
                return True
    return False
