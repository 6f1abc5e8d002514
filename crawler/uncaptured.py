"""Crawls that look without visiting: what comes is decoded within bounds and passed on, and nothing of it is captured."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from crawler import sameness
from crawler.answer import ACCEPT_ENCODING
from crawler.user_agent import user_agent


class Wire:
    """Downloader middleware nearest to the wire, in the place of the one that captures. Setting: DOWNLOAD_MAXSIZE."""

    def __init__(self, crawler: Crawler) -> None:
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPT_ENCODING)

    def process_response(self, request: Request, response: Response) -> Response:
        return sameness.plain(response, self._most)


def settings_of(settings: Settings, wire: str) -> Settings:
    """The settings of such a crawl; `wire` is the dotted path of its `Wire`."""
    own = settings.copy()
    middlewares = dict(own.getdict("DOWNLOADER_MIDDLEWARES"))
    middlewares["crawler.capture.CaptureMiddleware"] = None
    middlewares[wire] = 900
    own.set("DOWNLOADER_MIDDLEWARES", middlewares)
    own.set("ITEM_PIPELINES", {})
    own.set("USER_AGENT", user_agent(settings.get("CRAWLER_CONTACT")))
    return own
