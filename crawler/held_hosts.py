"""The hosts that one crawl holds: leased on first use, kept while they are asked, given back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf

from archive.hosts import HeldElsewhere, HostFacts
from crawler.asking import Asking
from crawler.host_desk import HostDesk
from crawler.refused import Refused
from crawler.robots import RobotsRules
from press.errors import VisitReplaced

#: Seconds between two tries for a host that is held by somebody who looks at it only briefly.
TRY_EVERY = 1.0

#: The share of a lease's time after which a host that was not renewed counts as lost: from here to the site a request takes a
#: moment too. A lease is renewed after each third of it.
SURE_FOR = 5 / 6

#: A clock that goes on while the machine sleeps, as the database's does, where the system has one.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


@dataclass(eq=False)
class Tenure:
    """Who asks within a crawl that stays open: its hosts are given back when nobody has them any more (`HeldHosts.leave`).

    `delay`: seconds that its source wants between two requests. Requests carry it as `meta["press_tenure"]`; those without one, a
    visit's, keep their hosts until the crawl's end.
    """

    delay: float = 0.0
    hosts: set[str] = field(default_factory=set)


@dataclass(eq=False)
class HeldHost:
    """A host under this crawl's lease: what its row says, and what was heard of it since."""

    facts: HostFacts
    held_at: float  # by `_now`: the lease runs from here at the latest
    rules: RobotsRules | None = None
    unproved: Refused | None = None  # its certificate was no good: in this visit it is not asked again
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    delay: float = 0.0  # the longest that those who ask it want
    tenures: set[Tenure] = field(default_factory=set)


class HeldHosts:
    """The hosts of one crawl. `leaving` is told of each before it is given back, and says when it may be asked again."""

    def __init__(self, asking: Asking, leaving: Callable[[str, HeldHost], datetime]) -> None:
        self._asking = asking
        self._leaving = leaving
        self._desk = HostDesk(asking)
        self._held: dict[str, HeldHost] = {}
        self._leasing: dict[str, asyncio.Lock] = {}

    def get(self, name: str) -> HeldHost | None:
        """The host, if this crawl holds it."""
        return self._held.get(name)

    async def enter(self, name: str, tenure: Tenure | None) -> HeldHost:
        """Hold a host, waiting for its turn. Raises Refused where another holds it, or it may not be asked for long."""
        if (known := self.surely(name)) is not None:
            return _entered(known, tenure)
        async with self._leasing.setdefault(name, asyncio.Lock()):
            if (known := self.surely(name)) is not None:
                return _entered(known, tenure)
            asked_at = _now()
            await self._prove(name)
            answer = await self._lease(name)
            wait = (answer.next_request_at - datetime.now(UTC)).total_seconds() if answer.next_request_at else 0.0
            if wait > self._asking.patience:
                await self._desk.give_back(name, answer.next_request_at)
                raise Refused("host_delay", f"{name} may not be asked yet", answer.next_request_at, transient=True)
            if wait > 0:
                await asyncio.sleep(wait)
            host = HeldHost(answer, asked_at)
            if (former := self._held.get(name)) is not None:
                host.tenures, host.delay = former.tenures, former.delay
            self._held[name] = host
            return _entered(host, tenure)

    def surely(self, name: str) -> HeldHost | None:
        """The host, unless it may be another's by now: no renewal for about a lease's time, for this process was frozen or the
        database away."""
        if (host := self._held.get(name)) is None:
            return None
        silent = _now() - host.held_at
        return host if silent < SURE_FOR * self._asking.archive.settings.lease.total_seconds() else None

    async def leave(self, tenure: Tenure, *, but: str | None = None) -> None:
        """Give back the hosts that nobody else in this crawl is asking; `but` is kept, for more that is to be asked there."""
        leaving = [name for name in tenure.hosts if name != but]
        tenure.hosts.difference_update(leaving)
        for name in leaving:
            if (host := self._held.get(name)) is None:
                continue
            host.tenures.discard(tenure)
            if not host.tenures:
                await self._give_back(name)

    async def release(self) -> None:
        """Give all back."""
        await asyncio.gather(*(self._give_back(name) for name in list(self._held)))

    async def renew(self) -> None:
        """Keep the leases alive. A host that went to another while this process was silent is leased anew before it is asked."""
        now = _now()
        kept = await self._desk.renew()
        for name, host in self._held.items():
            if name in kept:
                host.held_at = max(host.held_at, now)
            elif host.held_at < now:
                host.held_at = -inf

    async def _prove(self, name: str) -> None:
        """A visit that was taken over while it was silent gets no host any more; one that was not keeps its source for as long as
        the host that it leases next."""
        if self._asking.prove is None:
            return
        try:
            await self._asking.prove()
        except VisitReplaced as replaced:
            raise Refused("replaced", f"{name} is not asked: {replaced}", transient=True) from replaced

    async def _lease(self, name: str) -> HostFacts:
        """Who looks at a host only briefly is waited for; a visit may hold it for hours."""
        waited = 0.0
        while isinstance(answer := await self._desk.lease(name), HeldElsewhere):
            if not answer.briefly or waited >= self._asking.patience:
                raise Refused("host_busy", f"another visit holds {name}", answer.until, transient=True)
            await asyncio.sleep(TRY_EVERY)
            waited += TRY_EVERY
        return answer

    async def _give_back(self, name: str) -> None:
        host = self._held.pop(name)
        if (leasing := self._leasing.get(name)) is not None and not leasing.locked():
            del self._leasing[name]
        await self._desk.give_back(name, self._leaving(name, host))


def _entered(host: HeldHost, tenure: Tenure | None) -> HeldHost:
    if tenure is not None:
        tenure.hosts.add(host.facts.host)
        host.tenures.add(tenure)
        host.delay = max(host.delay, tenure.delay)
    return host


def _now() -> float:
    return time.clock_gettime(_CLOCK)
