"""A worker, or a harvest, put together: the workshop opened, the sources known, glances and visits side by side."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from scrapy.settings import Settings

from archive.settings import ArchiveSettings
from crawler.workshop import open_workshop
from scheduling import harvest
from scheduling.catalogue import Catalogue
from scheduling.errands import Done, Errands
from scheduling.glances import Glances
from scheduling.metrics import served
from scheduling.rereading import Rereading
from scheduling.worker import Worker

#: Batches of glances at once. A batch ends with its slowest site, and of many sites one always keeps us waiting.
#: `scheduling.glances.AT_ONCE` bounds the requests.
GLANCES = 64

Glance = Callable[[list[str]], Awaitable[list[str]]]


async def work(
    archive_settings: ArchiveSettings, settings: Settings, catalogue: Catalogue, *, tell: Callable[[str], None],
    stopping: asyncio.Event, metrics: str | None = None, name: str = "",
) -> None:  # fmt: skip
    """Work until `stopping`; `metrics` is where they are served, HOST:PORT, and `name` what the worker is called.

    SIGHUP lets the source files be read again at once.

    Raises CannotStart or SchemaMismatch where it cannot begin.
    """
    async with (
        _at_work(archive_settings, settings, catalogue, tell, stopping) as (errands, glance),
        served(metrics, errands.workshop.archive, errands.done),
    ):
        rereading = Rereading(errands)
        if not os.isatty(0):  # from a terminal it means that the terminal went away, and the worker should too
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, rereading.ask)
        await Worker(
            errands, most_visits=most_visits(settings), most_glances=GLANCES, glance=glance, rereading=rereading, name=name
        ).run(stopping)


async def harvest_once(
    archive_settings: ArchiveSettings, settings: Settings, catalogue: Catalogue, *, tell: Callable[[str], None],
    stopping: asyncio.Event,
) -> Done:  # fmt: skip
    """Visit all that is due; what was done."""
    async with _at_work(archive_settings, settings, catalogue, tell, stopping) as (errands, glance):
        await harvest.harvest(errands, most_visits=most_visits(settings), glance=glance, stopping=stopping)
        return errands.done


def most_visits(settings: Settings) -> int:
    """PRESS_VISITS, or four a core: visits wait for sites most of their time."""
    return settings.getint("PRESS_VISITS") or 4 * (os.cpu_count() or 1)


@asynccontextmanager
async def _at_work(
    archive_settings: ArchiveSettings,
    settings: Settings,
    catalogue: Catalogue,
    tell: Callable[[str], None],
    stopping: asyncio.Event,
) -> AsyncIterator[tuple[Errands, Glance]]:
    async with open_workshop(archive_settings, settings) as workshop:
        errands = Errands(workshop, catalogue, settings, tell)
        async with Glances(workshop, settings) as glances:

            async def glance(source_ids: list[str]) -> list[str]:
                known = errands.catalogue.sources  # as the files say now
                glanced = await glances.glance([known[source_id] for source_id in source_ids if source_id in known])
                return errands.heard(glanced)

            stop = asyncio.ensure_future(stopping.wait())
            stop.add_done_callback(lambda _: glances.stop())
            try:
                yield errands, glance
            finally:
                stop.cancel()
