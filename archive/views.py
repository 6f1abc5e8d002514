"""Reading the public views whole, for export: rows as they stand, streamed, in one snapshot."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Any

from psycopg import sql

from archive.connection import Archive
from archive.queries import Queries

_QUERIES = Queries("views")

#: Each public view with the columns that order its rows; an export is the same for the same archive.
VIEWS: dict[str, tuple[str, ...]] = {
    "archive": ("archive_id",),
    "source": ("source_id",),
    "release": ("change_id",),
    "release_alias": ("old_release_id", "since"),
    "appearance": ("release_id", "appearance_id"),
    "revision": ("appearance_id", "number"),
    "capture": ("fetched_at", "capture_id"),
    "warc": ("warc_file",),
    "attachment": ("release_id", "url"),
    "visit": ("started_at", "visit_id"),
    "completeness": ("source_id", "day"),
    "change": ("change_id",),
}

#: How "since the last change" is told for each view that has releases in it; the others have an instant of their own.
_SINCE = {
    "release": "since_release", "release_alias": "since_member", "appearance": "since_member", "revision": "since_member",
    "attachment": "since_member", "change": "since_at", "capture": "since_fetched_at", "visit": "since_started_at",
    "warc": "since_closed_at", "completeness": "since_day", "source": "since_last_visit_at",
}  # fmt: skip

#: Rows fetched from the server at a time.
CHUNK = 500


async def columns(archive: Archive, view: str) -> list[tuple[str, str]]:
    """Names and PostgreSQL types of a view's columns, in order."""
    async with archive.connection() as connection:
        cursor = await connection.execute(_QUERIES["columns"], {"view": view})
        return [(row["column_name"], row["data_type"]) for row in await cursor.fetchall()]


async def rows(archive: Archive, view: str, *, since: datetime | None = None) -> AsyncGenerator[dict[str, Any], None]:
    """Every row of a public view; with `since` those whose last change is not older."""
    if view not in VIEWS:
        raise ValueError(f"no public view press.{view}")
    condition = sql.SQL(_QUERIES[_SINCE[view]]) if since is not None and view in _SINCE else sql.SQL("true")
    query = sql.SQL("SELECT * FROM press.{view} v WHERE {condition} ORDER BY {order}").format(
        view=sql.Identifier(view), condition=condition, order=sql.SQL(", ").join(map(sql.Identifier, VIEWS[view]))
    )
    async with archive.transaction() as connection, connection.cursor("export") as cursor:
        cursor.itersize = CHUNK
        await cursor.execute(query, {"since": since})
        async for row in cursor:
            yield row


async def attachments(archive: Archive, release_ids: list[Any]) -> dict[Any, list[dict[str, Any]]]:
    """The attachments of some releases."""
    found: dict[Any, list[dict[str, Any]]] = {}
    async with archive.connection() as connection:
        cursor = await connection.execute(_QUERIES["attachments_of"], {"release_ids": release_ids})
        for row in await cursor.fetchall():
            found.setdefault(row["release_id"], []).append(row)
    return found
