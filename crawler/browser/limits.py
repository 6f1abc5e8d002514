"""The bounds of a rendered page and of the browser, as Scrapy settings name them, and what a crawl that renders has to set."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.settings import BaseSettings


def let_render(settings: BaseSettings) -> None:
    """Add the middleware to a crawl's settings: within the gate, around redirects, retries and captures.

    So it sees a page that has been had. Crawls that do not render know nothing of it, and do not load Playwright.
    """
    middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES") | {"crawler.browser.render.Render": 540}
    settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="spider")


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """What a page may take. `seconds` counts without the waits that a Crawl-delay asks for.

    `requests` and `bytes_` are of what its scripts ask for; `megabytes` is the memory of the whole browser, `pages` how many are
    rendered at once, `restart` after how many a browser is replaced, so that what it leaks stays bounded. `program` is the
    browser to start; empty: it is looked for.
    """

    seconds: float = 20.0
    requests: int = 200
    bytes_: int = 30_000_000
    dom: int = 20_000_000
    megabytes: int = 1500
    pages: int = 2
    restart: int = 200
    program: str = ""

    @classmethod
    def of(cls, settings: BaseSettings) -> RenderLimits:
        """From PRESS_RENDER_* (crawler/settings.py), and DOWNLOAD_MAXSIZE for the DOM."""
        return cls(
            seconds=settings.getfloat("PRESS_RENDER_SECONDS"),
            requests=settings.getint("PRESS_RENDER_REQUESTS"),
            bytes_=settings.getint("PRESS_RENDER_BYTES"),
            dom=settings.getint("DOWNLOAD_MAXSIZE"),
            megabytes=settings.getint("PRESS_RENDER_MEGABYTES"),
            pages=settings.getint("PRESS_RENDER_PAGES"),
            restart=settings.getint("PRESS_RENDER_RESTART"),
            program=settings.get("PRESS_BROWSER") or "",
        )
