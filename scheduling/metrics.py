"""What a worker has done and how the archive is, as OpenMetrics over HTTP (`METRICS_ADDRESS`).

No source is a label: 50,000 sources would be as many series of every metric. Which source it is, `press.source` says.
A scrape reads memory only; the database is asked by a loop of its own, however often one scrapes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from math import inf
from time import monotonic

from prometheus_client import CollectorRegistry, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from archive.connection import Archive
from archive.figures import Figures, by_health, figures
from press.errors import ArchiveLost, CannotStart
from scheduling.errands import Done

#: Seconds until the database is asked first (a worker puts its sources in before), and between two times.
FIRST, AGAIN = 1.0, 10.0
#: Seconds between two looks through all sources: among 50,000 one costs the server as much as a thousand of the others.
LOOK_THROUGH = 60.0


class Measures(Collector):
    """The figures at this moment; `figures` are those that the database told last, at `answered` on the monotonic clock."""

    def __init__(self, done: Done) -> None:
        self._done = done
        self.figures: Figures | None = None
        self.health: dict[str, int] = {}
        self.answered = monotonic()

    def collect(self) -> Iterator[Metric]:
        """Called by the server's thread, while the loop goes on counting: dictionaries are copied in one step."""
        done = self._done
        yield _by("press_visits", "Visits that ended here", "outcome", dict(done.visits), CounterMetricFamily)
        yield _by("press_glances", "Glances that ended here", "outcome", dict(done.glances), CounterMetricFamily)
        yield CounterMetricFamily("press_pages_fetched", "Pages fetched by visits that ended here", value=done.fetched)
        yield CounterMetricFamily("press_pages_stored", "Pages stored by visits that ended here", value=done.stored)
        silent = monotonic() - self.answered
        yield GaugeMetricFamily("press_database_silent_seconds", "Since the database answered this worker", value=silent)
        if (told := self.figures) is None:
            return
        yield _by("press_jobs_waiting", "Jobs in the queue that nobody has taken", "kind", told.waiting, GaugeMetricFamily)
        yield _by("press_sources", "Sources of the archive by their health", "health", self.health, GaugeMetricFamily)
        yield GaugeMetricFamily("press_sources_due", "Sources that are due and that nobody visits", value=told.due)
        yield GaugeMetricFamily("press_lateness_seconds", "By which the most overdue of them is late", value=told.late)


@asynccontextmanager
async def served(address: str | None, archive: Archive, done: Done) -> AsyncIterator[None]:
    """Serve the metrics at HOST:PORT; nothing without an address. Raises CannotStart where one cannot listen there."""
    if not address:
        yield
        return
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65_535:
        raise CannotStart(f"METRICS_ADDRESS is {address!r}: write it as HOST:PORT, such as 127.0.0.1:9464")
    measures, registry = Measures(done), CollectorRegistry()
    registry.register(measures)
    ProcessCollector(registry=registry)
    try:
        server, _ = start_http_server(int(port), host.strip("[]"), registry)
    except OSError as error:
        raise CannotStart(f"METRICS_ADDRESS {address} cannot be listened at: {error.strerror}; name another") from error
    asking = asyncio.ensure_future(_ask(archive, measures))
    try:
        yield
    finally:
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        await asyncio.to_thread(server.shutdown)
        server.server_close()


async def _ask(archive: Archive, measures: Measures) -> None:
    await asyncio.sleep(FIRST)
    looked_through = -inf
    while True:
        with suppress(ArchiveLost):  # the worker tells it; here the seconds since grow
            if monotonic() - looked_through >= LOOK_THROUGH:
                measures.health = await by_health(archive)
                looked_through = monotonic()
            measures.figures = await figures(archive)
            measures.answered = monotonic()
        await asyncio.sleep(AGAIN)


def _by(
    name: str, what: str, label: str, values: dict[str, int], family: type[CounterMetricFamily] | type[GaugeMetricFamily]
) -> Metric:
    made = family(name, what, labels=[label])
    for key, value in values.items():
        made.add_metric([key], value)
    return made
