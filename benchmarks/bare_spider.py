"""The bare Scrapy spider: fetch each page, look at the length of its body, hand an item to a pipeline that drops it.

    python -m benchmarks.bare_spider FILE_OF_ADDRESSES

Prints how many pages it had. Everything that a crawl can do without is off: this is what Scrapy itself costs.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from benchmarks.concurrency import PER_HOST, REQUESTS

SETTINGS = {
    "CONCURRENT_REQUESTS": REQUESTS,
    "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
    "DOWNLOAD_DELAY": 0,
    "EXTENSIONS_BASE": {},
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "RETRY_ENABLED": False,
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "ITEM_PIPELINES": {"benchmarks.bare_spider.Nowhere": 1},
    "STATS_DUMP": False,
}


class Nowhere:
    """The null pipeline."""

    def process_item(self, item: Any) -> Any:
        return item


class Bare(Spider):
    """Fetches a list of addresses."""

    name = "bare"
    addresses: list[str]
    fetched = 0

    async def start(self) -> AsyncIterator[Request]:
        for address in self.addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        Bare.fetched += 1
        yield {"url": response.url, "length": len(response.body)}


if __name__ == "__main__":
    process = CrawlerProcess(SETTINGS)
    process.crawl(Bare, addresses=Path(sys.argv[1]).read_text(encoding="utf-8").split())
    process.start()
    print(Bare.fetched)
