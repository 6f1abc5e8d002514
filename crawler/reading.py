"""Reading pages outside this process: extraction runs in a pool with a time and a memory limit.

A page that takes too long or too much loses its process, not the crawl. Parsing on the event loop would stop every other
request for as long as it takes (measured up to 1.1 s for one page).
"""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

from crawler.reading_link import End, ReadingLink, Waiting
from press.extraction import extract
from press.extraction.deciding.files import HeldText
from press.extraction.warming import warm_up
from press.learned_layout import LearnedLayout
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


class ReadingPool:
    """Processes that run `press.extraction`. `seconds` is wall clock a page, `megabytes` the address space of each process.

    A process is started, and its parsers are loaded, when the first page needs it.
    """

    def __init__(self, *, processes: int = 1, seconds: float = 5, megabytes: int = 2048) -> None:
        self._processes = processes
        self._seconds = seconds
        self._megabytes = megabytes
        self._links: list[ReadingLink] = []
        self._waiting: deque[Waiting] = deque()
        self._closed = False

    async def extract(
        self, page: Page, source: Source | None = None, lead: Lead | None = None, held: HeldText | None = None,
        layouts: Sequence[LearnedLayout] = (),
    ) -> Extraction:  # fmt: skip
        """The page, read. Raises ReadingFailed where a limit was reached or the reading process died."""
        return await self.run(extract, page, source, lead, held, layouts)

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Any pure reading function of a module, within the same limits. Raises ReadingFailed, or what the function raises.

        The process loads that module with all that it imports, into the address space of the pages: rensa alone, which the
        archive signs texts with, reserves a gigabyte of it.
        """
        if self._closed:
            raise RuntimeError("this ReadingPool has been closed")
        waiting = Waiting((function, arguments), asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._share_out()
        try:
            result: T = await waiting.answer
        except MemoryError as error:
            raise ReadingFailed("extraction_memory", "reading took more memory than a page may have") from error
        return result

    async def close(self) -> None:
        """End the processes; pages still being read are given up."""
        self._closed = True
        while self._waiting:
            self._waiting.popleft().answer.cancel()
        links = self._links.copy()
        for link in links:
            link.dismiss()
        for link in links:
            await link.gone.wait()

    def _share_out(self, _link: ReadingLink | None = None) -> None:
        """Give what waits to processes that have room; one that has read its share ends."""
        if self._closed:
            return
        for link in self._links:
            if link.is_spent:
                link.dismiss()
        while self._waiting:
            try:
                link_with_room = self._with_room()
            except OSError as error:  # no memory or no process number left: those who wait hear of it
                self._give_up(f"no reading process can be started: {error}")
                return
            if link_with_room is None:
                return
            waiting = self._waiting.popleft()
            if waiting.answer.done():
                continue  # nobody waits any more
            try:
                link_with_room.give(waiting)
            except (pickle.PicklingError, TypeError, AttributeError) as error:  # what cannot be sent to another process
                waiting.answer.set_exception(error)

    def _with_room(self) -> ReadingLink | None:
        """The process with the least to do, if any has room; a new one where that is better and may be."""
        with_room = [link for link in self._links if link.has_room]
        least = min(with_room, key=lambda link: len(link.tasks), default=None)
        if (least is None or least.tasks) and len(self._links) < self._processes:
            least = ReadingLink(
                warm_up, seconds=self._seconds, megabytes=self._megabytes, most=PAGES_PER_PROCESS,
                on_room=self._share_out, on_end=self._ended,
            )  # fmt: skip
            self._links.append(least)
        return least

    def _ended(self, link: ReadingLink, end: End, exit_code: int | None) -> None:
        """A process is gone: the page that it was reading is lost, those behind it wait again."""
        self._links.remove(link)
        tasks = link.tasks
        if self._closed:
            for waiting in tasks:
                waiting.answer.cancel()
            return
        if tasks and end != "dismissed":
            lost = tasks.popleft().answer
            if not lost.done():
                lost.set_exception(
                    ReadingFailed("extraction_timeout", f"reading took longer than {self._seconds:g} s")
                    if end == "late"
                    else ReadingFailed("extraction_crashed", f"the reading process died with exit code {exit_code}")
                )
        self._waiting.extendleft(reversed(tasks))
        self._share_out()

    def _give_up(self, detail: str) -> None:
        while self._waiting:
            answer = self._waiting.popleft().answer
            if not answer.done():
                answer.set_exception(ReadingFailed("extraction_crashed", detail))
