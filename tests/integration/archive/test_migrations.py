"""Migrations: forward only, each whole or not at all, one migrator at a time, and history that does not change."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from archive import queue_tables
from archive.connection import open_archive
from archive.database import ensure_database
from archive.embedded.binaries import PostgresBinaries
from archive.epoch import raise_epoch
from archive.migrations import FOLDER, migrate, migrations
from archive.session import connect
from archive.settings import ArchiveSettings
from press.errors import CannotStart, SchemaMismatch
from tests.clusters import Cluster

SCHEMA = FOLDER.parent / "schema.sql"

#: What a scratch history begins with; the real first migration makes this table too.
FIRST = (
    "CREATE SCHEMA archive; CREATE TABLE archive.schema_migration "
    "(version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());"
)


@pytest.fixture
def blank(cluster: Cluster) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    name = cluster.clone("template0")
    yield cluster.server.url(name)
    cluster.drop(name)


def history(folder: Path, *files: str) -> Path:
    for number, text in enumerate((FIRST, *files), 1):
        (folder / f"{number:04d}_step.sql").write_text(text)
    return folder


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def dump(url: str) -> str:
    """The database's whole schema with owners and rights; by the newer pg_dump, which reads older servers."""
    command = [PostgresBinaries.of_wheel()["pg_dump"], "--schema-only", f"--dbname={url}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}).stdout
    # pg_dump writes a random key into its first and last command.
    return "\n".join(line for line in said.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


async def test_schema_sql_is_the_sum_of_the_migrations(database: str, blank: str) -> None:
    with psycopg.connect(blank, autocommit=True) as connection:
        connection.execute("SELECT current_database()")
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO press_owner")
        connection.execute("SET ROLE press_owner")
        connection.execute(SCHEMA.read_bytes())
    async with await connect(blank) as connection:  # the library's tables are no part of ours
        await connection.execute("SET ROLE press_owner")
        await queue_tables.install(connection)
    by_migrations = dump(database)
    assert "CREATE VIEW press.release" in by_migrations
    assert by_migrations == dump(blank)


async def test_the_feed_has_its_one_row_either_way(database: str) -> None:
    assert rows(database, "SELECT count(*), min(change_head) FROM archive.feed") == [(1, 0)]


async def test_what_was_applied_is_recorded_and_not_applied_again(blank: str) -> None:
    assert await migrate(blank) == migrations()
    assert await migrate(blank) == ()
    recorded = rows(blank, "SELECT version, name, sha256 FROM archive.schema_migration ORDER BY version")
    assert recorded == [(each.version, each.name, each.sha256) for each in migrations()]


async def test_two_migrators_at_once_apply_it_once(blank: str, tmp_path: Path) -> None:
    folder = history(tmp_path, "SELECT pg_sleep(0.05); CREATE TABLE archive.a ()", "CREATE TABLE archive.b ()")
    applied = await asyncio.gather(*(migrate(blank, folder) for _ in range(4)))
    assert sorted(map(len, applied)) == [0, 0, 0, 3]


async def test_later_files_follow_earlier_ones(blank: str, tmp_path: Path) -> None:
    folder = history(tmp_path)
    await migrate(blank, folder)
    (folder / "0002_step.sql").write_text("CREATE TABLE archive.a (n int); INSERT INTO archive.a VALUES (1)")
    migrations.cache_clear()
    assert [each.version for each in await migrate(blank, folder)] == [2]
    assert rows(blank, "SELECT n FROM archive.a") == [(1,)]


async def test_one_that_fails_leaves_nothing_of_itself(blank: str, tmp_path: Path) -> None:
    folder = history(tmp_path, "CREATE TABLE archive.a ()", "CREATE TABLE archive.b (); SELECT 1/0; CREATE TABLE archive.c ()")
    with pytest.raises(CannotStart, match=r"^migration 0003_step failed and nothing of it was kept: division by zero$"):
        await migrate(blank, folder)
    assert rows(blank, "SELECT to_regclass('archive.a')::text, to_regclass('archive.b')::text") == [("archive.a", None)]
    assert rows(blank, "SELECT max(version) FROM archive.schema_migration") == [(2,)]
    (folder / "0003_step.sql").write_text("CREATE TABLE archive.b ()")
    migrations.cache_clear()
    assert [each.version for each in await migrate(blank, folder)] == [3]


async def test_a_changed_file_is_refused(blank: str, tmp_path: Path) -> None:
    folder = history(tmp_path)
    await migrate(blank, folder)
    (folder / "0001_step.sql").write_text(FIRST + "-- changed")
    migrations.cache_clear()
    with pytest.raises(SchemaMismatch, match=r"migration 0001_step differs .* an applied one never changes"):
        await migrate(blank, folder)


@contextmanager
def changed(database: str, statement: str) -> Iterator[None]:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statement)
    yield


async def test_a_newer_database_is_refused(database: str, settings: ArchiveSettings) -> None:
    newer = f"INSERT INTO archive.schema_migration VALUES ({len(migrations()) + 1}, 'future', 'x')"
    with changed(database, newer):
        with pytest.raises(SchemaMismatch, match="update the program"):
            await migrate(database)
        with pytest.raises(SchemaMismatch, match="bring the program up to date"):
            async with open_archive(settings):
                pass


async def test_an_older_database_is_refused_until_it_is_migrated(database: str, settings: ArchiveSettings) -> None:
    with changed(database, f"DELETE FROM archive.schema_migration WHERE version = {len(migrations())}"):
        for role in ("writer", "reader"):
            with pytest.raises(SchemaMismatch, match="run `scrapy migrate`"):
                async with open_archive(settings, role=role):
                    pass


@pytest.mark.parametrize(
    "names", [["0002_b.sql"], ["0001_a.sql", "0003_c.sql"], ["0001_a.sql", "0001_b.sql"], ["first.sql"], ["1_a.sql"]]
)
def test_files_are_numbered_without_gap_or_double(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1")
    with pytest.raises(ValueError, match="without gap or double"):
        migrations(tmp_path)


def test_the_projects_own_files_are_in_order() -> None:
    assert [each.version for each in migrations()] == list(range(1, len(migrations()) + 1))
    assert migrations()


async def test_each_restore_brings_an_epoch_that_was_never_seen(database: str) -> None:
    before = rows(database, "SELECT epoch FROM press.archive")[0][0]
    first = await raise_epoch(database)
    with changed(database, f"UPDATE archive.feed SET epoch = {before}"):  # the same back-up is restored again
        await asyncio.sleep(1.1)
        second = await raise_epoch(database)
    third = await raise_epoch(database)
    assert before < first < second < third
    assert rows(database, "SELECT epoch FROM press.archive") == [(third,)]


async def test_a_restored_dump_is_an_archive_again(database: str, cluster: Cluster) -> None:
    with changed(database, "INSERT INTO archive.host (host) VALUES ('kept.example')"):
        tools = PostgresBinaries.of_wheel() if cluster.server.binaries.major >= 18 else cluster.server.binaries
        dumped = subprocess.run([tools["pg_dump"], f"--dbname={database}"], capture_output=True, check=True).stdout
    url = cluster.server.url("test_restored")
    try:
        await ensure_database(url)
        command = [tools["psql"], "-X", "-q", "-v", "ON_ERROR_STOP=1", f"--dbname={url}"]
        subprocess.run(command, input=dumped, capture_output=True, check=True)
        assert await migrate(url) == ()
        assert await raise_epoch(url) > 1
        async with open_archive(ArchiveSettings(database_url=url)) as archive, archive.connection() as connection:
            row = await (await connection.execute("SELECT host FROM archive.host")).fetchone()
            assert row == {"host": "kept.example"}
    finally:
        cluster.drop("test_restored")
