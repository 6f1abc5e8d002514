"""The reactor: one asyncio loop for Scrapy and psycopg, the guard installed on it, and a stop by signal heard in good order."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from scrapy.settings import BaseSettings
from scrapy.utils.reactor import install_reactor

T = TypeVar("T")


def run(
    main: Callable[[asyncio.Event], Coroutine[Any, Any, T]], settings: BaseSettings, *, overrides: Mapping[str, str] | None = None
) -> T:
    """Run `main(stopping)` on the reactor and return its result or raise its error.

    The first SIGINT or SIGTERM sets `stopping`; a second one ends the process at once, as the archive allows at any instant.
    `overrides` (host name to address) is for tests that serve recorded sites on loopback.
    """
    install_reactor(settings["TWISTED_REACTOR"])
    from twisted.internet import reactor  # only now is it the one that was installed

    from crawler.network.resolver import install
    from crawler.network.rules import parse_networks

    install(reactor, parse_networks(settings.get("CRAWLER_ALLOW_NETWORKS") or ""), overrides=overrides)
    outcome: list[T] = []
    errors: list[BaseException] = []

    async def supervised() -> None:
        loop = asyncio.get_running_loop()
        stopping = asyncio.Event()

        def stop(number: signal.Signals) -> None:
            if stopping.is_set():
                signal.signal(number, signal.SIG_DFL)
                signal.raise_signal(number)
            stopping.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop, number)
        try:
            outcome.append(await main(stopping))
        except BaseException as error:  # noqa: BLE001  # carried out of the reactor, raised below
            errors.append(error)
        finally:
            reactor.stop()  # type: ignore[attr-defined]

    def begin() -> None:
        nonlocal task
        task = asyncio.ensure_future(supervised())

    task: asyncio.Future[None] | None = None
    reactor.callWhenRunning(begin)  # type: ignore[attr-defined]
    reactor.run(installSignalHandlers=False)  # type: ignore[attr-defined]
    if errors:
        raise errors[0]
    return outcome[0]
