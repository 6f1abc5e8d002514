"""A worker's glances over the invented sources. Prints one JSON line; run by `benchmarks.glances` on the core that is measured.

What is due comes through the queue, as to `scrapy work`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks.accounting import cpu_of_tree
from benchmarks.glances.sources import invented, known
from benchmarks.sampler import sampling

if TYPE_CHECKING:
    from crawler.workshop import Workshop
    from press.source import Source
    from scheduling.glances import Glances

#: Without the queue: sources in a job, and jobs at once.
BATCH, TASKS = 100, 4

_DUE = "SELECT next_visit_at FROM archive.source WHERE source_id = ANY(%s)"


@dataclass
class Told:
    """What happened; `lateness` in seconds, `memory` in bytes from time to time."""

    outcomes: Counter[str] = field(default_factory=Counter)
    lateness: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


def main() -> None:
    """Load the rows, glance until every source was asked (or for the seconds given), and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--postmaster", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True, help="0: all are due at once, and asked once")
    parser.add_argument("--bare", action="store_true", help="without the queue")
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
    told = Told()
    async with (
        open_workshop(ArchiveSettings.from_environment(os.environ), settings) as workshop,
        Glances(workshop, settings) as glances,
    ):
        await asyncio.to_thread(known, workshop.archive.url, list(sources.values()), asked.seconds)
        began, spent, served = time.monotonic(), time.process_time(), cpu_of_tree(asked.postmaster)
        with sampling(asked.samples) if asked.samples else nullcontext():
            if asked.bare:
                await _once(glances, sources, told)
            else:
                await _with_queue(workshop, settings, glances, sources, asked.seconds, told)
        wall, own = time.monotonic() - began, time.process_time() - spent
        database = cpu_of_tree(asked.postmaster) - served
    late = sorted(told.lateness)
    return {
        "outcomes": told.outcomes, "wall": wall, "own": own, "database": database, "memory": [*told.memory, _memory()],
        "late": {str(share): late[int(share * (len(late) - 1))] for share in (0.5, 0.95, 1)} if late and asked.seconds else {},
    }  # fmt: skip


async def _once(glances: Glances, sources: dict[str, Source], told: Told) -> None:
    """All that there are, a few jobs at a time."""
    names = list(sources)
    jobs = [names[place : place + BATCH] for place in range(0, len(names), BATCH)]

    async def task() -> None:
        while jobs:
            batch = [sources[name] for name in jobs.pop()]
            told.outcomes.update(one.outcome for one in await glances.glance(batch))

    await asyncio.gather(*(task() for _ in range(TASKS)))


async def _with_queue(
    workshop: Workshop, settings: Any, glances: Glances, sources: dict[str, Source], seconds: float, told: Told
) -> None:
    """As `scrapy work` does it, until each source was asked, or for so many seconds. How late each was when its glance ended."""
    from scheduling.catalogue import Catalogue
    from scheduling.errands import Errands
    from scheduling.worker import Worker
    from scheduling.working import GLANCES

    stopping = asyncio.Event()
    errands = Errands(workshop, Catalogue(sources, {}, ()), settings, lambda line: print(line, file=sys.stderr))

    async def glance(source_ids: list[str]) -> list[str]:
        async with workshop.archive.connection() as connection:
            rows = await (await connection.execute(_DUE, (source_ids,))).fetchall()
        found = await glances.glance([sources[name] for name in source_ids])
        now = datetime.now(UTC)
        told.outcomes.update(one.outcome for one in found)
        told.lateness += [(now - row["next_visit_at"]).total_seconds() for row in rows]
        if not seconds and sum(told.outcomes.values()) >= len(sources):
            stopping.set()
        return errands.heard(found)

    async def watch() -> None:
        ends = time.monotonic() + seconds
        while not seconds or time.monotonic() < ends:
            told.memory.append(_memory())
            await asyncio.sleep(1)
        stopping.set()

    watching = asyncio.ensure_future(watch())
    await Worker(errands, most_visits=1, most_glances=GLANCES, glance=glance).run(stopping)
    watching.cancel()


def _memory() -> int:
    return int(psutil.Process().memory_info().rss)


if __name__ == "__main__":
    main()
