"""Looks at sites, and visits, without the seconds that a command takes to start: one process that makes them one after another.

It does what `scrapy sources add` and `scrapy crawl` do once the command line has been read. Run as a program it reads what to do
as JSON lines and answers each with code, out and err, and the row of a visit.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


class LookingProcess:
    """The process, as a test holds it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.probe.looking_process"], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env={**os.environ, "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8", "CRAWLER_CONTACT": ""},
        )  # fmt: skip

    def do(self, **asked: Any) -> dict[str, Any]:
        """One look (`url`) or visit (`source`), made; see the module."""
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
    from tests.integration.crawl.visiting_process import _visit

    reading = ReadingPool(seconds=30)  # one for all archives, since its processes take long to start; patient on a busy machine
    async with Browsers(RenderLimits.of(settings)) as browsers:  # and so does a browser
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            do = _look if "url" in asked else _visit
            print(json.dumps(await do(settings, reading, browsers, asked), default=str), flush=True)
    await reading.close()


async def _look(settings: Any, reading: Any, browsers: Any, asked: dict[str, Any]) -> dict[str, Any]:
    from archive.settings import ArchiveSettings
    from commands import sources_add
    from commands.sources import Command
    from crawler.workshop import open_workshop
    from press.errors import PressError

    os.environ["SOURCES_DIR"] = asked["sources"]
    own = settings.copy()
    for name, value in asked.get("settings", {}).items():
        own.set(name, value, priority="cmdline")
    command = Command()
    command.settings = own
    out, err = io.StringIO(), io.StringIO()
    environment = {"DATABASE_URL": asked["database"], "ARCHIVE_DIR": asked["folder"]}
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            plan = sources_add.prepare(own, asked["url"], source_id=asked.get("id"), kind=asked.get("kind"))
            async with open_workshop(ArchiveSettings.from_environment(environment), own) as workshop:
                workshop.reading, workshop.browsers = reading, browsers
                found = await sources_add.look(workshop, own, plan, stopping=asyncio.Event(), heard=lambda _count, _url: None)
            assert found is not None
            code = int(sources_add.finish(command, plan, *found))
        except PressError as error:
            print(error, file=sys.stderr)
            code = 1
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


if __name__ == "__main__":
    main()
