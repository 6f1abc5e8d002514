"""No Referer is sent: a crawler has no page that it came from."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.referer import RefererMiddleware


class NoReferer(RefererMiddleware):
    """Spider middleware in RefererMiddleware's place, whatever a site's Referrer-Policy says.

    Turning RefererMiddleware off altogether would do the same, but then Scrapy warns of it in every crawl's log.
    """

    def get_processed_request(self, request: Request, response: Response | None) -> Request:
        request.headers.pop("Referer", None)
        return request
