"""archive.presence: looks in vain are counted and told under the membership lock, behind the fence, beside other writers."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg import AsyncConnection

from archive import documents, leads, presence, visits
from archive.connection import Archive
from archive.fence import Visit
from archive.leads import LeadEnd
from archive.presence import Led, Miss, Settled
from press.errors import VisitReplaced
from press.page import Lead
from press.revisits.absence import How
from tests.integration.archive_store.invented import (
    NODE,
    begin_visit,
    change_kinds,
    make_sources,
    minutes,
    rows,
    sighting,
    source_file,
    store,
)

pytestmark = pytest.mark.one_postgres

PAGES = [f"https://ministry.example/news/{topic}" for topic in ("alder", "birch", "cherry")]


_END_WHO_WAITS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND %s = ANY(pg_blocking_pids(pid))
"""


@pytest.fixture
async def visit(archive: Archive) -> Visit:
    """A visit under way that stored three pages; their leads have ended."""
    await make_sources(archive)
    visit = await begin_visit(archive)
    await documents.record(archive, visit, None, [Lead(url, "feed") for url in PAGES])
    for lead in await leads.open_leads(archive, visit.source_id):
        topic = lead.url.rpartition("/")[2]
        await store(archive, sighting(lead.url, topic, lead_id=lead.lead_id), visit=visit)
    return visit


async def lead_of(archive: Archive, url: str) -> int:
    [row] = await rows(archive, "SELECT lead_id FROM archive.lead WHERE url = %s", url)
    lead_id: int = row["lead_id"]
    return lead_id


async def miss(archive: Archive, url: str = PAGES[0], how: How = "http_410", *, at: float = 10) -> Miss:
    return Miss(await lead_of(archive, url), (url,), how, minutes(at))


async def absences(archive: Archive) -> dict[str, tuple[int, datetime | None]]:
    """Of each page that was looked for in vain: how often, and since when it is gone."""
    found = await rows(
        archive, "SELECT url, missing_count, gone_at FROM archive.appearance WHERE missing_since IS NOT NULL ORDER BY url"
    )
    return {row["url"]: (row["missing_count"], row["gone_at"]) for row in found}


async def test_three_looks_a_day_apart_and_the_first_is_when_it_went(archive: Archive, visit: Visit) -> None:
    day = 24 * 60
    told = [
        await presence.settle(archive, visit, [await miss(archive, how="http_404", at=at)])
        for at in (day, day + 600, 2 * day, 3 * day)
    ]
    assert told == [Settled(missing=1), Settled(missing=1), Settled(missing=1), Settled(gone=1)]
    assert await absences(archive) == {PAGES[0]: (3, minutes(day))}
    [change] = await rows(archive, "SELECT url, by, detail FROM press.change WHERE kind = 'gone'")
    assert (change["url"], change["by"]) == (PAGES[0], "crawl")
    assert {name: change["detail"][name] for name in ("how", "looks")} == {"how": "http_404", "looks": 3}
    [release] = await rows(archive, "SELECT gone_at, change_id FROM press.release WHERE gone_at IS NOT NULL")
    assert release == {"gone_at": minutes(day), "change_id": 4}


async def test_a_worker_that_was_replaced_writes_nothing(archive: Archive, visit: Visit) -> None:
    frozen = await miss(archive)
    await visits.begin(archive, source_file(), holder=uuid4(), node=NODE, is_dead=lambda holder, node: True)
    before = await rows(archive, "SELECT * FROM archive.feed")
    for doubted in (False, True):
        with pytest.raises(VisitReplaced):
            await presence.settle(archive, visit, [] if doubted else [frozen], doubted=[frozen] if doubted else [])
    assert await absences(archive) == {} and await rows(archive, "SELECT * FROM archive.feed") == before


async def test_a_page_that_was_seen_after_the_look_is_there(archive: Archive, visit: Visit) -> None:
    """The look in vain is written at the visit's end; meanwhile another lead's address led to the page."""
    await store(archive, sighting(PAGES[0], "alder", at=20), visit=visit)
    assert await presence.settle(archive, visit, [await miss(archive, at=10)]) == Settled()
    assert await absences(archive) == {}


async def test_an_address_that_has_another_spelling_to_try_says_nothing_yet(archive: Archive, visit: Visit) -> None:
    vain = await miss(archive)
    await rows(archive, "UPDATE archive.lead SET state = 'open' WHERE lead_id = %s RETURNING 1", vain.lead_id)
    assert await presence.settle(archive, visit, [vain]) == Settled() and await absences(archive) == {}


async def test_what_is_doubted_is_only_looked_at_again(archive: Archive, visit: Visit) -> None:
    vain = await miss(archive)
    assert await presence.settle(archive, visit, [], doubted=[vain]) == Settled() and await absences(archive) == {}
    [lead] = await rows(archive, "SELECT revisit_at FROM archive.lead WHERE lead_id = %s", vain.lead_id)
    assert lead["revisit_at"] == vain.at + timedelta(days=1)


async def test_a_page_of_another_source_at_the_address_is_not_missed(archive: Archive, visit: Visit) -> None:
    """Nobody of that source looked."""
    url = "https://wire.example/items/40711-alder"
    await store(archive, sighting(url, "alder", source="xx_wire", kind="newswire"))
    vain = await miss(archive)
    await presence.settle(archive, visit, [Miss(vain.lead_id, (url,), "http_410", vain.at)])
    assert await absences(archive) == {}


async def test_a_release_is_gone_when_none_of_its_pages_is_left(archive: Archive, visit: Visit) -> None:
    await store(archive, sighting("https://wire.example/items/40711-alder", "alder", source="xx_wire", kind="newswire"))
    await presence.settle(archive, visit, [await miss(archive)])
    assert (await change_kinds(archive))[-1] == "gone"
    assert await rows(archive, "SELECT 1 FROM press.release WHERE gone_at IS NOT NULL") == []


@pytest.mark.parametrize(("origin", "returns"), [("crawl", True), ("import", False), ("reextract", False)])
async def test_only_a_look_brings_a_page_back(archive: Archive, visit: Visit, origin: Any, returns: bool) -> None:
    """What is handed in, or read again from its capture, was found by nobody now."""
    await presence.settle(archive, visit, [await miss(archive), await miss(archive, PAGES[1], "http_404")])
    [read] = await rows(archive, "SELECT revision_id FROM archive.appearance WHERE url = %s", PAGES[0])
    more: dict[str, Any] = {"rereads": read["revision_id"], "version": "2"} if origin == "reextract" else {}
    await store(archive, sighting(PAGES[0], "alder", at=60, origin=origin, **more), by=origin)
    if origin != "reextract":
        await store(archive, sighting(PAGES[1], "birch", at=60, origin=origin), by=origin)
    kinds = await change_kinds(archive)
    assert ("returned" in kinds) is returns
    assert list(await absences(archive)) == ([] if returns else PAGES[:2])
    await store(archive, *(sighting(url, url.rpartition("/")[2], at=90) for url in PAGES))
    assert await absences(archive) == {} and (await change_kinds(archive)).count("returned") == 1


@pytest.mark.parametrize("edited", ["", " The harbour master has seen it."])
async def test_what_is_handed_in_anew_brings_no_page_back(archive: Archive, visit: Visit, edited: str) -> None:
    await presence.settle(archive, visit, [await miss(archive)])
    body = " ".join(f"alder{number}" for number in range(40)) + "." + edited
    await store(archive, sighting(PAGES[0], "alder", at=60, origin="import", body=body), by="import")
    assert list(await absences(archive)) == PAGES[:1] and "returned" not in await change_kinds(archive)


async def test_a_page_whose_text_turned_up_elsewhere_has_moved(archive: Archive, visit: Visit) -> None:
    new = "https://ministry.example/press/alder-2031"
    await store(archive, sighting(new, "alder", at=30), visit=visit)
    settled = await presence.settle(archive, visit, [await miss(archive, how="http_404", at=40)])
    assert settled == Settled(missing=1, moved=1) and (await change_kinds(archive))[-1] == "moved"
    for at in (60, 90):
        assert not (await presence.settle(archive, visit, [await miss(archive, at=at)])).gone
    assert (await change_kinds(archive)).count("moved") == 1 and "gone" not in await change_kinds(archive)
    [row] = await rows(archive, "SELECT gone_at, moved_to FROM press.appearance WHERE url = %s", PAGES[0])
    assert row == {"gone_at": None, "moved_to": new}


async def test_addresses_that_lead_to_another_release_have_lost_their_page(archive: Archive, visit: Visit) -> None:
    led = [Led(await lead_of(archive, url), (url,), PAGES[2], minutes(10)) for url in PAGES[:2]]
    assert await presence.astray(archive, visit.source_id, led) == led
    unknown = Led(0, ("https://ministry.example/s/1",), PAGES[2], minutes(10))
    assert await presence.astray(archive, visit.source_id, [unknown]) == [], "no page was known there"


async def test_writers_beside_each_other_leave_no_gap_and_lose_nothing(archive: Archive, visit: Visit) -> None:
    """A visit's end, stores of the same pages, and stores of others."""
    rounds = 6
    for number in range(rounds):
        vain = [await miss(archive, url, at=number * 100 + 50) for url in PAGES]
        others = [
            sighting(f"https://wire.example/{number}/{n}-x", f"w{number}x{n}", source="xx_wire", kind="newswire") for n in (1, 2)
        ]
        seen = [sighting(url, url.rpartition("/")[2], at=number * 100 + 60) for url in PAGES]
        await asyncio.gather(
            presence.settle(archive, visit, vain),
            *(store(archive, one, visit=visit) for one in seen),
            *map(store, [archive] * 2, others),
        )
        assert await absences(archive) == {}, "the look that found them was the later one, whichever was written first"
    numbers = [row["change_id"] for row in await rows(archive, "SELECT change_id FROM press.change ORDER BY change_id")]
    assert numbers == list(range(1, len(numbers) + 1))
    kinds = await change_kinds(archive)
    assert kinds.count("gone") == kinds.count("returned")
    last = await rows(archive, "SELECT 1 FROM press.release r WHERE change_id <> "
                               "(SELECT max(change_id) FROM press.change c WHERE c.release_id = r.release_id)")  # fmt: skip
    assert last == []


async def test_an_end_whose_session_the_server_ended_is_written_all_the_same(
    archive: Archive, database: str, visit: Visit
) -> None:
    """While it waited for the lock."""
    vain = await miss(archive)
    async with archive.session() as other, await AsyncConnection.connect(database, autocommit=True) as admin:
        async with other.transaction():
            await other.execute("SELECT FROM archive.feed FOR UPDATE")
            settling = asyncio.ensure_future(presence.settle(archive, visit, [vain]))
            for _ in range(1_000):
                await asyncio.sleep(0.01)
                if (await admin.execute(_END_WHO_WAITS, [other.info.backend_pid])).rowcount:
                    break
            else:
                pytest.fail("it never waited")
        assert await settling == Settled(gone=1)
    assert list(await absences(archive)) == PAGES[:1] and (await change_kinds(archive))[-1] == "gone"


async def test_two_visits_ends_at_once(archive: Archive, visit: Visit) -> None:
    """Of two sources, whose pages are one release."""
    wire = await begin_visit(archive, "xx_wire", "newswire")
    url = "https://wire.example/items/40711-alder"
    await documents.record(archive, wire, None, [Lead(url, "feed")])
    [lead] = await leads.open_leads(archive, "xx_wire")
    await store(archive, sighting(url, "alder", source="xx_wire", kind="newswire", lead_id=lead.lead_id), visit=wire)
    here, there = await miss(archive), Miss(lead.lead_id, (url,), "http_410", minutes(12))
    told = await asyncio.gather(presence.settle(archive, visit, [here]), presence.settle(archive, wire, [there]))
    assert told == [Settled(gone=1)] * 2
    changes = await rows(archive, "SELECT change_id, kind FROM press.change ORDER BY change_id DESC LIMIT 2")
    assert [row["kind"] for row in changes] == ["gone", "gone"] and changes[0]["change_id"] == changes[1]["change_id"] + 1
    [release] = await rows(archive, "SELECT gone_at FROM press.release WHERE gone_at IS NOT NULL")
    assert release["gone_at"] == minutes(12), "when the last of them went"


async def test_a_lead_that_ended_in_vain_is_no_witness(archive: Archive, visit: Visit) -> None:
    vain = await lead_of(archive, PAGES[0])
    later = await begin_visit_after(archive, visit)
    async with archive.transaction() as connection:
        await leads.end(connection, later, [LeadEnd(vain, "failed", "http_404", None, None)])
    found = await leads.seen_last(archive, visit.source_id, visit=later, limit=9)
    assert sorted(one.url for one in found) == PAGES[1:]


async def begin_visit_after(archive: Archive, visit: Visit) -> Visit:
    """The next visit to the source, with the holder of the last one dead."""
    return await visits.begin(archive, source_file(visit.source_id), holder=uuid4(), node=NODE, is_dead=lambda holder, node: True)
