"""Following the change feed for good: through lost connections and restarts of the server, and into a new epoch."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import psycopg

from archive import changes
from archive.changes import POLL, Change
from archive.connection import Archive
from archive.queries import Queries
from archive.session import one_line
from press.errors import ChangesForgotten

#: Seconds between two attempts to come back to a server that went away: short at first, for a restart takes no longer.
_SOONEST, _LATEST = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """The archive was restored from a back-up: what was read before may be gone. Copy the views anew; following goes on from
    `change_head`."""

    epoch: int
    change_head: int


async def follow(
    archive: Archive, change_id: int | None = None, *, poll: float = POLL, lost: Callable[[str], None] = lambda reason: None
) -> AsyncIterator[Change | NewEpoch]:
    """Every change after `change_id` (None: after the latest one now), those there are and those to come, without end.

    Woken by NOTIFY, and every `poll` seconds without a hint. A lost connection is taken up again where it broke; `lost` hears
    the reason once each time. Raises ChangesForgotten where changes that were asked for are not kept any more, or where the
    archive has not come as far as `change_id`.
    """
    epoch: int | None = None
    pause = _SOONEST
    while True:
        try:
            async with archive.session() as connection:
                await connection.execute(Queries("changes")["listen"])
                while True:
                    start = await _feed(archive)
                    if epoch is not None and start.epoch != epoch:
                        change_id = start.change_head
                        yield start
                    elif change_id is None:
                        change_id = start.change_head
                    elif change_id > start.change_head:
                        raise ChangesForgotten(
                            f"the latest change is {start.change_head} and you asked for those after {change_id}: the archive "
                            f"was restored from a back-up, or is another one; copy the views anew, and follow from change_head"
                        )
                    epoch, pause = start.epoch, _SOONEST
                    found = await changes.after(archive, change_id)
                    if found and (await _feed(archive)).epoch != epoch:
                        continue  # restored in between: these may be numbers given out twice
                    for change in found:
                        change_id = change.change_id
                        yield change
                    if not found:
                        async for _ in connection.notifies(timeout=poll, stop_after=1):
                            pass
        except psycopg.OperationalError as error:
            if pause == _SOONEST:
                lost(one_line(error))
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LATEST)


async def _feed(archive: Archive) -> NewEpoch:
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("following")["feed"])).fetchone()
    assert row is not None  # noqa: S101  # the first migration puts the feed's row there, and nothing takes it away
    return NewEpoch(row["epoch"], row["change_head"])
