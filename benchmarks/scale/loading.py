"""Loading: `scrapy import` of many records, with identification, and what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

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


def load(texts: Texts, count: int, settings: ArchiveSettings, postmaster: int, folder: Path) -> Loaded:
    """Import `count` more records, from a file that is written first: nothing is invented beside it."""
    file = folder / "records.jsonl"
    with file.open("wb") as writing:
        writing.writelines(texts.records(count))
    environment = {**os.environ, **{name: str(value) for name, value in _said(settings, folder / "sources").items()}}
    before, began = cpu_of_tree(postmaster), time.monotonic()
    child = subprocess.Popen([sys.executable, "-m", "scrapy", "import", str(file)], stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)  # with the processes that it waited for itself
    seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the import ended with exit code {child.returncode}: see its lines above")
    file.unlink()
    return Loaded(count, seconds, usage.ru_utime + usage.ru_stime, cpu_of_tree(postmaster) - before)


def _said(settings: ArchiveSettings, sources: Path) -> dict[str, object]:
    return {"ARCHIVE_DIR": settings.archive_dir, "DATABASE_URL": settings.database_url or "", "SOURCES_DIR": sources}
