"""Sitemaps: those of robots.txt, else the usual places; of an index, a sample of each kind of child."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from press.instant import Instant
from spiders.probe.asking.trail import Trail
from spiders.probe.documents import DocumentRead, read_document
from spiders.probe.evidence import Entry
from spiders.probe.words import names_other, press_weight

GUESSES = ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml", "sitemap-index.xml", "sitemap.txt")

#: Sitemaps that are asked in all, indexes included, and children of one kind (`post-sitemap1.xml`, `post-sitemap2.xml`).
MOST = 12
MOST_OF_A_KIND = 2
#: Kinds of children that are told apart.
MOST_KINDS = 8

_NUMBERS = re.compile(r"\d+")


@dataclass
class Family:
    """Children of an index whose addresses differ in numbers only, and what those that were read hold."""

    name: str
    children: list[tuple[str, Instant | None]]
    read: list[DocumentRead] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Addresses in all of them, as far as those read tell."""
        seen = sum(document.count for document in self.read)
        missing = len(self.children) - len(self.read)
        return seen + (round(seen / len(self.read)) * missing if self.read and missing > 0 else 0)

    @property
    def is_whole(self) -> bool:
        return len(self.read) >= len(self.children)


@dataclass
class Sitemap:
    """A sitemap: its own addresses, or the families of its children. `is_open`: children asked again on every visit."""

    url: str
    families: list[Family]
    is_index: bool
    is_open: int = 0

    @property
    def entries(self) -> list[Entry]:
        return [entry for family in self.families for document in family.read for entry in document.entries]

    @property
    def is_whole(self) -> bool:
        """Whether every address it names was seen."""
        return all(family.is_whole for family in self.families)


async def ask_sitemaps(trail: Trail, named: tuple[str, ...], base: str) -> list[Sitemap]:
    """All sitemaps of the site. `named` are robots.txt's; `base` is the site's own address."""
    asked = [await _ask(trail, url) for url in named if trail.same_site(url)]
    found = [sitemap for sitemap in asked if sitemap is not None]
    if not found:
        for guess in GUESSES:
            if (sitemap := await _ask(trail, urljoin(base, guess))) is not None:
                return [sitemap]
        root = urljoin(base, "/")
        if root != base and (sitemap := await _ask(trail, urljoin(root, "sitemap.xml"))) is not None:
            path = urlsplit(base).path
            if any(urlsplit(entry.url).path.startswith(path) for entry in sitemap.entries):
                return [sitemap]
    return found


async def _ask(trail: Trail, url: str) -> Sitemap | None:
    if trail.was_asked(url) or trail.left < 10:
        return None
    read = await _read(trail, url)
    if read is None:
        return None
    if not read.children:
        return Sitemap(read.url, [Family("", [(read.url, None)], [read])], is_index=False)
    families = _families(read.children)
    for family in sorted(families, key=lambda one: -_promise(one))[:MOST_KINDS]:
        for child, _lastmod in _chosen(family):
            if trail.left < 10:
                break
            document = await _read(trail, child)
            if document is None:
                continue
            if document.children:  # an index in an index: its children stand for it
                family.children = list(document.children)
                for grandchild, _ in _chosen(family):
                    deeper = await _read(trail, grandchild)
                    if deeper is not None and not deeper.children:
                        family.read.append(deeper)
                break
            family.read.append(document)
    return Sitemap(read.url, families, is_index=True, is_open=read.is_open)


async def _read(trail: Trail, url: str) -> DocumentRead | None:
    page = await trail.ask(url, "a sitemap")
    if page is None:
        return None
    read = await trail.run(read_document, page, "sitemap")
    if read is None:
        return None
    if not read.entries and not read.children:
        trail.vain("a sitemap", url, read.faults[0] if read.faults else "it names nothing")
        return None
    trail.evidence.stamps.extend(read.stamps)
    return read


def _families(children: tuple[tuple[str, Instant | None], ...]) -> list[Family]:
    families: dict[str, Family] = {}
    for url, lastmod in children:
        name = _NUMBERS.sub("#", url)
        families.setdefault(name, Family(name, [])).children.append((url, lastmod))
    return list(families.values())


def _chosen(family: Family) -> list[tuple[str, Instant | None]]:
    """The children to read: all of a few, else the first and the one that changed last."""
    if len(family.children) <= MOST_OF_A_KIND:
        return family.children
    dated = [child for child in family.children if child[1] is not None]
    newest = max(dated, key=_moment, default=family.children[-1])
    first = family.children[0] if newest is not family.children[0] else family.children[-1]
    return [newest, first]


def _moment(child: tuple[str, Instant | None]) -> datetime:
    return child[1].at() if child[1] is not None else datetime.min.replace(tzinfo=UTC)


def _promise(family: Family) -> int:
    """How likely a family holds releases, by the words of its name."""
    words = re.split(r"[/_.-]", urlsplit(family.name).path)
    if any(names_other(word) for word in words if word.lower() not in ("sitemap", "sitemaps")):
        return -1
    return max((press_weight(word) for word in words), default=0)
