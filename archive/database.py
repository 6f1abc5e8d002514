"""The database itself, made where it is missing: UTF8 and C.UTF-8, so that no update of an operating system reorders an index."""

from __future__ import annotations

import psycopg
from psycopg import sql

from archive.session import check_server, connect, database_of, one_line, refusal
from press.errors import CannotStart

#: Every cluster has it; only the list of databases is read there.
_MAINTENANCE = "postgres"


async def ensure_database(url: str) -> bool:
    """Make the URL's database if the server does not have it yet; True where it was made. Raises CannotStart."""
    name = database_of(url)
    try:
        connection = await connect(url)
    except psycopg.OperationalError as error:
        failed = error
    else:
        async with connection:
            check_server(connection)
        return False
    try:
        connection = await connect(url, database=_MAINTENANCE)
    except psycopg.OperationalError:
        raise refusal(failed, url) from failed
    async with connection:
        cursor = await connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.rowcount:
            await _made_meanwhile(url, failed)
            return False
        builtin = connection.info.server_version >= 170_000
        # `LOCALE` alone means libc's C.UTF-8; PostgreSQL brings one of its own since 17.
        locale = "LOCALE 'C.UTF-8'" + (" LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'" if builtin else "")
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' " + locale).format(sql.Identifier(name))
        try:
            await connection.execute(statement)
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return False  # another process was first
        except psycopg.Error as error:
            raise CannotStart(
                f"the database {name!r} cannot be made: {one_line(error)}; "
                f"let an administrator run: {statement.as_string(connection)}"
            ) from error
    return True


async def _made_meanwhile(url: str, failed: psycopg.OperationalError) -> None:
    """The database is there: another process was first, between our two looks, unless it cannot be entered for another reason."""
    try:
        connection = await connect(url)
    except psycopg.OperationalError:
        raise refusal(failed, url) from failed
    async with connection:
        check_server(connection)
