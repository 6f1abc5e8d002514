"""Loading: `scrapy import` of many records, with identification, and what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from archive.settings import ArchiveSettings
from benchmarks.accounting import cpu_of_tree
from benchmarks.scale.texts import Texts


@dataclass(frozen=True, slots=True)
class Loaded:
    """`seconds` on the clock; CPU seconds of the import and of the server."""

    records: int
    seconds: float
    import_cpu: float
    server_cpu: float

    @property
    def a_second(self) -> float:
        """By the clock."""
        return self.records / self.seconds

    @property
    def a_cpu_second(self) -> float:
        """What one core would do that has nothing else to do, import and server together."""
        return self.records / (self.import_cpu + self.server_cpu)


def load(texts: Texts, count: int, settings: ArchiveSettings, postmaster: int, sources: Path) -> Loaded:
    """Import `count` more records, from a pipe."""
    environment = {**os.environ, **{name: str(value) for name, value in _said(settings, sources).items()}}
    before, began = cpu_of_tree(postmaster), time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "import", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    assert child.stdin is not None
    process = psutil.Process(child.pid)
    for line in texts.records(count):
        child.stdin.write(line)
    child.stdin.close()
    cpu = 0.0
    while child.poll() is None:
        try:
            times = process.cpu_times()
            cpu = times.user + times.system
        except psutil.NoSuchProcess:
            break
        time.sleep(0.02)
    seconds = time.monotonic() - began
    if child.wait():
        raise RuntimeError(f"the import ended with exit code {child.returncode}: see its lines above")
    return Loaded(count, seconds, cpu, cpu_of_tree(postmaster) - before)


def _said(settings: ArchiveSettings, sources: Path) -> dict[str, object]:
    return {"ARCHIVE_DIR": settings.archive_dir, "DATABASE_URL": settings.database_url or "", "SOURCES_DIR": sources}
