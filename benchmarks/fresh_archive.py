"""An empty archive to crawl into, its server kept on cores of one's choice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.database import ensure_database
from archive.embedded.server import EmbeddedServer
from archive.migrations import migrate
from archive.settings import ArchiveSettings
from benchmarks.accounting import pin


@contextmanager
def fresh_archive(archive_dir: Path, cores: int | Sequence[int]) -> Iterator[tuple[ArchiveSettings, int]]:
    """The archive's settings and its server's process id; the server is up, migrated, and kept on the core or cores."""
    embedded = EmbeddedServer(archive_dir)
    with embedded.hold():
        asyncio.run(_prepare(embedded.url()))
        postmaster = int((embedded.data / "postmaster.pid").read_text(encoding="ascii").split()[0])
        pin(postmaster, {cores} if isinstance(cores, int) else set(cores))
        yield ArchiveSettings(archive_dir=archive_dir), postmaster


async def _prepare(url: str) -> None:
    await ensure_database(url)
    await migrate(url)
