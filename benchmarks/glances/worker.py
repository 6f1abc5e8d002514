"""A worker's glances over the invented sources. Prints one JSON line; run by `benchmarks.glances` on the core that is measured.

What is due is taken from the sources' rows in batches, as the queue's jobs have them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks.accounting import cpu_of_tree
from benchmarks.glances.sources import invented, known
from benchmarks.sampler import sampling

if TYPE_CHECKING:
    from archive.connection import Archive
    from press.source import Source
    from scheduling.glances import Glances

#: Sources in a job, and jobs at once.
BATCH, TASKS = 100, 4


def main() -> None:
    """Load the rows, glance until every source was asked (or for the seconds given), and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--postmaster", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True, help="0: all are due at once, and asked once")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--samples", type=Path, help="sample the glances into this file")
    asked = parser.parse_args()
    from scrapy.utils.project import get_project_settings

    from crawler.network.overrides import EVERY_OTHER
    from crawler.run import run

    settings = get_project_settings()
    settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
    settings.set("GUARD_HOST_OVERRIDES", {EVERY_OTHER: "127.0.0.1"} if asked.tls else {}, priority="cmdline")
    print(json.dumps(run(lambda _stopping: _work(settings, asked), settings)), flush=True)


async def _work(settings: Any, asked: argparse.Namespace) -> dict[str, Any]:
    from archive.settings import ArchiveSettings
    from crawler.workshop import open_workshop
    from scheduling.glances import Glances

    sources = {one.source_id: one for one in invented(asked.sources, asked.port, 10, tls=asked.tls)}
    lateness: list[float] = []
    outcomes: Counter[str] = Counter()
    memory: list[int] = []
    async with (
        open_workshop(ArchiveSettings.from_environment(os.environ), settings) as workshop,
        Glances(workshop, settings) as glances,
    ):
        await asyncio.to_thread(known, workshop.archive.url, list(sources.values()), asked.seconds)
        began, spent, served = time.monotonic(), time.process_time(), cpu_of_tree(asked.postmaster)
        with sampling(asked.samples) if asked.samples else nullcontext():
            if asked.seconds:
                await _keep_up(workshop.archive, glances, sources, asked.seconds, lateness, outcomes, memory)
            else:
                await _once(glances, sources, outcomes)
        wall, own = time.monotonic() - began, time.process_time() - spent
        database = cpu_of_tree(asked.postmaster) - served
    lateness.sort()
    return {
        "outcomes": outcomes, "wall": wall, "own": own, "database": database, "memory": [*memory, _memory()],
        "late": {str(share): lateness[int(share * (len(lateness) - 1))] for share in (0.5, 0.95, 1)} if lateness else {},
    }  # fmt: skip


async def _once(glances: Glances, sources: dict[str, Source], outcomes: Counter[str]) -> None:
    """All that there are, a few jobs at a time."""
    names = list(sources)
    jobs = [names[place : place + BATCH] for place in range(0, len(names), BATCH)]

    async def task() -> None:
        while jobs:
            batch = [sources[name] for name in jobs.pop()]
            outcomes.update(one.outcome for one in await glances.glance(batch))

    await asyncio.gather(*(task() for _ in range(TASKS)))


async def _keep_up(
    archive: Archive, glances: Glances, sources: dict[str, Source], seconds: float, lateness: list[float],
    outcomes: Counter[str], memory: list[int],
) -> None:  # fmt: skip
    """For so many seconds: look every quarter of one for what is due, and note how late each was when its glance had ended."""
    under_way: set[str] = set()
    tasks: set[asyncio.Task[None]] = set()

    async def job(batch: Sequence[dict[str, Any]]) -> None:
        found = await glances.glance([sources[row["source_id"]] for row in batch])
        now = datetime.now(UTC)
        for row, one in zip(batch, found, strict=True):
            outcomes[one.outcome] += 1
            lateness.append((now - row["next_visit_at"]).total_seconds())
            under_way.discard(row["source_id"])

    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        async with archive.connection() as connection:
            due = await (
                await connection.execute(
                    "SELECT source_id, next_visit_at FROM archive.source WHERE next_visit_at <= clock_timestamp()"
                    " ORDER BY next_visit_at LIMIT 1000"
                )
            ).fetchall()
        fresh = [row for row in due if row["source_id"] not in under_way]
        for place in range(0, len(fresh), BATCH):
            under_way.update(row["source_id"] for row in fresh[place : place + BATCH])
            task = asyncio.ensure_future(job(fresh[place : place + BATCH]))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        memory.append(_memory())
        await asyncio.sleep(0.25)
    await asyncio.gather(*tasks)


def _memory() -> int:
    return int(psutil.Process().memory_info().rss)


if __name__ == "__main__":
    main()
