"""Reading a page together with its files: the page first, then the PDF that holds its text, then the other files."""

from __future__ import annotations

from archive import attachments as stored
from archive.leads import OpenLead
from crawler.backoff import Reason
from crawler.visiting import Visiting
from press import text, urls
from press.capture import Capture
from press.extraction.deciding.files import HeldText
from press.extraction.taken import TakenFile, with_taken
from press.identity import written
from press.learned_layout import LearnedLayout
from press.page import Page
from press.release import Extraction
from spiders.attachments import Attachments, Taken


class TextPutOff(Exception):
    """The PDF that holds a page's text cannot be had now, but may be later: then so may the page. `taken` says why."""

    def __init__(self, reason: Reason, taken: Taken) -> None:
        super().__init__(reason.detail)
        self.reason = reason
        self.until = taken.until


class PageWithFiles:
    """One page on its way. `captures` are those of its files, to be stored with it."""

    def __init__(self, visiting: Visiting, attachments: Attachments, page: Page, lead: OpenLead, *, is_new: bool) -> None:
        """`is_new`: the page's bytes are others than those of any earlier visit."""
        self._visiting = visiting
        self._attachments = attachments
        self._page = page
        self._lead = lead
        self._is_new = is_new
        self._taken: dict[str, TakenFile] = {}
        self._layouts: tuple[LearnedLayout, ...] = ()
        self.captures: list[Capture] = []

    async def read(self) -> Extraction:
        """The page, read. Raises ReadingFailed for the page itself, TextPutOff, and ArchiveLost."""
        source, reading = self._visiting.source, self._visiting.workshop.reading
        extraction = await self._by_layouts(await self._visiting.layouts.for_page(self._page.url))
        in_force = self._visiting.layouts.in_force
        if extraction.layout is None and self._layouts and in_force != self._layouts:
            extraction = await self._by_layouts(in_force)  # its own layout fits no more: it is as good as a new page
        holder = extraction.text_in
        if holder is not None and source.attachments == "none" and not urls.same_site(holder, self._page.url):
            holder = None  # a source that wants no files gets none from strangers
        if holder is not None:
            [held] = await self._take((holder,), revised=self._lead.asked_before and self._is_new)
            if held.reason is not None and held.reason.transient:
                raise TextPutOff(held.reason, held)
            if held.file is not None and held.file.pdf is not None:
                told = HeldText(holder, held.file.pdf)
                extraction = await reading.extract(self._page, source, self._lead.lead, told, self._layouts)
        if extraction.page_kind == "release" and not (source.is_republisher and extraction.distributor is None):
            rest = tuple(url for url in extraction.files if url != holder)
            await self._take(rest, revised=bool(rest) and await self._is_revised(extraction))
        return with_taken(extraction, self._taken)

    @property
    def layouts(self) -> tuple[str, ...]:
        """The keys of the learned layouts that the reading was offered."""
        return tuple(sorted(layout.key for layout in self._layouts))

    async def _by_layouts(self, layouts: tuple[LearnedLayout, ...]) -> Extraction:
        self._layouts = layouts
        workshop = self._visiting.workshop
        return await workshop.reading.extract(self._page, self._visiting.source, self._lead.lead, layouts=layouts)

    async def _take(self, files: tuple[str, ...], *, revised: bool) -> list[Taken]:
        """Fetch these files, or read them from their captures."""
        taken = await self._attachments.take(self._page.url, files, revised=revised) if files else {}
        for url, one in taken.items():
            self.captures += one.captures
            if one.file is not None:
                self._taken[url] = one.file
        return [taken[url] for url in files]

    async def _is_revised(self, extraction: Extraction) -> bool:
        """Whether the page's words are others than those stored; what changes around them is not the publisher's edit."""
        if not self._lead.asked_before:
            return False
        digest = written.digest(text.one_line(extraction.headline), text.clean(extraction.body_text))
        return await stored.stored_text(self._visiting.workshop.archive, self._page.url) not in (None, digest)
