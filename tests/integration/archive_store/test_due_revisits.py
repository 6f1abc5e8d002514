"""Known pages are looked at again when they are due: the longest overdue first, bounded, whatever became of them before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from archive import documents, glances, leads, visits
from archive.connection import Archive
from archive.fence import Visit
from archive.leads import LeadEnd
from press.instant import Instant
from press.page import Lead
from press.revisits import SPREAD
from tests.integration.archive_store.invented import NODE, begin_visit, rows, source_file

PAGES = [f"https://ministry.example/news/{number}" for number in range(6)]
HOURS = (timedelta(hours=2), timedelta(hours=10))


async def known(archive: Archive, *outcomes: str) -> tuple[Visit, list[int]]:
    """A visit, and a lead for each outcome that ended with it."""
    visit = replace(await begin_visit(archive), revisit_intervals=HOURS)
    await documents.record(archive, visit, None, [Lead(url, "feed") for url in PAGES[: len(outcomes)]])
    ids = [lead.lead_id for lead in await leads.open_leads(archive, "xx_ministry")]
    for lead_id, outcome in zip(ids, outcomes, strict=True):
        await end(archive, visit, lead_id, "failed" if outcome.startswith("http") else "done", outcome)
    return visit, ids


async def end(archive: Archive, visit: Visit, lead_id: int, state: Any, outcome: str, put_off: datetime | None = None) -> None:
    async with archive.transaction() as connection:
        await leads.end(connection, visit, [LeadEnd(lead_id, state, outcome, None, put_off)])


async def fall_due(archive: Archive, *ids: int) -> None:
    for position, lead_id in enumerate(ids):
        due = datetime.now(UTC) - timedelta(hours=100 - position)
        await rows(archive, "UPDATE archive.lead SET revisit_at = %s WHERE lead_id = %s RETURNING 1", due, lead_id)


async def due(archive: Archive, **more: int) -> list[int]:
    found, _waiting = await leads.due_revisits(archive, "xx_ministry", **more)
    return [lead.lead_id for lead in found]


async def waits(archive: Archive, lead_id: int) -> timedelta | None:
    """From now to the next look."""
    [row] = await rows(archive, "SELECT revisit_at FROM archive.lead WHERE lead_id = %s", lead_id)
    return None if row["revisit_at"] is None else row["revisit_at"] - datetime.now(UTC)


def is_about(wait: timedelta | None, interval: timedelta) -> bool:
    return wait is not None and interval - timedelta(minutes=1) <= wait <= interval * (1 + SPREAD)


async def test_right_after_a_visit_nothing_is_due(archive: Archive) -> None:
    _, ids = await known(archive, "stored", "unchanged", "own_news", "not_a_release", "http_404")
    assert await due(archive) == []
    assert [is_about(await waits(archive, lead_id), HOURS[0]) for lead_id in ids[:2]] == [True, True]
    assert [await waits(archive, lead_id) for lead_id in ids[2:]] == [None, None, None], "no release was ever found there"


async def test_the_longest_overdue_come_first_and_no_more_than_the_bound(archive: Archive) -> None:
    _, ids = await known(archive, *["stored"] * 5)
    await fall_due(archive, ids[3], ids[0], ids[4], ids[1])
    assert await due(archive) == [ids[3], ids[0], ids[4], ids[1]]
    found, waiting = await leads.due_revisits(archive, "xx_ministry", limit=2)
    assert [lead.lead_id for lead in found] == [ids[3], ids[0]] and waiting == 2 and all(lead.asked_before for lead in found)
    assert await leads.open_leads(archive, "xx_ministry") == []


async def test_a_long_visit_does_not_look_twice_at_a_page(archive: Archive) -> None:
    visit, ids = await known(archive, "stored", "stored")
    await fall_due(archive, *ids)
    assert await leads.due_revisits(archive, "xx_ministry", visit=visit) == ([], 0)
    assert await due(archive) == ids, "the next one does"


@pytest.mark.parametrize("by", ["visit", "glance"])
async def test_what_a_killed_visit_looked_at_again_is_looked_at_once_more(archive: Archive, by: str) -> None:
    killed, ids = await known(archive, "stored", "stored", "stored", "http_404")
    for lead_id, outcome in ((ids[0], "http_410"), (ids[1], "unchanged")):
        await end(archive, killed, lead_id, "failed" if outcome == "http_410" else "done", outcome)
    assert await due(archive) == []
    await rows(archive, "UPDATE archive.source SET next_visit_at = now() - interval '1 minute' RETURNING 1")
    if by == "visit":
        await visits.begin(archive, source_file(), holder=uuid4(), node=NODE, is_dead=lambda _holder, _node: True)
    else:
        taken = await glances.take(
            archive, {"xx_ministry": []}, holder=uuid4(), node=NODE, is_dead=lambda _holder, _node: True, bulk=()
        )
        assert len(taken) == 1
    assert sorted(await due(archive)) == ids[:2], "what the visit would have told of them at its end was not told"


async def test_each_look_moves_the_next_one_on_and_the_last_interval_repeats(archive: Archive) -> None:
    visit, [lead_id] = await known(archive, "stored")
    for outcome in ("unchanged", "stored", "unchanged"):
        await fall_due(archive, lead_id)
        await end(archive, visit, lead_id, "done", outcome)
        assert is_about(await waits(archive, lead_id), HOURS[1]) and await due(archive) == []


async def test_a_known_page_that_fails_is_looked_at_again(archive: Archive) -> None:
    visit, [lead_id] = await known(archive, "stored")
    for outcome in ("http_404", "http_501", "not_a_release"):
        await fall_due(archive, lead_id)
        await end(archive, visit, lead_id, "done" if outcome == "not_a_release" else "failed", outcome)
        [row] = await rows(archive, "SELECT outcome FROM archive.lead")
        assert row["outcome"] == outcome and is_about(await waits(archive, lead_id), HOURS[1])


async def test_a_passing_failure_is_asked_again_as_any_lead_and_then_at_the_next_interval(archive: Archive) -> None:
    visit, [lead_id] = await known(archive, "stored")
    await fall_due(archive, lead_id)
    await end(archive, visit, lead_id, "open", "http_503", datetime.now(UTC) + timedelta(minutes=10))
    assert await due(archive) == [] and await leads.open_leads(archive, "xx_ministry") == [], "put off"
    for _ in range(leads.MOST_ATTEMPTS):
        await end(archive, visit, lead_id, "open", "http_503", datetime.now(UTC))
    [row] = await rows(archive, "SELECT state FROM archive.lead")
    assert row["state"] == "failed" and is_about(await waits(archive, lead_id), HOURS[1])


async def test_a_change_that_a_document_names_does_not_wait_until_the_page_is_due(archive: Archive) -> None:
    visit, [lead_id] = await known(archive, "stored")
    changed = Lead(PAGES[0], "feed", modified=Instant.of(datetime.now(UTC) + timedelta(minutes=1)))
    assert (await documents.record(archive, visit, None, [changed])).reopened == 1
    await fall_due(archive, lead_id)
    assert await due(archive) == [], "it is asked once, as an open lead"
    assert [lead.lead_id for lead in await leads.open_leads(archive, "xx_ministry")] == [lead_id]
    await end(archive, visit, lead_id, "done", "stored")
    assert is_about(await waits(archive, lead_id), HOURS[1])


async def test_reading_a_capture_again_is_no_look(archive: Archive) -> None:
    _visit, [known_id, other_id] = await known(archive, "stored", "not_a_release")
    before = await waits(archive, known_id)
    async with archive.transaction() as connection:
        await leads.end(connection, None, [LeadEnd(one, "done", "unchanged") for one in (known_id, other_id)])
    after = await waits(archive, known_id)
    assert before is not None and after is not None and after < before
    assert await waits(archive, other_id) is not None, "newer rules found a release there"
