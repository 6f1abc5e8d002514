"""Links whose text is a page's number, and the rule that their addresses follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.dates.months import folded
from spiders.discovery.listing.links import Link
from spiders.discovery.listing.tree import Element, Tree, common

_NUMBER = re.compile(r"[\[\](){}|.,;:\s«»‹›-]*(\d{1,6})[\[\](){}|.,;:\s«»‹›-]*")
_LABELLED = re.compile(r"\D{0,40}?\b(\d{1,5})\b\D{0,20}")
_IN_ADDRESS = re.compile(r"\d+")
_NAMED = re.compile(r"pagin|pager|paging|page-?num|page-?nav|pages|nav-?links")
_OTHER = re.compile(r"calendar|datepicker|carousel|slider|slick|swiper|rating|stars")
_CURRENT = re.compile(r"(?:^|[\s_-])(?:current|active|selected|on|here|thispage|thisclass|now)(?:$|[\s_-])")
#: So many links that are no numbers may stand between two numbers of one row ("…", first, last).
_MOST_BETWEEN = 2
_WIDEST = 600


@dataclass(eq=False)
class Series:
    """Numbers that lead to pages of one listing. `current` is the page they stand on."""

    links: list[Link]
    numbers: list[int]
    around: Element
    current: int

    def following(self) -> str | None:
        """The address of the page after this one."""
        return next((link.url for number, link in zip(self.numbers, self.links, strict=True) if number == self.current + 1), None)


def number_in(text: str) -> int | None:
    """The number that a text consists of, in any script's digits."""
    if not text or len(text) > 24:
        return None
    match = _NUMBER.fullmatch(folded(text))
    return int(match[1]) if match else None


def series_of(tree: Tree, links: list[Link]) -> list[Series]:
    """The rows of page numbers, the best proven first. Calendars, years, ratings and "20 per page" are none."""
    found: list[tuple[int, Series]] = []
    for cluster in _clusters(tree, links):
        series = _series(tree, cluster)
        if series is not None:
            found.append(series)
    found.sort(key=lambda pair: -pair[0])
    return [series for _, series in found]


def _clusters(tree: Tree, links: list[Link]) -> Iterator[list[tuple[int, Link]]]:
    cluster: list[tuple[int, Link]] = []
    between = 0
    for link in links:
        number = number_in(link.text)
        if number is None and not any(sign.isalpha() for sign in link.text):
            number = _labelled(link)
        if number is None:
            between += 1
            continue
        if cluster and (between > _MOST_BETWEEN or not _together(cluster[-1][1].element, link.element)):
            yield cluster
            cluster = []
        if cluster and any(number == other for other, _ in cluster):
            yield cluster  # the same row again, below the list or of the next thread
            cluster = []
        cluster.append((number, link))
        between = 0
    if cluster:
        yield cluster


def _labelled(link: Link) -> int | None:
    label = link.element.said("aria-label") or link.element.said("title")
    match = _LABELLED.fullmatch(folded(label)) if label else None
    return int(match[1]) if match else None


def _together(a: Element, b: Element) -> bool:
    around = common(a, b)
    return around.end - around.number <= _WIDEST and a.depth - around.depth <= 4 and b.depth - around.depth <= 4


def _series(tree: Tree, cluster: list[tuple[int, Link]]) -> tuple[int, Series] | None:
    numbers = [number for number, _ in cluster]
    members = [link for _, link in cluster]
    around = members[0].element.parent or members[0].element
    for link in members[1:]:
        around = common(around, link.element)
    if _rows(members) >= 3 or all(1900 < number < 2100 for number in numbers):
        return None
    holders = [element for element, _ in zip((around, *around.ancestors()), range(4), strict=False)]
    if any(_OTHER.search(element.names) for element in holders if element.names):
        return None
    named = any(_NAMED.search(element.names) for element in holders if element.names)
    rule = _rule(numbers, [link.url for link in members])
    if rule is None and not named and not (len(numbers) == 1 and _extends(tree.url, members[0].url)):
        return None
    current = _current(tree, around, numbers, members, rule)
    adjacent = {current - 1, current + 1} & set(numbers)
    if not adjacent:
        return None
    weight = (4 if named else 0) + (3 if rule is not None else 0) + min(len(numbers), 3)
    if not named and rule is None and len(numbers) == 1:
        weight -= 2
    return weight, Series(members, numbers, around, current)


def _rows(members: list[Link]) -> int:
    """In how many rows of a table the numbers stand."""
    rows = set()
    for link in members:
        row = next((around for around in link.element.ancestors() if around.tag in ("tr", "table")), None)
        if row is not None and row.tag == "tr":
            rows.add(row.number)
    return len(rows)


def _rule(numbers: list[int], addresses: list[str]) -> tuple[str, str, int, int] | None:
    """Prefix, suffix, step and offset such that the address of page n is prefix + (step·n + offset) + suffix.

    The first page's address may be another: most sites write none in it.
    """
    pairs = [(number, url) for number, url in zip(numbers, addresses, strict=True) if number > 1]
    pairs = pairs or list(zip(numbers, addresses, strict=True))
    if len({number for number, _ in pairs}) < 2:
        return _rule_of_one(*pairs[0]) if pairs else None
    (first, one), (second, other) = pairs[0], next(pair for pair in pairs if pair[0] != pairs[0][0])
    spans = list(_IN_ADDRESS.finditer(one))
    for span in reversed(spans):
        prefix, suffix = one[: span.start()], one[span.end() :]
        match = re.fullmatch(re.escape(prefix) + r"(\d+)" + re.escape(suffix), other)
        if match is None:
            continue
        a, b = int(span[0]), int(match[1])
        if (b - a) % (second - first) or (b - a) // (second - first) <= 0:
            continue
        step = (b - a) // (second - first)
        offset = a - step * first
        if sum(url == f"{prefix}{step * number + offset}{suffix}" for number, url in pairs) * 5 >= len(pairs) * 4:
            return prefix, suffix, step, offset
    return None


def _rule_of_one(number: int, url: str) -> tuple[str, str, int, int] | None:
    for span in reversed(list(_IN_ADDRESS.finditer(url))):
        if int(span[0]) in (number, number - 1):
            return url[: span.start()], url[span.end() :], 1, int(span[0]) - number
    return None


def _current(tree: Tree, around: Element, numbers: list[int], members: list[Link], rule: tuple[str, str, int, int] | None) -> int:
    """The number of the page itself: marked, or not linked among the linked, or in its address; else the first."""
    for number, link in zip(numbers, members, strict=True):
        if link.element.said("aria-current") not in ("", "false") or link.url == tree.url:
            return number
    linked = [(link.element.number, link.element.end) for link in members]
    places = [around]
    if around.parent is not None and around.parent.end - around.parent.number <= _WIDEST:
        places.append(around.parent)
    for place in places:
        plain: list[tuple[bool, int]] = []
        for element in tree.inside(place):
            if any(start <= element.number < end for start, end in linked):
                continue
            own = " ".join(child.strip() for child in element.children if isinstance(child, str) and child.strip())
            shown = number_in(own) if own else None
            if shown is None and own and element is place:
                shown = next((int(found[1]) for found in re.finditer(r"(?:^|\s)\[?(\d{1,5})\]?(?=\s|$)", folded(own))), None)
            if shown is not None and shown not in numbers:
                plain.append((not _CURRENT.search(f"{element.names} {element.said('aria-current')}"), shown))
        marked = [number for unmarked, number in plain if not unmarked]
        if marked:
            return marked[0]
        close = [number for _, number in plain if {number - 1, number + 1} & set(numbers)]
        if close:
            return close[0]
    for number, link in zip(numbers, members, strict=True):
        if _CURRENT.search(link.element.names) or (
            link.element.parent is not None and _CURRENT.search(link.element.parent.names)
        ):
            return number
    if rule is not None:
        prefix, suffix, step, offset = rule
        match = re.fullmatch(re.escape(prefix) + r"(\d{1,9})" + re.escape(suffix), tree.url)
        if match and (int(match[1]) - offset) % step == 0:
            return (int(match[1]) - offset) // step
    return 1


def _extends(page: str, url: str) -> bool:
    stem = re.sub(r"[?#].*$", "", page).rstrip("/")
    return url.startswith(stem) and bool(re.search(r"\d", url[len(stem) :]))
