"""A crawl that stays open for as long as a worker works: requests are handed to it one by one, and nothing is kept of them.

A crawl of its own costs a source several times what a request through an open one does, and most glances are one request. What
is asked passes the same gate, guard and bounds as a visit's requests. Nothing is captured: what is new is asked for by a visit.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings

from archive import hosts
from archive.hosts import Look
from crawler import sameness
from crawler.asking import Asking, attach_asking
from crawler.gate import Gate
from crawler.held_hosts import Tenure
from crawler.refused import Refused, refuse_waiting
from crawler.uncaptured import Wire, settings_of
from crawler.workshop import Workshop
from press.source import Source

#: Seconds a glance waits for its host; a source that has to wait longer falls due again when the host may be asked.
PATIENCE = 5.0

#: Seconds that a host's lease waits for others to be taken with it: long against a statement, short against a site's answer.
LINGER = 0.02

#: Seconds a connection is kept for a source's next document: four minutes would be a socket for each of thousands of hosts.
KEEP_ALIVE = 2


class Answers(Wire):
    """Compares a document's answer with the one that it gave last time (`crawler.sameness`)."""

    def process_response(self, request: Request, response: Response) -> Response:
        if sameness.not_modified(request, response):
            return response
        plain = super().process_response(request, response)
        sameness.compare(request, plain)
        return plain


class _Standing(Spider):
    """Keeps the crawl open until `closing` is set."""

    name = "standing"
    opened: asyncio.Event
    closing: asyncio.Event

    async def start(self) -> AsyncIterator[Any]:
        self.opened.set()
        await self.closing.wait()
        if False:
            yield  # Scrapy wants a generator; every request goes through StandingCrawl.ask


class StandingCrawl:
    """`async with StandingCrawl(workshop, settings) as crawl`; `ask` may be used by many tasks at once.

    Hosts are held under the process's own id, which is no visit's, so that a visit of the same process and this crawl exclude
    one another. Each is given back when the last who asks it has left.
    """

    def __init__(self, workshop: Workshop, settings: Settings) -> None:
        self._workshop = workshop
        self._tenant = Look(workshop.holder.holder_id, workshop.holder.node)
        own, self._delay = _settings_for(settings)
        self._crawler = Crawler(_Standing, own)
        attach_asking(self._crawler, Asking(workshop.archive, workshop.holder, self._tenant, patience=PATIENCE, linger=LINGER))
        self._closing = asyncio.Event()
        self._crawl: asyncio.Future[None] | None = None

    async def ask(self, request: Request, source: Source, tenure: Tenure) -> Response:
        """The answer, redirects followed. Raises whatever kept it from being had; `crawler.backoff` knows what that means."""
        tenure.delay = max(tenure.delay, source.politeness.delay if self._delay is None else self._delay)
        request.meta.update(press_tenure=tenure, press_once=True, cookiejar=tenure)
        return await self._crawler.engine.download_async(request)

    async def leave(self, tenure: Tenure, *, but: str | None = None) -> None:
        """Nothing more is asked: its hosts are given back, unless others ask there; `but` is kept for what follows."""
        cookies = self._crawler.get_downloader_middleware(CookiesMiddleware)
        if cookies is not None:
            cookies.jars.pop(tenure, None)
        await self._gate.leave(tenure, but=but)

    async def renew(self) -> None:
        """Keep the leases of all hosts that are being asked."""
        await self._gate.renew()

    def stop(self) -> None:
        """What is being downloaded ends; what only waits for its turn is refused as `stopped`."""
        for slot in self._crawler.engine.downloader.slots.values():
            refuse_waiting(slot, lambda: Refused("stopped", "the crawl was stopped", transient=True))

    async def __aenter__(self) -> Self:
        opened = asyncio.Event()
        self._crawl = asyncio.ensure_future(self._crawler.crawl_async(opened=opened, closing=self._closing))
        waiting = asyncio.ensure_future(opened.wait())
        await asyncio.wait([self._crawl, waiting], return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            await self._crawl  # raises what kept it from opening
            raise RuntimeError("the standing crawl closed as it opened")
        gate = self._crawler.get_downloader_middleware(Gate)
        if gate is None:
            raise RuntimeError("crawler.gate.Gate is missing from DOWNLOADER_MIDDLEWARES")
        self._gate = gate
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._crawl is not None  # noqa: S101  # it was entered
        try:
            await self._gate.release()
            await hosts.release_all(self._workshop.archive, self._tenant)
        finally:
            self._closing.set()
            with suppress(asyncio.CancelledError):
                await self._crawl


def _settings_for(settings: Settings) -> tuple[Settings, float | None]:
    """The crawl's settings, and the delay that the command line wants in place of every source's own."""
    own = settings_of(settings, "crawler.standing.Answers")
    own.set("CONCURRENT_REQUESTS_PER_DOMAIN", 1, priority="cmdline")
    own.set("PRESS_KEEP_ALIVE", KEEP_ALIVE)
    delay = own.getfloat("DOWNLOAD_DELAY") if _is_said(settings, "DOWNLOAD_DELAY") else None
    own.set("DOWNLOAD_DELAY", 0, priority="cmdline")  # each source's own is its tenure's
    return own, delay


def _is_said(settings: BaseSettings, name: str) -> bool:
    """Whether the command line says it, which wins over what a source's file says."""
    return (settings.getpriority(name) or 0) > SETTINGS_PRIORITIES["spider"]
