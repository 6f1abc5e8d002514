"""An invented ministry whose pages are captured, read and stored as a crawl does it, without a crawl."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from archive import captures, handed_in, releases
from archive.connection import Archive, open_archive
from archive.node import node_of
from archive.releases import Stored
from archive.settings import ArchiveSettings
from archive.warc.exchange import EarlierCapture, Exchange, Headers, Request, Response
from archive.warc.writer import WarcWriter
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.capture import Capture
from press.extraction import extract
from press.page import Page
from press.sighting import Sighting
from press.source import Source, SourceKind, Way

START = datetime(2021, 3, 4, 8, 0, tzinfo=UTC)
_HTML: Headers = ((b"Content-Type", b"text/html; charset=utf-8"),)

FERRY = "The ferry to the northern islands sails again from Monday, the harbour master said at the quay this morning. "
QUAY = "The minister opened the northern quay in the rain and thanked everyone who had built it with such patience. "
BRIDGE = "The old bridge stays closed until spring, for its bearings have to be cast anew in the yard at Examplestad. "


def source(source_id: str, kind: SourceKind = "ministry") -> Source:
    country, _, name = source_id.partition("_")
    home = f"https://{name}.example/"
    return Source(
        source_id=source_id, country=country, name=f"{name.title()} of Examples", kind=kind, languages=("en",),
        time_zone="Europe/Amsterdam", home=home, discover=(Way(kind="feed", url=f"{home}feed"),),
    )  # fmt: skip


def html(headline: str, *sentences: str, tail: str = "") -> bytes:
    paragraphs = "".join(f"<p>{sentence * 4}</p>" for sentence in sentences)
    return (
        f'<html lang="en"><head><title>{headline}</title>'
        f'<meta property="article:published_time" content="2021-03-03T09:30:00+01:00"></head>'
        f"<body><article><h1>{headline}</h1>{paragraphs}{tail}</article></body></html>"
    ).encode()


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as a visit finds it, minutes after START."""

    path: str
    body: bytes
    at: int = 0
    lead_id: int | None = None


async def visit(
    settings: ArchiveSettings, site: Source, pages: Sequence[Seen], *, version: str | None = None, node: str | None = None
) -> list[Stored]:
    """Capture, read and store; `version` is put in place of the extractor's, `node` in place of this machine's."""
    folder = settings.archive_dir / "warc"
    node = node or node_of(settings.archive_dir)
    async with open_archive(settings) as archive:
        await handed_in.put_source(archive, site)

        async def opened(warc_file: str) -> None:
            await captures.file_opened(archive, warc_file, node)

        writer = WarcWriter(folder, node, on_open=opened, on_close=lambda file: captures.file_closed(archive, file))
        stored: list[Stored] = []
        for page in pages:
            stored += await _see(archive, writer, site, page, version)
        await writer.close()
    return stored


async def _see(archive: Archive, writer: WarcWriter, site: Source, seen: Seen, version: str | None) -> list[Stored]:
    url, at = f"{site.home}{seen.path}", START + timedelta(minutes=seen.at)
    digest = hashlib.sha256(seen.body).hexdigest()
    earlier: EarlierCapture | None = await captures.earlier(archive, url, digest)
    placed = await writer.write(Exchange(url, at, Request(), Response(200, _HTML, seen.body)), refers_to=earlier)
    capture = Capture(
        placed.record_id, url, site.source_id, at, 200, "text/html", placed.record_type, digest, digest, placed.warc_file,
        placed.offset, placed.length, placed.refers_to,
    )  # fmt: skip
    extraction = extract(Page(url, seen.body, "text/html", "utf-8", at), site)
    if version is not None:
        extraction = replace(extraction, extractor_version=version)
    sighting = Sighting(
        url, site.source_id, site.kind, site.time_zone, at, "crawl", extraction, lead_id=seen.lead_id, capture=capture
    )
    return await releases.store(archive, None, [identify(validate(normalise(sighting)))], by="crawl")
