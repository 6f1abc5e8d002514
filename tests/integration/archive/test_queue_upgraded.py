"""The queue's library upgraded alone: the embedded database's tables follow by themselves, a server's by `scrapy migrate`."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from server_folders import copied, server_of

from archive import queue
from archive.connection import open_archive
from archive.settings import ArchiveSettings
from press.errors import SchemaMismatch

#: As if the library had got it with a later version.
OLDER = "ALTER TABLE queue.pgqueuer DROP COLUMN heartbeat"


async def test_the_embedded_database_migrates_by_itself(seed: Path, empty: Path) -> None:
    settings = ArchiveSettings(archive_dir=copied(seed, empty))
    with server_of(settings.archive_dir).hold():
        async with open_archive(settings) as archive:
            with psycopg.connect(archive.url, autocommit=True) as connection:
                connection.execute(OLDER)
            await queue.check(archive)
            await queue.put(archive, "visit", [["xx_one"]])
            assert [job.source_ids for job in await queue.take(archive, "visit", 1, uuid4())] == [("xx_one",)]


async def test_a_servers_is_left_to_its_administrator(settings: ArchiveSettings, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(OLDER)
    async with open_archive(settings) as archive:
        with pytest.raises(SchemaMismatch, match="run `scrapy migrate`"):
            await queue.check(archive)
