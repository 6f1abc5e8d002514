"""The servers that tests run on, each with a template database made by the migrations."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from archive.database import ensure_database
from archive.embedded.binaries import PostgresBinaries
from archive.embedded.server import EmbeddedServer
from archive.migrations import migrate
from archive.session import OLDEST_SERVER
from tests.quick_folder import quick_folder

TEMPLATE = "press_template"

#: A test's data need not survive a power cut.
VOLATILE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Cluster:
    """A running server with the template database. `clone` is quick: a file copy of some 10 MB."""

    server: EmbeddedServer
    admin: psycopg.Connection
    numbers: Iterator[int] = field(default_factory=count)

    def clone(self, template: str = TEMPLATE) -> str:
        """The name of a fresh database."""
        name = f"test_{next(self.numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")  # quicker than by way of the WAL
        self.admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        if template == TEMPLATE:  # a database's own rights are not copied with it
            rights = "REVOKE TEMPORARY ON DATABASE {0} FROM PUBLIC; GRANT CREATE ON DATABASE {0} TO press_owner"
            self.admin.execute(sql.SQL(rights).format(sql.Identifier(name)))
        return name

    def drop(self, name: str) -> None:
        """Also with sessions left in it: those of a test that failed, or that killed its client."""
        self.admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _system_postgres() -> PostgresBinaries | None:
    """The oldest installed: what is newest is what the wheel brings."""
    folders = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    found = sorted((int(path.parts[-3]), path.parent) for path in folders if path.parts[-3].isdigit())
    return next((PostgresBinaries(folder) for major, folder in found if major >= OLDEST_SERVER), None)


class Clusters:
    """Both servers, each started when the first test asks for it and stopped at the session's end."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._made: dict[str, Cluster] = {}

    def __getitem__(self, which: str) -> Cluster:
        if which not in self._made:
            self._made[which] = self._start(self._binaries(which))
        return self._made[which]

    def _binaries(self, which: str) -> PostgresBinaries:
        if which == "embedded":
            return PostgresBinaries.of_wheel()
        if (binaries := _system_postgres()) is None:
            if os.environ.get("PRESS_REQUIRE_SYSTEM_POSTGRES") == "1":
                pytest.fail("PRESS_REQUIRE_SYSTEM_POSTGRES asks for a PostgreSQL under /usr/lib/postgresql, and there is none")
            pytest.skip("no PostgreSQL 15 or later is installed under /usr/lib/postgresql")
        return binaries

    def _start(self, binaries: PostgresBinaries) -> Cluster:
        folder = self._stack.enter_context(quick_folder())
        server = EmbeddedServer(folder, binaries, VOLATILE)
        self._stack.enter_context(server.hold())
        url = server.url(TEMPLATE)
        asyncio.run(_make_template(url))
        admin = self._stack.enter_context(psycopg.connect(server.url("postgres"), autocommit=True))
        return Cluster(server, admin)


async def _make_template(url: str) -> None:
    await ensure_database(url)
    await migrate(url)
