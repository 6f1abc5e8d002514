"""What each role may and, above all, may not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from archive.connection import open_archive
from archive.database import ensure_database
from archive.embedded.server import EmbeddedServer
from archive.migrations import migrate, migrations
from archive.settings import ArchiveSettings
from press.errors import CannotStart
from tests.clusters import Cluster

FORBIDDEN_TO_WRITE = [
    "CREATE TABLE archive.t ()",
    "CREATE TABLE press.t ()",
    "CREATE TABLE public.t ()",
    "CREATE TEMPORARY TABLE t ()",
    "CREATE SCHEMA s",
    "CREATE VIEW press.v AS SELECT 1",
    "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE somebody",
    "ALTER TABLE archive.lead ADD COLUMN c int",
    "CREATE INDEX ON archive.lead (url)",
    "DROP TABLE archive.change",
    "DROP VIEW press.change",
    "TRUNCATE archive.change",
    "UPDATE archive.schema_migration SET version = 9",
    "DELETE FROM archive.schema_migration",
    "INSERT INTO archive.schema_migration VALUES (9, 'x', 'x')",
    "GRANT press_owner TO press_writer",
    "SET ROLE postgres",
    "SELECT pg_read_file('/etc/passwd')",
    "COPY archive.lead TO PROGRAM 'cat'",
]

VIEWS = (
    "archive", "source", "release", "release_alias", "appearance", "revision", "capture", "warc", "attachment", "visit",
    "completeness", "change",
)  # fmt: skip


def as_role(database: str, role: str) -> psycopg.Connection:
    """A session that is the role and cannot go back: SET ROLE alone leaves the superuser's session behind it."""
    connection = psycopg.connect(database, autocommit=True)
    connection.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(sql.Identifier(role)))
    return connection


def refused(connection: psycopg.Connection, statement: str) -> bool:
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(statement)
    # A view that cannot be written at all is refused before rights are looked at.
    return isinstance(caught.value, psycopg.errors.InsufficientPrivilege | psycopg.errors.ObjectNotInPrerequisiteState)


def test_the_writer_writes_rows_and_makes_nothing(database: str) -> None:
    with as_role(database, "press_writer") as connection:
        connection.execute("INSERT INTO archive.host (host) VALUES ('a.example')")
        connection.execute("UPDATE archive.host SET crawl_delay = 1")
        connection.execute("DELETE FROM archive.host")
        connection.execute("SELECT FROM archive.feed FOR UPDATE")
        connection.execute("SELECT pg_notify('press_change', '1')")
        for view in VIEWS:
            connection.execute(f"SELECT * FROM press.{view}")
        assert [statement for statement in FORBIDDEN_TO_WRITE if not refused(connection, statement)] == []


def test_the_writer_may_use_every_table(database: str) -> None:
    with as_role(database, "press_writer") as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'archive'::regnamespace AND relkind IN ('r', 'p')"
        )
        for (table,) in tables.fetchall():
            if table != "schema_migration":
                for right in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                    assert connection.execute("SELECT has_table_privilege(%s, %s)", [f"archive.{table}", right]).fetchone() == (
                        True,
                    )


def test_the_reader_reads_the_views_and_nothing_else(database: str) -> None:
    with as_role(database, "press_reader") as connection:
        for view in VIEWS:
            connection.execute(f"SELECT * FROM press.{view}")
        with psycopg.connect(database) as admin:
            tables = [
                row[0] for row in admin.execute("SELECT relname FROM pg_class WHERE relnamespace = 'archive'::regnamespace")
            ]
        assert len(tables) > 20
        forbidden = [
            *FORBIDDEN_TO_WRITE,
            *(f'SELECT * FROM archive."{table}"' for table in tables),
            *(f"DELETE FROM press.{view}" for view in VIEWS),
            "INSERT INTO press.warc (warc_file, node) VALUES ('x', 'y')",
            "SELECT FROM press.change FOR UPDATE",
            "SET ROLE press_writer",
            "SET ROLE press_owner",
        ]
        assert [statement for statement in forbidden if not refused(connection, statement)] == []


def test_every_view_of_the_contract_is_there_and_no_other(database: str) -> None:
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'press'::regnamespace").fetchall()
    assert {name for (name,) in found} == set(VIEWS)


def test_the_owner_owns_everything_and_nobody_logs_in(database: str) -> None:
    with psycopg.connect(database) as connection:
        owners = connection.execute(
            "SELECT relowner::regrole::text FROM pg_class WHERE relnamespace IN ('archive'::regnamespace, 'press'::regnamespace) "
            "UNION SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname IN ('archive', 'press')"
        ).fetchall()
        roles = connection.execute(
            "SELECT rolname::text, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles "
            "WHERE rolname IN ('press_owner', 'press_writer', 'press_reader')"
        ).fetchall()
    assert owners == [("press_owner",)]
    assert sorted(roles) == [(f"press_{role}", False, False, False, False) for role in ("owner", "reader", "writer")]


@pytest.fixture
def plain(cluster: Cluster) -> Iterator[str]:
    """A user who may make databases, and nothing about roles."""
    name = "press_test_plain"
    cluster.admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(name)))
    yield name
    cluster.drop("test_plain")
    cluster.admin.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(name)))


async def test_who_may_not_is_told_what_an_administrator_has_to_run(cluster: Cluster, plain: str) -> None:
    url = cluster.server.url("test_plain").replace("postgres@", f"{plain}@")
    await ensure_database(url)
    with pytest.raises(CannotStart) as caught:
        await migrate(url)
    message = str(caught.value)
    assert "\n" not in message
    assert f"{plain} may not prepare database 'test_plain'" in message
    assert "CREATE ROLE" not in message, "the roles are there"
    match = re.search(r"let an administrator run there: (.*)$", message)
    assert match
    with psycopg.connect(cluster.server.url("test_plain"), autocommit=True) as administrator:
        administrator.execute(match[1].encode())
    assert await migrate(url) == migrations()
    async with open_archive(ArchiveSettings(database_url=url)) as archive, archive.transaction() as connection:
        await connection.execute("INSERT INTO archive.host (host) VALUES ('a.example')")


@pytest.fixture
def fresh(cluster: Cluster, empty: Path) -> Iterator[EmbeddedServer]:
    """A cluster of its own, where nobody has made the roles yet."""
    server = EmbeddedServer(empty / "var", cluster.server.binaries, {"fsync": "off"})
    with server.hold():
        yield server


async def test_in_a_new_cluster(fresh: EmbeddedServer) -> None:
    with psycopg.connect(fresh.url("postgres"), autocommit=True) as admin:
        admin.execute("CREATE ROLE plain LOGIN CREATEDB")
        admin.execute("CREATE ROLE maker LOGIN CREATEDB CREATEROLE")

    plain = fresh.url("of_plain").replace("postgres@", "plain@")
    await ensure_database(plain)
    with pytest.raises(CannotStart, match='CREATE ROLE "press_owner" NOLOGIN; CREATE ROLE "press_writer" NOLOGIN; CREATE ROLE'):
        await migrate(plain)

    # A maker of roles needs no superuser, before 16 and after; and several may come at once, from databases of one cluster.
    urls = [fresh.url(f"of_maker_{number}").replace("postgres@", "maker@") for number in range(3)]
    for url in urls:
        await ensure_database(url)
    assert await asyncio.gather(*map(migrate, urls)) == [migrations()] * 3
    async with open_archive(ArchiveSettings(database_url=urls[0])) as archive, archive.connection() as connection:
        row = await (await connection.execute("SELECT session_user::text, current_user::text")).fetchone()
        assert row == {"session_user": "maker", "current_user": "press_writer"}
