"""The database's schema, brought forward: numbered files in archive/sql/migrations, each in one transaction, never back.

A file that was applied once is history: it may not change any more, since databases exist that were made by it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.queries import Queries
from archive.roles import ensure_roles
from archive.session import check_server, connect, one_line, refusal
from press.errors import CannotStart, SchemaMismatch

FOLDER = Path(__file__).parent / "sql" / "migrations"

_FILE = re.compile(r"^(\d{4})_(\w+)\.sql$")
_QUERIES = Queries("migrations")


@dataclass(frozen=True, slots=True)
class Migration:
    """A file of migrations. `sha256` is that of its bytes, lowercase hex."""

    version: int
    name: str
    sha256: str
    sql: bytes


@cache
def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """All migrations, in order. Raises ValueError unless they are numbered 1, 2, 3 … without gap or double."""
    found: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = _FILE.match(path.name)
        if match is None or int(match[1]) != len(found) + 1:
            raise ValueError(
                f"{path.name} should be named {len(found) + 1:04d}_name.sql: migrations are numbered without gap or double"
            )
        content = path.read_bytes()
        found.append(Migration(int(match[1]), match[2], hashlib.sha256(content).hexdigest(), content))
    return tuple(found)


async def migrate(url: str, folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Bring the database's schema to this program's; what was applied now. Roles are made first.

    The database has to be there (`ensure_database`). Raises CannotStart where the user may not, or a migration fails, and
    SchemaMismatch where the database is newer than this program or was made by another history.
    """
    from archive import queue_tables  # here: the queue's library takes an eighth of a second to load, and few commands migrate

    known = migrations(folder)
    try:
        connection = await connect(url)
    except psycopg.OperationalError as error:
        raise refusal(error, url) from error
    async with connection:
        check_server(connection)
        await connection.execute(_QUERIES["lock"])
        await ensure_roles(connection)
        await connection.execute("SET ROLE press_owner")
        missing = await pending(connection, known)
        for migration in missing:
            await _apply(connection, migration)
        await queue_tables.install(connection)
    return missing


async def pending(connection: AsyncConnection[DictRow], known: tuple[Migration, ...]) -> tuple[Migration, ...]:
    """Those of `known` that the database still lacks.

    Raises SchemaMismatch where it has one that is not known, or that was another one when it was applied.
    """
    empty = await (await connection.execute(_QUERIES["is_empty"])).fetchone()
    if empty is None or empty["is_empty"]:
        return known
    applied = await (await connection.execute(_QUERIES["applied"])).fetchall()
    if applied and applied[-1]["version"] > len(known):
        raise SchemaMismatch(
            f"the database has schema {applied[-1]['version']} and this program knows {len(known)}: update the program"
        )
    for row, migration in zip(applied, known, strict=False):
        if (row["version"], row["sha256"]) != (migration.version, migration.sha256):
            raise SchemaMismatch(
                f"migration {migration.version:04d}_{migration.name} differs from the one that made this database "
                f"({row['version']:04d}_{row['name']}): an applied one never changes; restore the file, or begin a new database"
            )
    return known[len(applied) :]


async def _apply(connection: AsyncConnection[DictRow], migration: Migration) -> None:
    try:
        async with connection.transaction():
            await connection.execute(migration.sql)
            await connection.execute(
                _QUERIES["record"], {"version": migration.version, "name": migration.name, "sha256": migration.sha256}
            )
    except psycopg.Error as error:
        raise CannotStart(
            f"migration {migration.version:04d}_{migration.name} failed and nothing of it was kept: {one_line(error)}"
        ) from error
