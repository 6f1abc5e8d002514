"""Discovery documents: what each said last time, committed together with the leads that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive import captures
from archive.connection import Archive
from archive.fence import Visit, hold
from archive.json_rows import json_rows
from archive.leads import MOST_SPELLINGS, NO_PAGE
from archive.queries import Queries
from archive.witness import witness_of
from press import urls
from press.capture import Capture
from press.page import Lead


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document as it was last read. Digests are sha-256 in lowercase hex: of the payload as received, and decoded."""

    etag: str | None
    last_modified: str | None
    payload_digest: str | None
    content_digest: str | None
    state: dict[str, Any] | None
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """A document as it was read now; `state` is what its discovery kind wants to remember."""

    url: str
    kind: str
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str | None = None
    content_digest: str | None = None
    state: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the leads of a document were: never seen before, seen but opened again, and known."""

    new: int
    reopened: int
    known: int


async def state_of(archive: Archive, source_id: str, urls_: Iterable[str] | None = None) -> dict[str, DocumentState]:
    """What is known of a source's documents, by address: of all of them, or of those named."""
    digests = None if urls_ is None else [urls.digest(url) for url in urls_]
    async with archive.connection() as connection:
        asked = {"source_id": source_id, "digests": digests}
        rows = await (await connection.execute(Queries("documents")["state_of"], asked)).fetchall()
    return {
        row["url"]: DocumentState(
            row["etag"], row["last_modified"], _hex(row["payload_digest"]), _hex(row["content_digest"]), row["state"],
            row["checked_at"],
        )
        for row in rows
    }  # fmt: skip


async def record(
    archive: Archive, visit: Visit, seen: DocumentSeen | None, leads: Sequence[Lead], kept: Sequence[Capture] = ()
) -> Recorded:
    """Commit what a document said: its captures, its leads, and what to remember of it, in one fenced transaction.

    `seen` None: a page of a listing whose last page has not been read yet; its leads are rows, and nothing is remembered.
    Raises VisitReplaced.
    """
    query = Queries("documents")
    given = _lead_rows(leads, visit.time_zone)
    async with archive.transaction() as connection:
        await hold(connection, visit, alone=True)
        await captures.add(connection, visit, kept)
        if seen is not None:
            row = _document_row(seen, kept)
            await connection.execute(query["put"], {"source_id": visit.source_id, "rows": json_rows([row])})
        if not given:
            return Recorded(0, 0, 0)
        asked = {
            "source_id": visit.source_id, "rows": json_rows(given), "no_page": sorted(NO_PAGE), "most_spellings": MOST_SPELLINGS,
        }  # fmt: skip
        counted = await (await connection.execute(query["put_leads"], asked)).fetchone()
        assert counted is not None  # noqa: S101  # a SELECT of counts has one row
    return Recorded(counted["new"], counted["reopened"], counted["given"] - counted["new"] - counted["reopened"])


async def checked(archive: Archive, visit: Visit, urls_: Iterable[str]) -> None:
    """These documents were asked and had not changed. Raises VisitReplaced."""
    async with archive.transaction() as connection:
        await hold(connection, visit)
        asked = {"source_id": visit.source_id, "digests": [urls.digest(url) for url in urls_]}
        await connection.execute(Queries("documents")["checked"], asked)


def _document_row(seen: DocumentSeen, kept: Sequence[Capture]) -> dict[str, Any]:
    return {
        "url_digest": urls.digest(seen.url), "url": seen.url, "kind": seen.kind, "etag": _header(seen.etag),
        "last_modified": _header(seen.last_modified), "payload_digest": _bytes(seen.payload_digest),
        "content_digest": _bytes(seen.content_digest), "state": None if seen.state is None else dict(seen.state),
        "capture_id": next((capture.capture_id for capture in reversed(kept) if capture.url == seen.url), None),
    }  # fmt: skip


def _lead_rows(leads: Sequence[Lead], time_zone: str) -> list[dict[str, Any]]:
    """One row a page: a document that names one twice says all of it, the first naming the most; of its spellings the plainest
    is asked, else the first."""
    rows: dict[bytes, dict[str, Any]] = {}
    for lead in leads:
        url, digest = urls.normalise(lead.url), urls.twin_digest(lead.url)
        witness, modified_at = witness_of(lead), lead.modified.at(time_zone) if lead.modified else None
        if (row := rows.get(digest)) is None:
            rows[digest] = {
                "twin_digest": digest, "url": url, "also": {}, "way": lead.way, "found_in": lead.found_in, "witness": witness,
                "modified_at": modified_at,
            }  # fmt: skip
            continue
        row["witness"] = witness | row["witness"]
        row["modified_at"] = max(filter(None, (row["modified_at"], modified_at)), default=None)
        if url != row["url"]:
            better, other = sorted((row["url"], url), key=urls.plainness)
            row["url"] = better
            if len(row["also"]) < MOST_SPELLINGS:
                row["also"][other] = None
    for row in rows.values():
        row["url_digest"] = urls.digest(row["url"])
        row["also"].pop(row["url"], None)
    return list(rows.values())


def _header(value: str | None) -> str | None:
    return value.replace("\0", "") if value else value


def _hex(digest: bytes | None) -> str | None:
    return digest.hex() if digest is not None else None


def _bytes(digest: str | None) -> bytes | None:
    return bytes.fromhex(digest) if digest else None
