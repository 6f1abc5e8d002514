"""Writers are killed, cut off and roll back, at any instant: a reader sees each change once and in order, and what is shown."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import psycopg
import pytest

from archive.connection import Archive
from tests.integration.archive_store.invented import make_sources
from tests.integration.feed import writing
from tests.integration.feed.mirror import Mirror, differences, reading

pytestmark = pytest.mark.one_postgres

#: A session of a writer's, but of none of the test's own.
END_ONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'press-archive' AND pid <> ALL(%s) ORDER BY random() LIMIT 1
"""


async def live_through(archive: Archive, database: str, folder: Path, seed: int, deaths: int) -> None:
    """Two writers at a time, until so many were killed, and three times as many sessions were ended."""
    await make_sources(archive)
    await archive.close()
    chance, mirror, told, said = random.Random(seed), Mirror(), [0], folder / "said"
    writers = [writing.begin(database, said, seed * 1000 + number) for number in range(2)]
    killed = ended = before = 0
    try:
        async with reading(database) as connection:
            await mirror.copy(connection)
            told = [mirror.last]
            with psycopg.connect(database, autocommit=True, application_name="the test's") as admin:
                while killed < deaths or ended < 3 * deaths:
                    told += [row["change_id"] for row in await mirror.follow(connection, at_once=chance.choice([1, 7, 1000]))]
                    if len(told) < before + 3:  # writers begin slowly on a busy machine: something is told between two deaths
                        await asyncio.sleep(0.01)
                    elif chance.random() < 0.3 and killed < deaths:
                        before, which = len(told), chance.randrange(2)
                        writers[which].kill()
                        killed += 1
                        writers[which] = writing.begin(database, said, seed * 1000 + 1 + killed)
                    else:
                        before = len(told)
                        ended += len(admin.execute(END_ONE, [[connection.info.backend_pid]]).fetchall())
                    assert all(writer.is_alive() for writer in writers), "a writer outlives the end of its sessions"
                    await asyncio.sleep(chance.random() * 0.1)
                for writer in writers:
                    writer.kill()
                    writer.join()
                admin.execute("UPDATE archive.feed SET change_head = change_head")  # whoever had the lock is gone
            told += [row["change_id"] for row in await mirror.follow(connection)]
            assert await differences(mirror, connection) == []
    finally:
        for writer in writers:
            writer.kill()
    assert told == list(range(told[0], mirror.last + 1))
    shown = {row["url"] for row in mirror.views["appearance"].values()}
    assert set(said.read_text().split()) - shown - own_news(database) == set(), "what was told to be stored is there"


def own_news(database: str) -> set[str]:
    with psycopg.connect(database) as connection:
        return {url for (url,) in connection.execute("SELECT url FROM archive.appearance WHERE release_id IS NULL")}


async def test_a_reader_lives_through_the_deaths_of_writers(archive: Archive, database: str, tmp_path: Path) -> None:
    await live_through(archive, database, tmp_path, seed=1, deaths=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
async def test_a_reader_lives_through_many_deaths(archive: Archive, database: str, tmp_path: Path, seed: int) -> None:
    await live_through(archive, database, tmp_path, seed, deaths=20)
