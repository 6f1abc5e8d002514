"""A `scrapy watch` in a process of its own, and changes for it to see."""

from __future__ import annotations

import json
import select
import time
from typing import Any

import psycopg
from programs import environment, start

INSERT = "INSERT INTO archive.change (change_id, at, kind, release_id, by) VALUES (%s, now(), 'new', gen_random_uuid(), 'x')"
END_SESSIONS = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def change(database: str, *numbers: int) -> None:
    """Changes as a store commits them: rows, the feed's head, and the hint, in one transaction."""
    with psycopg.connect(database) as connection:
        for number in numbers:
            connection.execute(INSERT, [number])
        connection.execute("UPDATE archive.feed SET change_head = %s", [numbers[-1]])
        connection.execute("SELECT pg_notify('press_change', %s::text)", [numbers[-1]])


def execute(database: str, statement: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statement)


class Watching:
    """A `scrapy watch` that runs."""

    def __init__(self, database: str, *words: str) -> None:
        self.process = start("watch", *words, env=environment(DATABASE_URL=database))
        self._seen = b""

    def rows(self, count: int, seconds: float = 20) -> list[dict[str, Any]]:
        """The next lines, as soon as they come."""
        assert self.process.stdout is not None
        until = time.monotonic() + seconds
        while self._seen.count(b"\n") < count and (left := until - time.monotonic()) > 0:
            if select.select([self.process.stdout], [], [], left)[0]:
                self._seen += self.process.stdout.read1(65536)
        *lines, self._seen = self._seen.split(b"\n")
        self._seen = b"\n".join([*lines[count:], self._seen])
        return [json.loads(line) for line in lines[:count]]

    def end(self) -> tuple[int, str]:
        """Exit code and stderr, once it has ended by itself."""
        _, err = self.process.communicate(timeout=20)
        return self.process.returncode, err.decode()
