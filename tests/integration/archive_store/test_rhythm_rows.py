"""A source's rhythm is learned from its rows: what its pages say, and the looks before they were found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from archive import rhythms, visits
from archive.connection import Archive
from archive.visits import VisitCounts
from press.rhythm import Memory
from press.sighting import Sighting
from scheduling.rhythm import learn, next_visit_at
from tests.integration.archive_store.invented import begin_visit, make_sources, sighting, source_file, store

SOURCE = source_file()


def page(number: int, published: datetime | None) -> Sighting:
    """A release of that instant (None: it names none)."""
    seen = sighting(f"https://press.example/{number}", f"topic{number}x")
    assert seen.record is not None
    local, precision = (None, None) if published is None else (published.replace(tzinfo=None), "minute")
    record = replace(seen.record, published_at=published, published_local=local, published_precision=precision)
    return replace(seen, record=record)


async def visited(archive: Archive, *pages: Sighting) -> None:
    """A visit that finds these pages now."""
    visit = await begin_visit(archive)
    await store(archive, *(replace(one, seen_at=datetime.now(UTC)) for one in pages), visit=visit)
    await visits.finish(archive, visit, outcome="done", counts=VisitCounts(stored=len(pages)), gap=False, detail={})


async def keep(archive: Archive, rhythm: dict[str, Any]) -> None:

    async with archive.connection() as connection:
        await connection.execute("UPDATE archive.source SET rhythm = %s WHERE source_id = %s", (Jsonb(rhythm), "xx_ministry"))


def memory(rhythm: dict[str, Any]) -> Memory:
    found = Memory.from_json(rhythm)
    assert found is not None
    return found


async def test_each_publication_is_learned_once(archive: Archive) -> None:
    await make_sources(archive)
    now = datetime.now(UTC)
    morning = (now - timedelta(days=20)).replace(hour=9, minute=30)
    await visited(archive, *(page(day, morning + timedelta(days=day)) for day in range(20)))
    first = await learn(archive, SOURCE)
    assert sum(count for hour, count in enumerate(first["hours"]) if hour % 24 == 9) == pytest.approx(
        sum(first["hours"]), rel=1e-3
    )
    assert sum(first["hours"]) == pytest.approx(18.6, abs=1)  # a twentieth of them has been forgotten
    await keep(archive, first)
    again = await learn(archive, SOURCE)
    assert sum(again["hours"]) == pytest.approx(sum(first["hours"]), rel=1e-3)

    await visited(archive, page(99, now - timedelta(minutes=1)))
    await keep(archive, await learn(archive, SOURCE))
    assert memory(await learn(archive, SOURCE)).long == pytest.approx(memory(first).long + 1, rel=1e-2)
    assert next_visit_at(SOURCE, await learn(archive, SOURCE), now=now) > now


async def test_what_was_not_there_at_the_last_look_came_after_it(archive: Archive) -> None:
    await make_sources(archive)
    await visited(archive, page(1, None))
    before = await rhythms.found_since(archive, "xx_ministry", None)
    assert before[0].looked_before_at is None
    looked = datetime.now(UTC)
    await visited(archive, page(2, looked - timedelta(hours=5)))
    found = await rhythms.found_since(archive, "xx_ministry", before[0].first_seen_at)
    assert [one.published_at for one in found] == [looked - timedelta(hours=5)]
    assert found[0].looked_before_at is not None
    assert found[0].looked_before_at <= looked


async def test_visits_that_fail_are_no_silence_of_the_source(archive: Archive) -> None:
    await make_sources(archive)
    await visited(archive, page(1, datetime.now(UTC) - timedelta(hours=3)))
    learned = await learn(archive, SOURCE)
    await keep(archive, learned)
    visit = await begin_visit(archive)
    await visits.finish(archive, visit, outcome="failed", counts=VisitCounts(), gap=False, detail={})
    again = await learn(archive, SOURCE)
    before, after = learned.pop("plan"), again.pop("plan")
    assert (before[:3], after[3]) == (after[:3], pytest.approx(before[3], abs=0.2)), "a moment of forgetting may show in a digit"
    assert again == {**learned, "sooner": 1.0}


async def test_a_source_without_a_row_has_no_rhythm_to_learn(archive: Archive) -> None:
    with pytest.raises(LookupError, match="xx_ministry"):
        await learn(archive, SOURCE)


async def test_a_source_that_said_nothing_keeps_its_kinds_rhythm(archive: Archive) -> None:
    await make_sources(archive)
    learned = await learn(archive, SOURCE)
    assert sum(learned["hours"]) == 0
    assert learned["seen_until"] is None
