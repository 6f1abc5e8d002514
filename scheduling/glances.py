"""A worker's glances: many sources asked for what is new, through one crawl that stays open.

A host's sources are asked one after the other, hosts side by side. What came of a glance is written with others of about the same
instant; nothing is kept of it here.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from types import TracebackType
from typing import Literal, Self

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from archive import documents, glances
from archive.documents import DocumentState
from archive.glances import Ended, Taken
from archive.hosts import WHEN_BUSY
from crawler.gathering import Gathering
from crawler.held_hosts import Tenure
from crawler.standing import StandingCrawl
from crawler.workshop import Workshop
from press import urls
from press.errors import ArchiveLost
from press.source import Source
from scheduling.rhythm import next_visit_at
from spiders.discovery import BULK
from spiders.glance import Seen, addresses, look

logger = logging.getLogger(__name__)

#: Requests at once: enough that sites which keep us waiting do not keep the others, few enough for the sockets of one process.
AT_ONCE = 128

#: Seconds that an end waits for others, to be written with them.
LINGER = 0.05

#: Seconds that a host with many sources is kept; then those that are left are put off (WHEN_BUSY), so that visits get their turn
#: there.
LONGEST_HOLD = 30.0

#: Seconds that a stop waits for what is being downloaded.
GRACE = 10.0


@dataclass(frozen=True, slots=True)
class Glanced:
    """What came of a glance.

    `until`: when it falls due again. `busy`: its host may not be asked now. `skipped`: it was not due, or somebody holds it.
    `replaced`: somebody took it over meanwhile, and nothing was written. `word` and `reason` say why it is not unchanged.
    """

    source_id: str
    outcome: Literal["unchanged", "changed", "failed", "busy", "skipped", "replaced"]
    word: str = ""
    reason: str = ""
    until: datetime | None = None


@dataclass(eq=False)
class _Waiting:
    source: Source
    taken: Taken
    glanced: asyncio.Future[Glanced]


@dataclass(eq=False)
class _Lane:
    """The sources whose first document is on one host."""

    host: str
    waiting: deque[_Waiting] = field(default_factory=deque)


class Glances:
    """`async with Glances(workshop, settings) as glances`; `glance` may be used by many tasks at once.

    Leaving it ends what is under way within GRACE seconds and hands the rest back; `stop` begins that.
    """

    def __init__(
        self, workshop: Workshop, settings: Settings, *, at_once: int = AT_ONCE, longest_hold: float = LONGEST_HOLD
    ) -> None:
        self._longest_hold = longest_hold
        self._workshop = workshop
        self._archive = workshop.archive
        self._crawl = StandingCrawl(workshop, settings)
        self._room = asyncio.Semaphore(at_once)
        self._lanes: dict[str, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: dict[str, Taken] = {}
        self._ends: Gathering[Ended, datetime | None] = Gathering(self._finish, linger=LINGER)
        self._stopping = asyncio.Event()
        self._alive: asyncio.Task[None] | None = None
        self._last_call: asyncio.TimerHandle | None = None

    async def glance(self, sources: Sequence[Source]) -> list[Glanced]:
        """Glance at those of the sources that are due and that nobody holds; one answer each, in their order.

        Raises ArchiveLost where the database goes away.
        """
        wanted = {} if self._stopping.is_set() else {source.source_id: addresses(source) for source in sources}
        holder = self._workshop.holder
        taken = await glances.take(
            self._archive, wanted, holder=holder.holder_id, node=holder.node, is_dead=holder.is_dead, bulk=BULK
        )
        ours = {one.source_id: one for one in taken}
        pending = {
            source.source_id: self._queue(source, ours[source.source_id]) for source in sources if source.source_id in ours
        }
        if pending:
            await asyncio.wait(pending.values())
        glanced = {source_id: one.result() for source_id, one in pending.items()}
        return [glanced.get(source.source_id) or Glanced(source.source_id, "skipped") for source in sources]

    def stop(self) -> None:
        """Begin no more glances, and hand back those that only wait for their turn; in GRACE seconds, what is still asked too."""
        if not self._stopping.is_set():
            self._stopping.set()
            self._crawl.stop()
            self._last_call = asyncio.get_running_loop().call_later(GRACE, self._break_off)

    def _break_off(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def __aenter__(self) -> Self:
        await self._crawl.__aenter__()
        self._alive = asyncio.ensure_future(self._keep_alive())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        try:
            if self._tasks:
                await asyncio.wait(self._tasks)
            await self._ends.drained()
        finally:
            if self._last_call is not None:
                self._last_call.cancel()
            if self._alive is not None:
                self._alive.cancel()
                with suppress(asyncio.CancelledError):
                    await self._alive
            await self._crawl.__aexit__(kind, error, trace)

    def _queue(self, source: Source, taken: Taken) -> asyncio.Future[Glanced]:
        waiting = _Waiting(source, taken, asyncio.get_running_loop().create_future())
        self._held[source.source_id] = taken
        host = urls.host_key(urls.normalise(source.discover[0].url))
        lane = self._lanes.get(host)
        if lane is None:
            lane = self._lanes[host] = _Lane(host)
            task = asyncio.ensure_future(self._go_down(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        lane.waiting.append(waiting)
        return waiting.glanced

    async def _go_down(self, lane: _Lane) -> None:
        """Ask a lane's sources one after the other; their host is kept in between."""
        begun, tenure = monotonic(), Tenure()
        try:
            while lane.waiting:
                one = lane.waiting.popleft()
                try:
                    seen = await self._look(one, tenure, held_for=monotonic() - begun)
                    await self._crawl.leave(tenure, but=lane.host if lane.waiting else None)
                except asyncio.CancelledError:  # only a stop does this, when it has waited long enough
                    seen = _STOPPED
                except Exception as error:  # noqa: BLE001  # told to whoever waits for this glance; the others go on
                    self._fail(one, error)
                    continue
                self._end(one, seen)
        finally:
            del self._lanes[lane.host]

    async def _look(self, one: _Waiting, tenure: Tenure, *, held_for: float) -> Seen:
        if self._stopping.is_set():
            return _STOPPED
        if held_for > self._longest_hold:
            return Seen("busy", "host_busy", "others have their turn", until=datetime.now(UTC) + WHEN_BUSY)
        source, taken = one.source, one.taken

        async def ask(request: Request) -> Response:
            async with self._room:
                return await self._crawl.ask(request, source, tenure)

        async def children(named: Iterable[str]) -> Mapping[str, DocumentState]:
            return await documents.state_of(self._archive, source.source_id, named)

        return await look(source, taken.documents, ask, children=children, visited_at=taken.visited_at, now=datetime.now(UTC))

    def _end(self, one: _Waiting, seen: Seen) -> None:
        ended = _ended(one.source, one.taken, seen, datetime.now(UTC))
        self._ends.put(ended).add_done_callback(partial(self._written, one, seen))

    def _written(self, one: _Waiting, seen: Seen, written: asyncio.Future[datetime | None]) -> None:
        if (error := written.exception()) is not None:
            self._fail(one, error)
            return
        self._let_go(one)
        due = written.result()
        outcome = seen.outcome if due is not None else "replaced"
        if not one.glanced.done():
            one.glanced.set_result(Glanced(one.source.source_id, outcome, seen.word, seen.detail, due))

    def _fail(self, one: _Waiting, error: BaseException) -> None:
        self._let_go(one)
        if not one.glanced.done():
            one.glanced.set_exception(error)

    def _let_go(self, one: _Waiting) -> None:
        if self._held.get(one.source.source_id) is one.taken:
            del self._held[one.source.source_id]

    async def _finish(self, ended: list[Ended]) -> list[datetime | None]:
        held = await glances.finish(self._archive, ended)
        return [held.get(one.taken.source_id) for one in ended]

    async def _keep_alive(self) -> None:
        """Renew the leases of sources and hosts. While the database is away they run out, as they should."""
        away = False
        while True:
            await asyncio.sleep(self._archive.settings.lease.total_seconds() / 3)
            try:
                if self._held:
                    await glances.renew(self._archive, list(self._held.values()))
                await self._crawl.renew()
                away = False
            except ArchiveLost as lost:
                if not away:
                    logger.info("glances: %s", lost)  # whoever makes them tells it
                away = True


_STOPPED = Seen("busy", "stopped", "the worker was stopped")


def _ended(source: Source, taken: Taken, seen: Seen, now: datetime) -> Ended:
    """What is to be written of a glance."""
    soonest = now + timedelta(minutes=source.schedule.min_minutes)
    if seen.outcome == "unchanged":
        due = next_visit_at(source, taken.rhythm, now=now)
        return Ended(taken, "unchanged", due, soonest, checked=seen.checked)
    if seen.outcome == "failed":
        due = next_visit_at(source, taken.rhythm, now=now, failures=taken.failures + 1, hard=seen.hard)
        lost = seen.hard and seen.word != "dns"  # a name server may be down as a site may
        return Ended(taken, "failed", due, reason=seen.detail, lost=lost)
    if seen.outcome == "changed":
        return Ended(taken, "changed")
    if seen.word == "stopped":
        return Ended(taken, "put_off")
    return Ended(taken, "put_off", seen.until or now + WHEN_BUSY)
