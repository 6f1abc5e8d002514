"""A writer in a process of its own, which stores until it is killed, and rolls back now and then."""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psycopg

from archive.connection import Archive, open_archive
from archive.settings import ArchiveSettings
from press.errors import ArchiveLost, CannotStart
from press.sighting import Sighting
from tests.integration.archive_store.invented import SITES, sighting, store

#: Of a hundred batches, how many have a page that cannot be stored: the whole is rolled back and done in parts.
SPOILED = 5

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


def begin(database: str, said: Path, seed: int) -> BaseProcess:
    """Start one; `said` gets a line for each address that it was told is stored."""
    writer = _FORKS.Process(target=_run, args=(database, said, seed), daemon=True)
    writer.start()
    return writer


def _run(database: str, said: Path, seed: int) -> None:
    asyncio.run(_write(database, said, random.Random(seed)))


async def _write(database: str, said: Path, chance: random.Random) -> None:
    settings = ArchiveSettings(archive_dir=said.parent / "var", database_url=database)
    line = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    async with AsyncExitStack() as stack:
        archive, minute = await _opened(stack, settings), 0
        while True:
            minute += 1
            batch = [_page(chance, minute) for _ in range(chance.randint(1, 4))]
            if chance.randrange(100) < SPOILED:
                await _take_back(archive)
                spoiled = batch[0]
                assert spoiled.record is not None
                batch[0] = replace(spoiled, record=replace(spoiled.record, headline="\0"))
            with suppress(ArchiveLost):  # all its attempts were unlucky: nothing is said to be stored
                for stored in await store(archive, *batch):
                    if stored.outcome != "not_stored":
                        os.write(line, f"{stored.url}\n".encode())


async def _opened(stack: AsyncExitStack, settings: ArchiveSettings) -> Archive:
    """Tried until it can: a session that ends while it is opened ends a program that begins, and it is started again."""
    while True:
        with suppress(CannotStart):
            return await stack.enter_async_context(open_archive(settings))


def _page(chance: random.Random, minute: int) -> Sighting:
    """Few topics and addresses: writers meet the same pages and copies of the same releases."""
    source: Any = chance.choice([*SITES])
    topic, number = f"topic{chance.randrange(40)}", chance.randrange(3)
    url = f"https://{source.removeprefix('xx_')}.example/{topic}/{number + 10_000}-page-of-news"
    return sighting(
        url, topic if number else f"{topic}x{source}", source=source, kind=SITES[source], at=minute,
        standing="own_news" if SITES[source] == "republisher" else "release", headline=chance.choice(["On it", "Of it", "To it"]),
    )  # fmt: skip


async def _take_back(archive: Archive) -> None:
    """Numbers taken under the lock and given back, as of a transaction that fails at its end."""
    with suppress(psycopg.OperationalError):
        async with archive.transaction() as connection:
            await connection.execute("UPDATE archive.feed SET change_head = change_head + 3")
            raise psycopg.Rollback
