"""The downloader middleware that turns a page's document into what its scripts make of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response

from crawler.answer import charset_of, is_text, media_type_of
from crawler.backoff import ATTEMPTS, reason_of
from crawler.browser import dom
from crawler.browser.answering import Answering, Asked, Given, NotGiven
from crawler.browser.browsers import browsers_of
from crawler.browser.failures import RenderFailed
from crawler.browser.rendering import Rendered, rendered
from crawler.capture import CaptureMiddleware
from crawler.gate import Gate
from crawler.refused import Refused

#: What can be shown; an answer without a media type is one if it looks like markup.
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})

#: Of the document's headers, those that still hold for the DOM. Last-Modified and ETag are those of an empty frame.
_KEPT = ("Content-Language", "Link")

#: Bytes of scripts kept for a site's other pages.
_MOST_SCRIPTS = 30_000_000

#: Answers that a later visit may find otherwise: the page is incomplete until then. A 500 is an answer like others.
_PASSING = frozenset({429, 503})


class Render:
    """Downloader middleware. Settings: PRESS_RENDER_*, REDIRECT_MAX_TIMES. Acts on requests with `press_render` in their meta.

    `crawler.browser` says what such a request brings back. Writes `press_answers`, `press_rendered`, `press_content_digest`
    (of what the DOM says), `press_unchanged` where that is `press_known_digest`, and adds to `press_captures`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._browsers = browsers_of(crawler)
        self._stopping = asyncio.Event()
        self._scripts: dict[str, asyncio.Future[Given]] = {}
        self._script_bytes = 0
        self._most_moves = crawler.settings.getint("REDIRECT_MAX_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Render:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Ask for the whole document: that the frame has not changed says nothing of what its scripts would fill in."""
        if not request.meta.get("press_render"):
            return
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        if (known := request.meta.pop("press_known_digest", None)) is not None:
            request.meta["press_known_dom"] = known
            request.meta["press_held"] = []  # captured only where the DOM turns out to be another one

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """The DOM in place of the document, or the request for where its scripts lead."""
        if not request.meta.get("press_render"):
            return response
        if response.status != HTTPStatus.OK or not _is_markup(response):
            await self._capture(request)
            return response
        one = _OnePage(self._crawler, request, response, self._script)
        answering = Answering(
            Given(response.url, response.status, _pairs(response), response.body),
            one.ask, requests=self._browsers.limits.requests, bytes_=self._browsers.limits.bytes_,
        )  # fmt: skip
        try:
            page = await self._unless_stopped(
                rendered(self._browsers, response.url, answering, longer=lambda: one.waits, **_context(self._crawler, request))
            )
            if page is not None and answering.incomplete is not None:
                raise RenderFailed("render_incomplete", f"a part of the page is missing: {answering.incomplete}")
        except (RenderFailed, Refused):
            await self._capture(request)  # the document is evidence all the same
            raise
        finally:
            self._count(answering, response.url)
        if page is None:
            await self._capture(request)
            return self._moved(request, answering.moved_to or "")
        request.meta["press_answers"] = tuple(answering.answers)
        return await self._finished(request, response, page)

    def stop(self) -> None:
        """The visit is to end: pages that are being rendered, or wait for it, are put off."""
        self._stopping.set()

    async def _unless_stopped(self, rendering: Coroutine[Any, Any, Rendered | None]) -> Rendered | None:
        page = asyncio.ensure_future(rendering)
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait([page, stop], return_when=asyncio.FIRST_COMPLETED)
            if not page.done():
                raise Refused("stopped", "the visit was stopped", transient=True)
            return page.result()
        finally:
            for task in (page, stop):
                task.cancel()
            await asyncio.gather(page, stop, return_exceptions=True)

    async def _finished(self, request: Request, response: Response, page: Rendered) -> Response:
        request.meta["press_rendered"] = True
        digest = dom.digest(page.dom)
        request.meta["press_content_digest"] = digest
        body = page.dom.encode("utf-8", "replace")
        if request.meta.get("press_known_dom") == digest:
            request.meta["press_unchanged"] = True
        else:
            await self._capture(request)
            if (capture := self._capturing()) is not None:
                await capture.keep_dom(request, body, datetime.now(UTC))
        headers: dict[str, Any] = {name: response.headers.getlist(name) for name in _KEPT if name in response.headers}
        headers["Content-Type"] = "text/html; charset=utf-8"
        return HtmlResponse(
            response.url, 200, headers, body, request=request, encoding="utf-8", ip_address=response.ip_address
        )  # fmt: skip

    def _moved(self, request: Request, target: str) -> Request:
        """A page that sends its visitors on is followed as a redirect is."""
        moves = int(request.meta.get("redirect_times", 0)) + 1
        if moves > self._most_moves:
            raise Refused("redirects", f"more than {self._most_moves} redirects, by the page's own scripts too")
        return request.replace(
            url=target,
            meta={
                **request.meta, "redirect_times": moves,
                "redirect_urls": [*request.meta.get("redirect_urls", []), request.url],
                "redirect_reasons": [*request.meta.get("redirect_reasons", []), "script"],
            },
        )  # fmt: skip

    async def _script(self, asked: Asked, ask: Callable[[Asked], Any]) -> Given:
        """A script, asked once for all pages of this crawl."""
        known = self._scripts.get(asked.url)
        if known is None or (known.done() and (known.cancelled() or known.exception() is not None)):
            known = asyncio.ensure_future(ask(asked))
            self._scripts[asked.url] = known
            known.add_done_callback(lambda done: self._keep_script(asked.url, done))
        return await asyncio.shield(known)  # one page that gives up must not take it from the others

    def _keep_script(self, url: str, done: asyncio.Future[Given]) -> None:
        if done.cancelled() or done.exception() is not None or done.result().status != 200:
            self._scripts.pop(url, None)
            return
        self._script_bytes += len(done.result().body)
        while self._script_bytes > _MOST_SCRIPTS and len(self._scripts) > 1:
            oldest = next(iter(self._scripts))
            gone = self._scripts.pop(oldest)
            if gone.done() and not gone.cancelled() and gone.exception() is None:
                self._script_bytes -= len(gone.result().body)

    async def _capture(self, request: Request) -> None:
        """Keep what was held back."""
        if (capture := self._capturing()) is not None:
            await capture.keep_held(request)

    def _capturing(self) -> CaptureMiddleware | None:
        """None in a crawl without an archive."""
        found: CaptureMiddleware | None = self._crawler.get_downloader_middleware(CaptureMiddleware)
        return found

    def _count(self, answering: Answering, url: str) -> None:
        """For the visit's detail: what a page asked for in vain. And the next page waits its turn from now on."""
        visiting = getattr(self._crawler, "visiting", None)
        if visiting is not None:
            for word in ("robots", "too_many", "guard"):
                if answering.refused[word]:
                    visiting.fault(f"part_{word}", answering.refused[word])
        if (gate := self._crawler.get_downloader_middleware(Gate)) is not None:
            gate.was_asked(url)


class _OnePage:
    """What the crawl does for one page's scripts. `waits`: seconds that a Crawl-delay has made them wait."""

    def __init__(self, crawler: Crawler, request: Request, document: Response, script: Callable[..., Any]) -> None:
        self._crawler = crawler
        self._request = request
        self._document = document
        self._script = script
        self._gate = crawler.get_downloader_middleware(Gate)
        self._browsers = browsers_of(crawler)
        self._allows: Callable[[str], bool] | None = request.meta.get("press_render_allows")
        self.waits = 0.0

    async def ask(self, asked: Asked) -> Given:
        """An answer for the page's scripts. Raises NotGiven."""
        if self._allows is not None and not self._allows(asked.url):
            raise NotGiven("robots", lasting=True)
        given: Given = await (self._script(asked, self._fetched) if asked.kind == "script" else self._fetched(asked))
        return given

    async def _fetched(self, asked: Asked) -> Given:
        if self._gate is not None:
            # Each page that is rendered beside this one may have a part before it.
            self.waits += self._gate.crawl_delay(asked.url) * self._browsers.limits.pages
        meta: dict[str, Any] = {
            "press_part": asked.kind, "dont_merge_cookies": True,
            "press_attempt": ATTEMPTS - 1,  # one more, for the page waits
            "press_captures": self._request.meta.setdefault("press_captures", []),
            "press_parts": self._request.meta.setdefault("press_parts", []),
        }  # fmt: skip
        if "press_held" in self._request.meta:
            meta["press_held"] = self._request.meta["press_held"]
        request = Request(
            asked.url, method=asked.method, headers=asked.headers, body=asked.body, meta=meta, dont_filter=True, priority=200
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as failure:  # whatever it was, it is the page's scripts that have to do without
            reason = reason_of(failure)
            if reason is None or reason.word == "exception":
                raise
            raise NotGiven(reason.word, lasting=not reason.transient) from failure
        if response.status in _PASSING:
            raise NotGiven(f"http_{response.status}", lasting=False)
        return Given(
            response.url, response.status, _pairs(response), response.body, media_type_of(response), charset_of(response),
            is_text(response),
        )  # fmt: skip


def _context(crawler: Crawler, request: Request) -> dict[str, Any]:
    """Who the browser says it is, and where: dates are shown in the zone of the publisher, in its language."""
    context: dict[str, Any] = {
        "user_agent": (request.headers.get("User-Agent") or crawler.settings["USER_AGENT"].encode()).decode("latin-1"),
        "service_workers": "block", "accept_downloads": False, "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 2000},  # tall: what is loaded when it comes into view comes into view
    }  # fmt: skip
    visiting = getattr(crawler, "visiting", None)
    if visiting is not None:
        context["locale"] = visiting.source.languages[0]
        if (zone := _zone(visiting.source.time_zone)) is not None:
            context["timezone_id"] = zone
    return context


def _zone(name: str) -> str | None:
    """A zone as browsers name it; whole hours of an offset have a name (with the sign turned round)."""
    match = re.fullmatch(r"([+-])(\d{2}):(\d{2})", name)
    if match is None:
        return name
    if match[3] != "00":
        return None
    return "Etc/UTC" if match[2] == "00" else f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"


def _is_markup(response: Response) -> bool:
    kind = media_type_of(response)
    return kind in _MARKUP or (kind is None and response.body[:200].lstrip().startswith(b"<"))


def _pairs(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in response.headers.items() for value in values
    )
