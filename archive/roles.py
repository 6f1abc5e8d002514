"""The three roles of the archive (archive/sql/roles.sql), made by whoever migrates, or by an administrator."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from archive.queries import Queries
from archive.session import one_line
from press.errors import CannotStart

_SQL = Path(__file__).parent / "sql" / "roles.sql"
_QUERIES = Queries("roles")


async def ensure_roles(connection: AsyncConnection[DictRow]) -> None:
    """Make the roles and give them what they need of this database; whatever is there already stays.

    Raises CannotStart with the statements for an administrator where this user may not.
    """
    try:
        await connection.execute(_SQL.read_bytes())
    except psycopg.errors.InsufficientPrivilege as error:
        raise await _remedy(connection, one_line(error)) from error
    rights = await (await connection.execute(_QUERIES["rights"])).fetchone()
    if rights is None or not rights["owner_creates"] or rights["reader_makes_temporary"]:
        raise await _remedy(connection, "the rights on the database belong to its owner")


async def _remedy(connection: AsyncConnection[DictRow], reason: str) -> CannotStart:
    """What an administrator has to run once: all that is missing, each statement harmless where it was run before."""
    found = await (await connection.execute(_QUERIES["standing"])).fetchone()
    assert found is not None  # noqa: S101  # a SELECT without FROM has one row
    me, database = sql.Identifier(found["me"]), sql.Identifier(found["database"])
    statements = [sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)) for role in found["missing"]]
    statements += [
        sql.SQL("GRANT press_owner, press_writer, press_reader TO {}").format(me),
        sql.SQL("GRANT CREATE ON DATABASE {} TO press_owner").format(database),
        sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database),
    ]
    words = "; ".join(statement.as_string(connection) for statement in statements)
    return CannotStart(
        f"{found['me']} may not prepare database {found['database']!r} ({reason}): let an administrator run there: {words};"
    )
