"""What was found when a failing source's ways were sought anew. Whatever asks the database here raises ArchiveLost."""

from __future__ import annotations

from archive.connection import Archive
from archive.queries import Queries
from archive.reaching import reaching


async def may_seek(archive: Archive, source_id: str) -> bool:
    """Whether the ways of a failing source may be sought now; marked so that nobody does it again within a day."""
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("rebuilt")["may_seek"], {"source_id": source_id})).fetchone()
    return row is not None


async def found(archive: Archive, source_id: str, words: str) -> None:
    """Say it with the reason for which the source is failing, from now until it is not any more."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("rebuilt")["found"], {"source_id": source_id, "found": words})
