"""Whatever happens to an archive, a consumer that follows its changes holds what the views show."""

from __future__ import annotations

import random

import pytest

from archive.connection import Archive
from tests.integration.archive_store.invented import make_sources, rows
from tests.integration.feed.life import Life
from tests.integration.feed.mirror import Mirror, differences, reading

pytestmark = pytest.mark.one_postgres


async def live(archive: Archive, database: str, seed: int, steps: int) -> None:
    await make_sources(archive)
    life, chance, mirror = Life(archive, seed), random.Random(seed), Mirror()
    async with reading(database) as connection:
        await mirror.copy(connection)
        for _ in range(steps):
            await life.step()
            told = await mirror.follow(connection, at_once=chance.choice([1, 2, 1000]))
            found = await differences(mirror, connection)
            kinds = [row["kind"] for row in told]
            assert not found, f"seed {seed}, after {', '.join(life.told)}, which told {kinds}:\n" + "\n".join(found)
    kinds = {row["kind"] for row in await rows(archive, "SELECT kind FROM press.change")}
    assert len(kinds) > 6, kinds


@pytest.mark.parametrize("seed", range(2))
async def test_a_life_is_mirrored(archive: Archive, database: str, seed: int) -> None:
    await live(archive, database, seed, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 30))
async def test_many_lives_are_mirrored(archive: Archive, database: str, seed: int) -> None:
    await live(archive, database, seed, 80)
