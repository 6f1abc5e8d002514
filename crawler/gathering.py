"""What is asked for at about one instant is asked for in one go: many rows a statement, one statement at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Gathering(Generic[T, R]):
    """Calls `act` with all that has gathered, and hands to each who waits the result of his own.

    `act` gives as many results as it was given things, in their order; what it raises, all of its batch hear. While it runs the
    next batch gathers, so that a batch is as large as the load makes it. `linger` seconds are waited before each for company,
    but not where `most` have come, or things of `most_size` by `size` together. `most` bounds a batch.
    """

    def __init__(
        self, act: Callable[[list[T]], Awaitable[Sequence[R]]], *, linger: float = 0.0, most: int = 500,
        size: Callable[[T], int] = lambda thing: 0, most_size: int = 1,
    ) -> None:  # fmt: skip
        self._act = act
        self._linger = linger
        self._most = most
        self._size = size
        self._most_size = most_size
        self._waiting: list[tuple[T, int, asyncio.Future[R]]] = []
        self._sum = 0
        self._full = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    def put(self, thing: T) -> asyncio.Future[R]:
        """The result for this thing, to come. Cancelling it takes nothing back."""
        result: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        size = self._size(thing)
        self._waiting.append((thing, size, result))
        self._sum += size
        if self._is_full():
            self._full.set()
        if self._running is None or self._running.done():
            self._running = asyncio.ensure_future(self._run())
        return result

    async def drained(self) -> None:
        """Wait until all that has gathered was acted on."""
        while self._running is not None and not self._running.done():
            await asyncio.wait([self._running])

    def _is_full(self) -> bool:
        return len(self._waiting) >= self._most or self._sum >= self._most_size

    async def _run(self) -> None:
        while self._waiting:
            if self._linger and not self._is_full():
                self._full.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._full.wait(), self._linger)
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            self._sum -= sum(size for _, size, _ in batch)
            try:
                results = await self._act([thing for thing, _, _ in batch])
            except BaseException as error:
                for _, _, result in batch:
                    if not result.done():
                        result.set_exception(error)
                if not isinstance(error, Exception):
                    raise
            else:
                for (_, _, result), value in zip(batch, results, strict=True):
                    if not result.done():
                        result.set_result(value)
