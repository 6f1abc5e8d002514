"""The ledger of a visit: which leads were asked, and how each ended.

A lead that was asked must end. Callbacks, errbacks and signals report here; what nobody reported stands out at the end of
the visit (`unheard`), keeps its lead open and makes the visit fail, so that no silent way for a request to vanish stays unseen.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from scrapy.crawler import Crawler

from archive import captures, leads
from archive.connection import Archive
from archive.fence import Visit, hold
from archive.leads import LeadEnd
from crawler.quiet import until
from press.capture import Capture

#: Ends kept in memory before they are written; a kill costs at most this many repeated fetches.
BATCH = 50


class Ledger:
    """What has become of the leads that one visit asked for."""

    def __init__(self, archive: Archive, visit: Visit) -> None:
        self._archive = archive
        self._visit = visit
        self._in_flight: set[int] = set()
        self._ends: list[LeadEnd] = []
        self._captures: list[Capture] = []
        self._left = asyncio.Event()
        self._writing = asyncio.Lock()
        self.asked = 0
        self.fetched = 0
        self.outcomes: Counter[str] = Counter()  # ends that the store wrote
        self.others: Counter[str] = Counter()  # pages that are no release, by what they are
        self.failures: Counter[str] = Counter()  # ends by their reason
        self.put_off = 0

    @property
    def unheard(self) -> frozenset[int]:
        """Leads that were asked and have no end yet."""
        return frozenset(self._in_flight)

    def ask(self, lead_id: int) -> None:
        """This lead is about to be requested."""
        self._in_flight.add(lead_id)
        self.asked += 1

    async def room(self, most: int, crawler: Crawler) -> bool:
        """Wait until fewer than `most` leads are in flight. False: their requests vanished without a word."""
        if len(self._ends) >= BATCH:
            await self.flush()
        return await until(lambda: len(self._in_flight) < most, self._left, crawler)

    def settled(self, lead_id: int | None, outcome: str, page_kind: str | None = None) -> None:
        """The store committed this lead's end together with what came of it; `page_kind` is what a page is that is no release."""
        if lead_id is not None:
            self.outcomes[outcome] += 1
            if outcome == "not_a_release" and page_kind is not None:
                self.others[page_kind] += 1
            self._leave(lead_id)

    def end(
        self, lead_id: int, state: Literal["done", "failed", "open"], outcome: str, detail: str | None = None, *,
        not_before: datetime | None = None, kept: Sequence[Capture] = (),
    ) -> None:  # fmt: skip
        """Nothing was stored for this lead; `kept` are captures made on the way. Written by the next flush.

        The first end counts: an item's error may be heard twice.
        """
        if lead_id not in self._in_flight:
            return
        self._ends.append(LeadEnd(lead_id, state, outcome, detail, not_before))
        self._captures.extend(kept)
        self.failures[outcome] += 1
        self.put_off += state == "open"
        self._leave(lead_id)

    def keep(self, kept: Sequence[Capture]) -> None:
        """Captures that belong to no lead's end: redirects on the way, documents that could not be read."""
        self._captures.extend(kept)

    async def flush(self) -> None:
        """Write what has gathered, in one fenced transaction.

        Who asked for it may be cancelled, as Scrapy does with the start of a crawl that is stopped: it is written all the same.
        What could not be written stays for the next flush.
        """
        writing = asyncio.ensure_future(self._write())
        writing.add_done_callback(lambda done: done.cancelled() or done.exception())  # the next flush meets it again
        await asyncio.shield(writing)

    async def _write(self) -> None:
        async with self._writing:
            ends, self._ends = self._ends, []
            kept, self._captures = self._captures, []
            if not ends and not kept:
                return
            try:
                async with self._archive.transaction() as connection:
                    await hold(connection, self._visit)
                    await captures.add(connection, self._visit, kept)
                    await leads.end(connection, self._visit, ends)
            except BaseException:
                self._ends[:0], self._captures[:0] = ends, kept
                raise

    def _leave(self, lead_id: int) -> None:
        self._in_flight.discard(lead_id)
        self._left.set()
