"""Verdicts beside one another, and one that breaks off: who is judged, and what stands in the rows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from scrapy.settings import Settings

from archive import schedule, visits
from archive.connection import Archive
from archive.hosts import WHEN_BUSY
from archive.visits import VisitCounts
from crawler.workshop import Workshop
from press.source import Source
from scheduling.catalogue import Catalogue
from scheduling.errands import Errands
from scheduling.verdict import after_visit

pytestmark = pytest.mark.one_postgres


def source(name: str) -> Source:
    return Source.model_validate(
        {
            "source_id": f"xx_{name}", "country": "xx", "name": name.title(), "kind": "ministry", "languages": ["en"],
            "time_zone": "UTC", "home": f"http://{name}.example/", "discover": [{"kind": "feed", "url": f"http://{name}.example/feed"}],
        }
    )  # fmt: skip


async def visited(archive: Archive, one: Source, outcome: Any = "failed", **documents: int) -> None:
    """An ended visit that nobody has judged yet; `documents`: how many of its documents ended with which word."""
    visit = await visits.begin(archive, one, holder=uuid4(), node="n", is_dead=lambda holder, node: False)
    detail = {"reasons": ["no answer"], "documents": documents}
    await visits.finish(archive, visit, outcome=outcome, counts=VisitCounts(), gap=False, detail=detail)


async def row(archive: Archive, one: Source) -> dict[str, Any]:
    async with archive.connection() as connection:
        found = await (await connection.execute("SELECT * FROM archive.source WHERE source_id = %s", [one.source_id])).fetchone()
    assert found is not None
    return found


async def test_nobody_takes_a_source_between_its_visit_and_the_verdict(archive: Archive) -> None:
    lock = source("lock")
    await schedule.put_sources(archive, [lock])
    assert await schedule.still_due(archive, lock.source_id)
    await visited(archive, lock)
    assert not await schedule.still_due(archive, lock.source_id)


async def test_who_comes_late_judges_nothing(archive: Archive) -> None:
    """Two processes may find the same visit unjudged: the second must not take it for one that found nothing new."""
    lock = source("lock")
    await visited(archive, lock)
    await after_visit(archive, lock)
    first = await row(archive, lock)
    assert first["failures"] == 1
    await after_visit(archive, lock)
    assert await row(archive, lock) == first
    await after_visit(archive, lock, "unchanged")
    assert (await row(archive, lock))["failures"] == 0


async def test_a_source_that_cannot_be_judged_keeps_no_other_from_its_verdict(archive: Archive) -> None:
    lock, weir = source("lock"), source("weir")
    await visited(archive, lock)
    await visited(archive, weir)
    async with archive.connection() as connection:
        await connection.execute("UPDATE archive.visit SET seen = '{\"pages\": 7}' WHERE source_id = %s", [lock.source_id])
    told: list[str] = []
    workshop = Workshop(archive, *([None] * 4))  # type: ignore[arg-type]  # verdicts need no more of it
    known = Catalogue({one.source_id: one for one in (lock, weir)}, {}, ())
    await Errands(workshop, known, Settings(), told.append).judge_the_unjudged()
    assert [line.split(":")[0] for line in told] == [lock.source_id]
    assert (await row(archive, weir))["failures"] == 1


async def test_a_visit_that_another_one_turned_away_is_none_and_is_made_up_for_soon(archive: Archive) -> None:
    """Two sources of one host fall due together, and their visits are made by two workers."""
    lock = source("lock")
    await visited(archive, lock, outcome="done")
    await after_visit(archive, lock)
    async with archive.connection() as connection:
        await connection.execute("UPDATE archive.source SET next_visit_at = now() - interval '1 hour', wants_visit = true")
    before = await row(archive, lock)
    visit = await visits.begin(archive, lock, holder=uuid4(), node="n", is_dead=lambda holder, node: False)
    await visits.turned_away(archive, visit)
    assert not await after_visit(archive, lock, "busy")
    found, standing = await row(archive, lock), await schedule.standing(archive, lock.source_id)
    assert standing is not None and standing.visits == () and found["next_visit_at"] - standing.at <= WHEN_BUSY
    same = ("health", "health_reason", "failures", "wants_visit", "quiet_until", "last_visit_at", "record")
    assert {name: found[name] for name in same} == {name: before[name] for name in same}
    assert (found["visit_id"], found["lease_until"]) == (None, None)
