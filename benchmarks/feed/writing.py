"""A writer: stores invented releases in batches, as a crawl does, until its time is over."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from archive import releases, sources
from archive.connection import Archive, open_archive
from archive.settings import ArchiveSettings
from benchmarks.scale.texts import Texts
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.extraction.handed_in import extraction_of, parse
from press.sighting import Sighting

#: Pages in a transaction: what a crawl has ready within its 200 ms.
BATCH = 8

#: Addresses between two writers' series.
_APART = 10_000_000


def write(settings: ArchiveSettings, number: int, seconds: float, pause: float) -> None:
    """Store batches for so many seconds, with `pause` seconds between two of them."""
    asyncio.run(_write(settings, Texts(number, first=number * _APART), seconds, pause))


async def _write(settings: ArchiveSettings, texts: Texts, seconds: float, pause: float) -> None:
    async with open_archive(settings) as archive:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            batch = [await _sighting(archive, line) for line in texts.records(BATCH)]
            await releases.store(archive, None, batch, by="import")
            await asyncio.sleep(pause)


async def _sighting(archive: Archive, line: bytes) -> Sighting:
    record = parse(line)
    row = await sources.stand_in(archive, record.source or "", name=record.source or "")
    seen = Sighting(
        record.url, record.source or "", row.kind, row.time_zone, datetime.now(UTC), "import", extraction_of(record)
    )  # fmt: skip
    return identify(validate(normalise(seen)))
