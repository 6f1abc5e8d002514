"""The reactor: one asyncio loop for Scrapy and psycopg, the guard installed on it, and a stop by signal heard in good order."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, cast

from scrapy.settings import BaseSettings
from scrapy.utils.reactor import install_reactor

from crawler.network.resolver import ensure

T = TypeVar("T")

#: New objects between two looks of Python's collector. A page makes hundreds that live until it is stored, so that the collector
#: looks at the same ones over and over, and in vain: a page leaves half an object in circles behind. At the default of 700 it
#: took a tenth of the crawl's CPU on small pages, at 10,000 a twenty-fifth.
COLLECT_EVERY = 50_000


def run(main: Callable[[asyncio.Event], Coroutine[Any, Any, T]], settings: BaseSettings) -> T:
    """Run `main(stopping)` on the reactor and return its result or raise its error.

    The first SIGINT or SIGTERM sets `stopping`; a second one ends the process at once, as the archive allows at any instant.
    """
    install_reactor(settings["TWISTED_REACTOR"])
    from twisted.internet import reactor  # only now is it the one that was installed

    ensure(reactor, settings)
    logging.getLogger("psycopg").setLevel(logging.ERROR)  # what it warns of it raises too
    gc.freeze()  # modules and classes stay for good
    gc.set_threshold(COLLECT_EVERY)
    running = cast(Any, reactor)  # the module is replaced by the reactor's object, which has these methods
    results: list[T] = []
    errors: list[BaseException] = []
    tasks: list[asyncio.Future[None]] = []

    async def supervised() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, _stop, stopping, number)
        try:
            results.append(await main(stopping))
        except BaseException as error:  # noqa: BLE001  # carried out of the reactor and raised below
            errors.append(error)
        finally:
            running.stop()

    running.callWhenRunning(lambda: tasks.append(asyncio.ensure_future(supervised())))
    running.run(installSignalHandlers=False)
    if errors:
        raise errors[0]
    return results[0]


def _stop(stopping: asyncio.Event, number: signal.Signals) -> None:
    if stopping.is_set():
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    stopping.set()
