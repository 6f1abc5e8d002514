"""Following redirects, as Scrapy does it. A crawler comes from no page, so there is no Referer to carry along."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response


class Redirect(RedirectMiddleware):
    """Downloader middleware. Settings: REDIRECT_MAX_TIMES."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """No request of ours has the header: without this, Scrapy warns of a missing RefererMiddleware in every crawl."""
