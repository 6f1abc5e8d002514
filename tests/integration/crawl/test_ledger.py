"""crawler.ends: every lead that was asked ends once, and what is written is fenced."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg.errors import UndefinedTable

from archive import documents, leads
from archive.connection import Archive
from archive.fence import Visit
from crawler import quiet
from crawler.ends import BATCH, Ledger
from press.errors import VisitReplaced
from press.page import Lead
from tests.integration.archive_store.invented import begin_visit, make_capture, rows

pytestmark = pytest.mark.one_postgres

#: A crawl that is over: nothing under way could still report.
QUIET: Any = SimpleNamespace(
    engine=SimpleNamespace(
        downloader=SimpleNamespace(active=()), scheduler=SimpleNamespace(has_pending_requests=lambda: False),
        scraper=SimpleNamespace(slot=None),
    )
)  # fmt: skip


async def _asked(archive: Archive, visit: Visit, count: int) -> tuple[Ledger, list[int]]:
    """A ledger that has asked for so many leads."""
    await documents.record(archive, visit, None, [Lead(f"https://locks.example/{n}", "feed") for n in range(count)])
    ledger = Ledger(archive, visit)
    ids = [lead.lead_id for lead in await leads.open_leads(archive, visit.source_id)]
    for lead_id in ids:
        ledger.ask(lead_id)
    return ledger, ids


async def test_the_first_end_of_a_lead_counts(archive: Archive) -> None:
    ledger, (first, second, third) = await _asked(archive, await begin_visit(archive), 3)
    assert (ledger.asked, ledger.unheard) == (3, {first, second, third})
    later = datetime.now(UTC) + timedelta(hours=1)
    ledger.end(first, "failed", "http_404", "HTTP 404")
    ledger.end(first, "open", "timeout", not_before=later)
    ledger.settled(first, "new")
    ledger.end(second, "open", "timeout", "nobody answered", not_before=later)
    ledger.end(12345, "failed", "http_404")  # never asked
    assert ledger.unheard == {third}
    assert ledger.failures == {"http_404": 1, "timeout": 1}
    assert ledger.put_off == 1
    await ledger.flush()
    ends = await rows(archive, "SELECT lead_id, state, outcome, detail, not_before FROM archive.lead ORDER BY lead_id")
    assert [tuple(row.values()) for row in ends] == [
        (first, "failed", "http_404", "HTTP 404", None),
        (second, "open", "timeout", "nobody answered", later),
        (third, "open", None, None, None),
    ]


async def test_what_the_store_settled_is_not_written_again(archive: Archive) -> None:
    ledger, (lead_id,) = await _asked(archive, await begin_visit(archive), 1)
    ledger.settled(lead_id, "new")
    ledger.settled(None, "new")  # a page without a lead
    ledger.settled(None, "not_a_release", "event")
    assert ledger.others == {}
    ledger.end(lead_id, "open", "pipeline_error")
    await ledger.flush()
    assert (ledger.outcomes, ledger.failures, ledger.unheard) == ({"new": 1}, {}, set())
    assert [row["outcome"] for row in await rows(archive, "SELECT outcome FROM archive.lead")] == [None]


async def test_captures_are_written_with_and_without_an_end(archive: Archive) -> None:
    ledger, (lead_id,) = await _asked(archive, await begin_visit(archive), 1)
    ledger.keep([await make_capture(archive, "https://locks.example/moved")])
    ledger.end(lead_id, "failed", "wrong_type", kept=[await make_capture(archive, "https://locks.example/0")])
    await ledger.flush()
    await ledger.flush()  # nothing has gathered since
    urls = {row["url"] for row in await rows(archive, "SELECT url FROM press.capture")}
    assert urls == {"https://locks.example/moved", "https://locks.example/0"}


async def test_a_visit_that_was_replaced_ends_nothing(archive: Archive) -> None:
    visit = await begin_visit(archive)
    ledger, (lead_id,) = await _asked(archive, visit, 1)
    ledger.end(lead_id, "failed", "http_404")
    await rows(archive, "UPDATE archive.source SET lease_until = now() - interval '1 s' RETURNING 1")
    await begin_visit(archive)
    with pytest.raises(VisitReplaced):
        await ledger.flush()
    assert [row["state"] for row in await rows(archive, "SELECT state FROM archive.lead")] == ["open"]


async def test_a_flush_that_is_cancelled_in_its_midst_loses_no_end(archive: Archive) -> None:
    ledger, (lead_id,) = await _asked(archive, await begin_visit(archive), 1)
    ledger.end(lead_id, "failed", "http_404")
    async with archive.transaction() as other:
        await other.execute("SELECT FROM archive.lead FOR UPDATE")
        flushing = asyncio.ensure_future(ledger.flush())
        while not await rows(archive, "SELECT FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110  # the server sends no event
            await asyncio.sleep(0.01)
        flushing.cancel()  # as the crawl that is stopped does with the requests that it was about to make
        with pytest.raises(asyncio.CancelledError):
            await flushing
    await ledger.flush()
    assert await rows(archive, "SELECT state, outcome, attempts FROM archive.lead") == [
        {"state": "failed", "outcome": "http_404", "attempts": 0}
    ]


async def test_what_could_not_be_written_is_written_by_the_next_flush(archive: Archive, database: str) -> None:
    ledger, (first, second) = await _asked(archive, await begin_visit(archive), 2)
    ledger.end(first, "failed", "http_404", kept=[await make_capture(archive, "https://locks.example/0")])
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("ALTER TABLE archive.lead RENAME TO elsewhere")
        with pytest.raises(UndefinedTable):
            await ledger.flush()
        owner.execute("ALTER TABLE archive.elsewhere RENAME TO lead")
    ledger.end(second, "failed", "http_410")
    await ledger.flush()
    ends = await rows(archive, "SELECT outcome FROM archive.lead ORDER BY lead_id")
    assert [row["outcome"] for row in ends] == ["http_404", "http_410"]
    assert len(await rows(archive, "SELECT FROM press.capture")) == 1


async def test_room_is_made_by_ends_and_written_in_batches(archive: Archive) -> None:
    ledger, ids = await _asked(archive, await begin_visit(archive), BATCH + 1)
    waiting = asyncio.ensure_future(ledger.room(2, QUIET))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    for lead_id in ids[:-2]:
        ledger.end(lead_id, "failed", "http_404")
    await asyncio.sleep(0.01)
    assert not waiting.done(), "two are in flight still"
    ledger.end(ids[-2], "failed", "http_404")
    assert await asyncio.wait_for(waiting, 5)
    failed = "SELECT count(*) AS count FROM archive.lead WHERE state = 'failed'"
    assert (await rows(archive, failed))[0]["count"] == 0
    assert await ledger.room(2, QUIET)
    assert (await rows(archive, failed))[0]["count"] == BATCH, "a full batch is written before the next lead is asked"


async def test_there_is_no_room_where_requests_have_vanished(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "LOOK_EVERY", 0.01)
    ledger, ids = await _asked(archive, await begin_visit(archive), 2)
    assert await asyncio.wait_for(ledger.room(2, QUIET), 5) is False
    assert ledger.unheard == set(ids)


async def test_pages_that_are_no_release_are_counted_by_what_they_are(archive: Archive) -> None:
    ledger, ids = await _asked(archive, await begin_visit(archive), 4)
    for lead_id, outcome, kind in zip(ids, ("not_a_release", "not_a_release", "not_a_release", "own_news"), "eets", strict=True):
        ledger.settled(lead_id, outcome, kind)
    assert ledger.others == {"e": 2, "t": 1}
