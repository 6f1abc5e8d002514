"""From the schedule to the queue: what is due becomes jobs. It may be done by many workers at once, and again at any time."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from datetime import timedelta
from uuid import UUID

from archive import queue, schedule
from archive.connection import Archive
from archive.schedule import Due

#: Sources that are glanced at together.
BATCH = 50
#: Sources that are looked for at a time.
CHUNK = 1000
#: Jobs that wait for a taker; more would only grow old.
ENOUGH = 200
#: A source for which a job was made so long ago, and that is still due, gets another: the queue was emptied, or its taker died.
AGAIN_AFTER = timedelta(minutes=5)


async def fill(archive: Archive, known: Container[str], strangers: set[str], dead: Collection[UUID] = ()) -> int:
    """Make jobs for the known sources where they are due; how many sources that were. `dead`: holders whose leases are none."""
    room = ENOUGH - await queue.waiting(archive)
    if room <= 0:
        return 0
    again_after = min(AGAIN_AFTER, 2 * archive.settings.lease)
    found = await due_among(archive, known, strangers, most=min(CHUNK, room * BATCH), dead=dead, again_after=again_after)
    visits = [one.source_id for one in found if one.visit]
    glances = [one.source_id for one in found if not one.visit]
    await queue.put(archive, "visit", [[source_id] for source_id in visits])
    await queue.put(archive, "glance", batches(glances))
    return len(found)


async def due_among(
    archive: Archive, known: Container[str], strangers: set[str], *, but: Collection[str] = (), most: int, dead: Collection[UUID],
    again_after: timedelta,
) -> list[Due]:  # fmt: skip
    """Known sources that are due, none of `but` among them, as `schedule.due` finds them.

    `strangers` are those without a file here. They are left to others, and met once: each joins that set.
    """
    found = await schedule.due(archive, but=strangers.union(but), most=most, dead=dead, again_after=again_after)
    met = [one.source_id for one in found if one.source_id not in known]
    if met:
        strangers.update(met)
        await schedule.not_queued(archive, met)
    return [one for one in found if one.source_id in known]


def batches(source_ids: Sequence[str]) -> list[Sequence[str]]:
    """The sources that are glanced at together."""
    return [source_ids[at : at + BATCH] for at in range(0, len(source_ids), BATCH)]
