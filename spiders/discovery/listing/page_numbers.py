"""Links whose text is a page's number, and the rule that their addresses follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.dates.months import folded
from spiders.discovery.listing.links import Link
from spiders.discovery.listing.number_rule import Rule, rule_of
from spiders.discovery.listing.tree import Element, Tree, common

_NUMBER = re.compile(r"[\[\](){}|.,;:\s«»‹›-]*(\d{1,3}(?:[.,\s’]\d{3})+|\d{1,6})[\[\](){}|.,;:\s«»‹›-]*")
_LOOSE = re.compile(r"(?:^|\s)\[?(\d{1,5})\]?(?=\s|$)")
_LABELLED = re.compile(r"\D{0,40}?\b(\d{1,5})\b\D{0,20}")
_NAMED = re.compile(r"pagin|pager|paging|page-?num|page-?nav|pages|nav-?links")
_OTHER = re.compile(r"calendar|datepicker|carousel|slider|slick|swiper|rating|stars")
_CURRENT = re.compile(r"(?:^|[\s_-])(?:current|active|selected|on|here|thispage|thisclass|now)(?:$|[\s_-])")
#: So many links that are no numbers may stand between two numbers of one row ("…", first, last).
_MOST_BETWEEN = 2
_WIDEST = 600
#: Elements beside a row of numbers within which the number of the page itself may stand.
_MOST_BESIDE = 16


@dataclass(eq=False)
class Series:
    """Numbers that lead to pages of one listing. `current` is the page they stand on."""

    links: list[Link]
    numbers: list[int]
    around: Element
    current: int
    rule: Rule | None

    def following(self) -> str | None:
        """The address of the page after this one."""
        return next((link.url for number, link in zip(self.numbers, self.links, strict=True) if number == self.current + 1), None)


def number_in(text: str) -> int | None:
    """The number that a text consists of, in any script's digits."""
    if not text or len(text) > 24:
        return None
    match = _NUMBER.fullmatch(folded(text))
    return int(re.sub(r"\D", "", match[1])) if match else None


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
    if (
        _rows(members) >= 3
        or any(_is_calendar_row(link.element) for link in members)
        or all(1900 < number < 2100 for number in numbers)
    ):
        return None
    holders = [element for element, _ in zip((around, *around.ancestors()), range(4), strict=False)]
    if any(_OTHER.search(element.names) for element in holders if element.names):
        return None
    named = any(_NAMED.search(element.names) for element in holders if element.names)
    rule = rule_of(numbers, [link.url for link in members])
    if rule is None and not named and not (len(numbers) == 1 and _extends(tree.url, members[0].url)):
        return None
    if rule is not None and len(numbers) > 2:  # what does not follow it is something else, as "60 per page"
        kept = [pair for pair in zip(numbers, members, strict=True) if pair[0] == 1 or rule.number_of(pair[1].url) == pair[0]]
        numbers, members = [number for number, _ in kept], [link for _, link in kept]
    current = _current(tree, around, numbers, members, rule)
    adjacent = {current - 1, current + 1} & set(numbers)
    if not adjacent:
        return None
    weight = (4 if named else 0) + (3 if rule is not None else 0) + min(len(numbers), 3)
    if rule is not None and (
        rule.number_of(tree.url) is not None or rule.prefix.startswith(re.sub(r"[?#].*$", "", tree.url).rstrip("/"))
    ):
        weight += 4  # pages of this page, not of another list that it shows
    if not named and rule is None and len(numbers) == 1:
        weight -= 2
    return weight, Series(members, numbers, around, current, rule)


def _is_calendar_row(element: Element) -> bool:
    """Whether a number stands in a week: a row of seven cells among others of that size."""
    row = next((around for around in element.ancestors() if around.tag == "tr"), None)
    if row is None or row.parent is None:
        return False
    weeks = [other for other in row.parent.elements() if 7 <= sum(cell.tag in ("td", "th") for cell in other.elements()) <= 8]
    return row in weeks and len(weeks) >= 4


def _rows(members: list[Link]) -> int:
    """In how many rows of a table the numbers stand."""
    rows = set()
    for link in members:
        row = next((around for around in link.element.ancestors() if around.tag in ("tr", "table")), None)
        if row is not None and row.tag == "tr":
            rows.add(row.number)
    return len(rows)


def _current(tree: Tree, around: Element, numbers: list[int], members: list[Link], rule: Rule | None) -> int:
    """The number of the page itself: in its address, or marked, or not linked among the linked; else the first."""
    if rule is not None and (own := rule.number_of(tree.url)) is not None:
        return own
    for number, link in zip(numbers, members, strict=True):
        if link.element.said("aria-current") not in ("", "false") or link.url == tree.url:
            return number
    linked = [(link.element.number, link.element.end) for link in members]
    places = [around]
    if around.parent is not None and around.parent.end - around.parent.number <= around.end - around.number + _MOST_BESIDE:
        places.append(around.parent)
    for place in places:
        plain: list[tuple[bool, int]] = []
        for element in tree.inside(place):
            if any(start <= element.number < end for start, end in linked):
                continue
            text = " ".join(child.strip() for child in element.children if isinstance(child, str) and child.strip())
            shown = number_in(text) if text else None
            if shown is None and text and element is place:
                shown = next((int(found[1]) for found in _LOOSE.finditer(folded(text))), None)
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
    return 1


def _extends(page: str, url: str) -> bool:
    stem = re.sub(r"[?#].*$", "", page).rstrip("/")
    return url.startswith(stem) and bool(re.search(r"\d", url[len(stem) :]))
