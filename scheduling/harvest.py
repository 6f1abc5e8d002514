"""A harvest: all that is due is visited, then it ends. For cron.

It needs no queue: what is due stands in the sources' rows, and a source's lease keeps two harvests, or a worker beside it, apart.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from archive import schedule
from archive.schedule import Due, Held
from press.errors import ArchiveLost
from scheduling.ending import ended
from scheduling.errands import Errands
from scheduling.filling import batches, due_among

#: Seconds between two looks for what has fallen due meanwhile, or for a lease that runs out.
LOOK = 0.5
#: Visits and batches of glances that are under way or wait for their turn.
CHUNK = 1000
#: Times that a visit is begun whose connection to the database broke.
ATTEMPTS = 3


async def harvest(
    errands: Errands, *, most_visits: int, glance: Callable[[list[str]], Awaitable[list[str]]], stopping: asyncio.Event
) -> None:
    """Visit all that is due. Raises ArchiveLost.

    A dead worker's visit counts as due. Where its holder cannot be seen from this machine its lease is waited for; one that is
    renewed meanwhile is alive, and is left alone.
    """
    archive, known = errands.workshop.archive, errands.catalogue.sources
    await schedule.put_sources(archive, known.values())
    strangers = await schedule.scheduled(archive) - known.keys()
    await errands.judge_the_unjudged()
    room, tasks, tried = asyncio.Semaphore(most_visits), set[asyncio.Task[None]](), set[str]()
    leases: dict[str, datetime] = {}
    losses: Counter[str] = Counter()

    async def visit(source_id: str) -> None:
        async with room:
            if stopping.is_set() or errands.resting:
                return
            try:
                await errands.visit(source_id, stopping)
                if errands.waits(source_id):
                    tried.discard(source_id)
            except ArchiveLost as lost:  # one connection, or the server? The next look tells
                losses[source_id] += 1
                if losses[source_id] == ATTEMPTS:
                    raise
                errands.tell(f"{source_id}: {lost.what}; it is visited again when its lease has run out")
                tried.discard(source_id)

    async def look_at(source_ids: Sequence[str]) -> None:
        for source_id in await glance(list(source_ids)):
            start(visit(source_id))

    def start(work: Awaitable[None]) -> None:
        tasks.add(asyncio.ensure_future(work))

    async def look() -> bool:
        """Begin what is due; False where nothing is, and nothing is under way."""
        held = {name: one for name, one in (await schedule.held(archive)).items() if name in known and name not in tried}
        due: list[Due] = []
        if (most := CHUNK - len(tasks)) > 0:  # what is taken waits in memory
            dead = errands.dead_among(held)
            due = await due_among(archive, known, strangers, but=tried, most=most, dead=dead, again_after=timedelta())
        tried.update(one.source_id for one in due)
        for one in due:
            if one.visit:
                start(visit(one.source_id))
        for batch in batches([one.source_id for one in due if not one.visit]):
            start(look_at(batch))
        for task in [task for task in tasks if task.done()]:
            tasks.discard(task)
            task.result()
        return bool(due or tasks or errands.some_wait or _waiting(held, leases))

    try:
        while not (stopping.is_set() or errands.resting) and await look():
            await (asyncio.wait(tasks, timeout=LOOK) if tasks else asyncio.sleep(LOOK))
    finally:
        broken_off = await ended(tasks, errands.settings.getfloat("PRESS_GRACE"))
    for task in tasks - broken_off:
        task.result()
    if not stopping.is_set():
        await errands.mark_the_silent()  # what has come in this harvest is known by now


def _waiting(held: Mapping[str, Held], leases: dict[str, datetime]) -> bool:
    """Whether a lease may still be that of a dead worker: one that has not been renewed since it was first seen here."""
    return any(one.until == leases.setdefault(source_id, one.until) for source_id, one in held.items())
