"""One new page at a time: how long its transaction takes, and how long the search for copies of it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from archive import releases, sources
from archive.connection import open_archive
from archive.settings import ArchiveSettings
from benchmarks.scale.texts import Texts
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.extraction.handed_in import extraction_of, parse
from press.sighting import Sighting


@dataclass
class Looked:
    """Milliseconds, one a page: the whole transaction, and of it the looks for candidates with the comparing."""

    stored: list[float] = field(default_factory=list)
    looked: list[float] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)

    def told(self) -> str:
        lines = [
            f"{name}: median {median(times):.2f} ms, p95 {quantiles(times, n=20)[-1]:.2f} ms, worst {max(times):.1f} ms"
            for name, times in (("storing one page", self.stored), ("of it looking for copies", self.looked))
        ]
        return "\n".join(lines)


async def look(texts: Texts, count: int, settings: ArchiveSettings) -> Looked:
    """Store `count` more records of a series, each in a transaction of its own, as a crawl's slowest hours do."""
    looked = Looked()
    spent: list[float] = []

    def timed(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def measured(*arguments: Any, **more: Any) -> Any:
            began = time.perf_counter()
            try:
                return await function(*arguments, **more)
            finally:
                spent.append(1_000 * (time.perf_counter() - began))

        return measured

    async with open_archive(settings) as archive:
        with patch.object(releases, "compare_with_known", timed(releases.compare_with_known)):
            for line in texts.records(count):
                record = parse(line)
                row = await sources.stand_in(archive, record.source or "", name=record.source or "")
                found = extraction_of(record)
                seen = Sighting(record.url, record.source or "", row.kind, row.time_zone, datetime.now(UTC), "import", found)
                ready = identify(validate(normalise(seen)))
                spent.clear()
                began = time.perf_counter()
                stored = await releases.store(archive, None, [ready], by="import")
                looked.stored.append(1_000 * (time.perf_counter() - began))
                looked.looked.append(sum(spent))
                looked.outcomes.append(stored[0].outcome)
    return looked
