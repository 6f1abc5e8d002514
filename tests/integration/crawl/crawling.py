"""Real crawls of the sample newsroom: `scrapy crawl` as a process of its own, and SQL to see what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Crawls:
    """Runs commands against one archive. `database` is a libpq URL, `folder` the ARCHIVE_DIR, `sources` the SOURCES_DIR."""

    database: str
    folder: Path
    sources: Path
    environment: dict[str, str] = field(default_factory=dict)

    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.database,
            "ARCHIVE_DIR": str(self.folder),
            "SOURCES_DIR": str(self.sources),
            "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8",
            **self.environment,
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A `scrapy` command, under way."""
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=ROOT, env=self.environ(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *arguments: str, expect: int | None = 0, faulty: bool = False) -> subprocess.CompletedProcess[str]:
        """A `scrapy` command, ended; with the exit code expected, and no traceback unless a part is `faulty` on purpose."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        assert expect is None or process.returncode == expect, f"exit {process.returncode}\n{out}\n{err}"
        assert faulty or "Traceback" not in err, err
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def crawl(self, source_id: str, *arguments: str, expect: int | None = 0) -> dict[str, Any]:
        """A visit; returns the row that it prints."""
        report: dict[str, Any] = json.loads(self.run("crawl", source_id, *arguments, expect=expect).stdout)
        return report

    def sql(self, query: str, *arguments: Any) -> list[dict[str, Any]]:
        """Rows as dictionaries."""
        with psycopg.connect(self.database, row_factory=dict_row) as connection:
            return connection.execute(query.encode(), arguments or None).fetchall()

    def one(self, query: str, *arguments: Any) -> Any:
        """The first column of the first row."""
        return next(iter(self.sql(query, *arguments)[0].values()))
