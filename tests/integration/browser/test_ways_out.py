"""The browser has no network: tried with a page that tries every way out, and a forbidden server that must stay silent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crawler.browser import browsers as module
from crawler.browser.answering import Answering, Asked, Given, NotGiven
from crawler.browser.browsers import Browsers
from crawler.browser.limits import RenderLimits
from crawler.browser.rendering import rendered
from tests.integration.browser.ways_out import Forbidden, lay_out
from tests.integration.crawl.scripted_site import Answer, ScriptedSite

#: Seconds after which a page that is watched has tried all, and which one that may do as it likes gets to do so.
_TRIED, _LONGEST = 5.0, 25.0

#: What reaches the forbidden side from a browser without the flags: so the test can fail, and does in each of these ways.
OPEN_WAYS = frozenset(
    {
        "connection", "image", "redirected_image", "fetch", "redirected_fetch", "xhr", "keepalive", "websocket", "worker",
        "worker_fetch", "shared_worker", "service_worker", "window_open", "iframe", "object", "style_import", "stylesheet",
        "font", "script", "module", "event_source", "beacon", "prefetch", "preload", "video",
    }
)  # fmt: skip


#: Of the open ways so many must be seen to lead out, so that the tests below can fail; a busy browser leaves some for later.
ENOUGH_WAYS = 20


@pytest.fixture
def forbidden() -> Iterator[Forbidden]:
    one = Forbidden()
    yield one
    one.close()


@pytest.fixture
def page(forbidden: Forbidden) -> Iterator[ScriptedSite]:
    with ScriptedSite() as site:
        lay_out(site, forbidden)
        yield site


async def test_without_the_flags_the_page_gets_out(
    browser: str, page: ScriptedSite, forbidden: Forbidden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "flags", lambda _port: [])
    await _let_loose(page, given=False, enough=lambda: len(forbidden.seen & OPEN_WAYS) >= ENOUGH_WAYS)
    assert len(forbidden.seen & OPEN_WAYS) >= ENOUGH_WAYS, OPEN_WAYS - forbidden.seen


async def test_with_the_flags_alone_nothing_gets_out(browser: str, page: ScriptedSite, forbidden: Forbidden) -> None:
    """The page and what its own site answers are handed to the browser; all else meets the closed door."""
    knocks = await _let_loose(page, given=True)
    assert forbidden.seen == set()
    assert any(str(forbidden.port) in knock for knock in knocks), "the door was tried, and held"


async def test_a_rendered_page_gets_nothing_out_and_is_read(browser: str, page: ScriptedSite, forbidden: Forbidden) -> None:
    asked: list[str] = []

    async def ask(one: Asked) -> Given:
        asked.append(one.url)
        raise NotGiven("guard", lasting=True)

    url = f"{page.base}/"
    answering = Answering(_given(url, page.answers["/"]), ask, requests=200, bytes_=10_000_000)
    async with Browsers(RenderLimits(seconds=8)) as browsers:
        shown = await rendered(browsers, url, answering, service_workers="block", accept_downloads=False)
    assert forbidden.seen == set()
    assert page.log == []
    assert shown is not None or answering.moved_to is not None
    names = {url.rpartition("/")[2] for url in asked}
    assert {"fetch", "xhr", "script"} <= names, "what the crawl is asked for, and judges"
    assert not names & {"image", "font", "video", "iframe", "beacon", "event_source", "stylesheet", "prefetch", "icon", "ping"}


async def _let_loose(page: ScriptedSite, *, given: bool, enough: Callable[[], bool] | None = None) -> dict[str, int]:
    """Show the page to a browser that may run service workers; returns what knocked at the closed door."""
    async with Browsers(RenderLimits()) as browsers, browsers.context(service_workers="allow") as context:

        async def hand_over(route: Any) -> None:
            answer = page.answers[route.request.url.removeprefix(page.base)]
            assert isinstance(answer, Answer)
            await route.fulfill(
                status=answer.status, headers={**answer.headers, "content-type": answer.media_type}, body=answer.body
            )

        if given:
            await context.route(f"{page.base}/**", hand_over)
        shown = await context.new_page()
        await shown.goto(f"{page.base}/")
        for _ in range(int((_LONGEST if enough else _TRIED) * 10)):
            if enough is not None and enough():
                break
            await asyncio.sleep(0.1)
        return dict(browsers.door.knocks)


def _given(url: str, answer: Any) -> Given:
    return Given(url, 200, (("Content-Type", answer.media_type), *answer.headers.items()), answer.body)
