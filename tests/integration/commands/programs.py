"""The real program in a process of its own, for what only that shows: exit codes, pipes and signals."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def environment(**said: str) -> dict[str, str]:
    """The test's own, without what names a database, an archive or settings of Scrapy's."""
    ours = ("PG", "SCRAPY_", "CRAWLER_", "DATABASE_URL", "ARCHIVE_DIR", "SOURCES_DIR")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | said


def start(*words: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """`scrapy WORDS`, its stdout and stderr as pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *words], cwd=PROJECT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
