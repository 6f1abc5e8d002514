"""A request that is not made, or not now: the errors that say why, and how they reach those that wait for their turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scrapy.core.downloader import Slot
from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """A request that is not made, or not now. `word` is the reason; `until` is when the host may be asked again, if it said."""

    def __init__(self, word: str, detail: str, until: datetime | None = None, *, transient: bool = False) -> None:
        super().__init__(detail)
        self.word = word
        self.detail = detail
        self.until = until
        self.transient = transient


class WaitedTooLong(Exception):
    """A request got its turn when its host might have gone to another already: it has to pass the gate again."""


def refuse_waiting(slot: Slot, refusal: Callable[[], Exception]) -> None:
    """Refuse, each with an error of its own, the requests that only wait for their turn in a slot of the downloader."""
    while slot.queue:
        refused = [waiting for _request, waiting in slot.queue]
        slot.queue.clear()  # no popleft: who leaves by that has got its turn
        for waiting in refused:
            waiting.errback(refusal())
