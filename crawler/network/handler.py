"""Scrapy's HTTP handler behind the guard."""

from __future__ import annotations

from typing import cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.web.iweb import IPolicyForHTTPS

from crawler.network.refusal import GuardRefusal
from crawler.network.resolver import ensure, guard_of
from crawler.network.trust import SharedTrust


class GuardedHandler(HTTP11DownloadHandler):
    """`HTTP11DownloadHandler` that works only where the guard stands, and raises GuardRefusal for what it refuses.

    The name resolver is where addresses are judged; here its refusal becomes an error of its own, below every middleware, so that
    RetryMiddleware never sees it as a failed lookup. A crawl that nobody put a guard up for gets one from its settings
    (CRAWLER_ALLOW_NETWORKS, GUARD_HOST_OVERRIDES). A proxy would connect in our place, unjudged: it is refused. PRESS_KEEP_ALIVE:
    seconds that an idle connection is kept; Scrapy's own are 240.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._contextFactory = cast(IPolicyForHTTPS, SharedTrust(self._contextFactory, crawler.settings))
        if keep_alive := crawler.settings.getint("PRESS_KEEP_ALIVE"):
            self._pool.cachedConnectionTimeout = keep_alive
        from twisted.internet import reactor  # not before Scrapy has installed the one it wants

        ensure(reactor, crawler.settings)

    async def download_request(self, request: Request) -> Response:
        from twisted.internet import reactor

        host = urlparse_cached(request).hostname or ""
        guard = guard_of(reactor)
        if guard is None:
            raise GuardRefusal(host, None, "the guard was taken off the reactor while the crawl ran")
        if proxy := request.meta.get("proxy"):
            raise GuardRefusal(host, None, f"the proxy {proxy} would connect in the guard's place")
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if refusal := guard.refusal(host):
                raise refusal from error
            raise
