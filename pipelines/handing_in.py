"""The way of records that are handed in: lines are read and made ready in a thread while the batch before them is stored."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from archive import handed_in, releases, sources
from archive.connection import Archive
from archive.sources import SourceRow
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.errors import SourceFault, UnknownSource, Unreadable
from press.extraction.handed_in import HandedIn, extraction_of, parse
from press.sighting import Sighting
from press.source import Source
from press.text import one_line

#: Records a transaction: enough to share its cost, few enough that others wait no longer than a crawl makes them.
BATCH = 100
BATCH_BYTES = 2_000_000

#: The source of records that name none.
DEFAULT_SOURCE = "import"
_LONGEST_NAME = 200
_MOST_KEYS = 100


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a record belongs, or why it can belong nowhere."""

    source_id: str
    row: SourceRow | None = None
    source: Source | None = None
    fault: str = ""


class HandingIn:
    """One import. `counts` has new, appeared, revised, unchanged and refused; `unread_keys` the keys that no field is made of."""

    def __init__(self, archive: Archive, read_source: Callable[[str], Source], *, refuse: Callable[[int, str], None]) -> None:
        """`read_source` reads a source's file by its id, and raises UnknownSource or SourceFault.

        `refuse(line, reason)` is told of every record that is not taken.
        """
        self._archive = archive
        self._read_source = read_source
        self._tell = refuse
        self._at = datetime.now(UTC)  # one instant for the whole file: its lines have no order in time
        self._origins: dict[str, _Origin] = {}
        self.counts: Counter[str] = Counter()
        self.unread_keys: set[str] = set()
        self.broken: str | None = None
        self._refusing = threading.Lock()

    async def take(
        self, lines: Iterator[tuple[int, bytes | None]], *, advance: Callable[[int], None] = lambda count: None
    ) -> None:
        """Store all lines' records. Where the file itself breaks, `broken` says so, and what came before is stored.

        `advance` hears how many more have been stored.
        """
        ready = asyncio.create_task(self._ready(lines))
        try:
            while (batch := await ready) is not None:
                ready = asyncio.create_task(self._ready(lines))
                await self._store(batch)
                advance(len(batch))
        finally:
            ready.cancel()

    async def _ready(self, lines: Iterator[tuple[int, bytes | None]]) -> list[tuple[int, Sighting]] | None:
        """The next batch, possibly empty; None after the last."""
        parsed = await asyncio.to_thread(self._parse, lines)
        if parsed is None:
            return None
        for _, record in parsed:
            name = one_line((record.source or DEFAULT_SOURCE)[:_LONGEST_NAME]) or DEFAULT_SOURCE
            if name not in self._origins:
                self._origins[name] = await self._origin(name)
        return await asyncio.to_thread(self._read, parsed)

    def _parse(self, lines: Iterator[tuple[int, bytes | None]]) -> list[tuple[int, HandedIn]] | None:
        parsed: list[tuple[int, HandedIn]] = []
        size = seen = 0
        try:
            for number, line in islice(lines, BATCH):
                seen += 1
                if line is None:
                    self._refuse(number, "longer than a record may be")
                    continue
                size += len(line)
                try:
                    record = parse(line)
                except ValueError as error:
                    self._refuse(number, str(error))
                else:
                    if len(self.unread_keys) < _MOST_KEYS:
                        self.unread_keys.update(record.others)
                    parsed.append((number, record))
                if size >= BATCH_BYTES:
                    break
        except Unreadable as broken:
            self.broken = str(broken)
        return parsed if seen else None

    def _read(self, parsed: list[tuple[int, HandedIn]]) -> list[tuple[int, Sighting]]:
        sightings = []
        for number, record in parsed:
            origin = self._origins[one_line((record.source or DEFAULT_SOURCE)[:_LONGEST_NAME]) or DEFAULT_SOURCE]
            if origin.row is None:
                self._refuse(number, f"source: {origin.fault}")
                continue
            try:
                extraction = extraction_of(record, origin.source)
            except ValueError as error:
                self._refuse(number, str(error))
                continue
            sighting = Sighting(
                record.url, origin.source_id, origin.row.kind, origin.row.time_zone, self._at, "import", extraction
            )
            sightings.append((number, identify(validate(normalise(sighting)))))
        return sightings

    async def _store(self, batch: list[tuple[int, Sighting]]) -> None:
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

    async def _origin(self, name: str) -> _Origin:
        """The source of this name: its file's, a known row's, or a new row without a kind."""
        try:
            source = self._read_source(name)
        except UnknownSource:
            return _Origin(name, await sources.stand_in(self._archive, name, name=name))
        except SourceFault as fault:
            return _Origin(name, fault=str(fault).splitlines()[0])
        return _Origin(name, await handed_in.put_source(self._archive, source), source)

    def _refuse(self, number: int, reason: str) -> None:
        with self._refusing:  # records are read in a thread while others are stored
            self.counts["refused"] += 1
            self._tell(number, reason)
