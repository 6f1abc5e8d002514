"""Looking at a site that is no source yet: requests one after another through the same guard, gate and pace as a visit's.

Nothing is captured, and no row is written but the hosts': what robots.txt said there saves the first visit a request, and its
Crawl-delay holds between the last request of the look and the first of the visit.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from archive.hosts import Look
from crawler.answer import charset_of, media_type_of
from crawler.asking import Asking, attach_asking
from crawler.backoff import reason_of
from crawler.browser.browsers import lend
from crawler.browser.limits import let_render
from crawler.gate import Gate
from crawler.refused import Refused
from crawler.robots import RobotsRules
from crawler.uncaptured import Wire, settings_of
from crawler.workshop import Workshop
from press import urls
from press.page import Page

T = TypeVar("T")

#: Headers that bear on what a page is, on the interface behind it, or on how much there is of a collection.
_HEADERS = ("content-type", "content-language", "last-modified", "link", "x-wp-total", "x-wp-totalpages")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one address: a page (its own address is where redirects ended), or the reason why there is none.

    `word` is as in `crawler.backoff`, `budget` where the requests that a look may make were used up.
    """

    url: str
    page: Page | None = None
    word: str = ""
    detail: str = ""


class Budget:
    """How many requests a look may make and has made, robots.txt and redirects included."""

    def __init__(self, most: int, heard: Callable[[int, str], None]) -> None:
        self.most = most
        self.made = 0
        self._heard = heard

    @property
    def left(self) -> int:
        return self.most - self.made

    def lower(self, most: int) -> None:
        """Make no more than `most`, if that is fewer."""
        self.most = min(self.most, most)

    def spend(self, url: str) -> None:
        """Count a request, or refuse it."""
        if self.made >= self.most:
            raise Refused("budget", f"the {self.most} requests of a look at a site are used up")
        self.made += 1
        self._heard(self.made, url)


class CountedWire(Wire):
    """Counts what is really asked."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._budget: Budget = cast(Any, crawler).budget

    def process_request(self, request: Request) -> None:
        super().process_request(request)
        self._budget.spend(request.url)


class Prober:
    """Asks for one address after another; each answer, or the reason why there is none, comes as a `Fetched`."""

    def __init__(self, crawler: Crawler, workshop: Workshop, budget: Budget) -> None:
        self._crawler = crawler
        self.workshop = workshop
        self.budget = budget

    async def start_browser(self) -> None:
        """Have a browser ready, and room for what the scripts of pages ask for. Raises NoBrowser, with the remedy."""
        await self.workshop.browsers.start()
        self.budget.most += self._crawler.settings.getint("PRESS_PROBE_RENDERED")

    async def ask(self, url: str, *, render: bool = False) -> Fetched:
        """The page at an address, redirects followed, and with `render` its scripts run. Never raises for what a site does."""
        try:
            request = Request(urls.normalise(url), meta={"press_render": True} if render else {})
        except ValueError as error:
            return Fetched(url, word="address", detail=str(error))
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as failure:
            reason = reason_of(failure)
            if reason is None or reason.word == "exception":
                raise  # a fault of ours
            return Fetched(request.url, word=reason.word, detail=reason.detail)
        if (reason := reason_of(response.status)) is not None:
            return Fetched(request.url, word=reason.word, detail=reason.detail)
        headers = {name: value.decode("latin-1") for name in _HEADERS if (value := b", ".join(response.headers.getlist(name)))}
        page = Page(
            urls.normalise(response.url), response.body, media_type_of(response), charset_of(response),
            datetime.now(UTC), headers,
            answers=response.meta.get("press_answers", ()),
        )  # fmt: skip
        return Fetched(request.url, page)

    def robots(self, url: str) -> RobotsRules | None:
        """What robots.txt says to the host of an address that was asked."""
        gate = self._crawler.get_downloader_middleware(Gate)
        return gate.rules_of(url) if gate is not None else None


class _Probe(Spider):
    """Keeps the crawl open while `look` runs."""

    name = "probe"
    look: Callable[[], Awaitable[None]]

    async def start(self) -> AsyncIterator[Any]:
        await self.look()
        if False:
            yield  # Scrapy wants a generator; every request goes through the Prober


async def probe(
    workshop: Workshop, settings: Settings, look: Callable[[Prober], Awaitable[T]], *, most: int, stopping: asyncio.Event,
    heard: Callable[[int, str], None] = lambda _count, _url: None,
) -> T | None:  # fmt: skip
    """Run `look` with a Prober that may make `most` requests; `heard` is told of each. None: it was stopped before its end."""
    crawler = Crawler(_Probe, _settings_for(settings))
    budget = Budget(most, heard)
    cast(Any, crawler).budget = budget
    lend(crawler, workshop.browsers)
    attach_asking(crawler, Asking(workshop.archive, workshop.holder, Look(workshop.holder.holder_id, workshop.holder.node)))
    looking: list[asyncio.Task[T]] = []

    async def run() -> None:
        task = asyncio.ensure_future(cast(Any, look)(Prober(crawler, workshop, budget)))
        looking.append(task)
        stop = asyncio.ensure_future(stopping.wait())
        await asyncio.wait([task, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    alive = asyncio.ensure_future(_keep_alive(workshop, crawler))
    try:
        await crawler.crawl_async(look=run)
    finally:
        alive.cancel()
        with suppress(asyncio.CancelledError):
            await alive
        gate = crawler.get_downloader_middleware(Gate)
        if gate is not None:
            await gate.release()
    task = looking[0]
    return None if task.cancelled() else task.result()


async def _keep_alive(workshop: Workshop, crawler: Crawler) -> None:
    lease = workshop.archive.settings.lease.total_seconds()
    while True:
        await asyncio.sleep(lease / 3)
        gate = crawler.get_downloader_middleware(Gate)
        if gate is not None:
            await gate.renew()


def _settings_for(settings: Settings) -> Settings:
    own = settings_of(settings, "crawler.probing.CountedWire")
    own.set("CONCURRENT_REQUESTS_PER_DOMAIN", 1)
    let_render(own)
    return own
