"""What a day of a source should have brought, beside what was seen of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from archive.connection import Archive
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.reaching import reaching


async def expect(archive: Archive, source_id: str, by_day: Mapping[date, int]) -> None:
    """Write how many releases each day (UTC) led one to expect, where nothing was written before.

    Raises ArchiveLost.
    """
    rows = json_rows([{"day": day.isoformat(), "expected": count} for day, count in sorted(by_day.items())])
    async with reaching(archive) as connection:
        await connection.execute(Queries("completeness")["expect"], {"source_id": source_id, "rows": rows})
