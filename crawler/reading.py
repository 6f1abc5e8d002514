"""Reading pages outside this process: extraction runs in a pool with a time and a memory limit.

A page that takes too long or too much loses its process, not the crawl. Parsing on the event loop would stop every other
request for as long as it takes (measured up to 1.1 s for one page).
"""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from crawler.reading_process import ReadingContext
from press.extraction import extract
from press.extraction.warming import warm_up
from press.page import Lead, Page
from press.release import Extraction
from press.source import Source

T = TypeVar("T")

#: Pages after which a reading process is replaced, so that what parsers leak stays bounded.
PAGES_PER_PROCESS = 20_000


class ReadingFailed(Exception):
    """A page could not be read within its limits. `word` is the reason that ends its lead."""

    def __init__(self, word: str, detail: str) -> None:
        super().__init__(detail)
        self.word = word
        self.detail = detail


def _prepare(megabytes: int) -> None:
    """In a new reading process: set its memory limit, and load the parsers before the clock of the first page runs."""
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    warm_up()


class ReadingPool:
    """Processes that run `press.extraction`. `seconds` is wall clock a page, `megabytes` the address space of each process."""

    def __init__(self, *, processes: int = 1, seconds: float = 5, megabytes: int = 2048) -> None:
        self._seconds = seconds
        self._pool = ProcessPool(
            max_workers=processes,
            max_tasks=PAGES_PER_PROCESS,
            initializer=_prepare,
            initargs=(megabytes,),
            context=ReadingContext(),
        )

    async def extract(self, page: Page, source: Source | None = None, lead: Lead | None = None) -> Extraction:
        """The page, read. Raises ReadingFailed where a limit was reached or the reading process died."""
        return await self.run(extract, page, source, lead)

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Any pure reading function of a module, within the same limits. Raises ReadingFailed."""
        future = self._pool.schedule(function, args=arguments, timeout=self._seconds)
        try:
            result: T = await asyncio.wrap_future(future)
        except (FutureTimeout, TimeoutError) as error:
            raise ReadingFailed("extraction_timeout", f"reading took longer than {self._seconds:g} s") from error
        except ProcessExpired as error:
            raise ReadingFailed("extraction_crashed", f"the reading process died with exit code {error.exitcode}") from error
        except MemoryError as error:
            raise ReadingFailed("extraction_memory", "reading took more memory than a page may have") from error
        return result

    def close(self) -> None:
        """End the processes; pages still being read are given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
