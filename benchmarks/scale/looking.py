"""One new page at a time, of each kind that there is: how long it takes to know which release it is, and to store it."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any, get_args
from unittest.mock import patch

from archive import releases, sources
from archive.connection import Archive, open_archive
from archive.settings import ArchiveSettings
from benchmarks.accounting import cpu_of_tree
from benchmarks.scale.texts import Kind, Texts
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.extraction.handed_in import extraction_of, parse
from press.sighting import Sighting

#: What identifying a page is, of all that a store does: the looks at what is known, comparing, and the decision.
_IDENTIFYING = ("look", "with_histories", "crowded_of", "compare_with_known", "_decided")


@dataclass
class Looked:
    """Milliseconds by the clock, one a page: signing it, identifying it (of that: the search for copies, with comparing), and
    the whole transaction. `cpu` and `server` are CPU milliseconds of all pages together: of this process and of the server."""

    kind: Kind
    signed: list[float] = field(default_factory=list)
    identified: list[float] = field(default_factory=list)
    compared: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    cpu: float = 0.0
    server: float = 0.0

    def told(self) -> str:
        """A line a measure."""
        count = len(self.stored)
        outcomes = {outcome: self.outcomes.count(outcome) for outcome in sorted(set(self.outcomes))}
        lines = [
            f"  {name}: median {median(times):.2f} ms, p95 {quantiles(times, n=20)[-1]:.2f}, worst {max(times):.1f}"
            for name, times in (
                ("signing", self.signed), ("identifying", self.identified),
                ("  of it the search for copies", self.compared), ("storing, with identifying", self.stored),
            )
        ]  # fmt: skip
        cpu = f"  CPU ms a page stored: {self.cpu / count:.2f} here, {self.server / count:.2f} the server's"
        return "\n".join([f"{self.kind}: {count} pages, {outcomes}", *lines, cpu])


async def look(texts: Texts, count: int, settings: ArchiveSettings, postmaster: int) -> list[Looked]:
    """Store `count` pages of each kind, each in a transaction of its own, as a crawl's slowest hours do."""
    async with open_archive(settings) as archive:
        return [await _of_kind(texts, kind, count, archive, postmaster) for kind in get_args(Kind)]


async def _of_kind(texts: Texts, kind: Kind, count: int, archive: Archive, postmaster: int) -> Looked:
    looked = Looked(kind)
    spent: dict[str, float] = {}

    def timed(name: str, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def measured(*arguments: Any, **more: Any) -> Any:
            began = time.perf_counter()
            try:
                return await function(*arguments, **more)
            finally:
                spent[name] = spent.get(name, 0.0) + 1_000 * (time.perf_counter() - began)

        return measured

    before = cpu_of_tree(postmaster)
    with ExitStack() as stack:
        for name in _IDENTIFYING:
            stack.enter_context(patch.object(releases, name, timed(name, getattr(releases, name))))
        for _ in range(count):
            record = parse(json.dumps(texts.probe(kind)).encode())
            row = await sources.stand_in(archive, record.source or "", name=record.source or "")
            found = extraction_of(record)
            seen = Sighting(record.url, record.source or "", row.kind, row.time_zone, datetime.now(UTC), "import", found)
            valid = validate(normalise(seen))
            began = time.perf_counter()
            ready = identify(valid)
            looked.signed.append(1_000 * (time.perf_counter() - began))
            spent.clear()
            began, cpu = time.perf_counter(), time.process_time()
            stored = await releases.store(archive, None, [ready], by="import")
            looked.stored.append(1_000 * (time.perf_counter() - began))
            looked.cpu += 1_000 * (time.process_time() - cpu)
            looked.identified.append(sum(spent.values()))
            looked.compared.append(spent["crowded_of"] + spent["compare_with_known"])
            looked.outcomes.append(stored[0].outcome)
    looked.server = 1_000 * (cpu_of_tree(postmaster) - before)
    return looked
