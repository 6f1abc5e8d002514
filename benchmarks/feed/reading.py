"""Readers: each writes down when it had which change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from archive import changes
from archive.connection import Archive, open_archive
from archive.following import follow
from archive.settings import ArchiveSettings


def read(settings: ArchiveSettings, out: Path, every: float | None) -> None:
    """Follow from the first change until killed; a line `change_id instant` for each. `every`: ask so often (seconds), and do
    not listen; None: listen, as `scrapy watch` does."""
    with out.open("w", buffering=1) as lines:
        asyncio.run(_read(settings, lines, every))


async def _read(settings: ArchiveSettings, lines: TextIO, every: float | None) -> None:
    def had(change_id: int) -> None:
        lines.write(f"{change_id} {time.time():.6f}\n")

    async with open_archive(settings, role="reader") as archive:
        lines.write("ready\n")
        if every is None:
            async for change in follow(archive, 0):
                assert isinstance(change, changes.Change)
                had(change.change_id)
        else:
            await _ask(archive, every, had)


async def _ask(archive: Archive, every: float, had: Callable[[int], None]) -> None:
    last = 0
    while True:
        for change in await changes.after(archive, last):
            last = change.change_id
            had(last)
        await asyncio.sleep(every)
