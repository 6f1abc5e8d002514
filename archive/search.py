"""Searching releases by their words, in any script; what a word is stands in `search_words`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from archive.connection import Archive
from archive.queries import Queries
from archive.search_words import question


@dataclass(frozen=True, slots=True)
class Hit:
    """A release that was found; a higher `rank` is a better match."""

    release_id: UUID
    headline: str | None
    published_at: datetime | None
    published_local: datetime | None
    published_precision: Literal["minute", "day"] | None
    language: str | None
    issuer: str | None
    source_id: str
    canonical_url: str
    rank: float


async def find(archive: Archive, query: str, limit: int = 20) -> list[Hit]:
    """Releases that have all words of the query, best first; `"in quotes"`: side by side, `-word`: without it.

    A query in which nothing can be looked for (no letter, no digit) finds nothing.
    """
    asked = question(query)
    if not asked:
        return []
    async with archive.connection() as connection:
        rows = await (await connection.execute(Queries("search")["find"], {"query": asked, "limit": limit})).fetchall()
    return [Hit(**row) for row in rows]
