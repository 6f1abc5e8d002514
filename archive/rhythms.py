"""What a source's rhythm is learned from: when its pages became known, when they say they were published, and the look before.

Whatever asks the database here raises ArchiveLost where the server cannot be reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from archive.connection import Archive
from archive.queries import Queries
from archive.reaching import reaching
from press.rhythm.sightings import Found

#: Pages that are learned from at a time: a year of thirty a day. More would be forgotten as soon as they were learned.
_MOST = 10_000
_EVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """What `archive.source.rhythm` holds, and the last look with success, or now where there was none. `rhythm` None: nothing
    was learned."""

    rhythm: Mapping[str, Any] | None
    looked_at: datetime


async def learned(archive: Archive, source_id: str) -> Kept:
    """What was learned of the source. Raises LookupError where it has no row."""
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("rhythms")["learned"], {"source_id": source_id})).fetchone()
    if row is None:
        raise LookupError(f"{source_id} has no row: it was never visited")
    return Kept(row["rhythm"], row["looked_at"])


async def found_since(archive: Archive, source_id: str, after: datetime | None) -> list[Found]:
    """The pages that were first seen after this instant, at most some thousands, the latest first."""
    asked = {"source_id": source_id, "after": after or _EVER, "limit": _MOST}
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("rhythms")["found_since"], asked)).fetchall()
    return [
        Found(
            row["first_seen_at"], row["found_at"], row["looked_before_at"], row["published_at"],
            row["published_local"], row["published_precision"] == "minute",
        )
        for row in rows
    ]  # fmt: skip
