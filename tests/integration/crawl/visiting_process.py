"""Visits without the second that a `scrapy crawl` takes to start: one process that makes them, one after the other.

It does what `commands/crawl.py` does once the command line has been read, as a worker does for many sources. Run as a program
it reads what to visit as JSON lines (database, folder, sources, source, arguments, judged, errand) and
answers each with code, row or error. `judged`: the verdict follows the visit. `errand`: as a worker does it, with all that may
follow; answered with the outcome and what was told.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


class VisitingProcess:
    """The process, as a test holds it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.crawl.visiting_process"], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env={**os.environ, "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8", "CRAWLER_CONTACT": ""},
        )  # fmt: skip

    def visit(self, **asked: Any) -> dict[str, Any]:
        """One visit, made; see the module."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate(timeout=30)


def main() -> None:
    from scrapy.utils.project import get_project_settings

    from crawler.run import run

    settings = get_project_settings()
    run(lambda _stopping: _serve(settings), settings)


async def _serve(settings: Any) -> None:
    from crawler.browser.browsers import Browsers
    from crawler.browser.limits import RenderLimits
    from crawler.reading import ReadingPool

    reading = ReadingPool(seconds=30)  # one for all archives, since its processes take long to start; patient on a busy machine
    async with Browsers(RenderLimits.of(settings)) as browsers:  # and so does a browser
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps(await _visit(settings, reading, browsers, json.loads(line)), default=str), flush=True)
    await reading.close()


async def _visit(settings: Any, reading: Any, browsers: Any, asked: dict[str, Any]) -> dict[str, Any]:
    from archive.settings import ArchiveSettings
    from commands.crawl import _row, _wishes
    from crawler.browser.limits import RenderLimits
    from crawler.visit import visit_source
    from crawler.workshop import open_workshop
    from press.errors import PressError
    from scheduling.verdict import after_visit
    from spiders.loader import SourceLoader

    os.environ["SOURCES_DIR"] = asked["sources"]
    own = settings.copy()
    words = dict.fromkeys(("-a", "-s"), ())
    for option, value in zip(asked["arguments"][::2], asked["arguments"][1::2], strict=True):
        words[option] = (*words[option], value)
    for word in words["-s"]:
        name, _, value = word.partition("=")
        own.set(name, value, priority="cmdline")
    environment = {"DATABASE_URL": asked["database"], "ARCHIVE_DIR": asked["folder"]}
    spider: Any = SourceLoader.from_settings(own).load(asked["source"])
    try:
        async with open_workshop(ArchiveSettings.from_environment(environment), own) as workshop:
            workshop.reading, workshop.browsers = reading, browsers
            browsers.limits = RenderLimits.of(own)
            if asked.get("errand"):
                return await _errand(workshop, own, spider)
            report = await visit_source(workshop, spider.source, spider, own, **_wishes(list(words["-a"])))
            if asked.get("judged"):
                await after_visit(workshop.archive, spider.source, report.outcome)
    except PressError as error:
        return {"code": 1, "row": None, "error": str(error)}
    return {"code": {"done": 0, "unchanged": 0, "partial": 3}.get(report.outcome, 1), "row": _row(report), "error": None}


async def _errand(workshop: Any, settings: Any, spider: Any) -> dict[str, Any]:
    from scheduling.catalogue import Catalogue
    from scheduling.errands import Errands

    told: list[str] = []
    source = spider.source
    errands = Errands(workshop, Catalogue({source.source_id: source}, {source.source_id: spider}, ()), settings, told.append)
    report = await errands.visit(source.source_id, asyncio.Event())
    return {"outcome": report.outcome if report is not None else None, "told": told}


if __name__ == "__main__":
    main()
