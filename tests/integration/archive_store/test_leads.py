"""Leads and discovery documents: rows before requests, an end for each, and what opens one again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive import captures, documents, leads
from archive.connection import Archive
from archive.documents import DocumentSeen, Recorded
from archive.leads import LeadEnd
from press.instant import Instant
from press.page import Lead
from tests.integration.archive_store.invented import begin_visit, make_capture, rows, sighting, store

FEED = "https://ministry.example/feed"
PAGES = [f"https://ministry.example/news/{number}" for number in range(1, 4)]


def at(hour: int, day: int = 1) -> Instant:
    return Instant(datetime(2031, 5, day, hour), "+02:00")  # noqa: DTZ001  # an Instant's wall clock


async def test_a_document_and_its_leads_commit_together(archive: Archive) -> None:
    visit = await begin_visit(archive)
    capture = await make_capture(archive, FEED)
    seen = DocumentSeen(FEED, "feed", '"e1"', "yesterday", "ab" * 32, "cd" * 32, {"cursor": [1, 2]})
    found = [Lead(url, "feed", FEED, headline=f"News {url[-1]}", published=at(9)) for url in (*PAGES, PAGES[0])]
    assert await documents.record(archive, visit, seen, found, [capture]) == Recorded(3, 0, 0)
    assert await documents.record(archive, visit, seen, found) == Recorded(0, 0, 3)
    state = (await documents.state_of(archive, "xx_ministry"))[FEED]
    assert (state.etag, state.last_modified, state.payload_digest, state.content_digest, state.state) == (
        '"e1"', "yesterday", "ab" * 32, "cd" * 32, {"cursor": [1, 2]},
    )  # fmt: skip
    assert await documents.state_of(archive, "xx_ministry", ["https://elsewhere.example/"]) == {}
    opened = await leads.open_leads(archive, "xx_ministry", limit=2)
    assert [lead.url for lead in opened] == PAGES[:2] and opened[0].lead == found[0]
    assert [lead.url for lead in await leads.open_leads(archive, "xx_ministry", after=opened[-1].lead_id)] == PAGES[2:]
    [row] = await rows(archive, "SELECT capture_id, checked_at FROM archive.document")
    assert row["capture_id"] == capture.capture_id
    await documents.checked(archive, visit, [FEED])
    [later] = await rows(archive, "SELECT capture_id, checked_at FROM archive.document")
    assert later["checked_at"] > row["checked_at"]


async def test_what_is_known_of_a_lead_adds_up(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await documents.record(archive, visit, None, [Lead(PAGES[0], "feed", FEED, headline="From the feed")])
    await documents.record(archive, visit, None, [Lead(PAGES[0], "sitemap", "https://ministry.example/map.xml", modified=at(9))])
    [lead] = await leads.open_leads(archive, "xx_ministry")
    assert lead.lead == Lead(PAGES[0], "feed", FEED, headline="From the feed", modified=at(9))


async def test_a_later_change_opens_a_lead_again(archive: Archive) -> None:
    visit = await begin_visit(archive)

    async def see(modified: Instant | None) -> Recorded:
        return await documents.record(archive, visit, None, [Lead(PAGES[0], "sitemap", modified=modified)])

    assert await see(at(9)) == Recorded(1, 0, 0)
    [lead] = await leads.open_leads(archive, "xx_ministry")
    async with archive.transaction() as connection:
        await leads.end(connection, visit, [LeadEnd(lead.lead_id, "done", "stored")])
    assert (
        await see(at(9)) == Recorded(0, 0, 1) and await see(at(8)) == Recorded(0, 0, 1) and await see(None) == Recorded(0, 0, 1)
    )
    assert await leads.open_leads(archive, "xx_ministry") == []
    assert await see(at(10)) == Recorded(0, 1, 0)
    [again] = await leads.open_leads(archive, "xx_ministry")
    assert again.lead_id == lead.lead_id and again.asked_before and again.attempts == 0
    assert await see(at(10)) == Recorded(0, 0, 1), "once is enough"


async def test_a_change_is_measured_against_the_end_where_none_was_known(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await documents.record(archive, visit, None, [Lead(url, "sitemap") for url in PAGES[:2]])
    opened = await leads.open_leads(archive, "xx_ministry")
    async with archive.transaction() as connection:
        await leads.end(connection, visit, [LeadEnd(lead.lead_id, "failed", "http_404") for lead in opened])
    now = datetime.now(UTC)
    before, after = Instant.of(now - timedelta(hours=1)), Instant.of(now + timedelta(hours=1))
    changed = [Lead(PAGES[0], "sitemap", modified=before), Lead(PAGES[1], "sitemap", modified=after)]
    assert await documents.record(archive, visit, None, changed) == Recorded(0, 1, 1)
    assert [lead.url for lead in await leads.open_leads(archive, "xx_ministry")] == [PAGES[1]]


async def test_a_lead_that_is_put_off_too_often_has_failed(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await documents.record(archive, visit, None, [Lead(PAGES[0], "feed")])
    [lead] = await leads.open_leads(archive, "xx_ministry")
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    async def end(outcome: str, not_before: datetime | None = None) -> dict[str, object]:
        async with archive.transaction() as connection:
            await leads.end(connection, visit, [LeadEnd(lead.lead_id, "open", outcome, "said so\0", not_before)])
        [row] = await rows(archive, "SELECT state, outcome, detail, attempts, not_before FROM archive.lead")
        return row

    assert (await end("host_busy", tomorrow))["attempts"] == 0, "it was not asked"
    assert await leads.open_leads(archive, "xx_ministry") == [], "not due"
    assert len(await leads.open_leads(archive, "xx_ministry", everything=True)) == 1
    for attempt in range(1, leads.MOST_ATTEMPTS):
        row = await end("timeout", tomorrow)
        assert (row["state"], row["attempts"], row["detail"]) == ("open", attempt, "said so")
    assert await end("timeout", tomorrow) == {
        "state": "failed", "outcome": "timeout", "detail": "said so", "attempts": leads.MOST_ATTEMPTS, "not_before": None,
    }  # fmt: skip
    counted = await leads.counts(archive, "xx_ministry")
    assert (counted.open, counted.done, counted.failed) == (0, {}, {"timeout": 1})


async def test_a_lead_ends_in_the_transaction_that_stores_its_page(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await documents.record(archive, visit, None, [Lead(url, "feed") for url in PAGES])
    opened = await leads.open_leads(archive, "xx_ministry")
    capture = await make_capture(archive, PAGES[2])
    await store(
        archive,
        sighting(PAGES[0], "one", lead_id=opened[0].lead_id),
        sighting(PAGES[1], "two", lead_id=opened[1].lead_id, standing="own_news"),
        sighting(PAGES[2], "three", lead_id=opened[2].lead_id, standing="not_a_release", capture=capture),
        visit=visit,
    )
    found = await rows(archive, "SELECT outcome, state, visit_id FROM archive.lead ORDER BY lead_id")
    assert [row["outcome"] for row in found] == ["stored", "own_news", "not_a_release"]
    assert {(row["state"], row["visit_id"]) for row in found} == {("done", visit.visit_id)}
    assert await leads.open_leads(archive, "xx_ministry") == []


@pytest.mark.parametrize("version", ["1", "2"])
async def test_captures_are_found_for_reading_again(archive: Archive, version: str) -> None:
    visit = await begin_visit(archive)
    await documents.record(archive, visit, None, [Lead(url, "feed", headline="As the feed has it") for url in PAGES[:2]])
    opened = await leads.open_leads(archive, "xx_ministry")
    release, other = await make_capture(archive, PAGES[0]), await make_capture(archive, PAGES[1])
    [stored, _] = await store(
        archive,
        sighting(PAGES[0], "one", lead_id=opened[0].lead_id, capture=release),
        sighting(PAGES[1], "two", lead_id=opened[1].lead_id, standing="not_a_release", capture=other),
        visit=visit,
    )
    found = await captures.of_source(archive, "xx_ministry", extractor_version=version)
    if version == "1":
        assert found == []
        return
    assert {one.capture.capture_id: one.revision_id for one in found} == {
        release.capture_id: stored.revision_id,
        other.capture_id: None,
    }
    assert {one.lead.headline for one in found if one.lead} == {"As the feed has it"}
    assert (
        len(await captures.of_source(archive, "xx_ministry", extractor_version=version, after=found[0].capture.capture_id)) == 1
    )
    again = sighting(PAGES[1], "two", standing="not_a_release", capture=other, version="2", origin="reextract")
    await store(archive, again, by="reextract")
    assert [one.revision_id for one in await captures.of_source(archive, "xx_ministry", extractor_version="2")] == [
        stored.revision_id
    ]


async def test_a_revisit_refers_to_the_latest_response_with_the_payload(archive: Archive) -> None:
    visit = await begin_visit(archive)
    first, revisit = await make_capture(archive, PAGES[0]), await make_capture(archive, PAGES[0], record_type="revisit")
    async with archive.transaction() as connection:
        await captures.add(connection, visit, [first, revisit])
        await captures.add(connection, visit, [first])
    found = await captures.earlier(archive, PAGES[0], first.payload_digest)
    assert found is not None and found.capture_id == first.capture_id
    assert await captures.earlier(archive, PAGES[0], "00" * 32) is None
    assert await captures.earlier(archive, PAGES[1], first.payload_digest) is None
