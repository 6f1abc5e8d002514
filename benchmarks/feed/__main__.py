"""`python -m benchmarks.feed`: milliseconds from a commit, by the server's own note of it, until a reader had the change."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles

import psycopg

from archive.connection import prepare
from archive.embedded.server import EmbeddedServer
from archive.settings import ArchiveSettings
from benchmarks.feed.reading import read
from benchmarks.feed.writing import write

#: How a reader is called in the table, and how often it asks where it does not listen.
READERS: dict[str, float | None] = {
    "listening": None,
    "asking every 0.1 s": 0.1,
    "asking every 1 s": 1.0,
    "asking every 5 s": 5.0,
}

COMMITTED = "SELECT change_id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 FROM archive.change"
COST = """
    SELECT (SELECT count(*) FROM archive.revision), count(*), count(DISTINCT xmin::text),
           pg_total_relation_size('archive.change')
    FROM archive.change
"""

_processes = get_context("spawn")  # each as if it had been started alone


def main() -> None:
    """Print both tables: writers that never rest, and writers that store a batch now and then."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.feed", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="how long is written (30)")
    parser.add_argument("--writers", type=int, default=2)
    asked = parser.parse_args()
    for name, pause in (("writers that never rest", 0.0), ("a batch every half second and writer", 0.5)):
        with _archive() as settings:
            _measure(settings, name, asked.writers, asked.seconds, pause)


@contextmanager
def _archive() -> Iterator[ArchiveSettings]:
    folder = Path(tempfile.mkdtemp(prefix="press-feed-"))
    try:
        server = EmbeddedServer(folder, options={"track_commit_timestamp": "on"})
        with server.hold():
            asyncio.run(prepare(server.url()))
            yield ArchiveSettings(archive_dir=folder, database_url=server.url())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(settings: ArchiveSettings, name: str, writers: int, seconds: float, pause: float) -> None:
    outs = {reader: settings.archive_dir / f"reader{number}" for number, reader in enumerate(READERS)}
    readers = [_processes.Process(target=read, args=(settings, outs[one], every)) for one, every in READERS.items()]
    for process in readers:
        process.start()
    while not all(out.exists() and out.stat().st_size for out in outs.values()):
        time.sleep(0.1)
    writing = [_processes.Process(target=write, args=(settings, number, seconds, pause)) for number in range(1, writers + 1)]
    for process in writing:
        process.start()
    for process in writing:
        process.join()
    time.sleep(2 + max(every or 0 for every in READERS.values()))
    for process in readers:
        process.kill()
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        committed = {int(change_id): float(at) for change_id, at in connection.execute(COMMITTED).fetchall()}
        pages, told, transactions, size = connection.execute(COST).fetchone() or (0, 0, 0, 0)
    print(
        f"\n== {writers} writers, {name}: {pages:,} pages in {seconds:.0f} s, {told:,} changes in {transactions:,} transactions"
    )
    print(f"{1_000 * told / pages:.0f} changes a 1,000 pages, {size / told:.0f} bytes each with their indexes")
    print(f"{'reader':20} {'changes':>8} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
    for reader, out in outs.items():
        lines = [line.split() for line in out.read_text().splitlines()[1:]]
        late = [1_000 * (float(at) - committed[int(change_id)]) for change_id, at in lines]
        cuts = quantiles(late, n=20)
        order = "" if [int(one) for one, _ in lines] == list(range(1, told + 1)) else "   NOT all, once, in order"
        print(f"{reader:20} {len(late):8,} {cuts[9]:8.1f} {cuts[18]:8.1f} {max(late):8.1f}{order}", flush=True)


if __name__ == "__main__":
    main()
