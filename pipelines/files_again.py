"""The files of a page read again from their captures, as a crawl reads them when it has fetched them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from archive import attachments, recorded
from archive.connection import Archive
from crawler.reading import ReadingFailed, ReadingPool
from press.errors import CaptureLost, Unreadable
from press.extraction.deciding.files import HeldText
from press.extraction.links import PDF
from press.extraction.pdf import PdfText, read_pdf
from press.extraction.taken import TakenFile, with_taken
from press.learned_layout import LearnedLayout
from press.page import Lead, Page
from press.release import Extraction
from press.source import Source

#: A crawl fetches a page's files after the page; a slow host with a long delay may take this long over five of them.
_AFTERWARDS = timedelta(hours=1)


class FilesAgain:
    """Reads pages with their files, without network. `folder` has the WARC files, `bound` is the most bytes of a decoded file."""

    def __init__(self, archive: Archive, pool: ReadingPool, folder: Path, *, bound: int) -> None:
        self._archive = archive
        self._pool = pool
        self._folder = folder
        self._bound = bound

    async def read(
        self, page: Page, source: Source | None, lead: Lead | None, layouts: Sequence[LearnedLayout] = ()
    ) -> Extraction:
        """The page with the files that it had then. Raises ReadingFailed, and CaptureLost where its text lies elsewhere."""
        extraction = await self._pool.extract(page, source, lead, layouts=layouts)
        taken: dict[str, TakenFile] = {}
        if (holder := extraction.text_in) is not None:
            taken = await self._files(page, (holder,))
            if holder in taken and (pdf := taken[holder].pdf) is not None:
                extraction = await self._pool.extract(page, source, lead, HeldText(holder, pdf), layouts)
        if extraction.page_kind == "release":
            rest = [url for url in extraction.files if url != holder]
            with suppress(CaptureLost, Unreadable):  # what was read of them when they were fetched stays in their rows
                taken |= await self._files(page, rest)
        return with_taken(extraction, taken)

    async def _files(self, page: Page, urls: Sequence[str]) -> dict[str, TakenFile]:
        until = page.fetched_at + _AFTERWARDS if page.fetched_at is not None else None
        known = await attachments.known(self._archive, page.url, urls, until=until)
        taken = {}
        for url, capture in known.items():
            file = await recorded.page(self._archive, self._folder, capture, url, bound=self._bound)
            is_pdf = file.media_type == PDF or b"%PDF-" in file.body[:1024]
            taken[url] = TakenFile(
                capture.capture_id, len(file.body), capture.content_digest, PDF if is_pdf else file.media_type,
                await self._pdf(file.body) if is_pdf else None,
            )  # fmt: skip
        return taken

    async def _pdf(self, body: bytes) -> PdfText | None:
        try:
            return await self._pool.run(read_pdf, body)
        except ReadingFailed:
            return None  # as when it was fetched: the file is kept, its text could not be read
