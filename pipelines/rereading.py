"""Extraction again over the captures of one source: record -> extraction -> the pipelines -> the archive, without network."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from uuid import UUID

from archive import captures, layouts, recorded
from archive.captures import CaptureToRead, Wanted
from archive.connection import Archive
from archive.layouts import KnownLayouts
from archive.warc.names import find
from crawler.reading import ReadingFailed, ReadingPool
from pipelines.files_again import FilesAgain
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.store import Batch
from pipelines.validate import validate
from press.errors import CaptureLost, Unreadable
from press.extraction import EXTRACTOR_VERSION
from press.sighting import Sighting
from press.source import Source, SourceKind

#: Captures asked for at a time, and pages on their way at once: two full batches of the store.
CHUNK = 100


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source as its file has it, or, where there is none any more, as its row does.

    `source` is None where neither has a kind.
    """

    source_id: str
    kind: SourceKind | None
    time_zone: str
    source: Source | None


class Rereading:
    """`counts` has `read` and, by its outcome, what became of each page; `elsewhere`: captures on other machines; `failed`."""

    def __init__(
        self, archive: Archive, pool: ReadingPool, folder: Path, node: str, *, bound: int, tell: Callable[[str], None]
    ) -> None:
        """`folder` has this node's WARC files, `bound` is the most bytes of a decoded page; `tell` hears of what failed."""
        self._archive = archive
        self._files = FilesAgain(archive, pool, folder, bound=bound)
        self._folder = folder
        self._node = node
        self._bound = bound
        self._tell = tell
        self._batch = Batch(archive, None, by="reextract")
        self._nodes: dict[str, str | None] = {}
        self._known = KnownLayouts()
        self.counts: Counter[str] = Counter()

    async def read(
        self, facts: SourceFacts, wanted: Wanted = "otherwise", *, after: UUID | None = None,
        enough: Callable[[int], bool] = lambda done: False, advance: Callable[[int], None] = lambda count: None,
    ) -> UUID | None:  # fmt: skip
        """Read again what would be read otherwise today, from the capture `after` this one on; `wanted` may say more or less.

        `advance` hears how many captures more are done. Where `enough(captures done)` is true it stops and returns the last one.
        """
        self._known = await layouts.known(self._archive, facts.source_id)
        done = 0
        async for chunk in self._chunks(facts.source_id, wanted, after):
            await asyncio.gather(*(self._one(one, facts) for one in chunk))
            advance(len(chunk))
            done += len(chunk)
            if enough(done):
                return chunk[-1].capture.capture_id
        return None

    async def _chunks(self, source_id: str, wanted: Wanted, after: UUID | None) -> AsyncIterator[list[CaptureToRead]]:
        """All captures to read. Revisions that share one are never parted: the next chunk begins after its id."""
        limit = CHUNK
        while True:
            found = await captures.of_source(
                self._archive, source_id, extractor_version=EXTRACTOR_VERSION, wanted=wanted, after=after, limit=limit
            )
            whole = found
            if len(found) == limit:
                shared = [list(same) for _, same in groupby(found, key=lambda one: one.capture.capture_id)]
                if len(shared) == 1:  # one capture fills the chunk: ask for more of it
                    limit *= 2
                    continue
                whole = [one for same in shared[:-1] for one in same]
            if whole:
                yield whole
                after = whole[-1].capture.capture_id
            if len(found) < limit:
                return
            limit = CHUNK

    async def _one(self, to_read: CaptureToRead, facts: SourceFacts) -> None:
        capture = to_read.capture
        if find(self._folder, capture.warc_file) is None and await self._node_of(capture.warc_file) != self._node:
            self.counts["elsewhere"] += 1
            return
        offered = self._known.named(to_read.layouts)
        try:
            page = await recorded.page(self._archive, self._folder, capture, to_read.url, bound=self._bound)
            extraction = await self._files.read(page, facts.source, to_read.lead, offered)
        except ReadingFailed as failure:
            self._failed(to_read, failure.detail)
            return
        except (CaptureLost, Unreadable) as error:
            self._failed(to_read, str(error))
            return
        self.counts["read"] += 1
        sighting = Sighting(
            url=to_read.url,
            source_id=facts.source_id,
            source_kind=facts.kind,
            time_zone=facts.time_zone,
            seen_at=to_read.seen_at,
            origin="reextract",
            extraction=extraction,
            lead_id=to_read.lead_id if to_read.revision_id is None else None,
            capture=capture,
            rereads=to_read.revision_id,
            layouts=to_read.layouts,
        )
        stored = await self._batch.store(identify(validate(normalise(sighting))))
        if stored.outcome == "not_stored":
            self._failed(to_read, stored.reason or "cannot be stored")
        else:
            self.counts[stored.outcome] += 1

    async def _node_of(self, warc_file: str) -> str | None:
        if warc_file not in self._nodes:
            self._nodes[warc_file] = await recorded.node_of_file(self._archive, warc_file)
        return self._nodes[warc_file]

    def _failed(self, to_read: CaptureToRead, reason: str) -> None:
        self.counts["failed"] += 1
        self._tell(f"{to_read.url}: {reason}")
