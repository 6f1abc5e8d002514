"""Leads of one page under several spellings of its address: asked once, and at another spelling where one is no page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive import documents, leads
from archive.connection import Archive
from archive.documents import Recorded
from archive.fence import Visit
from archive.leads import MOST_SPELLINGS, LeadEnd
from press.instant import Instant
from press.page import Lead
from tests.integration.archive_store.invented import begin_visit, rows

IN_FEED = "http://www.ministry.example/a/?utm_source=rss"
IN_SITEMAP = "https://ministry.example/a/"
IN_LISTING = "https://www.ministry.example/a"


async def see(archive: Archive, visit: Visit, *found: Lead | str) -> Recorded:
    return await documents.record(archive, visit, None, [Lead(one, "feed") if isinstance(one, str) else one for one in found])


async def end(archive: Archive, visit: Visit, state: Any, outcome: str, not_before: datetime | None = None) -> dict[str, Any]:
    [lead] = await rows(archive, "SELECT lead_id FROM archive.lead")
    async with archive.transaction() as connection:
        await leads.end(connection, visit, [LeadEnd(lead["lead_id"], state, outcome, None, not_before)])
    return await lead_row(archive)


async def lead_row(archive: Archive) -> dict[str, Any]:
    [row] = await rows(archive, "SELECT url, also, state, outcome, url_digest = sha256(url::bytea) AS right FROM archive.lead")
    assert row.pop("right"), "the digest moves with the address"
    return row


async def asked_at(archive: Archive) -> list[str]:
    return [lead.url for lead in await leads.open_leads(archive, "xx_ministry")]


async def test_whatever_ways_lead_to_a_page_it_is_one_lead(archive: Archive) -> None:
    visit = await begin_visit(archive)
    assert await see(archive, visit, Lead(IN_FEED, "feed", headline="As the feed says")) == Recorded(1, 0, 0)
    modified = Instant.of(datetime(2031, 5, 1, 9, tzinfo=UTC))
    assert await see(archive, visit, Lead(IN_SITEMAP, "sitemap", modified=modified)) == Recorded(0, 0, 1)
    assert await see(archive, visit, IN_LISTING) == Recorded(0, 0, 1)
    [lead] = await leads.open_leads(archive, "xx_ministry")
    assert (lead.url, lead.lead.headline, lead.lead.modified) == (IN_SITEMAP, "As the feed says", modified)
    assert set((await lead_row(archive))["also"]) == {IN_FEED, IN_LISTING}


async def test_of_spellings_in_one_document_https_is_asked(archive: Archive) -> None:
    visit = await begin_visit(archive)
    assert await see(archive, visit, "http://ministry.example/a", IN_LISTING, IN_SITEMAP) == Recorded(1, 0, 0)
    assert await asked_at(archive) == [IN_LISTING], "the first of those that are as good"


async def test_an_addition_to_the_query_goes_before_the_page_was_asked(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await see(archive, visit, "https://ministry.example/p?id=7&utm_medium=feed")
    await see(archive, visit, "https://ministry.example/p?id=7")
    assert await asked_at(archive) == ["https://ministry.example/p?id=7"]


async def test_a_page_that_was_asked_keeps_the_spelling_that_answered(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await see(archive, visit, "http://ministry.example/a")
    await end(archive, visit, "done", "stored")
    assert await see(archive, visit, IN_SITEMAP) == Recorded(0, 0, 1)
    row = await lead_row(archive)
    assert (row["url"], row["state"], row["also"]) == ("http://ministry.example/a", "done", {IN_SITEMAP: None})


async def test_where_a_spelling_is_no_page_another_is_asked(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await see(archive, visit, IN_SITEMAP, IN_LISTING)
    row = await end(archive, visit, "failed", "http_404")
    assert (row["state"], row["url"], row["also"]) == ("open", IN_LISTING, {IN_SITEMAP: "http_404"})
    assert (await end(archive, visit, "failed", "redirects"))["state"] == "failed"
    for known in (IN_SITEMAP, IN_LISTING):
        assert await see(archive, visit, known) == Recorded(0, 0, 1), "each was asked in vain"
    assert await see(archive, visit, "http://ministry.example/a") == Recorded(0, 1, 0)
    assert await asked_at(archive) == ["http://ministry.example/a"]
    row = await end(archive, visit, "failed", "http_410")
    assert row["state"] == "failed" and set(row["also"].values()) == {"http_404", "redirects"}


async def test_another_reason_is_no_reason_to_ask_another_spelling(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await see(archive, visit, IN_SITEMAP, IN_LISTING)
    row = await end(archive, visit, "failed", "robots")
    assert (row["state"], row["url"]) == ("failed", IN_SITEMAP)
    assert await see(archive, visit, "http://ministry.example/a") == Recorded(0, 0, 1)


async def test_a_host_without_a_certificate_makes_room_for_its_twin(archive: Archive) -> None:
    visit = await begin_visit(archive)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    await see(archive, visit, "https://www.ministry.example/a", "http://ministry.example/a")
    row = await end(archive, visit, "open", "tls", tomorrow)
    assert (row["url"], row["also"]) == ("http://ministry.example/a", {"https://www.ministry.example/a": None})
    row = await end(archive, visit, "open", "dns", tomorrow)
    assert row["url"] == "https://www.ministry.example/a", "a passing reason proves nothing: they take turns"


async def test_ever_new_parameters_are_remembered_within_a_bound(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await see(archive, visit, IN_SITEMAP)
    await end(archive, visit, "done", "stored")
    for number in range(MOST_SPELLINGS + 5):
        await see(archive, visit, f"{IN_SITEMAP}?utm_id={number}")
    assert len((await lead_row(archive))["also"]) == MOST_SPELLINGS
    await see(archive, visit, *(f"{IN_SITEMAP}b?utm_id={number}" for number in range(MOST_SPELLINGS + 5)))
    [row] = await rows(archive, "SELECT also FROM archive.lead WHERE position('/b?' in url) > 0")
    assert len(row["also"]) == MOST_SPELLINGS


@pytest.mark.parametrize("modified", [None, datetime(2031, 5, 1, 9, tzinfo=UTC)])
async def test_what_says_nothing_new_writes_nothing(archive: Archive, modified: datetime | None) -> None:
    visit = await begin_visit(archive)
    found = [Lead(url, "sitemap", modified=Instant.of(modified) if modified else None) for url in (IN_SITEMAP, IN_LISTING)]
    await see(archive, visit, *found)
    before = await rows(archive, "SELECT xmin::text FROM archive.lead")
    assert await see(archive, visit, *reversed(found)) == Recorded(0, 0, 1)
    assert await rows(archive, "SELECT xmin::text FROM archive.lead") == before
