"""Where the milliseconds of a crawl go: its own process and the reading of pages by samples, PostgreSQL by its CPU time."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import candidates
from benchmarks.accounting import Ran, cpu_of_tree, run
from benchmarks.fresh_archive import fresh_archive
from benchmarks.sites import Site
from tests.acceptance.corpus.replay_server import ReplayServer
from tests.quick_folder import quick_folder

#: Rows of a table: what comes after is small change.
ROWS = 16


def profile(site: Site, console: Console, theirs: int, other: int) -> None:
    """Crawl `site` under the sampler, then read its pages under it, and print shares, rooms and functions."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        ran, database, pages = _crawl(site, theirs, other, Path(file.name))
        crawl = json.loads(Path(file.name).read_text(encoding="utf-8"))
    own, reading = ran.own_cpu, ran.cpu - ran.own_cpu
    shares = Table(title=f"{pages} {site.title}: CPU ms a page, start-up included", box=box.SIMPLE, title_justify="left")
    for column in ("crawl", "reading", "PostgreSQL"):
        shares.add_column(column, justify="right")
    shares.add_row(*(f"{1000 * cpu / pages:.2f}" for cpu in (own, reading, database)))
    console.print(shares)
    _print(console, "The crawl's process", crawl, own / pages)
    _print(console, "Reading", _read(site, theirs), reading / pages)


def _crawl(site: Site, theirs: int, other: int, into: Path) -> tuple[Ran, float, int]:
    with (
        ReplayServer() as server, quick_folder() as folder, fresh_archive(folder / "var", other) as (settings, postmaster),
    ):  # fmt: skip
        server.put(site.answers())
        candidate = candidates.ours(site, server, folder, settings)
        python, _m, _scrapy, *arguments = candidate.command
        candidate = replace(candidate, command=[python, "-m", "benchmarks.sampler", str(into), *arguments])
        before = cpu_of_tree(postmaster)
        ran = run(candidate.command, core=theirs, folder=folder, environment=candidate.environment, timeout=900)
        if ran.exit_code:
            raise SystemExit(f"the crawl failed with exit code {ran.exit_code}:\n{ran.stderr[-3000:]}")
        return ran, cpu_of_tree(postmaster) - before, candidate.done(ran)


def _read(site: Site, core: int) -> dict[str, Mapping[str, int]]:
    """The samples of `scrapy extract` over the same pages, which reads them as a crawl does, in a process of its own."""
    with quick_folder() as folder:
        lines = []
        wanted = set(site.addresses)
        for number, (url, answer) in enumerate(site.answers()):
            if url in wanted:
                path = folder / f"{number}.html"
                path.write_bytes(answer.content())
                lines.append(f"{path}\t{url}")
        (folder / "list").write_text("\n".join(lines), encoding="utf-8")
        samples = folder / "samples.json"
        command = [sys.executable, "-m", "benchmarks.reading_sampler", str(samples), str(folder / "list")]
        ran = run(command, core=core, folder=folder, environment=candidates.environment(), timeout=900)
        if ran.exit_code:
            raise SystemExit(f"reading failed:\n{ran.stderr[-3000:]}")
        read: dict[str, Mapping[str, int]] = json.loads(samples.read_text(encoding="utf-8"))
        return read


def _print(console: Console, title: str, samples: dict[str, Mapping[str, int]], seconds: float) -> None:
    """`seconds` of CPU a page, shared out by samples."""
    total = sum(samples["rooms"].values())
    for what, most in (("rooms", ROWS), ("functions", 2 * ROWS)):
        label = "by room" if what == "rooms" else "our own functions with all they call"
        table = Table(title=f"{title}: {label}", box=box.SIMPLE, title_justify="left")
        for column in (what.removesuffix("s"), "ms a page", "%"):
            table.add_column(column, justify="left" if column == what.removesuffix("s") else "right")
        for name, count in sorted(samples[what].items(), key=lambda item: -item[1])[:most]:
            table.add_row(name, f"{1000 * seconds * count / total:.2f}", f"{100 * count / total:.0f}")
        console.print(table)
