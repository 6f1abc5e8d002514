"""A host that a killed visit did not give back: whoever comes next waits as long as the host asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive import hosts, visits
from archive.connection import Archive
from archive.fence import Visit
from archive.hosts import HostFacts
from tests.integration.archive_store.invented import begin_visit, minutes, nobody_is_dead, rows

HOST = "locks.example"


async def _held(archive: Archive, visit: Visit, crawl_delay: float | None) -> datetime:
    """The visit holds the host; returns the server's time."""
    assert isinstance(await hosts.lease(archive, HOST, visit, is_dead=nobody_is_dead), HostFacts)
    await hosts.save_robots(archive, HOST, status=200, text="", crawl_delay=crawl_delay, fetched_at=datetime.now(UTC))
    now: datetime = (await rows(archive, "SELECT clock_timestamp() AS now"))[0]["now"]
    return now


async def _next_request_at(archive: Archive, visit: Visit, **more: Any) -> datetime | None:
    facts = await hosts.lease(archive, HOST, visit, is_dead=more.get("is_dead", nobody_is_dead))
    assert isinstance(facts, HostFacts)
    return facts.next_request_at


@pytest.mark.parametrize("crawl_delay", [None, 20.0])
@pytest.mark.parametrize("who", ["the same source", "another source"])
async def test_the_delay_counts_from_when_it_is_found(archive: Archive, who: str, crawl_delay: float | None) -> None:
    killed = await begin_visit(archive)
    now = await _held(archive, killed, crawl_delay)
    if who == "the same source":
        await rows(archive, "UPDATE archive.source SET lease_until = now() - interval '1 s' RETURNING 1")
        at = await _next_request_at(archive, await begin_visit(archive))
    else:
        other = await begin_visit(archive, "xx_other")
        at = await _next_request_at(archive, other, is_dead=lambda holder, node: holder == killed.holder)
    if crawl_delay is None:
        assert at is None
    else:
        assert at is not None and timedelta(seconds=20) <= at - now < timedelta(seconds=30)


async def test_who_gives_it_back_in_order_says_when(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await _held(archive, visit, 20.0)
    await hosts.release(archive, HOST, visit, next_request_at=minutes(1))
    await visits.unchanged(archive, visit)
    assert await _next_request_at(archive, await begin_visit(archive, "xx_other")) == minutes(1)


async def test_a_visit_that_holds_it_does_not_wait_for_itself(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await _held(archive, visit, 20.0)
    assert await _next_request_at(archive, visit) is None
