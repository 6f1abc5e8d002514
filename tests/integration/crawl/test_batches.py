"""pipelines.store.Batch: many pages in one transaction, each heard of when it is committed, none waiting for a batch to fill."""

from __future__ import annotations

import asyncio
import time

import pytest

from archive.connection import Archive
from pipelines import store
from pipelines.store import Batch
from press.errors import VisitReplaced
from press.sighting import Sighting
from tests.integration.archive_store.invented import begin_visit, rows, sighting

pytestmark = pytest.mark.one_postgres


def _page(number: int, body: str | None = None) -> Sighting:
    return sighting(f"https://press.example/news/{number}", f"topic{number}x", body=body)


async def _sizes_of_batches(archive: Archive) -> list[int]:
    """How many pages each transaction made new, in order."""
    counted = await rows(archive, "SELECT count(*) AS count FROM archive.change GROUP BY xmin ORDER BY min(change_id)")
    return [row["count"] for row in counted]


async def test_pages_that_come_together_are_committed_together(archive: Archive) -> None:
    batch = Batch(archive, await begin_visit(archive), by="crawl")
    stored = await asyncio.gather(*(batch.store(_page(number)) for number in range(2 * store.MOST + 5)))
    assert [one.url for one in stored] == [f"https://press.example/news/{n}" for n in range(2 * store.MOST + 5)]
    assert {one.outcome for one in stored} == {"new"}
    sizes = await _sizes_of_batches(archive)
    assert sum(sizes) == 2 * store.MOST + 5
    assert max(sizes) <= store.MOST
    assert len(sizes) <= 4


async def test_a_page_alone_goes_after_a_while(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LINGER", 1.0)
    batch = Batch(archive, await begin_visit(archive), by="crawl")
    began = time.monotonic()
    first = asyncio.ensure_future(batch.store(_page(1)))
    await asyncio.sleep(0.1)
    assert not first.done()
    assert await rows(archive, "SELECT 1 FROM archive.change") == []
    second = asyncio.ensure_future(batch.store(_page(2)))
    await asyncio.gather(first, second)
    assert time.monotonic() - began >= 1
    assert await _sizes_of_batches(archive) == [2]
    assert (await batch.store(_page(3))).outcome == "new", "and it begins anew"


@pytest.mark.parametrize("full_by", ["number", "bytes"])
async def test_a_full_batch_waits_for_nobody(archive: Archive, monkeypatch: pytest.MonkeyPatch, full_by: str) -> None:
    """By bytes too: Scrapy holds so many at most, and waiting for more of them than that would be waiting for ever."""
    monkeypatch.setattr(store, "LINGER", 600.0)
    batch = Batch(archive, await begin_visit(archive), by="crawl")
    if full_by == "number":
        pages = [_page(number) for number in range(store.MOST)]
    else:
        pages = [_page(number, f"word{number} " * (store.MOST_BYTES // 12)) for number in range(2)]
    stored = await asyncio.wait_for(asyncio.gather(*(batch.store(page) for page in pages)), 60)
    assert {one.outcome for one in stored} == {"new"}


async def test_what_cannot_be_stored_fails_alone(archive: Archive) -> None:
    batch = Batch(archive, await begin_visit(archive), by="crawl")
    bad = sighting("https://press.example/news/bad", "bad", source="xx_nobody")  # no such source: a broken reference
    good, refused, fine = await asyncio.gather(batch.store(_page(1)), batch.store(bad), batch.store(_page(2)))
    assert (good.outcome, refused.outcome, fine.outcome) == ("new", "not_stored", "new")
    assert refused.reason


async def test_all_of_a_batch_hear_that_the_visit_was_replaced(archive: Archive) -> None:
    visit = await begin_visit(archive)
    batch = Batch(archive, visit, by="crawl")
    await rows(archive, "UPDATE archive.source SET lease_until = now() - interval '1 s' RETURNING 1")
    await begin_visit(archive)
    heard = await asyncio.gather(*(batch.store(_page(number)) for number in range(3)), return_exceptions=True)
    assert [type(one) for one in heard] == [VisitReplaced] * 3
    with pytest.raises(VisitReplaced):
        await batch.store(_page(4))
    assert await rows(archive, "SELECT 1 FROM archive.change") == []


async def test_who_no_longer_waits_does_not_keep_the_others(archive: Archive) -> None:
    batch = Batch(archive, await begin_visit(archive), by="crawl")
    gone, stays = (asyncio.ensure_future(batch.store(_page(number))) for number in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await asyncio.wait_for(stays, 30)).outcome == "new"
