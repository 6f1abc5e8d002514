"""Two workers on two cores beside one on one: pages a second, and what a page costs in each process.

    python -m benchmarks.workers [--hosts 16] [--pages 100]

A worker is a `scrapy harvest` over invented blogs that were never visited. The lone one shares its core with PostgreSQL, the web
server and this process; the two share two cores with them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import candidates, sites
from benchmarks.accounting import Ran, cpu_of_tree, run
from benchmarks.fresh_archive import fresh_archive
from benchmarks.sites import Site
from tests.acceptance.corpus.replay_server import ReplayServer
from tests.quick_folder import quick_folder

#: Seconds after which a run is given up.
PATIENCE = 1200
#: How many times one worker's pages two workers are to archive in a second.
WANTED = 1.7
#: Visits that each makes at once: a quarter of the blogs, so that there are some for the other.
VISITS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """So many workers at once, from the first request to the last end. CPU seconds: of the workers' own processes, of those that
    read pages, of the database, and of the web server. `parts` are the pages of each worker."""

    parts: tuple[int, ...]
    seconds: float
    own: float
    reading: float
    database: float
    serving: float

    @property
    def pages(self) -> int:
        return sum(self.parts)

    @property
    def cpu(self) -> float:
        """Milliseconds a page, of all processes but the web server."""
        return 1000 * (self.own + self.reading + self.database) / self.pages


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.workers", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("--hosts", type=int, default=16, help="blogs, each on a host of its own (16)")
    parser.add_argument("--pages", type=int, default=100, help="pages of each (100)")
    asked = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise SystemExit("It takes two cores, and only one may be used here")
    site = sites.blogs(asked.hosts, asked.pages)
    one = _measure(site, cores[-1:])
    two = _measure(site, cores[-2:])
    console = Console(width=None if sys.stdout.isatty() else 130)
    console.print(_table(site, one, two))
    by_clock, by_cpu = (two.pages / two.seconds) / (one.pages / one.seconds), 2 * one.cpu / two.cpu
    console.print(
        f"Two workers are {by_clock:.2f} times one by the clock, and could be {by_cpu:.2f} times by CPU: "
        f"twice what a page costs one worker over what it costs two. Wanted: {WANTED}."
    )
    return 0


def _measure(site: Site, cores: list[int]) -> Measured:
    """A worker on each of the cores, which the servers have too."""
    os.sched_setaffinity(0, cores)
    with (
        ReplayServer() as server, quick_folder() as folder, fresh_archive(folder / "var", cores) as (settings, postmaster),
        ThreadPoolExecutor(len(cores)) as threads,
    ):  # fmt: skip
        server.put(site.answers())
        environment = candidates.own_environment(site, folder, settings)
        command = candidates.scrapy("harvest", "-s", f"PRESS_VISITS={VISITS}", server=server)
        server.heard()
        database, serving = cpu_of_tree(postmaster), cpu_of_tree(server.pid or 0)

        def work(core: int) -> Ran:
            own = folder / f"worker-{core}"
            own.mkdir()
            return run(command, core=core, folder=own, environment=environment, timeout=PATIENCE)

        runs = list(threads.map(work, cores))
        database, serving = cpu_of_tree(postmaster) - database, cpu_of_tree(server.pid or 0) - serving
        first = server.heard().first
        parts = tuple(_fetched(ran) for ran in runs)
        if first is None or sum(parts) < len(site.addresses):
            raise SystemExit(f"{sum(parts)} of {len(site.addresses)} pages were fetched:\n{runs[0].stderr[-3000:]}")
        own = sum(ran.own_cpu_since(first) for ran in runs)
        whole = sum(ran.cpu_since(first) for ran in runs)
        return Measured(parts, max(ran.ended for ran in runs) - first, own, whole - own, database, serving)


def _fetched(ran: Ran) -> int:
    if ran.exit_code:
        raise SystemExit(f"a worker ended with exit code {ran.exit_code}:\n{ran.stderr[-3000:]}")
    return int(json.loads(ran.stdout.splitlines()[-1])["fetched"])


def _table(site: Site, *measured: Measured) -> Table:
    title = f"{len(site.addresses)} {site.title}; load {os.getloadavg()[0]:.1f}"
    table = Table(title=title, box=box.SIMPLE, title_justify="left")
    for column in (
        "workers", "pages of each", "seconds", "pages/s", "CPU ms/page", "own", "reading", "PostgreSQL", "web server",
        "cores kept busy",
    ):  # fmt: skip
        table.add_column(column, justify="right")
    for one in measured:
        kinds = (one.own, one.reading, one.database, one.serving)
        table.add_row(
            str(len(one.parts)), " + ".join(map(str, one.parts)), f"{one.seconds:.1f}", f"{one.pages / one.seconds:.1f}",
            f"{one.cpu:.2f}", *(f"{1000 * spent / one.pages:.2f}" for spent in kinds), f"{sum(kinds) / one.seconds:.2f}",
        )  # fmt: skip
    return table


if __name__ == "__main__":
    sys.exit(main())
