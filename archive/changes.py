"""The change feed: every change of a release has a number, numbers have no gaps and become visible in their order.

So a reader that remembers the last number it has seen and asks for higher ones misses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.queries import Queries
from press.errors import ChangesForgotten

#: Seconds after which the feed is asked without a hint: one is lost when the server restarts or the session breaks.
POLL = 5.0

#: Rows read at a time.
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """A row of press.change: read this release again. `at` is no ordering key."""

    change_id: int
    at: datetime
    kind: str
    release_id: UUID
    url: str | None
    revision_id: UUID | None
    other_release_id: UUID | None
    by: str
    reason: str | None
    detail: Mapping[str, Any]


async def head(archive: Archive) -> int:
    """The number of the latest change; 0 where there is none yet."""
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("changes")["head"])).fetchone()
    assert row is not None  # noqa: S101  # the first migration puts the feed's row there
    return int(row["change_head"])


async def advance(connection: AsyncConnection[DictRow], feed: DictRow, *, change_head: int, signature_head: int) -> None:
    """The end of every decision: the feed's row moves on, and readers are hinted at changes where there are any.

    `feed` is the row as it was locked. It moves in any case: what others looked at before is old now.
    """
    query = Queries("changes")
    async with connection.pipeline():
        if change_head > feed["change_head"]:
            await connection.execute(query["notify"], {"change_head": change_head})
        await connection.execute(query["advance"], {"change_head": change_head, "signature_head": signature_head})


async def after(archive: Archive, change_id: int, limit: int = CHUNK) -> list[Change]:
    """The changes that follow `change_id`, oldest first. Raises ChangesForgotten where some of them are not kept any more."""
    query = Queries("changes")
    async with archive.connection() as connection:
        rows = await (await connection.execute(query["after"], {"after": change_id, "limit": limit})).fetchall()
        # After the rows: a floor that is raised in between is seen, rows that it took are not given out as if they were all.
        feed = await (await connection.execute(query["head"])).fetchone()
        assert feed is not None  # noqa: S101  # as above
    if change_id < feed["change_floor"]:
        raise ChangesForgotten(
            f"changes up to {feed['change_floor']} are not kept any more and you asked for those after {change_id}: "
            f"read change_head from press.archive, copy the views, and follow from there"
        )
    return [Change(**row) for row in rows]
