"""What a look at a site has brought together: ways found, sample pages read, and what was asked in vain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from press.instant import Instant
from press.source import Answer, WayKind
from spiders.probe.page_look import PageLook
from spiders.probe.zones import ZoneFound


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a way names, with what the way says of it."""

    url: str
    headline: str | None = None
    published: Instant | None = None
    language: str | None = None
    modified: Instant | None = None


@dataclass(frozen=True, slots=True)
class FoundWay:
    """A way to find releases, as it was found.

    `entries` are those that were seen, in the document's order; `total` is how many pages it names in all, as far as that is
    known, and `counted` how. `complete`: it names all releases of its part of the site, not the newest alone. `cost` is the
    number of documents that a later visit asks, `first` that of the first one.
    """

    kind: WayKind
    url: str
    entries: tuple[Entry, ...] = ()
    total: int | None = None
    counted: str = ""
    complete: bool = False
    cost: int = 1
    first: int = 1
    language: str | None = None
    title: str | None = None
    answer: Answer | None = None
    sure: float = 1.0
    note: str = ""
    of_a_year: bool = False  # a page of a listing's archive: it rests, once read

    @property
    def newest(self) -> Instant | None:
        """The latest date that it states of an entry."""
        dated = [entry.published or entry.modified for entry in self.entries]
        return max((instant for instant in dated if instant is not None), key=lambda instant: instant.local, default=None)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of the site, read as a crawl would read it. `own_date`: the page itself says its date, not only what led to it."""

    url: str
    way: str
    page_kind: str
    reason: str | None = None
    headline: str | None = None
    published: Instant | None = None
    own_date: bool = False
    language: str | None = None
    issuer: str | None = None
    distributor: str | None = None
    text: str = ""
    words: int = 0
    alternates: tuple[tuple[str, str], ...] = ()
    stamps: tuple[datetime, ...] = ()
    site_name: str | None = None
    is_shell: bool = False

    @property
    def is_release(self) -> bool:
        return self.page_kind == "release" and bool(self.headline)


@dataclass(frozen=True, slots=True)
class Vain:
    """Something that was tried and gave nothing, with the reason."""

    what: str
    url: str
    why: str


@dataclass
class Evidence:
    """All that was seen. Gathered by `inquiry`, judged by the other files."""

    asked: str
    home: PageLook | None = None  # the page that the site's address leads to
    start: PageLook | None = None  # the page that was given
    looks: dict[str, PageLook] = field(default_factory=dict)
    ways: list[FoundWay] = field(default_factory=list)
    samples: dict[str, Sample] = field(default_factory=dict)
    vain: list[Vain] = field(default_factory=list)
    crawl_delay: float | None = None
    stated_zone: str | None = None
    stated_name: str | None = None
    stamps: list[datetime] = field(default_factory=list)
    rendered: bool = False
    needs_browser: bool = False
    no_browser: str | None = None  # why nothing could be rendered
    sessions: tuple[str, ...] = ()  # parameters that its server writes into every link, and that name no page
    requests: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A way with its verdict: whether it goes into the file, why, and with which patterns."""

    way: FoundWay
    chosen: bool
    why: str
    releases: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    sweep_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source, and the reason for each of its parts."""

    source_id: str
    name: str
    name_reason: str
    kind: str
    kind_reason: str
    languages: tuple[str, ...]
    language_reason: Mapping[str, str]
    zone: ZoneFound
    home: str
    issuer: str | None
    ways: tuple[Judged, ...]
    render: str
    delay: float | None
    release_paths: tuple[str, ...]
    ignore_parameters: tuple[str, ...]
    releases: int | None
    how_sure: str
    checks: tuple[str, ...]
