"""`scrapy watch` beside a server that stops, crashes and ends sessions: every change once, in order, and a clean end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from watching import END_SESSIONS, Watching, change, execute

from archive.connection import prepare
from archive.embedded.server import EmbeddedServer
from tests.quick_folder import quick_folder

#: A stopped server loses nothing that the system has; only a power cut would.
VOLATILE = {"fsync": "off"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with quick_folder() as made:
        with EmbeddedServer(made, options=VOLATILE).hold():
            asyncio.run(prepare(EmbeddedServer(made).url()))
        yield made


def crash(folder: Path) -> None:
    """All processes of the server at once, with nothing written out: what is committed comes back from the log."""
    os.kill(int((folder / "postgres/postmaster.pid").read_text().split()[0]), signal.SIGQUIT)


def test_nothing_is_missed_or_repeated_whatever_befalls_the_server(folder: Path) -> None:
    server = EmbeddedServer(folder, options=VOLATILE)
    server.acquire()
    database, written = server.url(), 0

    def go_on(count: int) -> None:
        nonlocal written
        change(database, *range(written + 1, written + count + 1))
        written += count

    go_on(3)
    watch = Watching(database, "--after", "0")
    try:
        told = watch.rows(3)
        for befall in ("end", "stop", "end", "crash", "stop"):
            go_on(2)  # it may be told before or after
            if befall == "end":
                execute(database, END_SESSIONS)
            else:
                if befall == "crash":
                    crash(folder)
                server.release()
                server.acquire()
            go_on(2)  # while it is coming back
            told += watch.rows(4)
        assert [row["change_id"] for row in told] == list(range(1, written + 1))
        server.release()  # and it is told to stop while it waits for the server
        watch.process.send_signal(signal.SIGTERM)
        code, err = watch.end()
    finally:
        server.release()
        with suppress(ProcessLookupError):
            watch.process.kill()
    assert code == 0
    assert err.splitlines() == [line for line in err.splitlines() if line.startswith("scrapy watch: the database went away (")]
    assert 1 <= len(err.splitlines()) <= 6, err
