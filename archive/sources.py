"""Sources as the archive knows them: their health, and rows for those that have no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archive.connection import Archive
from archive.queries import Queries
from press.health import Health
from press.source import SourceKind


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source does; `reason` says why where it does not do well. `visited_now`: a visit holds it under a live lease."""

    health: Health
    reason: str | None
    last_visit_at: datetime | None
    last_success_at: datetime | None
    next_visit_at: datetime | None
    visited_now: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What of a source bears on its releases. `kind` None: handed in as a file."""

    kind: SourceKind | None
    time_zone: str


async def health(archive: Archive) -> dict[str, SourceHealth]:
    """Every source that was ever visited or imported, by its id."""
    async with archive.connection() as connection:
        rows = await (await connection.execute(Queries("sources")["health"])).fetchall()
    return {
        row["source_id"]: SourceHealth(
            row["health"], row["health_reason"], row["last_visit_at"], row["last_success_at"], row["next_visit_at"],
            bool(row["visited_now"]),
        )
        for row in rows
    }  # fmt: skip


async def stand_in(archive: Archive, source_id: str, *, name: str, country: str = "int", time_zone: str = "UTC") -> SourceRow:
    """The source that an import names: as it is known, or made without a kind."""
    query, said = Queries("sources"), {"source_id": source_id, "name": name, "country": country, "time_zone": time_zone}
    async with archive.connection() as connection:
        await connection.execute(query["stand_in"], said)
        row = await (await connection.execute(query["kind"], {"source_id": source_id})).fetchone()
    assert row is not None  # noqa: S101  # sources are never deleted
    return SourceRow(row["kind"], row["time_zone"])
