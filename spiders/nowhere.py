"""Known pages in whose place something else stands: what does the site show at an address that cannot exist?"""

from __future__ import annotations

import asyncio
import secrets
import string
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive import presence
from archive.leads import OpenLead
from crawler.answer import charset_of, media_type_of
from crawler.backoff import reason_of
from crawler.reading import ReadingFailed
from crawler.visiting import Visiting
from press import urls
from press.errors import ArchiveLost
from press.page import Page
from press.release import AS_NOWHERE
from press.revisits.answers import may_stand_in
from press.revisits.nowhere import are_alike, folder_of, impossible, is_another
from press.sighting import Sighting

#: Questions a host, in one visit: one a folder of its pages, for a site of three languages has three answers.
MOST = 3
_LETTERS = 16


class Nowhere:
    """What one visit's hosts show where nothing can stand. Each is asked once a folder, and only where a page gives reason to."""

    def __init__(self, crawler: Crawler, visiting: Visiting) -> None:
        self._crawler = crawler
        self._visiting = visiting
        self._shown: dict[str, asyncio.Future[str | None]] = {}  # folder -> text
        self._hosts: Counter[str] = Counter()

    async def judge(self, sighting: Sighting, lead: OpenLead) -> Sighting:
        """The sighting; as an `error` where the site shows what it shows for want of a page."""
        found = sighting.extraction
        led_elsewhere = any(urls.twin(url) != urls.twin(sighting.url) for url in sighting.redirected_from)
        if not lead.asked_before or led_elsewhere or not may_stand_in(found.page_kind):
            return sighting
        try:
            before = await presence.text_at(self._visiting.workshop.archive, [sighting.url, *sighting.redirected_from])
        except ArchiveLost as lost:
            self._visiting.give_up(lost)  # the store hears the same, and leaves the lead open
            return sighting
        if before is None or not is_another(before, found.body_text):
            return sighting
        shown = await self._once(sighting.url)
        if shown is None or not are_alike(shown, found.body_text):
            return sighting
        return replace(sighting, extraction=replace(found, page_kind="error", page_kind_reason=AS_NOWHERE))

    async def _once(self, url: str) -> str | None:
        folder, host = folder_of(url), urls.host_key(url)
        if folder not in self._shown:
            if self._hosts[host] >= MOST:
                return None
            self._hosts[host] += 1
            self._shown[folder] = asyncio.ensure_future(self._ask(url))
        return await asyncio.shield(self._shown[folder])

    async def _ask(self, url: str) -> str | None:
        """The text of the answer; None where there is none, as on a site that answers 404."""
        visiting = self._visiting
        address = impossible(url, "".join(secrets.choice(string.ascii_lowercase) for _ in range(_LETTERS)))
        request = Request(address, meta={"press_captures": [], "press_asked_before": False, "press_render": True})
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  # whatever kept the answer from being had, the page is stored as it was read
            reason = reason_of(error)
            visiting.notes.append(f"{address} cannot exist; asked for it in vain: {reason.detail if reason else error}")
            return None
        finally:
            visiting.ledger.keep(request.meta["press_captures"])
        visiting.ledger.fetched += 1
        visiting.notes.append(f"{address} cannot exist; asked for it, the site answers {response.status}")
        visiting.looks.asked_nowhere(urls.host_key(url), datetime.now(UTC))
        if response.status != HTTPStatus.OK:
            return None
        page = Page(
            urls.normalise(response.url),
            response.body,
            media_type_of(response),
            charset_of(response),
            fetched_at=datetime.now(UTC),
        )
        try:
            extraction = await visiting.workshop.reading.extract(
                page, visiting.source, layouts=await visiting.layouts.for_page(url)
            )
        except ReadingFailed as failure:
            visiting.notes.append(f"{address} cannot be read: {failure.detail}")
            return None
        return extraction.body_text
