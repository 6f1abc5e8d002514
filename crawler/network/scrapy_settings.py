"""What every crawl must set so that nothing goes round the guard. crawler/settings.py merges it; a test may use it alone."""

from __future__ import annotations

from typing import Any

_HANDLER = "crawler.network.handler.GuardedHandler"

GUARD_SETTINGS: dict[str, Any] = {
    # Scrapy also brings handlers for file:, ftp:, s3: and data: addresses, none of which asks a name resolver.
    "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER, "file": None, "ftp": None, "s3": None, "data": None},
    # http_proxy and its kin in the environment would have a proxy connect in our place.
    "HTTPPROXY_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES": {"scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None},
    # CrawlerProcess.start() puts this resolver on the reactor; its default would replace the guard.
    "TWISTED_DNS_RESOLVER": "crawler.network.resolver.GuardedResolver",
    # Scrapy's own cache has no time to live; the guard keeps its verdicts for a minute.
    "DNSCACHE_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    # Both are servers on loopback that execute what they are sent.
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}
