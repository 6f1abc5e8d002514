"""The learned layouts in a visit: which of them a page is read by, and a lesson at the visit's end where one is due."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from uuid import UUID

from archive import layouts, recorded
from archive.connection import Archive
from archive.fence import Visit
from archive.layouts import KnownLayouts, Taught
from crawler.gathering import Gathering
from crawler.reading import ReadingFailed, ReadingPool
from press import lessons
from press.capture import Capture
from press.errors import CaptureLost, Unreadable
from press.extraction import EXTRACTOR_VERSION
from press.extraction.learning import learn
from press.learned_layout import LearnedLayout
from press.page import Page
from press.source import Source

logger = logging.getLogger(__name__)

#: Bytes of all pages of a lesson: they go to the reading process in one piece, and it has no longer for them than for one page.
MOST_BYTES = 6_000_000


class LayoutsOfVisit:
    """What was learned of a source before this visit, and in its course where it is the first and a long one
    (`crawler.learning.learn_early`). Else it does not change while the visit lasts, so that all its pages are read by the same
    rules, in whatever order they come and however often the visit is killed and begun again."""

    def __init__(self, archive: Archive, known: KnownLayouts | None = None) -> None:
        self._archive = archive
        self._asked: Gathering[str, str | None] = Gathering(partial(layouts.read_by, archive))
        self.known = known or KnownLayouts()

    @classmethod
    async def of(cls, archive: Archive, source_id: str) -> LayoutsOfVisit:
        """Those of a source, as they are now."""
        return cls(archive, await layouts.known(archive, source_id))

    async def look_again(self, source_id: str) -> None:
        """Something may have been learned. Raises ArchiveLost."""
        self.known = await layouts.known(self._archive, source_id)

    async def was_taught(self, source_id: str) -> bool:
        """Whether the source's pages were learned from before, be it in vain. Raises ArchiveLost."""
        return bool(self.known.by_key) or await layouts.last_lesson(self._archive, source_id) is not None

    @property
    def in_force(self) -> tuple[LearnedLayout, ...]:
        """Those by which a new page is read."""
        return self.known.in_force

    async def for_page(self, url: str) -> tuple[LearnedLayout, ...]:
        """Those by which the page at an address is to be read: one that is known by what read it last, so that nothing but the
        publisher's own change is seen as one; a new one by those in force. Raises ArchiveLost."""
        if not self.known.by_key:
            return ()
        version = await self._asked.put(url)
        if version is None:
            return self.in_force
        own = self.known.by_key.get(layouts.key_in(version) or "")
        return (own,) if own is not None else ()


class Lesson:
    """A lesson on a source at the end of a visit. `folder` has the WARC files, `bound` is the most bytes of a decoded page."""

    def __init__(self, archive: Archive, pool: ReadingPool, folder: Path, source: Source, visit: Visit, *, bound: int) -> None:
        self._archive = archive
        self._pool = pool
        self._folder = folder
        self._source = source
        self._visit = visit
        self._bound = bound

    async def hold(self, known: KnownLayouts, *, anything_new: bool) -> str | None:
        """Learn where that is due (press.lessons), and keep it. Returns what a visit should tell of it, if anything.

        `anything_new`: the visit asked for pages. Raises VisitReplaced, and ArchiveLost.
        """
        source_id, in_force = self._source.source_id, known.in_force
        last = await layouts.last_lesson(self._archive, source_id)
        if last is not None and not anything_new:
            return None
        pages = await layouts.count_pages(self._archive, source_id)
        keys = [layout.key for layout in in_force]
        newest = await layouts.newest_readings(self._archive, source_id, keys) if keys else []
        if not lessons.is_due(pages, last, newest, any_in_force=bool(in_force), version=EXTRACTOR_VERSION):
            return None
        retired, since = lessons.failed(keys, newest)
        if in_force:
            misfits = [one.capture_id for one in newest if one.is_misfit][: layouts.LESSON_PAGES]
            chosen = await layouts.captures(self._archive, misfits)
        else:
            chosen = await layouts.pages_to_learn_from(self._archive, source_id)
        found, reason, used = await self._learned(chosen)
        hosts = {layout.host for layout in found}  # a new layout takes the place of its own host's alone
        retired = [key for key in retired if known.by_key[key].host in hosts]
        since = since if retired else None
        taught = Taught(found, reason, EXTRACTOR_VERSION, used, pages, retired, known.unreadable, since)
        is_new = await layouts.put_lesson(self._archive, self._visit, taught)
        logger.info("%s: %s", source_id, reason)
        if not in_force:
            return None
        if not is_new:
            return f"the newest pages do not fit the learned layouts, and no other could be learned ({reason})"
        return f"the newest pages did not fit the learned layouts: {reason}"

    async def _learned(self, chosen: list[tuple[Capture, str]]) -> tuple[tuple[LearnedLayout, ...], str, list[UUID]]:
        """What the pages teach, the reason, and which were used. Where they take too long, half of them may do."""
        pages = await self._pages(chosen)
        while True:
            try:
                lesson = await self._pool.run(learn, [page for _, page in pages], self._source)
            except ReadingFailed as failure:
                if len(pages) < 2 * lessons.ENOUGH_PAGES:
                    return (), f"nothing learned from {len(pages)} pages: {failure.detail}", [id_ for id_, _ in pages]
                pages = sorted(pages, key=lambda one: len(one[1].body))[: len(pages) // 2]
            else:
                return lesson.layouts, lesson.reason, [id_ for id_, _ in pages]

    async def _pages(self, chosen: list[tuple[Capture, str]]) -> list[tuple[UUID, Page]]:
        """Those that can be read here; what lies on another machine or is damaged is left out."""
        pages: list[tuple[UUID, Page]] = []
        left = MOST_BYTES
        for capture, url in chosen:
            try:
                page = await recorded.page(self._archive, self._folder, capture, url, bound=self._bound)
            except (CaptureLost, Unreadable):
                continue
            if len(page.body) <= left:
                left -= len(page.body)
                pages.append((capture.capture_id, page))
        return pages
