"""The archive, opened: connections that are lent out, each acting in one role with the session's bounds set."""

from __future__ import annotations

import asyncio
import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import psycopg
from psycopg import AsyncConnection, sql
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow

from archive.database import ensure_database
from archive.embedded.server import archive_url
from archive.migrations import migrate, migrations, pending
from archive.queries import Queries
from archive.session import check_server, connect, database_of, refusal
from archive.settings import ArchiveSettings
from press.errors import CannotStart, SchemaMismatch

Role = Literal["writer", "reader", "owner"]

#: Connections that one process may have at a time: a crawl reads, writes batches and keeps its leases alive side by side.
MOST = 8


class Archive:
    """An open archive. `url` is its libpq address, which other programs may use while this is open."""

    def __init__(self, url: str, settings: ArchiveSettings, role: Role = "writer", most: int = MOST) -> None:
        self.url = url
        self.settings = settings
        self.role = role
        self._room = asyncio.Semaphore(most)
        self._idle: list[AsyncConnection[DictRow]] = []
        self._closed = False

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection[DictRow]]:
        """Lends a connection in autocommit mode, rows as dictionaries; waits while all are lent.

        One that died while it was idle is replaced; one that dies in use raises psycopg.OperationalError there. Give it back
        as it was: a LISTEN, a lock or a setting of the session's own belongs on a `session`.
        """
        async with self._room:
            connection = await self._take()
            try:
                yield connection
            finally:
                await self._give_back(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection[DictRow]]:
        """Lends a connection within a READ COMMITTED transaction: committed at the end, rolled back on an exception.

        One that stood idle for longer than `idle_in_transaction_timeout` is ended by the server: the next statement raises
        psycopg.errors.IdleInTransactionSessionTimeout, which is an InternalError and no OperationalError.
        """
        async with self.connection() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection[DictRow]]:
        """A connection of its own beside the lent ones, closed at the end: for LISTEN and for locks of the session."""
        connection = await self._open()
        try:
            yield connection
        finally:
            await connection.close()

    async def close(self) -> None:
        """Close what is idle now; what is lent is closed when it comes back."""
        self._closed = True
        while self._idle:
            await self._idle.pop().close()

    async def _take(self) -> AsyncConnection[DictRow]:
        while self._idle:
            connection = self._idle.pop()
            if await _is_alive(connection):
                return connection
            await connection.close()
        return await self._open()

    async def _give_back(self, connection: AsyncConnection[DictRow]) -> None:
        if self._closed or connection.closed or connection.info.transaction_status != TransactionStatus.IDLE:
            await connection.close()  # left in a transaction or in the middle of a query: the server rolls it back
        else:
            self._idle.append(connection)

    async def _open(self) -> AsyncConnection[DictRow]:
        connection = await connect(self.url)
        try:
            await connection.execute(_session_settings(self.settings, self.role))
        except BaseException:
            await connection.close()
            raise
        return connection


@asynccontextmanager
async def open_archive(settings: ArchiveSettings, *, role: Role = "writer") -> AsyncIterator[Archive]:
    """The archive, for as long as the context lasts; the embedded server is started and stopped with it.

    The embedded database is made and migrated as needed, a server's is not. Raises CannotStart, or SchemaMismatch where
    `scrapy migrate` has to run first.
    """
    async with archive_url(settings) as url:
        if settings.embedded:
            await prepare(url)
        archive = Archive(url, settings, role)
        try:
            await _check(archive)
            try:
                yield archive
            except psycopg.OperationalError as error:  # the server went away while it was used
                raise refusal(error, url) from error
        finally:
            await archive.close()


async def prepare(url: str) -> None:
    """Make and migrate the embedded database where that is needed; raises CannotStart or SchemaMismatch."""
    await ensure_database(url)
    async with await connect(url) as connection:
        if not await pending(connection, migrations()):
            return
    await migrate(url)


async def _check(archive: Archive) -> None:
    """Whether the database can be used in the role, and is this program's."""
    database = database_of(archive.url)
    try:
        async with archive.connection() as connection:
            check_server(connection)
            row = await (await connection.execute(Queries("migrations")["schema_version"])).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName) as error:
        raise SchemaMismatch(f"database {database!r} holds no archive yet: run `scrapy migrate`") from error
    except psycopg.errors.InvalidParameterValue as error:  # no such role
        raise SchemaMismatch(f"database {database!r} is not prepared, its roles are missing: run `scrapy migrate`") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise CannotStart(
            f"this user may not act as press_{archive.role} in database {database!r}: let an administrator run "
            f"GRANT press_{archive.role} TO the user that DATABASE_URL names, or run `scrapy migrate`"
        ) from error
    except psycopg.OperationalError as error:
        raise refusal(error, archive.url) from error
    found, wanted = (row["schema_version"] or 0) if row else 0, len(migrations())
    if found < wanted:
        raise SchemaMismatch(f"database {database!r} has schema {found} and this program needs {wanted}: run `scrapy migrate`")
    if found > wanted:
        raise SchemaMismatch(
            f"database {database!r} has schema {found} and this program knows {wanted}: bring the program up to date"
        )


async def _is_alive(connection: AsyncConnection[DictRow]) -> bool:
    """A server that ends a session says so or hangs up: either makes the socket readable, and costs no round trip to see."""
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if not poll.poll(0):
        return True
    try:
        await connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _session_settings(settings: ArchiveSettings, role: Role) -> sql.Composed:
    """Set by statement, in one round trip: `options` of the URL stay the user's own."""
    idle, lock = (int(span.total_seconds() * 1000) for span in (settings.idle_in_transaction_timeout, settings.lock_timeout))
    bounds = {
        "timezone": "UTC",
        "default_transaction_isolation": "read committed",
        "default_transaction_read_only": "on" if role == "reader" else "off",
        "idle_in_transaction_session_timeout": f"{idle}ms",
        "lock_timeout": f"{lock}ms",
        "statement_timeout": "0",
        "jit": "off",  # compiling costs more than these short statements take
    }
    statements = [sql.SQL("SET ROLE {}").format(sql.Identifier(f"press_{role}"))]
    statements += [sql.SQL("SET {} = {}").format(sql.Identifier(name), sql.Literal(value)) for name, value in bounds.items()]
    return sql.SQL("; ").join(statements)
