"""Captures: where the bytes of each answer lie. A file's row commits before the first capture that names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.fence import Visit
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.warc.exchange import ClosedFile, EarlierCapture
from archive.witness import lead_of
from press import urls
from press.capture import Capture, RecordType
from press.page import Lead

_NOTHING = UUID(int=0)

#: Which captures to read again: those that other rules or other layouts read; only those that the same rules read with other
#: layouts; or all of them.
Wanted = Literal["otherwise", "layouts", "all"]


@dataclass(frozen=True, slots=True)
class CaptureToRead:
    """A capture to be read again. `revision_id` None: it was taken for no release.

    `url` is the page's, `seen_at` when it was first seen so; `lead` is what the discovery document said of it, if it was a lead.
    `layouts` are the keys of the learned layouts that stand for pages captured then.
    """

    capture: Capture
    revision_id: UUID | None
    url: str
    seen_at: datetime
    lead_id: int | None
    lead: Lead | None
    layouts: tuple[str, ...] = ()


async def file_opened(archive: Archive, warc_file: str, node: str) -> None:
    """A WARC file was begun; `warc_file` is the bare name that it will have once closed."""
    async with archive.connection() as connection:
        await connection.execute(Queries("captures")["file_opened"], {"warc_file": warc_file, "node": node})


async def file_closed(archive: Archive, file: ClosedFile) -> None:
    """A WARC file will not change any more."""
    closed = {"warc_file": file.name, "byte_size": file.byte_size, "sha256": bytes.fromhex(file.sha256)}
    async with archive.connection() as connection:
        await connection.execute(Queries("captures")["file_closed"], closed)


async def open_files(archive: Archive, node: str) -> list[str]:
    """Files of this machine whose rows are still open: of live processes, or of dead ones that recovery has to look for."""
    async with archive.connection() as connection:
        rows = await (await connection.execute(Queries("captures")["open_files"], {"node": node})).fetchall()
    return [row["warc_file"] for row in rows]


async def add(connection: AsyncConnection[DictRow], visit: Visit | None, captures: Sequence[Capture]) -> None:
    """Add captures; those that are there already stay as they are."""
    if not captures:
        return
    rows = [
        {
            "capture_id": one.capture_id, "url": one.url, "url_digest": urls.digest(one.url), "source_id": one.source_id,
            "fetched_at": one.fetched_at, "http_status": one.http_status, "media_type": one.media_type,
            "record_type": one.record_type, "refers_to": one.refers_to, "payload_digest": bytes.fromhex(one.payload_digest),
            "content_digest": bytes.fromhex(one.content_digest) if one.content_digest else None,
            "warc_file": one.warc_file, "warc_offset": one.warc_offset, "warc_length": one.warc_length,
        }
        for one in captures
    ]  # fmt: skip
    asked = {"rows": json_rows(rows), "visit_id": visit.visit_id if visit is not None else None}
    await connection.execute(Queries("captures")["add"], asked)


async def earlier(
    archive: Archive, url: str, payload_digest: str, *, record_type: RecordType = "response"
) -> EarlierCapture | None:  # fmt: skip
    """The latest capture of this address with this payload (sha-256, hex): what a revisit record refers to."""
    asked = {"url_digest": urls.digest(url), "payload_digest": bytes.fromhex(payload_digest), "record_type": record_type}
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("captures")["earlier"], asked)).fetchone()
    return EarlierCapture(row["capture_id"], row["url"], row["fetched_at"], row["payload_digest"].hex()) if row else None


async def of_source(
    archive: Archive, source_id: str, *, extractor_version: str, wanted: Wanted = "otherwise", after: UUID | None = None,
    limit: int = 500,
) -> list[CaptureToRead]:  # fmt: skip
    """Captures of a source that were not read last as this version of the rules and today's layouts would read them, `after` a
    capture_id. For reextract."""
    asked = {
        "source_id": source_id, "extractor_version": extractor_version, "after": after or _NOTHING, "limit": limit,
        "everything": wanted == "all", "same_rules": wanted == "layouts",
    }  # fmt: skip
    async with archive.connection() as connection:
        rows = await (await connection.execute(Queries("captures")["of_source"], asked)).fetchall()
    return [
        CaptureToRead(
            capture_of(row), row["revision_id"], row["page_url"] or row["url"], row["seen_at"] or row["fetched_at"],
            row["lead_id"],
            lead_of(row["lead_url"], row["way"], row["found_in"], row["witness"]) if row["lead_id"] is not None else None,
            tuple(row["layouts"]),
        )
        for row in rows
    ]  # fmt: skip


def capture_of(row: DictRow) -> Capture:
    """A row of archive.capture."""
    return Capture(
        capture_id=row["capture_id"], url=row["url"], source_id=row["source_id"], fetched_at=row["fetched_at"],
        http_status=row["http_status"], media_type=row["media_type"], record_type=row["record_type"],
        payload_digest=row["payload_digest"].hex(), content_digest=row["content_digest"].hex() if row["content_digest"] else None,
        warc_file=row["warc_file"], warc_offset=row["warc_offset"], warc_length=row["warc_length"], refers_to=row["refers_to"],
    )  # fmt: skip
