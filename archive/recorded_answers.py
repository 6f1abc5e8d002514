"""What the scripts of a rendered page were answered, from the records that its DOM's record names."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from archive.connection import Archive
from archive.queries import Queries
from archive.warc.reader import StoredRecord, read
from press.errors import CaptureLost, Unreadable
from press.page import ApiAnswer


async def answers(archive: Archive, folder: Path, made_from: Sequence[UUID], *, bound: int) -> tuple[ApiAnswer, ...]:
    """The answers among these captures, in their order, each decoded to at most `bound` bytes; revisits are followed.

    One that is not here any more, or cannot be decoded, is left out: the DOM shows what was made of it.
    """
    found = []
    for capture_id in made_from:
        try:
            record = await _record(archive, folder, capture_id)
            first = record
            if record.record_type == "revisit" and record.refers_to is not None:
                first = await _record(archive, folder, record.refers_to)
            body = await asyncio.to_thread(first.decoded, bound)
        except (CaptureLost, Unreadable):
            continue
        media_type, _, parameters = (record.header("content-type") or "").partition(";")
        charset = parameters.partition("charset=")[2].split(";")[0].strip(" \"'") or None
        found.append(ApiAnswer(record.url, body, record.http_status or 200, media_type.strip().lower() or None, charset))
    return tuple(found)


async def _record(archive: Archive, folder: Path, capture_id: UUID) -> StoredRecord:
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("recorded")["place"], {"capture_id": capture_id})).fetchone()
    if row is None:
        raise CaptureLost(f"no row names the capture {capture_id}")
    return await asyncio.to_thread(
        read, folder, row["warc_file"], row["warc_offset"], row["warc_length"], record_id=capture_id
    )  # fmt: skip
