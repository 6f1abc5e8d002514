"""What a user does with a new site: `scrapy sources add` with its address alone, then `scrapy crawl`, and again.

Each step is timed, and the proxy's log tells which requests it made.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.connection import open_archive
from archive.settings import ArchiveSettings
from archive.views import rows
from benchmarks.cms.proxy import Asked, Proxy
from benchmarks.cms.site import Publishing, Site
from benchmarks.cms.texts import Release
from benchmarks.fresh_archive import fresh_archive

ROOT = Path(__file__).resolve().parents[2]

#: What is read of the archive for the comparison.
_VIEWS = ("release", "appearance", "revision", "visit")


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the user's. `cpu` is in seconds, of the command and all that it started, without PostgreSQL."""

    name: str
    exit_code: int
    seconds: float
    cpu: float
    asked: tuple[Asked, ...]
    words: Path  # what it printed, to both


@dataclass(frozen=True, slots=True)
class Crawled:
    """All that came of one site. `views` has the archive's public views by name."""

    steps: Mapping[str, Step]
    source: str | None  # the source file, if there is one
    views: Mapping[str, Sequence[Mapping[str, Any]]]
    published: Mapping[str, Release]  # what came before the third visit, by its path


def crawl(site: Site, proxy: Proxy, folder: Path, address: str, handwritten: Path | None) -> Crawled:
    """Into a fresh archive in `folder`, from `address` on. `handwritten` is a source file to use instead of `sources add`."""
    facts = site.facts
    source_id = f"xx_{facts.name}"
    sources = folder / "sources"
    (sources / "xx").mkdir(parents=True)
    file = sources / "xx" / f"{facts.name}.toml"
    with fresh_archive(folder / "archive", 0) as (settings, _):
        environment = {
            **os.environ,
            "ARCHIVE_DIR": str(folder / "archive"),
            "SOURCES_DIR": str(sources),
            "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8",
        }
        environment.pop("DATABASE_URL", None)
        runner = _Runner(proxy, folder, environment, ["-s", f"DOWNLOAD_DELAY={facts.delay}"])
        steps: dict[str, Step] = {}
        published: dict[str, Release] = {}
        if handwritten is None:
            steps["add"] = runner.run("add", ["sources", "add", address, "--id", source_id])
        else:
            shutil.copy(handwritten, file)
        if file.is_file():
            steps["first"] = runner.run("first", ["crawl", source_id])
            steps["second"] = runner.run("second", ["crawl", source_id])
            if isinstance(site, Publishing):
                with site.publish() as more:
                    steps["third"] = runner.run("third", ["crawl", source_id])
                    published = dict(more)
        views = asyncio.run(_views(settings))
    return Crawled(steps, file.read_text(encoding="utf-8") if file.is_file() else None, views, published)


@dataclass(frozen=True, slots=True)
class _Runner:
    proxy: Proxy
    folder: Path
    environment: Mapping[str, str]
    settings: Sequence[str]

    def run(self, name: str, command: Sequence[str], seconds: float = 1800) -> Step:
        words = self.folder / f"{name}.log"
        before, began = len(self.proxy.log), time.monotonic()
        with words.open("wb") as into, _children() as cpu:
            ended = subprocess.run(
                [sys.executable, "-m", "scrapy", *command, *self.settings],
                cwd=ROOT, env=dict(self.environment), stdin=subprocess.DEVNULL, stdout=into, stderr=subprocess.STDOUT,
                timeout=seconds, check=False,
            )  # fmt: skip
        asked = tuple(sorted(self.proxy.log[before:], key=lambda one: one.at))
        return Step(name, ended.returncode, time.monotonic() - began, cpu(), asked, words)


@contextmanager
def _children() -> Iterator[Callable[[], float]]:
    """CPU seconds of the children that were waited for within."""
    before = os.times()

    def spent() -> float:
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    yield spent


async def _views(settings: ArchiveSettings) -> dict[str, list[dict[str, Any]]]:
    async with open_archive(settings, role="reader") as archive:
        return {view: [row async for row in rows(archive, view)] for view in _VIEWS}
