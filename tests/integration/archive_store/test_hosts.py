"""Host leases: two visits never hold one host."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

from archive import hosts, visits
from archive.connection import Archive
from archive.hosts import HeldElsewhere, HostFacts
from tests.integration.archive_store.invented import begin_visit, minutes, nobody_is_dead, rows

HOST = "ministry.example:8080"


async def test_of_many_visits_one_gets_the_host(archive: Archive) -> None:
    crowd = [await begin_visit(archive, f"xx_source{number}") for number in range(6)]
    for number in range(8):
        host = f"host{number}.example"
        answers = await asyncio.gather(*(hosts.lease(archive, host, visit, is_dead=nobody_is_dead) for visit in crowd))
        assert sum(isinstance(answer, HostFacts) for answer in answers) == 1
        assert all(answer.until for answer in answers if isinstance(answer, HeldElsewhere))


async def test_a_host_changes_hands(archive: Archive) -> None:
    first, second = await begin_visit(archive, "xx_one"), await begin_visit(archive, "xx_two")
    assert isinstance(await hosts.lease(archive, HOST, first, is_dead=nobody_is_dead), HostFacts)
    assert isinstance(await hosts.lease(archive, HOST, first, is_dead=nobody_is_dead), HostFacts), "a visit may enter again"
    assert isinstance(await hosts.lease(archive, HOST, second, is_dead=nobody_is_dead), HeldElsewhere)
    await hosts.release(archive, HOST, second, next_request_at=minutes(90))
    assert isinstance(await hosts.lease(archive, HOST, second, is_dead=nobody_is_dead), HeldElsewhere), "only the holder lets go"
    await hosts.release(archive, HOST, first, next_request_at=minutes(5))
    facts = await hosts.lease(archive, HOST, second, is_dead=nobody_is_dead)
    assert isinstance(facts, HostFacts) and facts.next_request_at == minutes(5)


async def test_two_visits_of_one_process_do_not_share_a_host(archive: Archive) -> None:
    first = await begin_visit(archive, "xx_one")
    second = await begin_visit(archive, "xx_two")
    await rows(archive, "UPDATE archive.source SET holder = %s RETURNING 1", first.holder)
    assert isinstance(await hosts.lease(archive, HOST, first, is_dead=nobody_is_dead), HostFacts)
    assert isinstance(await hosts.lease(archive, HOST, second, is_dead=nobody_is_dead), HeldElsewhere)


async def test_a_dead_holder_and_an_old_lease_and_an_ended_visit_give_way(archive: Archive) -> None:
    first, second = await begin_visit(archive, "xx_one"), await begin_visit(archive, "xx_two")
    await hosts.lease(archive, HOST, first, is_dead=nobody_is_dead)

    def is_dead(holder: UUID, node: str) -> bool:
        return holder == first.holder

    assert isinstance(await hosts.lease(archive, HOST, second, is_dead=is_dead), HostFacts)
    assert isinstance(await hosts.lease(archive, HOST, first, is_dead=nobody_is_dead), HeldElsewhere)
    await rows(archive, "UPDATE archive.host SET lease_until = now() - interval '1 second' RETURNING 1")
    assert isinstance(await hosts.lease(archive, HOST, first, is_dead=nobody_is_dead), HostFacts)
    await visits.unchanged(archive, first)
    assert isinstance(await hosts.lease(archive, HOST, second, is_dead=nobody_is_dead), HostFacts)


async def test_renewing_keeps_all_hosts_of_the_visit(archive: Archive) -> None:
    visit = await begin_visit(archive)
    for host in (HOST, "other.example"):
        await hosts.lease(archive, host, visit, is_dead=nobody_is_dead)
    await rows(archive, "UPDATE archive.host SET lease_until = now() RETURNING 1")
    await hosts.renew(archive, visit)
    found = await rows(archive, "SELECT lease_until - now() AS rest FROM archive.host")
    assert all(row["rest"] > timedelta(seconds=50) for row in found) and len(found) == 2


async def test_what_a_host_asks_for_is_kept(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await hosts.save_robots(archive, HOST, status=200, text="User-agent: *\0", crawl_delay=2.5, fetched_at=minutes(1))
    await hosts.set_retry_after(archive, HOST, minutes(30))
    await hosts.set_retry_after(archive, HOST, minutes(20))
    facts = await hosts.lease(archive, HOST, visit, is_dead=nobody_is_dead)
    assert facts == HostFacts(HOST, None, 2.5, minutes(30), 200, "User-agent: *", minutes(1))
    assert isinstance(facts, HostFacts) and hosts.waiting(facts, minutes(40)).retry_after == minutes(40)
    await hosts.save_robots(archive, HOST, status=404, text=None, crawl_delay=None, fetched_at=minutes(2))
    again = await hosts.lease(archive, HOST, visit, is_dead=nobody_is_dead)
    assert isinstance(again, HostFacts) and again.crawl_delay is None
