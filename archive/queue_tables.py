"""The tables of the queue: the library pgqueuer's own, in a schema of theirs, made and brought forward with the archive's."""

from __future__ import annotations

from typing import Any, cast

from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.queries import Queries
from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.queries import Queries as OurQueries

SCHEMA = "queue"

_SETTINGS = DBSettings(db_schema=SCHEMA, prefix="", durability=Durability.volatile)
_BUILDERS: dict[str, Any] = {
    "qbe": QueryBuilderEnvironment(_SETTINGS),
    "qbq": QueryQueueBuilder(_SETTINGS),
    "qbs": QuerySchedulerBuilder(_SETTINGS),
}


def library(connection: AsyncConnection[DictRow]) -> Queries:
    """The library's statements on a connection of ours, which is in autocommit mode."""
    return Queries(PsycopgDriver(cast(Any, connection)), **_BUILDERS)


async def install(connection: AsyncConnection[DictRow]) -> None:
    """Make the tables, or bring them to the library's version, and let workers use them. To be run as press_owner."""
    queries = library(connection)
    if await queries.schema_is_installed():
        await queries.apply_upgrade()
    else:
        await queries.install()
    for name in ("grant_schema", "grant_tables", "grant_sequences"):
        await connection.execute(OurQueries("queue")[name])


async def fit(connection: AsyncConnection[DictRow]) -> bool:
    """Whether the tables are there and of the library's version."""
    queries = library(connection)
    return await queries.schema_is_installed() and not (await queries.plan_upgrade()).statements
