"""Hosts: one visit at a time asks a host, whatever source it visits; what a host asks of its visitors stands in its row.

A host is an authority as in an address: `example.org`, `example.org:8080`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from archive.connection import Archive
from archive.queries import Queries


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
    """Another visit holds the host; its lease runs until then unless it is renewed."""

    until: datetime


async def lease(archive: Archive, host: str, visit: Tenant, *, is_dead: Callable[[UUID, str], bool]) -> HostFacts | HeldElsewhere:
    """Hold a host for as long as the visit keeps its leases. A holder that is seen to be dead is displaced at once."""
    asked = {
        "host": host, "visit_id": visit.visit_id, "holder": visit.holder, "node": visit.node, "lease": archive.settings.lease,
        "dead": None,
    }  # fmt: skip
    query = Queries("hosts")
    async with archive.connection() as connection:
        while True:
            row = await (await connection.execute(query["lease"], asked)).fetchone()
            if row is not None:
                return HostFacts(**row)
            holder = await (await connection.execute(query["holder"], {"host": host})).fetchone()
            if holder is None or holder["visit_id"] is None:
                continue  # it was given back in between
            if holder["holder"] == asked["dead"] or not is_dead(holder["holder"], holder["node"]):
                return HeldElsewhere(holder["lease_until"])
            asked["dead"] = holder["holder"]


async def renew(archive: Archive, visit: Tenant) -> None:
    """Keep all hosts of the visit for another CRAWLER_LEASE."""
    async with archive.connection() as connection:
        asked = {"visit_id": visit.visit_id, "lease": archive.settings.lease}
        await connection.execute(Queries("hosts")["renew"], asked)


async def release(archive: Archive, host: str, visit: Tenant, *, next_request_at: datetime | None) -> None:
    """Give a host back, with the instant from which it may be asked again. Nothing happens where the visit does not hold it."""
    async with archive.connection() as connection:
        asked = {"host": host, "visit_id": visit.visit_id, "next_request_at": next_request_at}
        await connection.execute(Queries("hosts")["release"], asked)


async def save_robots(
    archive: Archive, host: str, *, status: int, text: str | None, crawl_delay: float | None, fetched_at: datetime
) -> None:
    """Keep a robots.txt (status 0: it could not be reached) and the Crawl-delay that it states for us, in seconds."""
    async with archive.connection() as connection:
        asked = {
            "host": host, "status": status, "text": None if text is None else text.replace("\0", ""),
            "crawl_delay": crawl_delay, "fetched_at": fetched_at,
        }  # fmt: skip
        await connection.execute(Queries("hosts")["save_robots"], asked)


async def set_retry_after(archive: Archive, host: str, until: datetime) -> None:
    """The host asked not to be asked before then (RFC 9110, section 10.2.3); the latest such wish holds."""
    async with archive.connection() as connection:
        await connection.execute(Queries("hosts")["set_retry_after"], {"host": host, "until": until})


def waiting(facts: HostFacts, until: datetime) -> HostFacts:
    """The facts with a Retry-After that was just heard."""
    return replace(facts, retry_after=until if facts.retry_after is None else max(until, facts.retry_after))
