"""The links of a page, and what each says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from press import urls
from press.text import one_line
from spiders.discovery.listing.tree import HEADINGS, Element, Tree, text_of

_MOST_LINKS = 10_000
_LONGEST = 4_000

#: A value that no person wrote: a session's number. The same one in many of a page's links, under one name.
_TOKEN = re.compile(r"[0-9A-Za-z_-]{16,128}")
#: A shorter one may be a number of the site's own; it is a session's where nearly all of a page's own links have it.
_SHORT_TOKEN = re.compile(r"(?=[A-Za-z]*\d)[0-9A-Za-z]{8,15}|(?=[A-Za-z]*\d)[0-9A-Za-z]{4,}(?:-[0-9A-Za-z]{4,})+")
_DATE = re.compile(r"(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?")
#: A number may as well be the site's own, which its pages need: of numbers, those that are called a session's.
_SESSION_NAME = re.compile(r"j?s(?:id|no|nr|key)?|.*(?:sess|token|visit).*", re.IGNORECASE)
#: Addresses without it are the few that lead to files, to the site's other parts, or away from the session.
_NEARLY_ALL = 0.8
_IN_PATH = re.compile(r";[a-z]*sess[a-z]*id[a-z]*=[^/?#;]*", re.IGNORECASE)
_ENOUGH = 3


@dataclass(eq=False, slots=True)
class Link:
    """`url` is normalised and without a session's number. `element` is the `a`; `heading` the heading around or in it."""

    element: Element
    url: str
    text: str
    heading: Element | None

    @property
    def number(self) -> int:
        return self.element.number


@dataclass(frozen=True, slots=True)
class Links:
    """`links` in document order; `scripted` are the elements whose link is a script's (`javascript:`)."""

    links: list[Link]
    scripted: list[Element]


def links_of(tree: Tree) -> Links:
    """All links that lead to a web address, also those back to this page."""
    found: list[Link] = []
    scripted: list[Element] = []
    known: dict[str, str | None] = {}
    for element in tree.elements:
        if element.tag not in ("a", "area"):
            continue
        href = element.attributes.get("href")
        if href is None or len(href) > _LONGEST:
            continue
        written = href.strip()
        if written[:11].lower() == "javascript:":
            scripted.append(element)
            continue
        if not written or written.startswith("#"):
            continue
        if written not in known:
            known[written] = urls.join(tree.base, written)
        url = known[written]
        if url is None:
            continue
        found.append(Link(element, url, _text(element), _heading(tree, element)))
        if len(found) >= _MOST_LINKS:
            tree.faults["page with more than 10,000 links: the rest was not read"] = 1
            break
    without = _session_parameters(tree.url, found)
    for link in found:
        link.url = _without_session(link.url, without)
    return Links(found, scripted)


def _text(element: Element) -> str:
    """What the link says: its text, else what it has instead of text."""
    text = text_of(element)
    if not text:
        text = element.said("aria-label") or element.said("title")
    if not text:
        stack = element.elements()
        while stack and not text:
            child = stack.pop(0)
            text = child.said("alt") or child.said("aria-label") or child.said("title")
            stack.extend(child.elements())
    return one_line(text[:1000]) or ""


def _heading(tree: Tree, element: Element) -> Element | None:
    for around, _ in zip(element.ancestors(), range(4), strict=False):
        if around.tag in HEADINGS or around.said("role") == "heading":
            return around
    return next((inner for inner in tree.inside(element) if inner.tag in HEADINGS), None)


def _session_parameters(own: str, links: list[Link]) -> frozenset[str]:
    """Names of query parameters that hold the same token in most links of the site: a session, new at each visit.

    The address that was asked does not have it, or it belongs to the page. A short one has to stand in nearly all of the page's
    links to its own host, menu included, under a name that the page's address does not have.
    """
    asked = parse_qsl(urlsplit(own).query)
    names = {name for name, _ in asked}
    values_asked = {value for _, value in asked}
    host = urls.host_key(own)
    values: dict[str, Counter[str]] = {}
    with_query = on_site = 0
    for url in {link.url for link in links}:
        parts = urlsplit(url)
        if parts.netloc != host:
            continue
        on_site += 1
        with_query += bool(parts.query)
        for name, value in parse_qsl(parts.query):
            if _is_token(name, value) and value not in values_asked:
                values.setdefault(name, Counter())[value] += 1
    found = set()
    for name, counted in values.items():
        (value, most), total = counted.most_common(1)[0], sum(counted.values())
        if most < _ENOUGH or most * 10 < total * 8:
            continue
        is_long = _TOKEN.fullmatch(value) is not None
        if most * 2 >= with_query if is_long else (name not in names and most >= on_site * _NEARLY_ALL):
            found.add(name)
    return frozenset(found)


def _is_token(name: str, value: str) -> bool:
    if value.isdecimal() and not _SESSION_NAME.fullmatch(name):
        return False
    if _TOKEN.fullmatch(value):
        return any(sign.isdigit() for sign in value)
    return _SHORT_TOKEN.fullmatch(value) is not None and _DATE.fullmatch(value) is None


def _without_session(url: str, names: frozenset[str]) -> str:
    if ";" in url:
        url = _IN_PATH.sub("", url)
    if not names or "?" not in url:
        return url
    path, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part.partition("=")[0] not in names]
    return f"{path}?{'&'.join(kept)}" if kept else path
