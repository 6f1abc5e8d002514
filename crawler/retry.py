"""Asking again within a visit: transient failures with growing pauses, a 429 or 503 not before its Retry-After."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.backoff import ATTEMPTS, pause, reason_of
from crawler.gate import Gate
from crawler.refused import Refused
from crawler.retry_after import parse_retry_after

#: The longest Retry-After, in seconds, that is waited out within a visit; a longer one puts the host off.
WAIT_WITHIN_VISIT = 20.0


class Retry:
    """Downloader middleware. `meta["press_attempt"]` counts; what failed ATTEMPTS times is left to the next visit.

    With `meta["press_once"]` nothing is asked again or waited out: any Retry-After puts the host off.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Retry:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Pass good answers on; wait and ask again, or refuse with the instant from which asking makes sense."""
        reason = reason_of(response.status)
        if reason is None or not reason.transient:
            return response
        said = (response.headers.get("Retry-After") or b"").decode("latin-1")
        until = parse_retry_after(said, datetime.now(UTC)) if said else None
        longest = 0.0 if request.meta.get("press_once") else WAIT_WITHIN_VISIT
        if until is not None and (until - datetime.now(UTC)).total_seconds() > longest:
            await self._gate().told_to_wait(request.url, until)
            raise Refused("retry_after", f"HTTP {response.status}, Retry-After {said}", until, transient=True)
        wait = (until - datetime.now(UTC)).total_seconds() if until else 0.0
        if wait > 0:
            self._gate().pause(request.url, wait)
        again = await self._again(request, at_least=wait)
        return again if again is not None else response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask again after a transient failure; anything else goes to the errback as it is."""
        if isinstance(exception, IgnoreRequest):
            return None
        reason = reason_of(exception)
        return await self._again(request, at_least=0.0) if reason is not None and reason.at_once else None

    async def _again(self, request: Request, *, at_least: float) -> Request | None:
        attempt = int(request.meta.get("press_attempt", 1))
        if attempt >= ATTEMPTS or request.meta.get("press_once"):
            return None
        await asyncio.sleep(max(at_least, pause(attempt, seed=request.url)))
        retried = request.copy()
        retried.meta["press_attempt"] = attempt + 1
        return retried

    def _gate(self) -> Gate:
        gate = self._crawler.get_downloader_middleware(Gate)
        if gate is None:
            raise RuntimeError("crawler.gate.Gate is missing from DOWNLOADER_MIDDLEWARES")
        return gate
