"""Visits and the fence: one at a time, and whoever was replaced writes nothing more."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import pytest

from archive import documents, leads, sources, visits
from archive.connection import Archive
from archive.documents import DocumentSeen
from archive.fence import Visit
from archive.leads import LeadEnd
from archive.visits import VisitCounts
from press.errors import SourceBusy, VisitReplaced
from press.page import Lead
from tests.integration.archive_store.invented import NODE, begin_visit, nobody_is_dead, rows, sighting, source_file, store

PAGE = "https://ministry.example/news/1001"


async def take_over(archive: Archive, visit: Visit) -> Visit:
    """Another process of this machine, which sees that the holder is dead."""

    def is_dead(holder: UUID, node: str) -> bool:
        return holder == visit.holder and node == NODE

    return await visits.begin(archive, source_file(), holder=uuid4(), node=NODE, is_dead=is_dead)


async def test_a_source_has_one_visit(archive: Archive) -> None:
    answers = await asyncio.gather(*(begin_visit(archive) for _ in range(6)), return_exceptions=True)
    assert sum(isinstance(answer, Visit) for answer in answers) == 1
    [refusal, *_] = [answer for answer in answers if isinstance(answer, SourceBusy)]
    assert "xx_ministry" in str(refusal) and "\n" not in str(refusal)


async def test_a_replaced_visit_writes_nothing(archive: Archive) -> None:
    frozen = await begin_visit(archive)
    await documents.record(
        archive, frozen, DocumentSeen("https://ministry.example/feed", "feed", etag="one"), [Lead(PAGE, "feed")]
    )
    [lead] = await leads.open_leads(archive, "xx_ministry")
    current = await take_over(archive, frozen)
    assert current.attempt == frozen.attempt + 1
    before = [
        await rows(archive, f"SELECT * FROM archive.{table} ORDER BY 1")
        for table in ("lead", "document", "source", "visit", "feed")
    ]

    with pytest.raises(VisitReplaced):
        await store(archive, sighting(PAGE, "harbour", lead_id=lead.lead_id), visit=frozen)
    with pytest.raises(VisitReplaced):
        async with archive.transaction() as connection:
            await leads.end(connection, frozen, [LeadEnd(lead.lead_id, "failed", "http_404")])
    with pytest.raises(VisitReplaced):
        await documents.record(archive, frozen, DocumentSeen("https://ministry.example/feed", "feed", etag="two"), [])
    with pytest.raises(VisitReplaced):
        await documents.checked(archive, frozen, ["https://ministry.example/feed"])
    with pytest.raises(VisitReplaced):
        await visits.renew(archive, frozen)
    with pytest.raises(VisitReplaced):
        await visits.unchanged(archive, frozen)
    with pytest.raises(VisitReplaced):
        await visits.finish(archive, frozen, outcome="done", counts=VisitCounts(), gap=False, detail={})

    after = [
        await rows(archive, f"SELECT * FROM archive.{table} ORDER BY 1")
        for table in ("lead", "document", "source", "visit", "feed")
    ]
    assert after == before
    assert {row["visit_id"]: row["outcome"] for row in await rows(archive, "SELECT * FROM press.visit")} == {
        frozen.visit_id: "lost", current.visit_id: None,
    }  # fmt: skip
    [stored] = await store(archive, sighting(PAGE, "harbour", lead_id=lead.lead_id), visit=current)
    assert stored.outcome == "new"


async def test_a_lease_that_ran_out_is_taken_over(archive: Archive) -> None:
    frozen = await begin_visit(archive)
    await rows(archive, "UPDATE archive.source SET lease_until = now() - interval '1 second' RETURNING 1")
    current = await begin_visit(archive)
    await visits.renew(archive, current)
    with pytest.raises(VisitReplaced):
        await visits.renew(archive, frozen)


async def test_taking_over_waits_for_a_store_that_has_begun(archive: Archive) -> None:
    """The fence is held until the store has committed: no row of the old visit appears after the new one has begun."""
    visit = await begin_visit(archive)
    async with archive.transaction() as connection:
        await leads.end(connection, visit, [])
        taking = asyncio.ensure_future(take_over(archive, visit))
        await asyncio.sleep(0.1)
        assert not taking.done()
    assert (await taking).attempt == visit.attempt + 1


async def test_the_end_of_a_visit(archive: Archive) -> None:
    first = await begin_visit(archive)
    assert first.first and first.time_zone == "UTC"
    counts = VisitCounts(leads=3, fetched=2, stored=1, failed=1)
    await visits.finish(archive, first, outcome="failed", counts=counts, gap=True, detail={"reasons": ["no feed"]})
    assert (await sources.health(archive))["xx_ministry"].health == "unverified"
    assert (await sources.health(archive))["xx_ministry"].reason == "no feed"
    second = await begin_visit(archive)
    assert second.first, "a visit that failed is no first visit"
    await visits.finish(archive, second, outcome="done", counts=VisitCounts(stored=4), gap=False, detail={})
    assert (await sources.health(archive))["xx_ministry"].health == "ok"
    third = await begin_visit(archive)
    assert not third.first
    await visits.unchanged(archive, third)
    fourth = await begin_visit(archive)
    await visits.finish(archive, fourth, outcome="partial", counts=VisitCounts(), gap=False, detail={})
    known = (await sources.health(archive))["xx_ministry"]
    assert (known.health, known.reason, known.visited_now) == ("failing", "the last visit was partial", False)
    found = await rows(archive, "SELECT * FROM press.visit ORDER BY started_at")
    assert [row["outcome"] for row in found] == ["failed", "done", "partial"]
    assert (found[0]["leads"], found[0]["fetched"], found[0]["stored"], found[0]["failed"], found[0]["gap"]) == (3, 2, 1, 1, True)
    [day] = await rows(archive, "SELECT * FROM press.completeness")
    assert (day["glances"], day["seen"], day["gap"]) == (4, 5, True)


async def test_a_live_holder_is_not_displaced(archive: Archive) -> None:
    await begin_visit(archive)
    with pytest.raises(SourceBusy):
        await visits.begin(archive, source_file(), holder=uuid4(), node=NODE, is_dead=nobody_is_dead)
