"""What one process has once and all its crawls share: the archive, the WARC file, the reading processes, a browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings

from archive import captures
from archive.connection import Archive, open_archive
from archive.node import Holder
from archive.settings import ArchiveSettings
from archive.warc.exchange import ClosedFile
from archive.warc.recover import recover
from archive.warc.writer import WarcWriter
from crawler.browser.browsers import Browsers
from crawler.browser.limits import RenderLimits
from crawler.reading import ReadingPool


@dataclass
class Workshop:
    """The tools of one process. Made by `open_workshop`, closed by leaving it."""

    archive: Archive
    writer: WarcWriter
    reading: ReadingPool
    holder: Holder
    browsers: Browsers  # nothing runs before a source needs it


async def mend_captures(archive: Archive, folder: Path, node: str) -> list[ClosedFile]:
    """Close the WARC files that killed processes of this node left open, and those they closed without saying so.

    Only a torn last record is cut; files of live processes are not touched.
    """
    mended = await asyncio.to_thread(recover, folder, await captures.open_files(archive, node))
    for file in mended:
        await captures.file_closed(archive, file)
    return mended


@asynccontextmanager
async def open_workshop(archive_settings: ArchiveSettings, settings: BaseSettings) -> AsyncIterator[Workshop]:
    """Open the archive, mend what an earlier kill left, and lay out the tools; puts all away at the end."""
    folder = archive_settings.archive_dir / "warc"
    async with open_archive(archive_settings) as archive:
        with Holder(archive_settings.archive_dir) as holder:
            await mend_captures(archive, folder, holder.node)

            async def opened(warc_file: str) -> None:
                await captures.file_opened(archive, warc_file, holder.node)

            async def closed(file: ClosedFile) -> None:
                await captures.file_closed(archive, file)

            writer = WarcWriter(folder, holder.node, on_open=opened, on_close=closed)
            reading = ReadingPool(
                processes=settings.getint("PRESS_READING_PROCESSES"),
                seconds=settings.getfloat("PRESS_READING_SECONDS"),
                megabytes=settings.getint("PRESS_READING_MEGABYTES"),
            )
            browsers = Browsers(RenderLimits.of(settings))
            try:
                yield Workshop(archive, writer, reading, holder, browsers)
            finally:
                await browsers.close()
                await reading.close()
                await writer.close()
