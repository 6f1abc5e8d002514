"""The memory of a worker as it archives page after page: of its own process and, apart, of the processes that read pages.

    python -m benchmarks.memory [--pages 20000] [--hosts 40]

A `scrapy work` visits invented blogs, each on a host of its own, until all of their pages are stored. Ends with exit code 1
where the worker has grown by more than a long run may, or is larger than it may be at all.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import psutil
import psycopg
from rich import box
from rich.console import Console
from rich.table import Table

from archive.embedded.server import EmbeddedServer
from benchmarks import candidates, sites
from benchmarks.fresh_archive import fresh_archive
from benchmarks.sites import Site
from tests.acceptance.corpus.replay_server import ReplayServer
from tests.quick_folder import quick_folder

#: Seconds between two looks.
EVERY = 0.5
#: The page counts between which a worker may grow by MOST_GROWTH bytes, as shares of all pages; and the most that it may have.
FROM, MOST_GROWTH, MOST = 0.1, 100_000_000, 400_000_000
#: Rows of the table, as shares of all pages.
SHOWN = (0.02, FROM, 0.25, 0.5, 0.75, 1.0)
#: Answers that go to the server in one piece.
CHUNK = 1000

_STORED = "SELECT count(*) FROM archive.revision"
_VISITED = "SELECT count(DISTINCT source_id) FROM archive.visit WHERE outcome IN ('done', 'partial')"


@dataclass(frozen=True, slots=True)
class Look:
    """Seconds since the start, pages stored so far, and the resident bytes of the worker and of each of its reading processes."""

    at: float
    pages: int
    worker: int
    reading: tuple[int, ...]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=20_000, help="in all (20000)")
    parser.add_argument("--hosts", type=int, default=40, help="blogs that they are shared out to (40)")
    parser.add_argument("--minutes", type=float, default=60, help="after which it is given up (60)")
    asked = parser.parse_args()
    site = sites.blogs(asked.hosts, asked.pages // asked.hosts)
    looks = _watch(site, asked.hosts, asked.minutes * 60)
    return _tell(looks, len(site.addresses))


def _watch(site: Site, hosts: int, patience: float) -> list[Look]:
    core = min(os.sched_getaffinity(0))
    with (
        ReplayServer() as server, quick_folder() as folder, fresh_archive(folder / "var", core) as (settings, _postmaster),
        (folder / "stderr").open("w+b") as err,
    ):  # fmt: skip
        answers = site.answers()
        while some := list(islice(answers, CHUNK)):
            server.put(some)
        worker = subprocess.Popen(
            candidates.scrapy("work", server=server), env=candidates.own_environment(site, folder, settings), stderr=err
        )
        try:
            with psycopg.connect(EmbeddedServer(settings.archive_dir).url(), autocommit=True) as connection:
                looks = list(_looks(worker, connection, hosts, patience))
        finally:
            worker.send_signal(signal.SIGTERM)
            code = worker.wait(60)
        if code:
            raise SystemExit(
                f"the worker ended with exit code {code}:\n{(folder / 'stderr').read_text(encoding='utf-8')[-3000:]}"
            )
        return looks


def _looks(worker: subprocess.Popen[bytes], connection: psycopg.Connection, hosts: int, patience: float) -> Iterator[Look]:
    """Until every blog was visited."""
    process, began = psutil.Process(worker.pid), time.monotonic()
    while worker.poll() is None:
        visited, stored = (_count(connection, question) for question in (_VISITED, _STORED))
        reading = tuple(_resident(child) for child in process.children(recursive=True) if _reads(child))
        yield Look(time.monotonic() - began, stored, _resident(process), reading)
        if visited >= hosts:
            return
        if time.monotonic() - began > patience:
            print(f"given up after {patience:.0f} s", file=sys.stderr)
            return
        time.sleep(EVERY)


def _count(connection: psycopg.Connection, question: str) -> int:
    row = connection.execute(question).fetchone()
    return int(row[0]) if row else 0


def _reads(child: psutil.Process) -> bool:
    """Whether it is a reading process, and not what Python keeps beside them to clear up."""
    try:
        return any("reading_worker" in word for word in child.cmdline())
    except psutil.NoSuchProcess:
        return False


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _tell(looks: list[Look], pages: int) -> int:
    table = Table(title="A worker's memory", box=box.SIMPLE, title_justify="left")
    for column in ("pages stored", "after s", "worker MB", "reading processes MB"):
        table.add_column(column, justify="right")
    for share in SHOWN:
        if (look := _first(looks, share * pages)) is not None:
            reading = ", ".join(f"{size / 1e6:.0f}" for size in look.reading) or "–"
            table.add_row(str(look.pages), f"{look.at:.0f}", f"{look.worker / 1e6:.0f}", reading)
    last = looks[-1]
    peak, reading_peak = max(look.worker for look in looks), max((max(look.reading, default=0) for look in looks), default=0)
    table.add_row("at the end", f"{last.at:.0f}", f"{last.worker / 1e6:.0f}", ", ".join(f"{s / 1e6:.0f}" for s in last.reading))
    table.add_row("the most", "", f"{peak / 1e6:.0f}", f"{reading_peak / 1e6:.0f}")
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    early = _first(looks, FROM * pages)
    if early is None or last.pages < pages:
        print(f"{last.pages} of {pages} pages were stored: nothing is shown", file=sys.stderr)
        return 1
    grown = last.worker - early.worker
    print(f"Grown by {grown / 1e6:.0f} MB from {early.pages} pages on (at most {MOST_GROWTH / 1e6:.0f}); "
          f"never more than {peak / 1e6:.0f} MB (at most {MOST / 1e6:.0f})")  # fmt: skip
    return int(grown > MOST_GROWTH or peak > MOST)


def _first(looks: list[Look], pages: float) -> Look | None:
    """The first look at which so many pages were stored."""
    return next((look for look in looks if look.pages >= pages), None)


if __name__ == "__main__":
    sys.exit(main())
