"""Every way in which DATABASE_URL may lead nowhere says in one line what is wrong and what to do, and never the password."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from archive.connection import open_archive
from archive.database import ensure_database
from archive.migrations import migrate
from archive.settings import ArchiveSettings
from press.errors import CannotStart, PressError, SchemaMismatch
from tests.clusters import Cluster

PASSWORD = "s3cret-word"


async def refusal(url: str, kind: type[PressError] = CannotStart) -> str:
    settings = ArchiveSettings.from_environment({"DATABASE_URL": url, "ARCHIVE_DIR": "/nowhere"})
    with pytest.raises(kind) as caught:
        async with open_archive(settings):
            pass
    message = str(caught.value)
    assert "\n" not in message
    assert PASSWORD not in message
    return message


async def test_a_port_where_nobody_listens() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        port = taken.getsockname()[1]
        message = await refusal(f"postgresql://me:{PASSWORD}@127.0.0.1:{port}/press")
        assert f"no PostgreSQL listens at 127.0.0.1, port {port}" in message
        assert "start it" in message


async def test_a_socket_folder_where_there_is_no_server(tmp_path: Path) -> None:
    assert "no PostgreSQL listens at" in await refusal(f"postgresql:///press?host={quote(str(tmp_path), safe='')}")


async def test_a_host_that_nobody_knows() -> None:
    assert "the host no-such-host.invalid of DATABASE_URL is not known" in await refusal(
        f"postgresql://me:{PASSWORD}@no-such-host.invalid/press"
    )


async def test_a_host_that_does_not_answer() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        message = await refusal(f"postgresql://me:{PASSWORD}@127.0.0.1:{port}/press?connect_timeout=2")
    assert "does not answer" in message


async def test_a_server_that_is_no_postgresql() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert "cannot be used" in await refusal(f"postgresql://me:{PASSWORD}@127.0.0.1:{port}/press")


@pytest.fixture
def locked(cluster: Cluster) -> Iterator[str]:
    """A user whose password is asked for."""
    name = "press_test_locked"
    hba = cluster.server.data / "pg_hba.conf"
    before = hba.read_text()
    hba.write_text(f"local all {name} scram-sha-256\n{before}")
    cluster.admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(PASSWORD)))
    cluster.admin.execute("SELECT pg_reload_conf()")
    yield name
    hba.write_text(before)
    cluster.admin.execute("SELECT pg_reload_conf()")
    cluster.admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


async def test_a_wrong_password(database: str, locked: str) -> None:
    url = database.replace("postgres@", f"{locked}:wrong-{PASSWORD}@")
    assert f"does not accept user '{locked}' with this password" in await refusal(url)
    assert f"does not accept user '{locked}' with this password" in await refusal(database.replace("postgres@", f"{locked}@"))


async def test_a_user_that_is_no_member(database: str, locked: str) -> None:
    message = await refusal(database.replace("postgres@", f"{locked}:{PASSWORD}@"))
    assert "GRANT press_writer TO" in message


async def test_a_user_that_is_not_there(database: str) -> None:
    assert 'role "nobody_here" does not exist' in await refusal(database.replace("postgres@", "nobody_here@"))


async def test_a_database_that_is_not_there(cluster: Cluster) -> None:
    message = await refusal(cluster.server.url("not_there"))
    assert "no database 'not_there'" in message
    assert "scrapy migrate" in message


async def test_a_database_that_holds_no_archive(cluster: Cluster) -> None:
    message = await refusal(cluster.server.url("postgres"), SchemaMismatch)
    assert "holds no archive yet: run `scrapy migrate`" in message


async def test_a_database_that_cannot_keep_every_text(cluster: Cluster) -> None:
    name = "test_ascii"
    cluster.admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    try:
        assert "encoded in SQL_ASCII" in await refusal(cluster.server.url(name))
        with pytest.raises(CannotStart, match="encoded in SQL_ASCII"):
            await ensure_database(cluster.server.url(name))
        with pytest.raises(CannotStart, match="encoded in SQL_ASCII"):
            await migrate(cluster.server.url(name))
    finally:
        cluster.drop(name)


async def test_a_database_is_made_where_it_is_missing_and_only_there(cluster: Cluster) -> None:
    name = 'Odd "name" %20 ü'
    url = cluster.server.url(name)
    try:
        assert await ensure_database(url)
        assert not await ensure_database(url)
        with psycopg.connect(url) as connection:
            found = connection.execute(
                "SELECT current_database()::text, pg_encoding_to_char(encoding)::text, datctype::text "
                "FROM pg_database WHERE datname = current_database()"
            ).fetchone()
        assert found == (name, "UTF8", "C.UTF-8")
    finally:
        cluster.drop(name)


async def test_who_may_not_make_one_is_told_what_to_ask_for(cluster: Cluster, locked: str) -> None:
    with pytest.raises(CannotStart, match=r'permission denied.*let an administrator run: CREATE DATABASE "not_there" TEMPLATE'):
        await ensure_database(cluster.server.url("not_there").replace("postgres@", f"{locked}:{PASSWORD}@"))
