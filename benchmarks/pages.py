"""Pages a second and CPU milliseconds a page, beside a bare Scrapy spider and news-please, on the same pages in the same run.

    python -m benchmarks.pages [--pages N] [--only blog|words|corpus] [--without NAME] [--profile]

Each candidate has one core to itself; the web server, PostgreSQL and this process have the other. Seconds and CPU are counted
from a candidate's first request to its end, so that nobody pays for loading Python's modules.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import candidates, sites
from benchmarks.accounting import Ran, cpu_of_tree, run
from benchmarks.candidates import Candidate
from benchmarks.fresh_archive import fresh_archive
from benchmarks.profiling import profile
from benchmarks.sites import Site
from tests.acceptance.corpus.recordings import CORPUS, MISSING
from tests.acceptance.corpus.replay_server import ReplayServer
from tests.quick_folder import quick_folder

#: Seconds after which a run is given up.
PATIENCE = 900
#: Pages of an earlier visit that taught the source's layout: a lesson takes 16, and not every page is a release.
TAUGHT_BY = 24


@dataclass(frozen=True, slots=True)
class Measured:
    """One candidate on one site. Seconds and CPU from its first request on; `own_cpu` is its first process alone."""

    name: str
    pages: int
    seconds: float
    cpu: float
    own_cpu: float
    database_cpu: float
    start_up: float
    peak: int

    @property
    def rate(self) -> float:
        return self.pages / self.seconds

    @property
    def cpu_a_page(self) -> float:
        """Milliseconds."""
        return 1000 * self.cpu / max(self.pages, 1)


def main() -> int:
    options = _options()
    theirs, other = _cores()
    os.sched_setaffinity(0, {other})
    chosen: list[Site] = []
    if options.only in (None, "blog"):
        chosen.append(sites.blog(options.pages))
    if options.only in (None, "words"):
        chosen.append(sites.blog(options.pages, siblings=False))
    if options.only in (None, "corpus"):
        if CORPUS.is_dir():
            chosen.append(sites.corpus())
        else:
            print(f"Skipped the recorded pages: {MISSING}", file=sys.stderr)
    console = Console(width=None if sys.stdout.isatty() else 140)
    for site in chosen:
        if options.profile:
            profile(site, console, theirs, other)
        else:
            console.print(_table(site, [*_measure(site, options.without, theirs, other)]))
    return 0


def _measure(site: Site, without: list[str], theirs: int, other: int) -> Iterator[Measured]:
    with ReplayServer() as server:
        server.put(site.answers())
        makers: dict[str, Callable[[Path], Candidate]] = {
            "bare": lambda folder: candidates.bare_scrapy(site, server, folder),
            "news-please": lambda folder: candidates.news_please(site, server, folder),
        }
        if not candidates.RIVAL.is_dir():
            print("Skipped news-please: `make bench` installs it", file=sys.stderr)
            del makers["news-please"]
        with quick_folder() as folder, fresh_archive(folder / "var", other) as (settings, postmaster):
            yield _run(candidates.ours(site, server, folder, settings), server, folder, theirs, postmaster)
        if site.is_of_one_template:
            with quick_folder() as folder, fresh_archive(folder / "var", other) as (settings, postmaster):
                _run(candidates.ours(site, server, folder, settings, limit=TAUGHT_BY), server, folder, theirs, postmaster)
                later = _run(candidates.ours(site, server, folder, settings), server, folder, theirs, postmaster)
                yield replace(later, name="… in a later visit")
        for name, make in makers.items():
            if name not in without:
                with quick_folder() as folder:
                    yield _run(make(folder), server, folder, theirs, None)


def _run(candidate: Candidate, server: ReplayServer, folder: Path, core: int, postmaster: int | None) -> Measured:
    server.heard()
    database = cpu_of_tree(postmaster) if postmaster else 0.0
    ran = run(candidate.command, core=core, folder=folder, environment=candidate.environment, timeout=PATIENCE)
    database = cpu_of_tree(postmaster) - database if postmaster else 0.0
    heard = server.heard()
    done = candidate.done(ran)
    if ran.exit_code or not done or heard.first is None:
        raise SystemExit(f"{candidate.name} failed with exit code {ran.exit_code} after {done} pages:\n{_end(ran)}")
    return Measured(
        candidate.name, done, ran.ended - heard.first, ran.cpu_since(heard.first), ran.own_cpu_since(heard.first), database,
        heard.first - ran.began, ran.peak,
    )  # fmt: skip


def _end(ran: Ran) -> str:
    return (ran.stdout[-1000:] + ran.stderr[-3000:]).strip()


def _table(site: Site, measured: list[Measured]) -> Table:
    title = f"{len(site.addresses)} {site.title}, one core; load {os.getloadavg()[0]:.1f}"
    table = Table(title=title, box=box.SIMPLE, title_justify="left")
    by_name = {one.name: one for one in measured}
    for column in (
        "candidate", "pages", "seconds", "pages/s", "CPU ms/page", "of it reading", "× news-please", "× bare Scrapy",
        "PostgreSQL ms", "start s", "peak MB",
    ):  # fmt: skip
        table.add_column(column, justify="left" if column == "candidate" else "right")
    for one in measured:
        ratios = [_ratio(one, by_name.get(name)) for name in ("news-please", "bare Scrapy")]
        table.add_row(
            one.name, str(one.pages), f"{one.seconds:.1f}", f"{one.rate:.1f}", f"{one.cpu_a_page:.2f}",
            f"{one.cpu_a_page - 1000 * one.own_cpu / one.pages:.2f}" if one.database_cpu else "–", *ratios,
            f"{1000 * one.database_cpu / one.pages:.2f}" if one.database_cpu else "–",
            f"{one.start_up:.1f}", f"{one.peak / 1e6:.0f}",
        )  # fmt: skip
    return table


def _ratio(one: Measured, other: Measured | None) -> str:
    """How many times as quick by the clock, and in brackets by CPU, which other work on the machine disturbs less."""
    return f"{one.rate / other.rate:.2f} ({other.cpu_a_page / one.cpu_a_page:.2f})" if other else "–"


def _cores() -> tuple[int, int]:
    """The candidates' core, and the one for everything else."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        print("Only one core may be used here: servers and candidates share it, and the figures say little", file=sys.stderr)
    return allowed[-1], allowed[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000, help="how many small WordPress-like pages (default 1000)")
    parser.add_argument("--only", choices=("blog", "words", "corpus"), help="one of the sites")
    parser.add_argument("--without", action="append", default=[], choices=("bare", "news-please"), help="leave a candidate out")
    parser.add_argument("--profile", action="store_true", help="tell where the milliseconds go instead")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
