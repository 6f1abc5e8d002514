"""Where the milliseconds of a crawl go: its own process under cProfile, its reading process and PostgreSQL by their CPU time."""

from __future__ import annotations

import cProfile
import pstats
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import candidates
from benchmarks.accounting import Ran, cpu_of_tree, run
from benchmarks.fresh_archive import fresh_archive
from benchmarks.sites import Site
from press.extraction import extract
from press.page import Page
from tests.acceptance.corpus.replay_server import ReplayServer
from tests.quick_folder import quick_folder

_REPOSITORY = Path(__file__).parent.parent
_PROFILER = (
    "import cProfile, runpy, sys; profile = cProfile.Profile(); target = sys.argv.pop(1); sys.argv[0] = 'scrapy'\n"
    "try: profile.runcall(runpy.run_module, 'scrapy', run_name='__main__', alter_sys=True)\n"
    "finally: profile.dump_stats(target)"
)
#: Waiting for sockets, locks and other threads is no work; the profiler's clock runs on while it lasts.
_WAITING = frozenset(
    {"<method 'poll' of 'select.epoll' objects>", "<method 'acquire' of '_thread.lock' objects>", "<built-in method time.sleep>"}
)
#: Rows of a table: what comes after is small change.
ROWS = 14
#: Pages that are read in this process under the profiler.
READ = 300


def profile(site: Site, console: Console, theirs: int, other: int) -> None:
    """Crawl `site` twice, once plain and once under the profiler, and print shares, rooms and functions."""
    plain, database, _ = _crawl(site, theirs, other, None)
    with tempfile.NamedTemporaryFile(suffix=".pstats") as file:
        _, _, pages = _crawl(site, theirs, other, Path(file.name))
        stats: Any = pstats.Stats(file.name)
    own, reading = plain.own_cpu, plain.cpu - plain.own_cpu
    shares = Table(title=f"{pages} {site.title}: CPU ms a page, start-up included", box=box.SIMPLE, title_justify="left")
    for column in ("crawl", "reading", "PostgreSQL"):
        shares.add_column(column, justify="right")
    shares.add_row(*(f"{1000 * cpu / pages:.2f}" for cpu in (own, reading, database)))
    console.print(shares)
    _print(console, "The crawl's process", stats, pages)
    _print(console, "Reading", _reading(site), min(READ, pages))


def _crawl(site: Site, theirs: int, other: int, into: Path | None) -> tuple[Ran, float, int]:
    with (
        ReplayServer() as server, quick_folder() as folder, fresh_archive(folder / "var", other) as (settings, postmaster),
    ):  # fmt: skip
        server.put(site.answers())
        candidate = candidates.ours(site, server, folder, settings)
        if into is not None:
            python, _m, _scrapy, *arguments = candidate.command
            candidate = replace(candidate, command=[python, "-c", _PROFILER, str(into), *arguments])
        before = cpu_of_tree(postmaster)
        ran = run(candidate.command, core=theirs, folder=folder, environment=candidate.environment, timeout=900)
        if ran.exit_code:
            raise SystemExit(f"the crawl failed with exit code {ran.exit_code}:\n{ran.stderr[-3000:]}")
        return ran, cpu_of_tree(postmaster) - before, candidate.done(ran)


def _reading(site: Site) -> Any:
    """The extraction of some pages, in this process."""
    wanted = set(site.addresses[:READ])
    pages = [Page(url, answer.content(), "text/html") for url, answer in site.answers() if url in wanted]
    extract(pages[0])  # what is loaded at first use is no page's cost
    profiler = cProfile.Profile()
    for page in pages:
        profiler.runcall(extract, page)
    return pstats.Stats(profiler)


@dataclass
class _Cost:
    self_seconds: float = 0.0
    total_seconds: float = 0.0


def _print(console: Console, title: str, stats: Any, pages: int) -> None:
    rooms: dict[str, float] = defaultdict(float)
    functions: dict[str, _Cost] = defaultdict(_Cost)
    for place, (_calls, _all, self_seconds, total_seconds, callers) in stats.stats.items():
        if place[2] in _WAITING:
            continue
        if place[0] == "~":  # C code counts to the room that called it
            for caller, (_c, _n, part, _t) in callers.items():
                rooms[_room(caller[0])] += part
            continue
        rooms[_room(place[0])] += self_seconds
        cost = functions[_name(place)]
        cost.self_seconds += self_seconds
        cost.total_seconds += total_seconds
    per_room = Table(title=f"{title}, by room (profiled ms a page: take the shares)", box=box.SIMPLE, title_justify="left")
    per_room.add_column("room")
    per_room.add_column("ms", justify="right")
    per_room.add_column("%", justify="right")
    total = sum(rooms.values())
    for room, seconds in sorted(rooms.items(), key=lambda item: -item[1])[:ROWS]:
        per_room.add_row(room, f"{1000 * seconds / pages:.2f}", f"{100 * seconds / total:.0f}")
    console.print(per_room)
    own = {name: cost for name, cost in functions.items() if name.startswith(_OWN)}
    dearest = Table(title=f"{title}, our own functions with all they call", box=box.SIMPLE, title_justify="left")
    dearest.add_column("function")
    dearest.add_column("ms a page", justify="right")
    for name, cost in sorted(own.items(), key=lambda item: -item[1].total_seconds)[: 2 * ROWS]:
        dearest.add_row(name, f"{1000 * cost.total_seconds / pages:.2f}")
    console.print(dearest)


_OWN = ("press/", "archive/", "crawler/", "spiders/", "pipelines/", "commands/")


def _room(file: str) -> str:
    """A room of this project, a package, or Python itself."""
    path = Path(file)
    if path.is_relative_to(_REPOSITORY) and "site-packages" not in path.parts:
        parts = path.relative_to(_REPOSITORY).parts[:-1]
        return "/".join(parts[:2]) or "."
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1].removesuffix(".py")
    return "import" if "importlib" in file else "Python"


def _name(place: tuple[str, int, str]) -> str:
    path = Path(place[0])
    if path.is_relative_to(_REPOSITORY) and "site-packages" not in path.parts:
        return f"{path.relative_to(_REPOSITORY).as_posix()} {place[2]}"
    return f"{_room(place[0])}: {path.name} {place[2]}"
