"""Glances made by a process of its own, as a worker makes them: Scrapy's reactor belongs to it alone.

Run as a program it reads, as JSON lines, which archive to open and which sources to glance at, and answers each line with what
came of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


class GlancingProcess:
    """The process, as a test holds it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.scheduling.glancing_process"], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env={**os.environ, "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8", "CRAWLER_CONTACT": ""},
        )  # fmt: skip

    def ask(self, **asked: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, dict[str, Any]]:
        """What came of the glances, by source."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process ended without an answer"
        return {one["source_id"]: one for one in json.loads(line)}

    def stop(self) -> None:
        """End in good order, as SIGTERM makes a worker end."""
        self.process.send_signal(signal.SIGTERM)

    def close(self) -> int:
        """Wait for the end; the exit code."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        code = self.process.wait(30)
        self.process.stdout.close()
        return code


@dataclass
class Glancer:
    """A process at work on one archive. `lease` in seconds; `settings` are Scrapy's, as by `-s`; `bounds` Glances' own."""

    process: GlancingProcess
    database: str
    folder: Path
    sources: Path
    lease: float = 60.0
    settings: dict[str, object] = field(default_factory=dict)
    bounds: dict[str, float] = field(default_factory=dict)

    def begin(self, *batches: Sequence[str]) -> None:
        """Glance at these sources, each batch by a task of its own; `answer` waits for the end."""
        environment = {"DATABASE_URL": self.database, "ARCHIVE_DIR": str(self.folder), "CRAWLER_LEASE": str(self.lease)}
        self.process.ask(
            environment=environment, sources=str(self.sources), settings=self.settings, bounds=self.bounds, batches=batches
        )

    def answer(self) -> dict[str, dict[str, Any]]:
        """What came of the glances, by source."""
        return self.process.answer()

    def glance(self, *sources: str) -> dict[str, dict[str, Any]]:
        """Glance at sources, and what came of it."""
        self.begin(sources)
        return self.answer()


def main() -> None:
    from scrapy.utils.project import get_project_settings

    from crawler.run import run

    settings = get_project_settings()
    run(lambda stopping: _serve(settings, stopping), settings)


async def _serve(settings: Any, stopping: asyncio.Event) -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        own = settings.copy()
        for name, value in asked["settings"].items():
            own.set(name, value, priority="cmdline")
        print(json.dumps(await _glance(own, asked, stopping), default=str), flush=True)


async def _glance(settings: Any, asked: dict[str, Any], stopping: asyncio.Event) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from archive.settings import ArchiveSettings
    from crawler.workshop import open_workshop
    from scheduling.glances import Glances
    from spiders.source_files import SourceFiles

    files = SourceFiles.named_by(asked["sources"])
    batches = [[files.read(name) for name in batch] for batch in asked["batches"]]
    async with (
        open_workshop(ArchiveSettings.from_environment(asked["environment"]), settings) as workshop,
        Glances(workshop, settings, **asked["bounds"]) as glances,
    ):
        stop = asyncio.ensure_future(stopping.wait())
        stop.add_done_callback(lambda _: glances.stop())
        found = await asyncio.gather(*(glances.glance(batch) for batch in batches))
        stop.cancel()
    return [asdict(one) for batch in found for one in batch]


if __name__ == "__main__":
    main()
