"""One new page at a time, of each kind that there is: how long it takes to know which release it is, and to store it."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any, get_args
from unittest.mock import patch

from archive import releases, sources
from archive.connection import Archive, open_archive
from archive.settings import ArchiveSettings
from benchmarks.scale.texts import Kind, Texts
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.extraction.handed_in import extraction_of, parse
from press.sighting import Sighting

#: What identifying a page is, of all that a store does: the looks at what is known, comparing, and the decision.
_IDENTIFYING = ("_first_look", "look", "with_histories", "compare_with_known", "_decided")


@dataclass
class Looked:
    """Milliseconds, one a page: signing it, identifying it (of that: the search for copies, with comparing), and the whole
    transaction. `_cpu`: of CPU, this process and its server process together, which other work beside it hardly moves."""

    kind: Kind
    signed: list[float] = field(default_factory=list)
    identified: list[float] = field(default_factory=list)
    identified_cpu: list[float] = field(default_factory=list)
    compared: list[float] = field(default_factory=list)
    compared_cpu: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    stored_cpu: list[float] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)

    def told(self) -> str:
        """A line a measure."""
        outcomes = {outcome: self.outcomes.count(outcome) for outcome in sorted(set(self.outcomes))}
        lines = [
            f"  {name}: median {median(times):.2f} ms, p95 {quantiles(times, n=20)[-1]:.2f}, worst {max(times):.1f}"
            for name, times in (
                ("signing", self.signed), ("identifying", self.identified), ("  CPU", self.identified_cpu),
                ("  of it the search for copies", self.compared), ("  CPU", self.compared_cpu),
                ("storing, with identifying", self.stored), ("  CPU", self.stored_cpu),
            )
        ]  # fmt: skip
        return "\n".join([f"{self.kind}: {len(self.stored)} pages, {outcomes}", *lines])


async def look(texts: Texts, count: int, settings: ArchiveSettings, postmaster: int) -> list[Looked]:
    """Store `count` pages of each kind, each in a transaction of its own, as a crawl's slowest hours do."""
    async with open_archive(settings) as archive:
        return [await _of_kind(texts, kind, count, archive, postmaster) for kind in get_args(Kind)]


async def _of_kind(texts: Texts, kind: Kind, count: int, archive: Archive, postmaster: int) -> Looked:
    looked = Looked(kind)
    spent: dict[str, float] = {}
    spent_cpu: dict[str, float] = {}

    def timed(name: str, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def measured(*arguments: Any, **more: Any) -> Any:
            began, cpu = time.perf_counter(), _cpu(backend)
            try:
                return await function(*arguments, **more)
            finally:
                spent[name] = spent.get(name, 0.0) + 1_000 * (time.perf_counter() - began)
                spent_cpu[name] = spent_cpu.get(name, 0.0) + _cpu(backend) - cpu

        return measured

    backend = _backend(postmaster)
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
            spent_cpu.clear()
            began, cpu = time.perf_counter(), _cpu(backend)
            stored = await releases.store(archive, None, [ready], by="import")
            looked.stored.append(1_000 * (time.perf_counter() - began))
            looked.stored_cpu.append(_cpu(backend) - cpu)
            looked.identified.append(sum(spent.values()))
            looked.identified_cpu.append(sum(spent_cpu.values()))
            looked.compared.append(spent["compare_with_known"])
            looked.compared_cpu.append(spent_cpu["compare_with_known"])
            looked.outcomes.append(stored[0].outcome)
    return looked


def _backend(postmaster: int) -> Path:
    """The scheduler's count of the server process that works for this one: the only one with a connection. Linux alone."""
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="ascii").split()
    [pid] = [pid for pid in children if b"[local]" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return Path(f"/proc/{pid}/schedstat")


def _cpu(backend: Path) -> float:
    """CPU milliseconds so far, of this process and of its server process."""
    return (time.process_time_ns() + int(backend.read_text(encoding="ascii").split()[0])) / 1e6
