"""Figures of the whole archive for those who watch it: how its sources are, how late, and what waits in the queue."""

from __future__ import annotations

from dataclasses import dataclass

from archive.connection import Archive
from archive.queries import Queries
from archive.queue_tables import library
from archive.reaching import reaching


@dataclass(frozen=True, slots=True)
class Figures:
    """How many sources are due and visited by nobody; seconds by which the latest is late; waiting jobs by kind."""

    due: int
    late: float
    waiting: dict[str, int]


async def figures(archive: Archive) -> Figures:
    """Raises ArchiveLost."""
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("figures")["lateness"])).fetchone()
        queued = await library(connection).queue_size()
    waiting = {"visit": 0, "glance": 0}
    for one in queued:
        if one.status == "queued":
            waiting[one.entrypoint] = waiting.get(one.entrypoint, 0) + one.count
    assert row is not None  # noqa: S101  # a count has its row
    return Figures(row["due"], row["late"], waiting)


async def by_health(archive: Archive) -> dict[str, int]:
    """How many sources are in each state of health. Looks through all of them. Raises ArchiveLost."""
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("figures")["health"])).fetchall()
    return {row["health"]: row["sources"] for row in rows}
