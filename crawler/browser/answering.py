"""What a page asks for while it is rendered: what it needs to show its text, and nothing else, is asked by the crawl.

    document      the page's own: given as it was had. Frames and pop-ups are not read, and not asked for
    script        asked once a visit: the pages of a site share them
    xhr, fetch    asked; JSON and text answers are kept
    stylesheet    answered with an empty one. Nobody looks at the page, and scripts that wait for it go on
    all else      images, fonts, media, beacons, EventSource, prefetches: refused

Everything that is asked passes the crawl's gate as a page does: robots.txt of its host, a Crawl-delay, the guard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from press import urls
from press.page import ApiAnswer

if TYPE_CHECKING:
    from playwright.async_api import Request, Route

Kind = Literal["script", "data"]

#: Kinds of Chromium's requests that are asked, as this project calls them.
_ASKED: dict[str, Kind] = {"script": "script", "xhr": "data", "fetch": "data"}

#: Methods of a page that only wants to know something; GraphQL asks by POST.
_METHODS = frozenset({"GET", "HEAD", "POST"})

#: Answers to keep, and bytes of one and of all: what a release's page needs is among the first and far below.
_MOST_ANSWERS, _MOST_BYTES, _MOST_OF_ALL = 40, 2_000_000, 8_000_000

#: Reasons to wait that lie with us, not with the host: a part that waits for them is missing wherever it is.
_OURS = frozenset({"host_busy", "host_delay", "retry_after", "stopped"})

#: Of a request's headers: what belongs to the connection, and what the crawl says itself.
_NOT_SENT = frozenset({"user-agent", "accept-encoding", "host", "connection", "content-length", "cookie"})

#: Of an answer's headers: what no longer fits a body that is decoded and whole.
_NOT_PASSED = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks for. `url` is normalised."""

    url: str
    kind: Kind
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the page gets it: decoded, header lines as they came. `url` is where it was in the end."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    text: bool = False  # JSON, markup or plain text: it may hold what the page shows


class NotGiven(Exception):
    """The page gets no answer. `lasting`: nor would it later, so that what it shows without is the page."""

    def __init__(self, word: str, *, lasting: bool) -> None:
        super().__init__(word)
        self.word = word
        self.lasting = lasting


Ask = Callable[[Asked], Awaitable[Given]]


class Answering:
    """Answers what one page asks. `document` is its own; `ask` has the crawl ask; `requests` and `bytes_` are the bounds."""

    def __init__(self, document: Given, ask: Ask, *, requests: int, bytes_: int) -> None:
        self._document = document
        self._ask = ask
        self._requests = requests
        self._bytes = bytes_
        self._shown = False
        self.in_flight = 0
        self.answers: list[ApiAnswer] = []
        self.moved_to: str | None = None
        self.incomplete: str | None = None  # why a part of the page's own site is missing, for now
        self.refused: Counter[str] = Counter()

    async def route(self, route: Route, request: Request) -> None:
        """Playwright's handler for every request of the page's context."""
        from playwright.async_api import Error

        self.in_flight += 1
        try:
            await self._answer(route, request)
        except Error:
            pass  # the page went away, or gave up waiting
        finally:
            self.in_flight -= 1

    async def _answer(self, route: Route, request: Request) -> None:
        if request.is_navigation_request():
            await self._navigate(route, request)
        elif request.resource_type == "stylesheet":
            await route.fulfill(status=200, content_type="text/css", body="", headers={"access-control-allow-origin": "*"})
        else:
            try:
                given = await self._part(request)
            except NotGiven as refusal:
                self.refused[refusal.word] += 1
                await route.abort("blockedbyclient")
            else:
                await route.fulfill(status=given.status, headers=_passed(given.headers), body=given.body)

    async def _navigate(self, route: Route, request: Request) -> None:
        """The page's own document, once. Where its scripts send the visitor on, the crawl follows, not the browser."""
        if not _is_main(request):
            await route.abort("blockedbyclient")
        elif not self._shown:
            self._shown = True
            await route.fulfill(status=self._document.status, headers=_passed(self._document.headers), body=self._document.body)
        else:
            await route.abort("aborted")
            target = _normal(request.url)
            if request.method == "GET" and target is not None and target != _normal(self._document.url):
                self.moved_to = self.moved_to or target

    async def _part(self, request: Request) -> Given:
        kind, url = _ASKED.get(request.resource_type), _normal(request.url)
        headers = request.headers
        if kind is None or url is None or request.method not in _METHODS or "prefetch" in headers.get("sec-purpose", ""):
            raise NotGiven("not_asked", lasting=True)
        if self._requests <= 0 or self._bytes <= 0:
            raise NotGiven("too_many", lasting=True)
        self._requests -= 1
        sent = {name: value for name, value in headers.items() if name not in _NOT_SENT and not name.startswith("sec-")}
        if kind == "data" and (cookies := await self._cookies(request, url)):
            sent["cookie"] = cookies
        asked = Asked(url, kind, request.method, sent, request.post_data_buffer or b"")
        try:
            given = await self._ask(asked)
        except NotGiven as refusal:
            if not refusal.lasting and (urls.same_site(url, self._document.url) or refusal.word in _OURS):
                self.incomplete = self.incomplete or f"{url}: {refusal.word}"
            raise
        self._bytes -= len(given.body)
        if kind == "data":
            self._keep(asked, given)
        return given

    async def _cookies(self, request: Request, url: str) -> str:
        """What the page's own site has set, by its document or its scripts. Other sites get none."""
        from playwright.async_api import Error

        if not urls.same_site(url, self._document.url):
            return ""
        try:
            found = await request.frame.page.context.cookies(url)
        except Error:
            return ""
        return "; ".join(f"{cookie.get('name')}={cookie.get('value')}" for cookie in found)

    def _keep(self, asked: Asked, given: Given) -> None:
        room = _MOST_OF_ALL - sum(len(answer.body) for answer in self.answers)
        if given.text and 0 < len(given.body) <= min(_MOST_BYTES, room) and len(self.answers) < _MOST_ANSWERS:
            self.answers.append(ApiAnswer(asked.url, given.body, given.status, given.media_type, given.charset, asked.method))


def _passed(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Headers as Playwright takes them: a name once, several cookies on a line each."""
    passed: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        if key in _NOT_PASSED:
            continue
        passed[key] = value if key not in passed else f"{passed[key]}{chr(10) if key == 'set-cookie' else ', '}{value}"
    return passed


def _is_main(request: Request) -> bool:
    """Whether a navigation is the page's own, not a frame's or a pop-up's."""
    from playwright.async_api import Error

    try:
        frame = request.frame
        return frame.parent_frame is None and frame.page.context.pages[0] is frame.page
    except (Error, IndexError):  # a page that is only just opening
        return False


def _normal(url: str) -> str | None:
    try:
        return urls.normalise(url)
    except ValueError:
        return None
