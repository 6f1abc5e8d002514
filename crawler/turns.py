"""A host's turns: in which order requests get theirs, from when one counts as being downloaded, and who has waited too long.

Scrapy counts it when its download begins, which with coroutines is a moment later: where no delay parts two requests, all that
wait in a slot get their turn in one go, whatever the slot's concurrency is (seen with Scrapy 2.19: six requests at once for one).
"""

from __future__ import annotations

from collections import deque
from typing import Any

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader, Slot
from twisted.internet.defer import Deferred

from crawler.gate import Gate
from crawler.refused import WaitedTooLong


class Turns(deque[Any]):
    """A slot's queue. What a page's scripts ask for comes before other pages: that page is waiting for it.

    Who leaves it is being downloaded; `download` takes that back at its end, as it does for its own entry.
    """

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.queue)
        self._slot = slot

    def append(self, entry: Any) -> None:
        if entry[0].meta.get("press_part"):
            ahead = next((place for place, (request, _) in enumerate(self) if not request.meta.get("press_part")), len(self))
            self.insert(ahead, entry)
        else:
            super().append(entry)

    def popleft(self) -> Any:
        entry = super().popleft()
        self._slot.transferring.add(entry[0])
        return entry


class TurnsDownloader(Downloader):
    """DOWNLOADER: Scrapy's own, with such queues; who gets its turn is asked for once more whether its host is still held."""

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:
        key, slot = super()._get_slot(request)
        if not isinstance(slot.queue, Turns):
            slot.queue = Turns(slot)
        return key, slot

    async def _wait_for_download(self, slot: Slot, request: Request, queue_dfd: Deferred[Any]) -> None:
        gate = self.crawler.get_downloader_middleware(Gate)
        if gate is None or gate.still_holds(request):
            await super()._wait_for_download(slot, request, queue_dfd)
            return
        slot.transferring.discard(request)
        queue_dfd.errback(WaitedTooLong())
