"""The way of records that are handed in: the next ones are made ready while those before them are stored."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from archive import handed_in, releases, sources
from archive.connection import Archive
from crawler.reading import ReadingFailed, ReadingPool
from pipelines.records import Line, Origin, Records, read_records
from press.errors import SourceFault, UnknownSource, Unreadable
from press.sighting import Sighting
from press.source import Source

#: Records a transaction: enough to share its cost, few enough that others wait no longer than a crawl makes them.
BATCH = 100
BATCH_BYTES = 2_000_000

#: Batches made ready in advance: by a process, and in a thread, where what texts state is still at hand when they are stored.
_AHEAD, _AHEAD_HERE = 2, 1
#: Batches after which a reading process is worth its start (a second of CPU): the file is long then.
_SHORT = 10
_MOST_KEYS = 100


class HandingIn:
    """One import. `counts` has new, appeared, revised, unchanged and refused; `unread_keys` the keys that no field is made of."""

    def __init__(
        self, archive: Archive, read_source: Callable[[str], Source], *, refuse: Callable[[int, str], None],
        pool: ReadingPool | None = None,
    ) -> None:  # fmt: skip
        """`read_source` reads a source's file by its id, and raises UnknownSource or SourceFault.

        `refuse(line, reason)` is told of every record that is not taken. Long files are read in the processes of `pool`; without
        one, and short ones, in a thread.
        """
        self._archive = archive
        self._read_source = read_source
        self._tell = refuse
        self._pool = pool
        self._at = datetime.now(UTC)  # one instant for the whole file: its lines have no order in time
        self._origins: dict[str, Origin] = {}
        self._asking = asyncio.Lock()
        self._batches = 0
        self._is_warm = False
        self.counts: Counter[str] = Counter()
        self.unread_keys: set[str] = set()
        self.broken: str | None = None

    async def take(self, lines: Iterator[Line], *, advance: Callable[[int], None] = lambda count: None) -> None:
        """Store all lines' records. Where the file itself breaks, `broken` says so, and what came before is stored.

        `advance` hears how many more have been stored.
        """
        coming = asyncio.create_task(asyncio.to_thread(self._next, lines))
        reading: deque[asyncio.Task[Records]] = deque()
        warming: asyncio.Task[None] | None = None
        try:
            while True:
                while len(reading) < (_AHEAD if self._is_warm else _AHEAD_HERE) and (batch := await coming) is not None:
                    reading.append(asyncio.create_task(self._read(batch)))
                    coming = asyncio.create_task(asyncio.to_thread(self._next, lines))
                if not reading:
                    return
                if self._batches == _SHORT and warming is None and self._pool is not None:
                    warming = asyncio.create_task(self._warm(self._pool))
                self._batches += 1
                ready = await reading.popleft()
                for number, reason in ready.refused:
                    self._refuse(number, reason)
                self.unread_keys.update(sorted(ready.unread_keys)[: max(0, _MOST_KEYS - len(self.unread_keys))])
                await self._store(ready.sightings)
                advance(len(ready.sightings))
        finally:
            for task in (*reading, coming, *([warming] if warming else [])):
                task.cancel()

    def _next(self, lines: Iterator[Line]) -> list[Line] | None:
        """The next batch; None after the last."""
        batch: list[Line] = []
        size = 0
        try:
            for number, line in islice(lines, BATCH):
                batch.append((number, line))
                size += len(line or b"")
                if size >= BATCH_BYTES:
                    break
        except Unreadable as broken:
            self.broken = str(broken)
        return batch or None

    async def _read(self, lines: Sequence[Line]) -> Records:
        found = await self._records(lines)
        if found.left:
            async with self._asking:
                for name in sorted(found.names - self._origins.keys()):
                    self._origins[name] = await self._origin(name)
            found.add(await self._records(found.left))
        return found

    async def _records(self, lines: Sequence[Line]) -> Records:
        """In a reading process, if there is one; what it cannot read within its limits is read here all the same."""
        if self._pool is not None and self._is_warm:
            try:
                return await self._pool.run(read_records, lines, self._origins, self._at)
            except ReadingFailed:
                self._is_warm = False
        return await asyncio.to_thread(read_records, lines, self._origins, self._at)

    async def _warm(self, pool: ReadingPool) -> None:
        """Have a process started: until it is there, batches are read in a thread."""
        try:
            await pool.run(read_records, [], {}, self._at)
        except ReadingFailed:
            return
        self._is_warm = True

    async def _store(self, batch: Sequence[tuple[int, Sighting]]) -> None:
        known = await handed_in.is_known(self._archive, [sighting for _, sighting in batch]) if batch else []
        self.counts["unchanged"] += sum(known)
        fresh = [one for one, is_known in zip(batch, known, strict=True) if not is_known]
        if not fresh:
            return
        results = await releases.store(self._archive, None, [sighting for _, sighting in fresh], by="import")
        for (number, _), stored in zip(fresh, results, strict=True):
            if stored.outcome == "not_stored":
                self._refuse(number, stored.reason or "cannot be stored")
            else:
                self.counts[stored.outcome] += 1

    async def _origin(self, name: str) -> Origin:
        """The source of this name: its file's, a known row's, or a new row without a kind."""
        try:
            source = self._read_source(name)
        except UnknownSource:
            return Origin(name, await sources.stand_in(self._archive, name, name=name))
        except SourceFault as fault:
            return Origin(name, fault=str(fault).splitlines()[0])
        return Origin(name, await handed_in.put_source(self._archive, source), source)

    def _refuse(self, number: int, reason: str) -> None:
        self.counts["refused"] += 1
        self._tell(number, reason)
