"""Documents of one visit are read side by side and name the same pages: rows once, and nobody waits in a circle."""

from __future__ import annotations

import asyncio
import random

from archive import documents
from archive.connection import Archive
from archive.documents import DocumentSeen
from press.page import Lead
from tests.integration.archive_store.invented import begin_visit


async def test_documents_that_name_the_same_pages_do_not_deadlock(archive: Archive) -> None:
    visit = await begin_visit(archive, "xx_ministry")
    chance = random.Random(7)
    for turn in range(12):
        pages = [Lead(f"http://ministry.example/{turn}/{number}", "sitemap") for number in range(150)]
        orders = [chance.sample(pages, len(pages)) for _ in range(5)]
        seen = [DocumentSeen(f"http://ministry.example/sitemap-{number}.xml", "sitemap") for number in range(5)]
        recorded = await asyncio.gather(
            *(documents.record(archive, visit, one, leads) for one, leads in zip(seen, orders, strict=True))
        )
        assert sum(one.new for one in recorded) == 150
