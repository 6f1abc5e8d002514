"""One visit under way: what every component of its crawl shares. It hangs on the crawler, since Scrapy's settings are copied."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, cast

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive import visits
from archive.fence import Visit
from archive.reaching import lost_is_told, told_of
from crawler.asking import Asking, attach_asking
from crawler.ends import Ledger
from crawler.layouts import LayoutsOfVisit
from crawler.looks import Looks
from crawler.workshop import Workshop
from press.errors import ArchiveLost, CaptureFailed, VisitReplaced
from press.health import PageSeen, page_missed, page_seen
from press.sighting import Sighting
from press.source import Source

#: Pages that the verdict on a source looks at: more would say nothing more.
MOST_PAGES = 80


@dataclass
class Visiting:
    """A visit and its wishes.

    `since` goes back by date, `limit` bounds the pages, `revisit_all` looks at every known page again, due or not.
    """

    workshop: Workshop
    source: Source
    visit: Visit
    ledger: Ledger
    layouts: LayoutsOfVisit
    looks: Looks
    since: datetime | None = None
    limit: int | None = None
    revisit_all: bool = False
    gap: bool = False
    leads_found: int = 0
    documents: dict[str, str] = field(default_factory=dict)  # address -> how its reading ended
    faults: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # why bounds bit, for the visit's detail
    read: int = 0  # releases that were stored with something new in them
    missing: dict[str, int] = field(default_factory=dict)  # of those, how many lack a field that a healthy visit finds
    pages: deque[PageSeen] = field(
        default_factory=lambda: deque(maxlen=MOST_PAGES)
    )  # the last ones, for the verdict on the source
    abandoned: ArchiveLost | CaptureFailed | VisitReplaced | None = None  # why the visit cannot go on
    abandon: asyncio.Event = field(default_factory=asyncio.Event)
    changed: bool = False  # something new was found or asked

    def give_up(self, why: ArchiveLost | CaptureFailed | VisitReplaced) -> None:
        """The visit cannot go on: its crawl is stopped. The first reason counts."""
        self.abandoned = self.abandoned or why
        self.abandon.set()

    @contextmanager
    def giving_up(self) -> Iterator[None]:
        """What ends the visit as a whole is no fault of the step that meets it first: the crawl is stopped and the step ends."""
        try:
            with lost_is_told():
                yield
        except (ArchiveLost, CaptureFailed, VisitReplaced) as why:
            self.give_up(why)

    def is_lost(self, error: BaseException | None) -> bool:
        """Whether an error is the archive's loss and no fault of the page over which it was met; then the visit cannot go on."""
        if (lost := told_of(error)) is not None:
            self.give_up(lost)
        return lost is not None

    def look_at(self, sighting: Sighting, outcome: str, *, lost_release: bool = False) -> None:
        """Note what a stored page was like, and count what a release with something new in it lacks of the fields that the
        source's file leads one to expect. `lost_release`: a release stood on the page, and none does now."""
        if (seen := page_seen(sighting, outcome, self.source.healthy.fields, lost_release=lost_release)) is not None:
            self.pages.append(seen)
        record = sighting.record
        if record is None or outcome not in ("new", "appeared", "revised"):
            return
        self.read += 1
        for name in self.source.healthy.fields:
            if not getattr(record, name, None):
                self.missing[name] = self.missing.get(name, 0) + 1

    def miss(self, url: str, word: str) -> None:
        """Note that a page could not be had, by the reason's word."""
        self.pages.append(page_missed(url, word))

    def fault(self, word: str, count: int = 1) -> None:
        """Count what could not be used, by its reason."""
        self.faults[word] = self.faults.get(word, 0) + count


def attach(crawler: Crawler, visiting: Visiting) -> None:
    """Give a crawl its visit, before it starts."""
    cast(Any, crawler).visiting = visiting
    archive, visit = visiting.workshop.archive, visiting.visit
    attach_asking(crawler, Asking(archive, visiting.workshop.holder, visit, prove=partial(visits.renew, archive, visit)))


def visiting_of(crawler: Crawler) -> Visiting:
    """The visit of this crawl."""
    visiting = getattr(crawler, "visiting", None)
    if visiting is None:
        raise NotConfigured("this crawl has no visit: start it with `scrapy crawl SOURCE`, not through Scrapy's own process")
    return cast(Visiting, visiting)
