"""A page as it was received once, from its record: what extraction reads when no network is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from archive.connection import Archive
from archive.queries import Queries
from archive.recorded_answers import answers
from archive.warc.reader import StoredRecord, read
from press.capture import Capture
from press.errors import CaptureLost
from press.page import Page

#: Headers that bear on reading a page.
_READ_HEADERS = ("Content-Language", "Last-Modified", "Link")


async def page(
    archive: Archive, folder: Path, capture: Capture, url: str, *, bound: int, named: Sequence[str] = _READ_HEADERS
) -> Page:
    """The captured payload, decoded to at most `bound` bytes, as the page at `url`. A revisit is followed to the record it names.

    Of its headers those that are `named`.

    Raises CaptureLost where a record is not where the database says, and Unreadable where its payload cannot be decoded.
    """
    record = await _record(folder, capture)
    first = record
    if capture.record_type == "revisit":
        first = await _first(archive, folder, capture)
    body = await asyncio.to_thread(first.decoded, bound)  # the codings are those with which the payload was sent then
    media_type, charset = _content_type(record.header("content-type") or first.header("content-type"))
    return Page(
        url=url,
        body=body,
        media_type=media_type,
        charset=charset,
        fetched_at=capture.fetched_at,
        headers={name.lower(): value for name in named if (value := record.header(name)) is not None},
        answers=await answers(archive, folder, record.concurrent_to[1:], bound=bound),
    )


async def node_of_file(archive: Archive, warc_file: str) -> str | None:
    """The node that wrote a WARC file; None where no row names it."""
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("recorded")["node"], {"warc_file": warc_file})).fetchone()
    return row["node"] if row else None


async def _first(archive: Archive, folder: Path, capture: Capture) -> StoredRecord:
    """The response that a revisit refers to."""
    async with archive.connection() as connection:
        asked = {"capture_id": capture.refers_to}
        row = await (await connection.execute(Queries("recorded")["place"], asked)).fetchone()
    if row is None:
        raise CaptureLost(
            f"capture {capture.capture_id} is a revisit of {capture.refers_to}, which the database does not have: "
            "bring the database back from a back-up"
        )
    return await asyncio.to_thread(
        read, folder, row["warc_file"], row["warc_offset"], row["warc_length"], record_id=row["capture_id"],
        payload_digest=capture.payload_digest,
    )  # fmt: skip


async def _record(folder: Path, capture: Capture) -> StoredRecord:
    return await asyncio.to_thread(
        read, folder, capture.warc_file, capture.warc_offset, capture.warc_length, record_id=capture.capture_id,
        payload_digest=capture.payload_digest,
    )  # fmt: skip


def _content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type, in lower case, and charset."""
    media_type, *parameters = (header or "").split(";")
    named = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip().strip("\"'") for name, _, value in named if name.strip().lower() == "charset"), None)
    return media_type.strip().lower() or None, charset or None
