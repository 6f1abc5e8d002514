"""Invented pages for the store's tests: sightings as the pipelines hand them over, and what the archive then shows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from archive import captures, releases, sources
from archive.connection import Archive
from archive.fence import Visit
from archive.releases import Stored
from archive.visits import begin
from pipelines.identify import identify
from press import urls
from press.capture import Capture
from press.page import Attachment
from press.release import Extraction
from press.sighting import Origin, Record, Sighting, Standing
from press.source import Source, SourceKind
from press.text import digest

MORNING = datetime(2031, 3, 4, 8, 0, tzinfo=UTC)
NODE = "ab" * 16

SITES: dict[str, SourceKind] = {
    "xx_ministry": "ministry", "xx_wire": "newswire", "xx_courier": "republisher", "xx_herald": "republisher",
}  # fmt: skip


def minutes(count: float) -> datetime:
    return MORNING + timedelta(minutes=count)


def words(topic: str, count: int = 40) -> str:
    """A text of its own for each topic, long enough to be a key."""
    return " ".join(f"{topic}{number}" for number in range(count)) + "."


def sighting(
    url: str, topic: str, *, source: str = "xx_ministry", kind: SourceKind | None = "ministry", at: float = 0,
    standing: Standing = "release", canonical: str | None = None, headline: str | None = None, body: str | None = None,
    published: float | None = 0, issuer: str | None = None, distributor: str | None = None, wire_ids: Sequence[str] = (),
    attachments: Sequence[str] = (), version: str = "1", origin: Origin = "crawl", rereads: UUID | None = None,
    lead_id: int | None = None, capture: Capture | None = None, redirected_from: Sequence[str] = (),
    language: str = "en", alternates: Sequence[tuple[str, str]] = (),
) -> Sighting:  # fmt: skip
    """A page as the pipelines hand it to the store."""
    headline = headline if headline is not None else f"On {topic}"
    body = body if body is not None else words(topic)
    text_digest = digest(headline, body)
    record = Record(
        headline=headline, body_text=body, text_digest=text_digest, extractor_version=version, language=language,
        published_at=None if published is None else minutes(published), published_zone=None if published is None else "UTC",
        published_local=None if published is None else minutes(published).replace(tzinfo=None),
        published_precision=None if published is None else "minute", issuer=issuer, distributor=distributor,
        wire_ids=tuple(wire_ids), canonical_url=canonical, alternates=tuple(alternates),
        attachments=tuple(Attachment(one) for one in attachments),
    )  # fmt: skip
    seen = Sighting(
        url=url, source_id=source, source_kind=kind, time_zone="UTC", seen_at=minutes(at), origin=origin,
        extraction=Extraction(url, version), lead_id=lead_id, capture=capture, rereads=rereads,
        record=None if standing == "not_a_release" else record, standing=standing, redirected_from=tuple(redirected_from),
    )  # fmt: skip
    return identify(seen)


def source_file(source_id: str = "xx_ministry", kind: SourceKind = "ministry") -> Source:
    return Source.model_validate(
        {
            "source_id": source_id, "country": "xx", "name": source_id, "kind": kind, "languages": ["en"], "time_zone": "UTC",
            "home": "https://press.example/", "discover": [{"kind": "feed", "url": "https://press.example/feed"}],
        }
    )  # fmt: skip


def nobody_is_dead(holder: UUID, node: str) -> bool:
    return False


async def begin_visit(archive: Archive, source_id: str = "xx_ministry", kind: SourceKind = "ministry") -> Visit:
    return await begin(archive, source_file(source_id, kind), holder=uuid4(), node=NODE, is_dead=nobody_is_dead)


async def make_sources(archive: Archive) -> None:
    """The rows of SITES and of an import, with no visit under way."""
    async with archive.connection() as connection:
        for source_id, kind in SITES.items():
            await connection.execute(
                "INSERT INTO archive.source (source_id, name, kind, country) VALUES (%s, %s, %s, 'xx')",
                (source_id, source_id, kind),
            )
    await sources.stand_in(archive, "import", name="Imported")


async def make_capture(archive: Archive, url: str, content_digest: str = "cd" * 32, **more: Any) -> Capture:
    await captures.file_opened(archive, "invented.warc.gz", NODE)
    capture = Capture(
        capture_id=uuid4(), url=url, source_id="xx_ministry", fetched_at=MORNING, http_status=200, media_type="text/html",
        record_type="response", payload_digest="ef" * 32, content_digest=content_digest, warc_file="invented.warc.gz",
        warc_offset=0, warc_length=100,
    )  # fmt: skip
    return replace(capture, **more)


async def store(archive: Archive, *sightings: Sighting, by: str = "crawl", visit: Visit | None = None) -> list[Stored]:
    return await releases.store(archive, visit, sightings, by=by)


async def rows(archive: Archive, statement: str, *values: Any) -> list[dict[str, Any]]:
    async with archive.connection() as connection:
        return await (await connection.execute(statement, values)).fetchall()


async def change_kinds(archive: Archive) -> list[str]:
    return [row["kind"] for row in await rows(archive, "SELECT kind FROM press.change ORDER BY change_id")]


@dataclass(frozen=True)
class Shape:
    """What must not depend on the order of arrival: releases as sets of addresses with their roles, and what each shows."""

    releases: frozenset[tuple[Any, ...]]
    own_news: frozenset[tuple[Any, ...]]


async def shape(archive: Archive) -> Shape:
    appearances = await rows(
        archive,
        "SELECT a.release_id, a.url, a.role, a.source_id, a.first_seen_at, a.last_seen_at, v.headline, v.number, "
        "m.url AS main, a.variant, a.evidence::text, a.similarity, a.joined::text "
        "FROM archive.appearance a JOIN archive.revision v USING (revision_id) "
        "LEFT JOIN archive.appearance m ON m.appearance_id = a.main_id",
    )
    shown = await rows(
        archive,
        "SELECT release_id, canonical_url, headline, body_text, issuer, distributor, wire_ids, published_at, source_id, "
        "first_seen_at, last_seen_at, revision_count, appearance_count FROM press.release",
    )
    for row in shown:  # its spelling is that of the sighting which came first
        row["canonical_url"] = urls.twin(row["canonical_url"])
    members: dict[UUID | None, set[tuple[Any, ...]]] = {}
    for row in appearances:
        members.setdefault(row["release_id"], set()).add(tuple(value for name, value in row.items() if name != "release_id"))
    return Shape(
        frozenset(
            (frozenset(members[row["release_id"]]), *(tuple(value) if isinstance(value, list) else value
                                                      for name, value in row.items() if name != "release_id"))
            for row in shown
        ),
        frozenset(members.get(None, set())),
    )  # fmt: skip


async def together(*tasks: Any) -> list[Any]:
    return await asyncio.gather(*tasks)
