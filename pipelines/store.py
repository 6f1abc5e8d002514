"""Store: sightings are committed in batches, each with its lead's end and its change rows in one transaction.

An item is done only when its batch has committed: the pipeline waits for it, and Scrapy counts it as processed no sooner.
Waiting for a full batch would deadlock against Scrapy's own bound on items in process (a batch of 50 pages of 150 kB hung for
ever at 36), so a batch also goes when it has grown to MOST_BYTES or waited LINGER seconds.
"""

from __future__ import annotations

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from archive import releases
from archive.connection import Archive
from archive.fence import Visit
from archive.releases import Stored
from crawler.gathering import Gathering
from crawler.visiting import visiting_of
from press.errors import ArchiveLost, VisitReplaced
from press.sighting import Sighting

MOST = 50
MOST_BYTES = 2_000_000
LINGER = (
    0.2  # seconds; while a batch commits, the next one gathers anyway. At a quarter of it batches were too small to share much
)


class Batch:
    """Gathers the sightings of one visit and commits them, one batch at a time."""

    def __init__(self, archive: Archive, visit: Visit | None, *, by: str) -> None:
        self._archive = archive
        self._visit = visit
        self._by = by
        self._gathering: Gathering[Sighting, Stored] = Gathering(
            self._commit, linger=LINGER, most=MOST, size=_size, most_size=MOST_BYTES
        )

    async def store(self, sighting: Sighting) -> Stored:
        """Returns when the sighting is committed; raises what kept its batch from being so."""
        return await self._gathering.put(sighting)

    async def _commit(self, batch: list[Sighting]) -> list[Stored]:
        return await releases.store(self._archive, self._visit, batch, by=self._by)


class Store:
    """Item pipeline. The visit's ledger hears of each lead that a commit ended."""

    def __init__(self, crawler: Crawler) -> None:
        self._visiting = visiting_of(crawler)
        self._batch = Batch(self._visiting.workshop.archive, self._visiting.visit, by="crawl")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Store:
        return cls(crawler)

    async def process_item(self, item: Sighting) -> Sighting:
        try:
            stored = await self._batch.store(item)
        except (ArchiveLost, VisitReplaced) as why:
            self._visiting.give_up(why)
            raise DropItem(str(why)) from why
        self._visiting.changed = True
        self._visiting.look_at(item, stored.outcome, lost_release=stored.lost_release)
        # The reason begins with the kind of page (see `validate`), the extraction's own where it has one.
        kind = (item.reason or "").partition(":")[0] or None
        self._visiting.ledger.settled(ItemAdapter(item)["lead_id"], stored.outcome, kind)
        if stored.outcome == "not_a_release":
            self._visiting.looks.read(item, kind or "unreadable", item.extraction.page_kind_reason)
        elif stored.outcome != "not_stored":
            self._visiting.looks.read(item, "release", None)
        return item


def _size(sighting: Sighting) -> int:
    record = sighting.record
    if record is None:
        return 1024
    files = sum(len(one.body_text or "") for one in record.attachments)
    return 1024 + len(record.body_text) + len(record.body_html or "") + files
