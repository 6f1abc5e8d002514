"""Forgetting old changes: `change_floor` rises, and whoever follows from below it is told to copy the views anew.

The last change of each release is kept whatever its age: press.release.change_id names it, and `export --since` goes by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import psycopg

from archive.queries import Queries
from archive.session import connect, refusal

#: Change numbers looked at in one transaction: some tenths of a second, and never under the membership lock.
CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Forgotten:
    """`changes` rows went; all after `change_floor` are still there."""

    change_floor: int
    changes: int


async def forget_changes(url: str, before: datetime) -> Forgotten:
    """Forget the changes told before an instant, but for those that follow one told since. Raises CannotStart.

    The floor is committed before any row goes: a reader that asks for it after its rows takes no part for the whole. What was
    interrupted is made good by the next call.
    """
    query = Queries("feed")
    try:
        connection = await connect(url)
    except psycopg.OperationalError as error:
        raise refusal(error, url) from error
    async with connection:
        await connection.execute("SET ROLE press_owner")
        # Found before the row is locked: no number up to it is given out any more, and none of those rows changes.
        found = await (await connection.execute(query["last_before"], {"before": before})).fetchone()
        assert found is not None  # noqa: S101  # an aggregate without GROUP BY has one row
        row = await (await connection.execute(query["raise_floor"], {"floor": found["last"]})).fetchone()
        assert row is not None  # noqa: S101  # the first migration puts the row there, and nothing takes it away
        floor, gone = int(row["change_floor"]), 0
        for above in range(0, floor, CHUNK):
            bounds = {"above": above, "up_to": min(above + CHUNK, floor)}
            gone += (await connection.execute(query["forget"], bounds)).rowcount
    return Forgotten(floor, gone)
