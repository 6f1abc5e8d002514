"""Fetching one page for a person's look at it: the same guard, robots.txt and bounds as a crawl, but no archive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.answer import charset_of, media_type_of
from crawler.backoff import reason_of
from crawler.robots import UNREACHABLE, RobotsRules
from crawler.user_agent import user_agent
from press import urls
from press.errors import Unreadable
from press.page import Page


class _OnePage(Spider):
    """Asks robots.txt, then the page."""

    name = "one_page"
    address: str
    found: list[Page]
    refusal: list[str]

    async def start(self) -> Any:
        yield Request(
            urls.robots_of(self.address), self.read_robots, errback=self.no_robots, meta={"handle_httpstatus_all": True}
        )

    def read_robots(self, response: Response) -> Any:
        if response.status in (301, 302, 303, 307, 308) and "redirect_times" not in response.meta:
            target = urls.join(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
            if target is not None:
                yield Request(target, self.read_robots, errback=self.no_robots, meta={"redirect_times": 1})
                return
        yield from self.page(RobotsRules.from_answer(response.status, response.body))

    def no_robots(self, failure: Any) -> Any:
        reason = reason_of(failure)
        if reason is not None and reason.word in ("guard", "address", "scheme"):
            self.refusal.append(reason.detail)
            return
        yield from self.page(RobotsRules.from_answer(302 if reason is not None and reason.word == "redirects" else UNREACHABLE))

    def page(self, rules: RobotsRules) -> Any:
        if rules.allows(self.address):
            yield Request(self.address, self.read_page, errback=self.no_page)
        else:
            self.refusal.append(rules.why(self.address))

    def read_page(self, response: Response) -> None:
        self.found.append(
            Page(
                url=urls.normalise(response.url), body=response.body, media_type=media_type_of(response),
                charset=charset_of(response), fetched_at=datetime.now(UTC),
                headers={"last-modified": (response.headers.get("Last-Modified") or b"").decode("latin-1")},
            )
        )  # fmt: skip

    def no_page(self, failure: Any) -> None:
        reason = reason_of(failure)
        self.refusal.append(reason.detail if reason is not None else str(failure.value))


async def fetch_page(url: str, settings: Settings) -> Page:
    """The page at an address. Raises Unreadable with the reason where it cannot or may not be had."""
    own = settings.copy()
    own.set("DOWNLOADER_MIDDLEWARES", {
        name: order for name, order in own.getdict("DOWNLOADER_MIDDLEWARES").items()
        if order is None and not name.endswith("HttpCompressionMiddleware")
    })  # fmt: skip
    own.set("ITEM_PIPELINES", {})
    own.set("USER_AGENT", user_agent(settings.get("CRAWLER_CONTACT")))
    crawler = Crawler(_OnePage, own)
    found: list[Page] = []
    refusal: list[str] = []
    try:
        await crawler.crawl_async(address=urls.normalise(url), found=found, refusal=refusal)
    except (IgnoreRequest, ValueError) as error:
        refusal.append(str(error))
    if not found:
        raise Unreadable(refusal[0] if refusal else f"{url} gave no page")
    return found[0]
