"""Parts that fail on purpose, named to Scrapy by settings as any user's own parts could be."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from archive.leads import OpenLead
from crawler.visiting import Visiting, visiting_of
from press.sighting import Sighting
from spiders.press import PressSpider


def _sleep(*_: object) -> None:
    time.sleep(30)


def _die(*_: object) -> None:
    os._exit(7)


class SlowReading(PressSpider):
    """Every page takes for ever to read."""

    async def read_page(self, response: Response, lead: OpenLead) -> AsyncIterator[Sighting]:
        pool = self.visiting.workshop.reading
        pool.extract = lambda *_, **__: pool.run(_sleep)  # type: ignore[method-assign,return-value]
        async for sighting in super().read_page(response, lead):
            yield sighting


class DyingReading(PressSpider):
    """Every page kills the process that reads it."""

    async def read_page(self, response: Response, lead: OpenLead) -> AsyncIterator[Sighting]:
        pool = self.visiting.workshop.reading
        pool.extract = lambda *_, **__: pool.run(_die)  # type: ignore[method-assign,return-value]
        async for sighting in super().read_page(response, lead):
            yield sighting


class BrokenCallback(PressSpider):
    """The callback raises."""

    async def read_page(self, response: Response, lead: OpenLead) -> AsyncIterator[Sighting]:
        raise RuntimeError("callback on purpose")
        yield


class CutOffCallback(PressSpider):
    """The server ends the callback's session."""

    async def read_page(self, response: Response, lead: OpenLead) -> AsyncIterator[Sighting]:
        await _cut_off(self.visiting)
        yield


class CutOffStart(PressSpider):
    """The server ends the session that reads the leads."""

    async def _leads(self) -> AsyncIterator[OpenLead]:
        await _cut_off(self.visiting)
        yield


class CutOffMiddleware:
    """The server ends the session in which something is asked for a page's request."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CutOffMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if "press_lead" in request.meta:
            await _cut_off(visiting_of(self._crawler))


async def _cut_off(visiting: Visiting) -> None:
    async with visiting.workshop.archive.connection() as connection:
        await connection.execute("RESET ROLE")
        await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


class BrokenPipeline:
    def process_item(self, item: Sighting) -> Sighting:
        raise RuntimeError("pipeline on purpose")


class DroppingPipeline:
    def process_item(self, item: Sighting) -> Sighting:
        raise DropItem("dropped on purpose")


class SwallowingMiddleware:
    """Lets pages' items vanish without a word, as a careless spider middleware would."""

    async def process_spider_output(self, response: Response, result: Any) -> AsyncIterator[Any]:
        async for one in result:
            if not isinstance(one, Sighting):
                yield one
