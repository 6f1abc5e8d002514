"""Hosts: one visit at a time asks a host, whatever source it visits; what a host asks of its visitors stands in its row.

A host is an authority as in an address: `example.org`, `example.org:8080`. Whatever asks the database here raises ArchiveLost
where the server cannot be reached.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from archive.connection import Archive
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.reaching import reaching

#: A source whose host was held by somebody else falls due again this soon, after a visit as after a glance.
WHEN_BUSY = timedelta(seconds=10)

#: Seconds before a row is looked at again that another statement had locked; doubled each time, up to the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.005, 0.5


class Tenant(Protocol):
    """Who holds hosts: a visit (`archive.fence.Visit`), or a `Look`."""

    @property
    def visit_id(self) -> UUID: ...
    @property
    def holder(self) -> UUID: ...
    @property
    def node(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Look:
    """A process that asks hosts without visiting a source. It holds them under its own id, which is no visit's."""

    holder: UUID
    node: str

    @property
    def visit_id(self) -> UUID:
        """The holder's id: a lease that bears it ends by time or with the process, not with a visit (hosts.sql)."""
        return self.holder


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What is known of a host that a visit holds. `crawl_delay` in seconds; `robots_status` 0 means it could not be reached."""

    host: str
    next_request_at: datetime | None = None
    crawl_delay: float | None = None
    retry_after: datetime | None = None
    robots_status: int | None = None
    robots_text: str | None = None
    robots_fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """Another visit holds the host; its lease runs until then unless it is renewed.

    `briefly`: a process that looks without a visit, which gives each host back as soon as it has its answer.
    """

    until: datetime
    briefly: bool = False


async def lease(archive: Archive, host: str, visit: Tenant, *, is_dead: Callable[[UUID, str], bool]) -> HostFacts | HeldElsewhere:
    """Hold a host for as long as the visit keeps its leases. A holder that is seen to be dead is displaced at once."""
    return (await lease_many(archive, [host], visit, is_dead=is_dead))[host]


async def lease_many(
    archive: Archive, hosts: Iterable[str], visit: Tenant, *, is_dead: Callable[[UUID, str], bool]
) -> dict[str, HostFacts | HeldElsewhere]:
    """The same for many hosts, in one statement unless some are held by others. Every host has an answer."""
    query = Queries("hosts")
    answers: dict[str, HostFacts | HeldElsewhere] = {}
    open_, dead, pause = set(hosts), set[UUID](), _FIRST_PAUSE
    asked = {
        "visit_id": visit.visit_id, "holder": visit.holder, "node": visit.node, "lease": archive.settings.lease,
    }  # fmt: skip
    while open_:
        async with reaching(archive) as connection:
            leased = await connection.execute(query["lease"], {**asked, "hosts": list(open_), "dead": list(dead)})
            answers |= {row["host"]: HostFacts(**row) for row in await leased.fetchall()}
            open_ -= answers.keys()
            if not open_:
                break
            holders = await (await connection.execute(query["holders"], {"hosts": list(open_)})).fetchall()
        found_dead = False
        for row in holders:
            if row["visit_id"] is None or not row["leased"]:
                continue  # it was given back in between, or its row was locked
            if row["holder"] not in dead and is_dead(row["holder"], row["node"]):
                dead.add(row["holder"])
                found_dead = True
            elif row["holder"] not in dead:
                answers[row["host"]] = HeldElsewhere(row["lease_until"], briefly=row["visit_id"] == row["holder"])
        open_ -= answers.keys()
        if open_ and not found_dead:
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
    return answers


async def renew(archive: Archive, visit: Tenant) -> set[str]:
    """Keep all hosts of the visit for another CRAWLER_LEASE; the names of those that it still has."""
    async with reaching(archive) as connection:
        asked = {"visit_id": visit.visit_id, "lease": archive.settings.lease}
        kept = await (await connection.execute(Queries("hosts")["renew"], asked)).fetchall()
    return {row["host"] for row in kept}


async def release(archive: Archive, host: str, visit: Tenant, *, next_request_at: datetime | None) -> None:
    """Give a host back, with the instant from which it may be asked again. Nothing happens where the visit does not hold it."""
    await release_many(archive, {host: next_request_at}, visit)


async def release_many(archive: Archive, hosts: Mapping[str, datetime | None], visit: Tenant) -> None:
    """The same for many hosts, in one statement."""
    rows = [{"host": host, "next_request_at": instant} for host, instant in hosts.items()]
    async with reaching(archive) as connection:
        asked = {"visit_id": visit.visit_id, "rows": json_rows(rows)}
        await connection.execute(Queries("hosts")["release"], asked)


async def release_all(archive: Archive, visit: Tenant) -> None:
    """Give back whatever is still held, as a visit's end does; the delay that a host asks for counts from now."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("visits")["let_hosts_go"], {"visit_id": visit.visit_id})


async def save_robots(
    archive: Archive, host: str, *, status: int, text: str | None, crawl_delay: float | None, fetched_at: datetime
) -> None:
    """Keep a robots.txt (status 0: it could not be reached) and the Crawl-delay that it states for us, in seconds."""
    async with reaching(archive) as connection:
        asked = {
            "host": host, "status": status, "text": None if text is None else text.replace("\0", ""),
            "crawl_delay": crawl_delay, "fetched_at": fetched_at,
        }  # fmt: skip
        await connection.execute(Queries("hosts")["save_robots"], asked)


async def set_retry_after(archive: Archive, host: str, until: datetime) -> None:
    """The host asked not to be asked before then (RFC 9110, section 10.2.3); the latest such wish holds."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("hosts")["set_retry_after"], {"host": host, "until": until})


def waiting(facts: HostFacts, until: datetime) -> HostFacts:
    """The facts with a Retry-After that was just heard."""
    return replace(facts, retry_after=until if facts.retry_after is None else max(until, facts.retry_after))
