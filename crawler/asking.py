"""Who asks hosts, as the gate needs to know it: a visit to a source, or a look at a site that is no source yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive.connection import Archive
from archive.hosts import Tenant
from archive.node import Holder

#: Seconds a request waits for its host within a visit before its lead is put off to the next one.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Asking:
    """The archive that has the hosts' rows, this process as a holder of leases, and the name under which it holds them.

    `patience`: seconds a request waits for its host before it is put off. `linger`: seconds that a host's lease waits for others,
    to be asked for in one statement; 0 where a visit has a host or two. `prove` keeps a visit's own lease for another
    CRAWLER_LEASE, and raises VisitReplaced where another has it; None where hosts are asked without a visit.
    """

    archive: Archive
    holder: Holder
    tenant: Tenant
    patience: float = PATIENCE
    linger: float = 0.0
    prove: Callable[[], Awaitable[None]] | None = None


def attach_asking(crawler: Crawler, asking: Asking) -> None:
    """Say who asks in this crawl, before it starts."""
    cast(Any, crawler).asking = asking


def asking_of(crawler: Crawler) -> Asking:
    """Who asks in this crawl."""
    asking = getattr(crawler, "asking", None)
    if asking is None:
        raise NotConfigured("this crawl has no visit: start it with `scrapy crawl SOURCE`, not through Scrapy's own process")
    return cast(Asking, asking)
