"""The archive's connections: what is lent, in which role and bounds, and what happens when one dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from server_folders import copied

from archive.connection import Archive, open_archive
from archive.embedded.server import EmbeddedServer
from archive.settings import ArchiveSettings


async def said(archive: Archive, query: str) -> object:
    async with archive.connection() as connection:
        row = await (await connection.execute(query)).fetchone()
        assert row is not None
        return next(iter(row.values()))


async def end_sessions(database: str) -> None:
    """What a restarted server does to all that are open."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as admin:
        # The second argument waits for each to be gone.
        await admin.execute(f"SELECT pg_terminate_backend(pid, 5000) {others}")


@pytest.mark.parametrize("role", ["writer", "reader", "owner"])
async def test_each_connection_acts_in_the_role(settings: ArchiveSettings, role: str) -> None:
    async with open_archive(settings, role=role) as archive:
        assert await said(archive, "SELECT current_user::text") == f"press_{role}"
        async with archive.session() as connection:
            row = await (await connection.execute("SELECT current_user::text AS me")).fetchone()
            assert row == {"me": f"press_{role}"}


async def test_sessions_have_their_bounds(settings: ArchiveSettings) -> None:
    settings = ArchiveSettings(settings.archive_dir, settings.database_url, lease=timedelta(seconds=10))
    async with open_archive(settings) as archive:
        names = (
            "idle_in_transaction_session_timeout", "lock_timeout", "statement_timeout", "timezone",
            "transaction_isolation", "application_name",
        )  # fmt: skip
        found = {name: await said(archive, f"SELECT current_setting('{name}')") for name in names}
    assert found == {
        "idle_in_transaction_session_timeout": "2500ms", "lock_timeout": "5s", "statement_timeout": "0", "timezone": "UTC",
        "transaction_isolation": "read committed", "application_name": "press-archive",
    }  # fmt: skip


async def test_a_transaction_commits_or_leaves_nothing(archive: Archive) -> None:
    insert = "INSERT INTO archive.host (host) VALUES (%s)"
    async with archive.transaction() as connection:
        await connection.execute(insert, ["kept.example"])
    with pytest.raises(ZeroDivisionError):
        async with archive.transaction() as connection:
            await connection.execute(insert, ["lost.example"])
            raise ZeroDivisionError
    assert await said(archive, "SELECT array_agg(host) FROM archive.host") == ["kept.example"]


async def test_connections_are_lent_again_and_no_more_than_there_may_be(settings: ArchiveSettings) -> None:
    archive = Archive(settings.database_url or "", settings, most=2)
    in_use = most = 0

    async def work() -> object:
        nonlocal in_use, most
        async with archive.connection() as connection:
            in_use += 1
            most = max(most, in_use)
            await connection.execute("SELECT pg_sleep(0.01)")
            in_use -= 1
            return connection.info.backend_pid

    pids = set(await asyncio.gather(*(work() for _ in range(12))))
    await archive.close()
    assert most == 2
    assert len(pids) == 2


async def test_one_that_died_while_it_was_idle_is_replaced(archive: Archive, database: str) -> None:
    before = await said(archive, "SELECT pg_backend_pid()")
    await end_sessions(database)
    assert await said(archive, "SELECT pg_backend_pid()") != before


async def test_one_that_dies_in_use_says_so_and_is_not_lent_again(archive: Archive, database: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        async with archive.transaction() as connection:
            await end_sessions(database)
            await connection.execute("SELECT 1")
    assert await said(archive, "SELECT 1") == 1


async def test_a_transaction_that_was_left_open_is_not_lent_again(archive: Archive) -> None:
    async with archive.connection() as connection:
        await connection.execute("BEGIN")
        await connection.execute("INSERT INTO archive.host (host) VALUES ('lost.example')")
    assert await said(archive, "SELECT count(*) FROM archive.host") == 0


async def test_a_cancelled_query_leaves_a_usable_archive(archive: Archive) -> None:
    async def sleep() -> None:
        async with archive.transaction() as connection:
            await connection.execute("INSERT INTO archive.host (host) VALUES ('lost.example')")
            await connection.execute("SELECT pg_sleep(60)")

    task = asyncio.create_task(sleep())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await said(archive, "SELECT count(*) FROM archive.host") == 0


async def test_whoever_is_frozen_in_a_transaction_loses_it_and_its_locks(settings: ArchiveSettings) -> None:
    settings = ArchiveSettings(settings.archive_dir, settings.database_url, lease=timedelta(seconds=1))
    lock = "SELECT FROM archive.feed FOR UPDATE"
    async with open_archive(settings) as archive:
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            async with archive.transaction() as frozen:
                await frozen.execute(lock)
                async with archive.transaction() as other:
                    await other.execute(lock)  # has it after .25 s; its lock_timeout is .5
                await frozen.execute("SELECT 1")
        assert await said(archive, "SELECT 1") == 1


async def test_nothing_stays_open_after_the_end(settings: ArchiveSettings, database: str) -> None:
    async with open_archive(settings) as archive:
        await asyncio.gather(*(said(archive, "SELECT pg_sleep(0.01)::text") for _ in range(4)))
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as admin:
        left = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'press-archive' AND datname = current_database()"
        for _ in range(200):
            if await (await admin.execute(left)).fetchone() == (0,):
                break
            await asyncio.sleep(0.01)
        else:
            pytest.fail("connections were left open")


@asynccontextmanager
async def embedded(folder: Path) -> AsyncIterator[Archive]:
    async with open_archive(ArchiveSettings(archive_dir=folder)) as archive:
        yield archive


async def test_the_embedded_database_makes_itself(seed: Path, empty: Path) -> None:
    folder = copied(seed, empty / "var")
    async with embedded(folder) as archive:
        async with archive.transaction() as connection:
            await connection.execute("INSERT INTO archive.host (host) VALUES ('kept.example')")
        assert await said(archive, "SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    async with embedded(folder) as archive:
        assert await said(archive, "SELECT array_agg(host) FROM archive.host") == ["kept.example"]
    assert not EmbeddedServer(folder).is_up


async def test_several_may_open_a_new_embedded_archive_at_once(seed: Path, empty: Path) -> None:
    folder = copied(seed, empty / "var")

    async def first_look() -> object:
        async with embedded(folder) as archive:
            return await said(archive, "SELECT archive_id FROM press.archive")

    assert len(set(await asyncio.gather(*(first_look() for _ in range(3))))) == 1
