"""A consumer that knows docs/database.md alone holds what the views show: after every kind of change, and whatever befalls it."""

from __future__ import annotations

import asyncio
import random

import psycopg
import pytest

from archive.connection import Archive
from tests.integration.archive_store.invented import make_sources, sighting, store
from tests.integration.feed.every_kind import HARBOUR, KINDS
from tests.integration.feed.life import Life
from tests.integration.feed.mirror import VIEWS, Mirror, differences, reading

pytestmark = pytest.mark.one_postgres


@pytest.mark.parametrize("name", KINDS)
async def test_every_kind_of_change_is_mirrored(archive: Archive, database: str, name: str) -> None:
    kinds, before, act = KINDS[name]
    await make_sources(archive)
    await before(archive)
    async with reading(database) as connection:
        mirror = Mirror()
        await mirror.copy(connection)
        await act(archive)
        held = await differences(mirror, connection)
        told = await mirror.follow(connection, at_once=1)
        assert held, "nothing moved: the case shows nothing"
        assert kinds <= {row["kind"] for row in told}
        assert await differences(mirror, connection) == []


def test_every_kind_that_is_told_has_a_case() -> None:
    told = set().union(*(kinds for kinds, _, _ in KINDS.values()))
    assert told == {
        "new", "appeared", "revised", "updated", "reread", "linked", "merged", "split", "gone", "moved", "returned", "withdrawn",
        "restored",
    }  # fmt: skip


async def test_what_is_stored_while_the_views_are_copied_is_not_missed(archive: Archive, database: str) -> None:
    await make_sources(archive)
    life, mirror = Life(archive, 7), Mirror()
    for _ in range(12):
        await life.step()

    async def go_on(view: str) -> None:
        for _ in range(3):
            await life.step(["arrive", "merge", "split"])

    async with reading(database) as connection:
        await mirror.copy(connection, go_on)
        assert await differences(mirror, connection) != [], "what is copied by then is of many moments"
        await mirror.follow(connection)
        assert await differences(mirror, connection) == []


@pytest.mark.parametrize("view", VIEWS)
async def test_a_consumer_that_stops_in_the_middle_of_copying_copies_anew(archive: Archive, database: str, view: str) -> None:
    await make_sources(archive)
    await store(archive, sighting(HARBOUR, "harbour"))
    mirror = Mirror()

    async def stop(copied: str) -> None:
        if copied == view:
            raise asyncio.CancelledError

    async with reading(database) as connection:
        with pytest.raises(asyncio.CancelledError):
            await mirror.copy(connection, stop)
    await store(archive, sighting(HARBOUR, "harbour", at=5, body="It opens later."))
    async with reading(database) as connection:
        await mirror.copy(connection)
        assert await mirror.follow(connection) == []
        assert await differences(mirror, connection) == []


async def test_changes_that_come_twice_or_out_of_order_do_no_harm(archive: Archive, database: str) -> None:
    await make_sources(archive)
    life, chance, mirror, old = Life(archive, 11), random.Random(11), Mirror(), []
    async with reading(database) as connection:
        await mirror.copy(connection)
        for _ in range(15):
            await life.step()
            old += await mirror.follow(connection, at_once=2)
            await mirror.apply(connection, chance.sample(old, min(len(old), 5)))
            assert await differences(mirror, connection) == []


async def test_a_consumer_whose_session_ends_goes_on_from_where_it_was(archive: Archive, database: str) -> None:
    """Each time within a chunk: some of its changes were applied and the number was not kept."""
    await make_sources(archive)
    life, mirror = Life(archive, 13), Mirror()
    async with reading(database) as connection:
        await mirror.copy(connection)
    for _ in range(8):
        await life.step(["arrive"])
        with pytest.raises(psycopg.OperationalError):
            async with reading(database) as connection:
                found = await connection.execute("SELECT * FROM press.change WHERE change_id > %s LIMIT 1", (mirror.last,))
                await mirror.apply(connection, await found.fetchall())
                with psycopg.connect(database, autocommit=True) as admin:
                    admin.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.info.backend_pid])
                await mirror.follow(connection)
    async with reading(database) as connection:
        await mirror.follow(connection)
        assert await differences(mirror, connection) == []


async def test_several_writers_at_once_are_mirrored_while_they_write(archive: Archive, database: str) -> None:
    await make_sources(archive)
    lives, mirror, done = [Life(archive, seed) for seed in (17, 18, 19)], Mirror(), asyncio.Event()
    told: list[int] = []

    async def write(life: Life) -> None:
        for _ in range(12):
            await life.step(["arrive", "arrive", "arrive", "late", "merge", "split", "undo"])

    async def read() -> None:
        async with reading(database) as connection:
            await mirror.copy(connection)
            told.append(mirror.last)
            while not done.is_set():
                told.extend(row["change_id"] for row in await mirror.follow(connection, at_once=3))
                await asyncio.sleep(0.001)
            told.extend(row["change_id"] for row in await mirror.follow(connection))
            assert await differences(mirror, connection) == []

    reader = asyncio.ensure_future(read())
    await asyncio.gather(*map(write, lives))
    done.set()
    await reader
    assert told == list(range(told[0], mirror.last + 1)) and len(told) > 30


async def test_a_reader_may_read_nothing_but_the_views(archive: Archive, database: str) -> None:
    async with reading(database) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute("SELECT 1 FROM archive.release")
