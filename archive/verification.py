"""Compare every capture's row with its record: file by file, in the order in which the records lie.

The database is read a page at a time and one record is held at a time, so memory stays the same for millions of captures.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.connection import Archive
from archive.queries import Queries
from archive.warc.names import OPEN, find
from archive.warc.reader import read
from press.errors import CaptureLost

#: Rows asked for at a time.
PAGE = 500

#: Faults that are kept in words; a disk that lost a folder would name a million.
MOST_FAULTS = 1000


@dataclass(slots=True)
class Result:
    """What was found. `captures` = `sound` + `faulty` + `elsewhere`; `files` are those that were read.

    `faults` has a line for each faulty capture and file, the first MOST_FAULTS of them; `more_faults` counts the others.
    """

    captures: int = 0
    sound: int = 0
    faulty: int = 0
    elsewhere: int = 0
    files: int = 0
    faults: list[str] = field(default_factory=list)
    more_faults: int = 0

    def fault(self, line: str) -> None:
        """One fault more."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(line)
        else:
            self.more_faults += 1


async def verify(archive: Archive, folder: Path, node: str, *, advance: Callable[[int], None] = lambda count: None) -> Result:
    """Check every capture against its record, and every closed file against its size and sha-256.

    `folder` holds this node's WARC files. One of this node's that is missing is a fault; another node's is counted as
    `elsewhere` unless a copy of it lies here, which is then checked like our own. A file that is still being written is read
    as far as rows name records in it. `advance` hears how many captures more have been looked at. Needs the role reader only.
    """
    result = Result()
    async for file in _pages(archive, "files", "warc_file", ""):
        warc_file = file["warc_file"]
        if find(folder, warc_file) is None:
            captures = await _count(archive, warc_file)
            result.captures += captures
            if file["node"] == node:
                result.faulty += captures
                result.fault(
                    f"{warc_file} is not in {folder}, and {captures} captures lie in it: bring it back from where it was moved "
                    "to, or from a back-up"
                )
            else:
                result.elsewhere += captures
            continue
        result.files += 1
        if reason := await asyncio.to_thread(_file_fault, folder, file):
            result.fault(reason)
        rows: list[Mapping[str, Any]] = []
        async for row in _pages(archive, "captures_of", "warc_offset", -1, warc_file=warc_file):
            rows.append(row)
            if len(rows) == PAGE:
                await asyncio.to_thread(_check, folder, warc_file, rows, result)
                advance(len(rows))
                rows = []
        await asyncio.to_thread(_check, folder, warc_file, rows, result)
        advance(len(rows))
    return result


async def _pages(archive: Archive, query: str, key: str, after: object, **asked: object) -> AsyncIterator[Mapping[str, Any]]:
    """The rows of a query that is ordered by `key`, which no two of them share."""
    statement = Queries("verification")[query]
    while True:
        async with archive.connection() as connection:
            rows = await (await connection.execute(statement, {"after": after, "limit": PAGE, **asked})).fetchall()
        for row in rows:
            yield row
        if len(rows) < PAGE:
            return
        after = rows[-1][key]


async def _count(archive: Archive, warc_file: str) -> int:
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("verification")["count_captures_of"], {"warc_file": warc_file})).fetchone()
    return int(row["captures"]) if row else 0


def _file_fault(folder: Path, file: Mapping[str, Any]) -> str | None:
    """What is wrong with a closed file as a whole. One without `closed_at` may still grow, and its records are all there is."""
    name = file["warc_file"]
    if file["closed_at"] is None:
        return None
    path = find(folder, name)
    if path is None:
        return f"{name} went away while it was being read: run `scrapy verify` again"
    if path.name.endswith(OPEN):
        return f"{name} is closed in the database and not yet in {folder}: the file is of an older back-up; bring the closed one"
    try:
        size = path.stat().st_size
        if size != file["byte_size"]:
            return f"{name} has {size} bytes and was closed with {file['byte_size']}: bring it back from a back-up"
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        return f"{name} cannot be read ({error.strerror}): mend the disk, or bring the file back from a back-up"
    if digest != file["sha256"]:
        return f"{name} has another sha-256 than it was closed with: bring it back from a back-up"
    return None


def _check(folder: Path, warc_file: str, rows: Sequence[Mapping[str, Any]], result: Result) -> None:
    for row in rows:
        result.captures += 1
        if reason := _fault(folder, warc_file, row):
            result.faulty += 1
            result.fault(reason)
        else:
            result.sound += 1


def _fault(folder: Path, warc_file: str, row: Mapping[str, Any]) -> str | None:
    """What is wrong with one capture."""
    revisit = row["record_type"] == "revisit"
    try:
        record = read(
            folder, warc_file, row["warc_offset"], row["warc_length"], record_id=row["capture_id"],
            payload_digest=row["payload_digest"],
        )  # fmt: skip
    except CaptureLost as lost:
        return str(lost)
    place = f"{warc_file} at {row['warc_offset']}"
    for what, found, said in (
        ("a record of type", record.record_type, row["record_type"]),
        ("the address", record.url, row["url"]),
        ("a reference to", record.refers_to, row["refers_to"]),
    ):
        if found != said:
            return (
                f"{place} has {what} {found} where the database says {said}: bring the file or the database back from a back-up"
            )
    if revisit and (row["first_type"] not in ("response", "resource") or row["first_digest"] != row["payload_digest"]):
        return (
            f"{place} is a revisit of capture {row['refers_to']}, which the database does not have with this payload: "
            "bring the database back from a back-up"
        )
    return None
