"""A host's turns: a request counts as being downloaded from the instant at which it gets its turn.

Scrapy counts it when its download begins, which with coroutines is a moment later: where no delay parts two requests, all that
wait in a slot get their turn in one go, whatever the slot's concurrency is (seen with Scrapy 2.19: six requests at once for one).
"""

from __future__ import annotations

from collections import deque
from typing import Any

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader, Slot


class Turns(deque[Any]):
    """A slot's queue. Who leaves it is being downloaded; `download` takes that back at its end, as it does for its own entry."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.queue)
        self._slot = slot

    def popleft(self) -> Any:
        entry = super().popleft()
        self._slot.transferring.add(entry[0])
        return entry


class TurnsDownloader(Downloader):
    """DOWNLOADER: Scrapy's own, with slots that count turns."""

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:
        key, slot = super()._get_slot(request, spider)
        if type(slot.queue) is deque:
            slot.queue = Turns(slot)
        return key, slot
