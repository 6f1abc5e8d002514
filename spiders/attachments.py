"""The files of pages: fetched through the same gate, guard and captures, read in the same processes, one fetch an address.

A file that was captured before is read from its capture, unless the page was revised: then its server is asked for changes.
A file that cannot be had costs its page nothing but the reason, which the visit counts as `attachment_REASON`.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive import attachments, recorded
from crawler.answer import media_type_of
from crawler.backoff import Reason, reason_of
from crawler.reading import ReadingFailed
from crawler.refused import Refused
from crawler.visiting import Visiting
from press.capture import Capture
from press.errors import CaptureLost, Unreadable
from press.extraction.links import PDF
from press.extraction.pdf import PdfText, read_pdf
from press.extraction.taken import TakenFile

logger = logging.getLogger(__name__)

#: Files of a visit that are remembered with their text, so that a leaflet below every page is had once: more than leads in
#: flight, since until the page before is stored the database does not know its files.
_REMEMBERED = 256
_MARK = b"%PDF-"
_BEFORE_MARK = 1024


@dataclass(frozen=True)
class Taken:
    """A file of a page: `file` is what was received, or `reason` why nothing was. `captures` are to be stored with the page."""

    file: TakenFile | None = None
    reason: Reason | None = None
    until: datetime | None = None
    captures: tuple[Capture, ...] = field(default=())


class Attachments:
    """The files of one visit. `counts` go to the visit's faults."""

    def __init__(self, crawler: Crawler, visiting: Visiting) -> None:
        self._crawler = crawler
        self._visiting = visiting
        self._asked: OrderedDict[tuple[str, bool], asyncio.Future[Taken]] = OrderedDict()
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def take(self, page: str, files: Sequence[str], *, revised: bool) -> dict[str, Taken]:
        """The files of the page at `page`, one after the other. `revised`: those that are known are asked for again."""
        known = await attachments.known(self._visiting.workshop.archive, page, files)
        return {url: await self._once(url, known.get(url), revised=revised) for url in files}

    async def _once(self, url: str, known: Capture | None, *, revised: bool) -> Taken:
        """One fetch an address, whichever pages of the visit lead to it."""
        asked = self._asked.get((url, True)) or self._asked.get((url, revised))
        if asked is None:
            asked = asyncio.ensure_future(self._take(url, known, revised=revised))
            self._asked[url, revised] = asked
            while len(self._asked) > _REMEMBERED and next(iter(self._asked.values())).done():
                self._asked.popitem(last=False)
        return await asyncio.shield(asked)

    async def _take(self, url: str, known: Capture | None, *, revised: bool) -> Taken:
        kept = await self._kept(url, known) if known is not None else None
        if kept is not None and not revised:
            return kept[0]
        taken = await self._fetched(url, kept)
        if taken.reason is not None:
            self._visiting.fault(f"attachment_{taken.reason.word}")
        return taken

    async def _kept(self, url: str, capture: Capture) -> tuple[Taken, dict[str, str]] | None:
        """The file from its capture, with the headers by which to ask for changes; None where the record lies elsewhere."""
        workshop = self._visiting.workshop
        folder = workshop.archive.settings.archive_dir / "warc"
        try:
            page = await recorded.page(workshop.archive, folder, capture, url, bound=self._most, named=("ETag", "Last-Modified"))
        except (CaptureLost, Unreadable):
            return None
        conditions = {"If-None-Match": page.headers.get("etag"), "If-Modified-Since": page.headers.get("last-modified")}
        taken = await self._read(url, page.body, capture, page.media_type)
        return taken, {name: value for name, value in conditions.items() if value}

    async def _fetched(self, url: str, kept: tuple[Taken, dict[str, str]] | None) -> Taken:
        request = Request(
            url, headers=kept[1] if kept else {},
            meta={"press_captures": [], "press_asked_before": True, "handle_httpstatus_list": [HTTPStatus.NOT_MODIFIED]},
        )  # fmt: skip
        captures: list[Capture] = request.meta["press_captures"]
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  # whatever kept a file from being had, its page is stored
            reason = reason_of(error) or Reason("exception", False, str(error))
            if reason.word == "exception":  # a fault of ours, and the page may be asked for again if it hangs on this file
                logger.warning("%s: %s", url, reason.detail)
                reason = replace(reason, transient=True)
            self._visiting.ledger.keep(captures)
            return kept[0] if kept else Taken(reason=reason, until=error.until if isinstance(error, Refused) else None)
        if response.status == HTTPStatus.NOT_MODIFIED and kept is not None:
            return kept[0]
        if response.status != HTTPStatus.OK or not captures:
            self._visiting.ledger.keep(captures)
            reason = reason_of(response.status) or Reason(f"http_{response.status}", False, f"HTTP {response.status}")
            return Taken(reason=reason)
        self._visiting.ledger.keep(captures[:-1])  # the redirects on the way
        media_type = media_type_of(response)
        if _is_page(media_type, response.body):
            self._visiting.ledger.keep(captures[-1:])
            return Taken(reason=Reason("wrong_type", False, f"{url} is a page, not a file"))
        return await self._read(url, response.body, captures[-1], media_type)

    async def _read(self, url: str, body: bytes, capture: Capture, media_type: str | None) -> Taken:
        pdf: PdfText | None = None
        if media_type == PDF or _MARK in body[:_BEFORE_MARK]:
            media_type = PDF
            try:
                pdf = await self._visiting.workshop.reading.run(read_pdf, body)
            except ReadingFailed as failure:
                self._visiting.fault(f"attachment_{failure.word}")
            else:
                if pdf.unread is not None:
                    self._visiting.fault(f"attachment_{pdf.unread}")
        file = TakenFile(capture.capture_id, len(body), capture.content_digest, media_type, pdf)
        return Taken(file, captures=(capture,))


def _is_page(media_type: str | None, body: bytes) -> bool:
    """Whether a server sent a page in place of the file: that it is gone, or a form to log in."""
    return media_type in ("text/html", "application/xhtml+xml") and _MARK not in body[:_BEFORE_MARK]
