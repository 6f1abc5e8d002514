"""The real `scrapy crawl` over the recorded pages: as many visits as some page was recorded, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from press.source import Source
from spiders.source_files import SourceFiles
from tests.acceptance.corpus import press_room
from tests.acceptance.corpus.recordings import Recording
from tests.acceptance.corpus.replay_server import Answer, Heard, ReplayServer

REPOSITORY = Path(__file__).parents[3]
SOURCE_ID = "xx_recorded"


@dataclass
class Visited:
    """How one visit went, as its process told."""

    exit_code: int
    report: dict[str, Any]
    log: str
    seconds: float
    heard: Heard


@dataclass
class Crawl:
    """An archive folder, its source folder, and the server that stands for all sites."""

    folder: Path
    server: ReplayServer
    pages: Mapping[str, list[Recording]]
    visits: list[Visited] = field(default_factory=list)
    published: datetime | None = None  # when all pages stood as they were first recorded

    def __post_init__(self) -> None:
        sources = self.folder / "sources" / "xx"
        sources.mkdir(parents=True)
        (sources / "recorded.toml").write_text(press_room.SOURCE, encoding="utf-8")
        self.server.put(press_room.robots(self.pages))

    @property
    def archive_dir(self) -> Path:
        return self.folder / "var"

    @property
    def source(self) -> Source:
        return SourceFiles((self.folder / "sources",)).read(SOURCE_ID)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CRAWLER_CONTACT")}
        return kept | {
            "ARCHIVE_DIR": str(self.archive_dir),
            "SOURCES_DIR": str(self.folder / "sources"),
            "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8",
        }

    def scrapy(self, *arguments: str) -> subprocess.Popen[str]:
        """A command of the project, started."""
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=REPOSITORY, env=self.environment(), text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def lay_out(self) -> None:
        """Serve what stands at the next visit: each address its next recording, the last one from then on."""
        visit, now = len(self.visits), datetime.now(UTC)
        self.published = self.published or now - timedelta(days=30)
        for address, recordings in self.pages.items():
            if visit < len(recordings):
                recording = recordings[visit]
                self.server.put([(address, Answer(recording.payload(), coding=recording.coding))])
        self.server.put(press_room.documents(self.pages, visit, now, self.published))

    def begin(self) -> subprocess.Popen[str]:
        """Start the next visit."""
        self.lay_out()
        overrides = json.dumps(self.server.overrides(), separators=(",", ":"))
        self._began = time.monotonic()
        return self.scrapy("crawl", SOURCE_ID, "-s", f"GUARD_HOST_OVERRIDES={overrides}")

    def end(self, process: subprocess.Popen[str], timeout: float) -> Visited:
        """Wait for it. Kills it, and fails, where it takes longer than `timeout` seconds."""
        try:
            stdout, stderr = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            stdout, stderr = process.communicate()
            raise AssertionError(f"visit {len(self.visits)} took longer than {timeout} s: {stderr[-2000:]}") from None
        seconds = time.monotonic() - self._began
        report = json.loads(stdout.splitlines()[-1]) if stdout.strip() else {}
        visited = Visited(process.returncode, report, stderr, seconds, self.server.heard())
        self.visits.append(visited)
        return visited
