"""Parts that fail on purpose, named to Scrapy by settings as any user's own parts could be."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from typing import Any

from scrapy.exceptions import DropItem
from scrapy.http import Response

from archive.leads import OpenLead
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
