"""What the pages of one host in a list teach each other, learned once a host, when the first of them is read."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.reading import ReadingPool
    from press.extraction.learning.observation import Observation
    from press.learned_layout import LearnedLayout

logger = logging.getLogger(__name__)

Given = tuple[str, str]  # a path and its address, '' where it is not known


class Lessons:
    """The layouts of the hosts of a list of files. `read` gives a file's bytes.

    Of a host, a handful of pages is read for it, chosen by the digest of path and address: the list's order does not matter. They
    are read one by one in the pool, so that one which kills its process or takes too long costs nothing but itself. What was
    learned of a host is forgotten with its last page.
    """

    def __init__(self, pool: ReadingPool, read: Callable[[str], bytes], tell: Callable[[str], None]) -> None:
        """`tell` hears in a line why a host teaches nothing, where that is a fault and not for want of pages."""
        self._pool = pool
        self._read = read
        self._tell = tell
        self._hosts: dict[Given, str] = {}
        self._left: Counter[str] = Counter()
        self._chosen: dict[str, list[Given]] = {}
        self._learning: dict[str, asyncio.Task[tuple[LearnedLayout, ...]]] = {}

    async def prepare(self, given: Sequence[Given]) -> None:
        """Find the hosts of the files: by their addresses, else by what their heads say. Nothing is learned yet."""
        from press.extraction.learning.lesson import FEWEST, MOST_PAGES

        by_host: dict[str, list[Given]] = defaultdict(list)
        for page in dict.fromkeys(given):
            if (host := await asyncio.to_thread(self._host_of, page)) is not None:
                by_host[host].append(page)
        for host, pages in by_host.items():
            if len(pages) >= FEWEST:
                self._hosts |= dict.fromkeys(pages, host)
                self._chosen[host] = nsmallest(MOST_PAGES, pages, key=_digest)
        self._left = Counter(host for page in given if (host := self._hosts.get(page)) is not None)

    async def layouts_for(self, page: Given) -> tuple[LearnedLayout, ...]:
        """The layouts of the page's host; none where too few of its pages are in the list. Asked once a line of the list."""
        host = self._hosts.get(page)
        if host is None:
            return ()
        if host not in self._learning:
            self._learning[host] = asyncio.create_task(self._learned(host))
        learning = self._learning[host]
        self._left[host] -= 1
        if not self._left[host]:
            del self._learning[host], self._chosen[host]
        return await learning

    async def _learned(self, host: str) -> tuple[LearnedLayout, ...]:
        from press.extraction.learning import lesson_of

        seen = await asyncio.gather(*(self._observed(page) for page in self._chosen[host]))
        try:
            lesson = await self._pool.run(lesson_of, [one for one in seen if one is not None])
        except Exception as fault:  # noqa: BLE001 - whatever keeps a host from teaching: its pages are read without a layout
            self._tell(f"{host}: nothing was learned of its pages: {type(fault).__name__}: {fault}")
            return ()
        logger.info("%s: %s", host, lesson.reason)
        return lesson.layouts

    async def _observed(self, page: Given) -> Observation | None:
        """The page as learning sees it; None where it cannot be read, which its own line will say."""
        from crawler.reading import ReadingFailed
        from press.errors import PressError
        from press.extraction.learning import observe
        from press.page import Page

        try:
            body = await asyncio.to_thread(self._read, page[0])
            return await self._pool.run(observe, Page(url=page[1], body=body))
        except (ReadingFailed, PressError):
            return None
        except Exception as fault:  # noqa: BLE001 - a fault of learning alone, which the page's own line would not tell
            self._tell(f"{page[0]}: it teaches nothing: {type(fault).__name__}: {fault}")
            return None

    def _host_of(self, page: Given) -> str | None:
        from press.errors import PressError
        from press.extraction.hosts import host_of_address, host_of_page

        path, url = page
        if path.startswith(("http://", "https://")) or not Path(path).is_file():
            return None
        if url:
            return host_of_address(url)
        try:
            return host_of_page(self._read(path))
        except PressError:
            return None


def _digest(page: Given) -> bytes:
    return hashlib.sha256("\t".join(page).encode("utf-8", "replace")).digest()
