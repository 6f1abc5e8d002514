"""crawler.quiet: a wait ends when what is waited for comes, or when nothing is left that could bring it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from crawler import quiet


class Engine:
    """What of a crawl's engine is looked at, busy or not in each place where a request can be."""

    def __init__(self, *, downloading: bool = False, scheduled: bool = False, called_back: bool = False) -> None:
        self.downloader = SimpleNamespace(active={"a request"} if downloading else set())
        self.scheduler: Any = SimpleNamespace(has_pending_requests=lambda: scheduled)
        self.scraper = SimpleNamespace(slot=SimpleNamespace(is_idle=lambda: not called_back))


def crawler(engine: Engine) -> Any:
    return SimpleNamespace(engine=engine)


@pytest.fixture(autouse=True)
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "LOOK_EVERY", 0.01)


@pytest.mark.parametrize("busy", ["downloading", "scheduled", "called_back"])
def test_a_request_anywhere_is_no_quiet(busy: str) -> None:
    assert quiet.is_quiet(crawler(Engine()))
    assert not quiet.is_quiet(crawler(Engine(**{busy: True})))


def test_a_crawl_that_has_not_begun_or_is_over_is_not_called_quiet_without_a_scheduler() -> None:
    engine = Engine()
    engine.scheduler = None
    assert not quiet.is_quiet(crawler(engine))
    engine = Engine()
    engine.scraper.slot = None
    assert quiet.is_quiet(crawler(engine))


async def test_what_is_there_already_is_not_waited_for() -> None:
    assert await quiet.until(lambda: True, asyncio.Event(), crawler(Engine()))


async def test_what_comes_ends_the_wait() -> None:
    event, came = asyncio.Event(), [False, False]

    async def come() -> None:
        event.set()  # something ended, but not what is waited for
        await asyncio.sleep(0)
        came[:] = [True, True]
        event.set()

    waiting = asyncio.ensure_future(quiet.until(lambda: all(came), event, crawler(Engine(downloading=True))))
    await asyncio.sleep(0)
    await come()
    assert await asyncio.wait_for(waiting, 5)


async def test_a_crawl_under_way_is_waited_for_and_a_quiet_one_is_not() -> None:
    engine = Engine(downloading=True)
    waiting = asyncio.ensure_future(quiet.until(lambda: False, asyncio.Event(), crawler(engine)))
    await asyncio.sleep(0.1)  # ten looks
    assert not waiting.done()
    engine.downloader.active.clear()
    assert await asyncio.wait_for(waiting, 5) is False


async def test_one_quiet_look_is_not_enough() -> None:
    """An end may lie between the scheduler and the event at the moment of one look."""
    looks = iter([True, False] * 5 + [True, True])
    seen = []

    def has_pending() -> bool:
        seen.append(next(looks))
        return not seen[-1]

    engine = Engine()
    engine.scheduler = SimpleNamespace(has_pending_requests=has_pending)
    assert await asyncio.wait_for(quiet.until(lambda: False, asyncio.Event(), crawler(engine)), 5) is False
    assert len(seen) == 12
