"""Telling a wait that will end from one that never will: has the crawl anything left that could still report?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from scrapy.crawler import Crawler

#: Seconds between looks. A look costs nothing; a request that vanished silently costs this once.
LOOK_EVERY = 2.0


def is_quiet(crawler: Crawler) -> bool:
    """No request is scheduled, in the downloader or in a callback: nothing under way can report an end any more."""
    engine = crawler.engine
    if engine.downloader.active or engine.scheduler is None or engine.scheduler.has_pending_requests():
        return False
    slot = engine.scraper.slot
    return bool(slot is None or slot.is_idle())


async def until(done: Callable[[], bool], event: asyncio.Event, crawler: Crawler) -> bool:
    """Wait on `event` until `done()`. False: the crawl fell quiet first, so what is waited for vanished without a word."""
    quiet_looks = 0
    while not done():
        event.clear()
        try:
            await asyncio.wait_for(event.wait(), LOOK_EVERY)
            quiet_looks = 0
        except TimeoutError:
            quiet_looks = quiet_looks + 1 if is_quiet(crawler) else 0
            if quiet_looks >= 2:  # twice: an end may lie between the scheduler and the event at one look
                return False
    return True
