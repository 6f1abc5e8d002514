"""A server that may be crashed and filled up, and a fresh database in it for each trial."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from archive.database import ensure_database
from archive.embedded.server import EmbeddedServer
from archive.migrations import migrate
from tests.clusters import TEMPLATE

#: The machine does not lose its power here. Commits wait for the log all the same: a crash of the server forgets what has not.
_OPTIONS = {"fsync": "off", "full_page_writes": "off"}


class Database:
    """The server's data lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = EmbeddedServer(folder, options=_OPTIONS)
        self._numbers = count()

    def __enter__(self) -> Database:
        self._server.acquire()
        url = self._server.url(TEMPLATE)
        asyncio.run(_prepare(url))
        return self

    def __exit__(self, *left: object) -> None:
        self._server.release()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a migrated database without a row."""
        name = f"trial_{next(self._numbers)}"
        self._tell(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
        rights = "REVOKE TEMPORARY ON DATABASE {0} FROM PUBLIC; GRANT CREATE ON DATABASE {0} TO press_owner"
        self._tell(sql.SQL(rights).format(sql.Identifier(name)))
        yield self._server.url(name)
        self._tell(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def crash(self) -> None:
        """`pg_ctl stop -m immediate`: every process of the server quits where it stands."""
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((self._server.data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        while self._server.is_up:
            pass

    def start(self) -> None:
        """Start it again, after a crash."""
        self._server.release()
        self._server.acquire()

    def bring_back(self) -> None:
        """Start it if it has given up."""
        if not self._server.is_up:
            self.start()

    def cut(self, url: str) -> int:
        """End all sessions in a database; how many there were."""
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        with psycopg.connect(self._server.url("postgres"), autocommit=True) as admin:
            ended = admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            return len(ended.fetchall())

    def _tell(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._server.url("postgres"), autocommit=True) as admin:
            admin.execute(statement)


async def _prepare(url: str) -> None:
    await ensure_database(url)
    await migrate(url)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[bool]:
    """A disk of its own for a folder; False where none may be mounted, which is for root alone."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = os.geteuid() == 0 and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False, capture_output=True
    ).returncode  # fmt: skip
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def fill_up(folder: Path) -> Path:
    """Leave no room on the disk of a folder; the file that takes it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    return filler
