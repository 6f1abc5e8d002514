"""A worker: it takes due work from the queue until it is stopped, many visits at once in one process.

Four loops: one makes jobs of what is due, one takes them, one keeps those that are under way, one looks after what hardly ever
needs it; a fifth looks at the source files again. The work itself is in `scheduling.errands`. While the database is away nothing
is taken; what is under way ends as it can.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from archive import queue, schedule
from archive.queue import Job
from press.errors import ArchiveFull, ArchiveLost
from scheduling import alive
from scheduling.ending import ended
from scheduling.errands import Errands
from scheduling.filling import fill
from scheduling.rereading import Rereading

logger = logging.getLogger(__name__)

#: Seconds between two looks at the queue, and at the schedule.
LOOK = 0.5
FILL = 1.0
#: Seconds between two rounds of what hardly ever needs doing.
TIDY = 300.0
#: Seconds after which a database that went away is asked again, up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


class Worker:
    """`most_visits` at once; `glance` takes a batch of sources and returns those that need a visit. `name` stands in its sign of
    life."""

    def __init__(
        self, errands: Errands, *, most_visits: int, most_glances: int, glance: Callable[[list[str]], Awaitable[list[str]]],
        rereading: Rereading | None = None, name: str = "",
    ) -> None:  # fmt: skip
        self._errands = errands
        self._archive = errands.workshop.archive
        self._most = {"visit": most_visits, "glance": most_glances}
        self._glance = glance
        self._rereading = rereading
        self._name = name
        self._running: dict[asyncio.Task[None], Job] = {}
        self._grace = errands.settings.getfloat("PRESS_GRACE")
        self._stop_visits = asyncio.Event()
        self._strangers: set[str] = set()  # sources that fall due and have no file here

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping`; then let what is under way end within PRESS_GRACE seconds."""
        await queue.check(self._archive)
        known = self._errands.catalogue.sources
        await schedule.put_sources(self._archive, known.values())
        self._strangers = await schedule.scheduled(self._archive) - known.keys()
        loops = [
            asyncio.ensure_future(self._while_it_lasts(loop, pause))
            for loop, pause in ((self._fill, FILL), (self._take, LOOK), (self._keep, self._heartbeat), (self._tidy, TIDY))
        ]
        if self._rereading is not None:
            loops.append(asyncio.ensure_future(self._while_it_lasts(self._rereading.step, LOOK)))
        try:
            await _first(stopping.wait(), *loops)
        finally:
            for loop in loops:
                loop.cancel()
            for loop in loops:
                with suppress(asyncio.CancelledError):
                    await loop
            await self._end()

    @property
    def _heartbeat(self) -> float:
        return self._archive.settings.lease.total_seconds() / 3

    async def _fill(self) -> None:
        known = self._errands.catalogue.sources
        self._strangers = {one for one in self._strangers if one not in known}
        held = await schedule.held(self._archive)
        await fill(self._archive, known, self._strangers, self._errands.dead_among(held))

    async def _take(self) -> None:
        if self._errands.resting:
            return
        for kind in ("visit", "glance"):
            room = self._most[kind] - sum(job.kind == kind for job in self._running.values())
            if room <= 0:
                continue
            for job in await queue.take(self._archive, kind, room, self._errands.workshop.holder.holder_id):
                task = asyncio.ensure_future(self._do(job))
                self._running[task] = job
                task.add_done_callback(self._leave)

    async def _keep(self) -> None:
        alive.sign(self._archive.settings.archive_dir, self._errands.workshop.holder.holder_id, self._name)
        await queue.keep(self._archive, list(self._running.values()))

    async def _tidy(self) -> None:
        await queue.tidy(self._archive)
        await self._errands.judge_the_unjudged()
        await self._errands.mark_the_silent()

    async def _do(self, job: Job) -> None:
        """One job; it is ended whatever came of it, since what is still due gets another."""
        known = [source_id for source_id in job.source_ids if source_id in self._errands.catalogue.sources]
        try:
            if job.kind == "visit":
                for source_id in known:
                    await self._errands.visit(source_id, self._stop_visits)
            elif known:
                changed = await self._glance(known)
                await queue.put(self._archive, "visit", [[source_id] for source_id in changed])
            await self._take_out_if_gone(known)
            if others := sorted(set(job.source_ids) - set(known)):  # this process has no file for them; another one may
                await schedule.not_queued(self._archive, others)
            await queue.end(self._archive, [job])
        except ArchiveLost as lost:
            logger.info("%s of %s: %s", job.kind, ", ".join(job.source_ids[:3]), lost)  # its lease runs out; the loops tell it
            if isinstance(lost, ArchiveFull):  # what the loops write may still have room
                self._errands.rest(lost)

    async def _take_out_if_gone(self, source_ids: list[str]) -> None:
        """A source whose file went away in mid-visit was given an instant by that visit's end."""
        if gone := [one for one in source_ids if one not in self._errands.catalogue.sources]:
            await schedule.take_out(self._archive, gone)

    def _leave(self, task: asyncio.Task[None]) -> None:
        job = self._running.pop(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            logger.error("a %s broke off", job.kind, exc_info=fault)
            self._errands.tell(f"a {job.kind} of {', '.join(job.source_ids[:3])} broke off: {fault!r}")

    async def _while_it_lasts(self, step: Callable[[], Coroutine[Any, Any, None]], pause: float) -> None:
        """Do a step again and again; while the database is away, ever more seldom, told once."""
        away = 0
        while True:
            try:
                await step()
                if away and step == self._keep:
                    self._errands.tell("it is back; this worker goes on")
                away = 0
            except (ArchiveLost, OSError) as lost:
                if not away and step == self._keep:
                    what = lost.what if isinstance(lost, ArchiveLost) else str(lost)
                    self._errands.tell(f"{what}; this worker waits and goes on by itself")
                away += 1
            await asyncio.sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(away, 6)) if away else pause)

    async def _end(self) -> None:
        """Let visits end in good order; break off what takes too long. Jobs that were broken off are due at once for others."""
        self._stop_visits.set()
        if self._running:
            self._errands.tell(f"stopping: {len(self._running)} jobs under way end first, within {self._grace:g} s")
        under_way = dict(self._running)
        left = [under_way[task] for task in await ended(under_way, self._grace)]
        with suppress(ArchiveLost):
            await schedule.not_queued(self._archive, [one for job in left for one in job.source_ids])
            await queue.end(self._archive, left)
        alive.farewell(self._archive.settings.archive_dir, self._errands.workshop.holder.holder_id)


async def _first(*awaited: Awaitable[Any]) -> None:
    """Return when the first of them ends; raises what it raised."""
    tasks = [asyncio.ensure_future(one) for one in awaited]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        tasks[0].cancel()
