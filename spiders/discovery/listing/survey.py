"""What a page lists: entries, the rows that they stand in, further pages, and how sure it is that the page is a listing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from press.instant import Instant
from press.urls import host_key
from spiders.discovery.document import Document
from spiders.discovery.listing.blocks import Row, rows_of, single_rows
from spiders.discovery.listing.dates import Dating, is_month
from spiders.discovery.listing.entries import Found, page_dates_of, read_row, summary_of
from spiders.discovery.listing.judging import Judged, choose, is_plausible, judge
from spiders.discovery.listing.links import Link, Links, links_of
from spiders.discovery.listing.pagination import Pagination, paginate, turns_pages
from spiders.discovery.listing.tree import Tree, text_of

Order = Literal["newest", "oldest", "unknown"]

#: Fewer words than a page that a person would read as one (a menu alone has more).
_FEW_WORDS = 60
_LAST_NUMBER = re.compile(r"(\d{1,12})\D*$")
_ROOT_IDS = ("root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app", "main-app")


@dataclass(frozen=True, slots=True)
class Entry:
    """One release as the listing shows it. `group` is the number of the row it stands in, `place` where in the document."""

    url: str
    headline: str | None
    summary: str | None
    published: Instant | None
    group: int
    place: int
    on_site: bool = True
    modified: Instant | None = None

    @property
    def is_dated(self) -> bool:
        return self.dated is not None

    @property
    def dated(self) -> Instant | None:
        """The publication, else the last change, which is not before it."""
        return self.published or self.modified


@dataclass(frozen=True, slots=True)
class Group:
    """A row of repeated blocks: how many, the share that is dated, how much speaks for it, why, and whether it lists releases."""

    number: int
    size: int
    dated: float
    score: float
    evidence: tuple[str, ...]
    chosen: bool
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What `survey` found. `sure` (0 to 1): that the page is a listing of dated articles. `language` is what the page says.

    `entries` are those of the chosen groups in the order of the page, each address once; `off_site` those that lead to several
    other sites and are no leads. `is_empty_without_scripts`: a reader without scripts sees next to nothing; where further pages
    alone come by script, `pagination.how` is `scripts`. `archives` are links to the list's parts by year or month: traps where
    pages lead to everything, the only way to older releases where they do not. `shapes` tell the chosen lists again on other
    pages of the same listing.
    """

    entries: tuple[Entry, ...]
    off_site: tuple[Entry, ...]
    groups: tuple[Group, ...]
    pagination: Pagination
    order: Order
    sure: float
    is_empty_without_scripts: bool
    language: str | None
    title: str | None
    archives: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    faults: tuple[tuple[str, int], ...] = ()


def survey(document: Document) -> Survey:
    """Read a page for readers. Any bytes are read without an exception."""
    return survey_with(document, frozenset())


def survey_with(document: Document, shapes: frozenset[str]) -> Survey:
    """`survey`, where `shapes` are those of the release lists on other pages of the same listing."""
    tree = Tree.of(document)
    links = links_of(tree)
    dating = Dating.of(tree)
    page_dates = page_dates_of(tree, dating)
    judged: list[Judged] = []
    paged = frozenset(paginate(tree, links, frozenset()).pages)
    usable = [link for link in links.links if link.url not in paged and not turns_pages(tree, link)]
    for rows in (rows_of(tree, usable), single_rows(tree, usable, shapes)):
        lists = [item for item in choose(judged) if is_plausible(item)]
        for row in rows:
            if any(_holds(item, row) for item in lists):
                continue  # a block alone yields to the list that it is part of
            verdict = judge(tree, row, read_row(tree, row, dating, page_dates), shapes)
            if verdict is not None:
                judged.append(verdict)
    chosen = choose(judged)
    entries, off_site = _entries(tree, chosen)
    pagination = paginate(tree, links, frozenset(entry.url for entry in entries), [entry.place for entry in entries])
    for item in chosen:
        item.chosen = True
    judged.sort(key=lambda item: (not item.chosen, -item.score, -len(item.entries)))
    return Survey(
        entries=entries,
        off_site=off_site,
        groups=tuple(_group(number, item) for number, item in enumerate(judged[:40])),
        pagination=pagination,
        order=order_of(entries),
        sure=_sure(chosen, entries),
        is_empty_without_scripts=_is_empty(tree, links),
        language=tree.language,
        title=tree.title,
        archives=_archives(tree, usable),
        shapes=tuple(dict.fromkeys(item.row.shape for item in chosen)),
        faults=tuple(sorted(tree.faults.items())),
    )


def order_of(entries: Sequence[Entry]) -> Order:
    """Whether the entries run from new to old or the other way, each group apart; `unknown` where they say neither."""
    down, up = steps_of(entries)
    if down + up == 0:
        return "unknown"
    if down >= 2 * up:
        return "newest"
    return "oldest" if up >= 2 * down and up > 1 else "unknown"


def steps_of(entries: Sequence[Entry]) -> tuple[int, int]:
    """How often the next entry of a group is older, and how often it is younger.

    By their days; where hardly any is dated, by the last number in their addresses, which counts up in most systems.
    """
    down = up = 0
    by_group: dict[int, list[Entry]] = {}
    for entry in entries:
        by_group.setdefault(entry.group, []).append(entry)
    for members in by_group.values():
        marks: list[int] = [entry.dated.local.toordinal() for entry in members if entry.dated is not None]
        if len(marks) * 2 < len(members):
            numbers = [_LAST_NUMBER.search(entry.url) for entry in members]
            marks = [int(match[1]) for match in numbers if match is not None] if all(numbers) else []
        for earlier, later in itertools.pairwise(marks):
            down += earlier > later
            up += earlier < later
    return down, up


def _entries(tree: Tree, chosen: Sequence[Judged]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Each address once, in the order of the page. What leads to other sites is kept apart unless all leads to one."""
    found: list[tuple[int, Found]] = [(number, entry) for number, item in enumerate(chosen) for entry in item.entries]
    found.sort(key=lambda pair: pair[1].link.number)
    hosts = {entry.url.split("/", 3)[2] for _, entry in found if not entry.on_site}
    elsewhere = len(hosts) == 1 and not any(entry.on_site for _, entry in found)
    inside: dict[str, Entry] = {}
    outside: dict[str, Entry] = {}
    for number, item in found:
        target = inside if item.on_site or elsewhere else outside
        known = target.get(item.url)
        if known is None or (known.published is None and item.published is not None) or (not known.is_dated and item.is_dated):
            target[item.url] = Entry(
                item.url,
                item.headline,
                summary_of(tree, item),
                item.published,
                number,
                item.link.number,
                item.on_site,
                item.modified,
            )
    return tuple(inside.values()), tuple(outside.values())


def _holds(item: Judged, row: Row) -> bool:
    own = [block.root for block in row.blocks]
    return any(entry.block.root.holds(root) or root.holds(entry.block.root) for entry in item.entries for root in own)


def _archives(tree: Tree, links: list[Link]) -> tuple[str, ...]:
    """Addresses of this host whose link says a year or a month and no more."""
    own = host_key(tree.url)
    found = (
        link.url for link in links if is_month(link.text, tree.language) and host_key(link.url) == own and link.url != tree.url
    )
    return tuple(dict.fromkeys(found))


def _group(number: int, item: Judged) -> Group:
    sample = tuple(entry.headline or entry.url for entry in item.entries[:3])
    return Group(number, len(item.entries), item.dated, item.score, item.evidence, item.chosen, sample)


def _sure(chosen: Sequence[Judged], entries: Sequence[Entry]) -> float:
    if not chosen or not entries:
        return 0.0
    best = chosen[0]
    dated = sum(entry.is_dated for entry in entries) / len(entries)
    sure = 0.25 + 0.45 * dated + 0.05 * min(len(entries), 4) + 0.02 * max(0.0, min(best.score - 3, 5))
    if best.furniture:
        sure *= 0.5
    return round(min(sure, 0.99), 2)


def _is_empty(tree: Tree, links: Links) -> bool:
    """Whether a reader without scripts sees next to nothing: few words, hardly a link, and a place for a script to fill."""
    words = len(text_of(tree.body).split())
    if words > _FEW_WORDS or len(links.links) > 15:
        return False
    roots = any(element.said("id").lower() in _ROOT_IDS or "-" in element.tag for element in tree.elements)
    scripts = len(tree.parser.css("script"))
    return scripts > 0 and (roots or words < 20 or tree.parser.css_first("noscript") is not None)
