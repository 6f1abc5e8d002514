"""Redirects are followed, but not in a circle: an address that leads back to itself has nothing else to say the sixth time."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response


class Redirects(RedirectMiddleware):
    """Downloader middleware in RedirectMiddleware's place, under the same settings (`REDIRECT_MAX_TIMES`).

    A redirect to an address of its own chain ends it as too many would, unless a cookie was set on the way: a site that asks for
    cookies sends its readers back to where they came from.
    """

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Request | Response:
        followed = super().process_response(request, response)
        if not isinstance(followed, Request) or "Set-Cookie" in response.headers:
            return followed
        chain = (*request.meta.get("redirect_urls", ()), request.url)
        if followed.method == request.method and followed.url.partition("#")[0] in chain and not _was_given_a_cookie(request):
            raise IgnoreRequest("max redirections reached: the address leads back to itself")
        return followed


def _was_given_a_cookie(request: Request) -> bool:
    """Whether it was asked with a cookie, so that its answer may have been another than before."""
    return "Cookie" in request.headers and bool(request.meta.get("redirect_urls"))
