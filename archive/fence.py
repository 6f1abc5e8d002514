"""The fence: a visit that was taken over writes nothing more.

The number of a source's latest visit stands in the source's row. Every transaction that stores something reads it FOR SHARE, so
that a worker that was frozen and replaced is found out, and that nobody can take over in the middle of a commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.queries import Queries
from press.errors import VisitReplaced
from press.revisits import INTERVALS


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit under way: which attempt at its source it is, and who holds it. `first`: none before it got to the end.

    `revisit_intervals`: when the pages that it looks at are to be looked at again (press.revisits).
    """

    visit_id: UUID
    source_id: str
    attempt: int
    holder: UUID
    node: str
    first: bool
    time_zone: str = "UTC"
    revisit_intervals: tuple[timedelta, ...] = INTERVALS


async def hold(connection: AsyncConnection[DictRow], visit: Visit, *, alone: bool = False) -> None:
    """Keep this visit from being taken over until the transaction ends. Raises VisitReplaced where it already was.

    `alone`: no other transaction of the visit runs beside this one, for one that writes leads which others write too.
    """
    query = Queries("visits")["hold_alone" if alone else "hold"]
    row = await (await connection.execute(query, {"source_id": visit.source_id})).fetchone()
    if row is None or row["attempt"] != visit.attempt or row["visit_id"] != visit.visit_id:
        raise replaced(visit)


def replaced(visit: Visit) -> VisitReplaced:
    """The error, in one line."""
    return VisitReplaced(
        f"{visit.source_id}: another worker took this visit over while this one was silent; nothing more of it is written"
    )
