"""This side of one reading process: tasks go to it over a socket, and it is killed where one takes too long.

All of it happens on the event loop. A pool of threads and pipes, as pebble has it, cost half a millisecond a page.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import subprocess
from collections import deque
from collections.abc import Callable
from typing import Any, Literal

from crawler.reading_process import start
from crawler.reading_worker import LENGTH, READY, Answer, Task, message

#: Tasks that a process has at hand: the next ones lie in its socket while it reads a page and the event loop is busy.
AHEAD = 4

#: Seconds in which a process must have loaded its parsers: one and a half on a quick machine, and one may be slow and busy.
START_SECONDS = 60.0

#: Why a process ended: a task took too long, it died, or it was no longer wanted.
End = Literal["late", "died", "dismissed"]


class Waiting:
    """A task with the future of its answer."""

    __slots__ = ("answer", "task")

    def __init__(self, task: Task, answer: asyncio.Future[Any]) -> None:
        self.task = task
        self.answer = answer


class ReadingLink(asyncio.Protocol):
    """One reading process, and the tasks that were given to it.

    `seconds` is the wall clock that each task may take. `on_room(link)` is told whenever a task is done;
    `on_end(link, end, exit_code)` once, when the process is gone: `tasks` then has those without an answer, the one it was
    reading first. After `most` tasks it takes no more.
    """

    def __init__(
        self, prepare: Callable[[], object], *, seconds: float, megabytes: int, most: int,
        on_room: Callable[[ReadingLink], None], on_end: Callable[[ReadingLink, End, int | None], None],
    ) -> None:  # fmt: skip
        self._seconds = seconds
        self._left = most
        self._on_room = on_room
        self._on_end = on_end
        self.tasks: deque[Waiting] = deque()
        self.gone = asyncio.Event()
        self._ready = False
        self._end: End | None = None
        self._received = bytearray()
        self._unsent = bytearray()
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = start(theirs, prepare, megabytes)
        ours.setblocking(False)
        self._connecting = self._loop.create_task(self._connect(ours))
        self._clock = self._loop.call_later(START_SECONDS, self._late)

    @property
    def has_room(self) -> bool:
        """Whether another task may be given."""
        return self._end is None and self._left > 0 and len(self.tasks) < AHEAD

    @property
    def is_spent(self) -> bool:
        """Whether all is done that it may do."""
        return self._left == 0 and not self.tasks

    def give(self, waiting: Waiting) -> None:
        """Send a task. Raises what pickling it raises."""
        data = message(waiting.task)
        self.tasks.append(waiting)
        self._left -= 1
        if self._transport is None:
            self._unsent += data
        else:
            self._transport.write(data)
        if self._ready and len(self.tasks) == 1:
            self._restart_clock()

    def dismiss(self, end: End = "dismissed") -> None:
        """Kill the process; `on_end` hears of it."""
        self._end = end
        self._clock.cancel()
        self._process.kill()

    async def _connect(self, ours: socket.socket) -> None:
        await self._loop.create_unix_connection(lambda: self, sock=ours)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # a stream's always is
        self._transport = transport
        if self._unsent:
            transport.write(bytes(self._unsent))
            self._unsent.clear()

    def data_received(self, data: bytes) -> None:
        self._received += data
        while len(self._received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._received)[0]
            if len(self._received) < end:
                return
            pickled = bytes(self._received[LENGTH.size : end])
            del self._received[:end]
            self._heard(pickled)

    def connection_lost(self, error: Exception | None) -> None:
        self._clock.cancel()
        try:
            exit_code: int | None = self._process.wait(1)  # it has hung up, so it is gone or about to be
        except subprocess.TimeoutExpired:
            exit_code = None
            self._process.kill()
            self._process.wait()
        self.gone.set()
        self._on_end(self, self._end or "died", exit_code)

    def _heard(self, pickled: bytes) -> None:
        if not self._ready:
            assert pickle.loads(pickled) == READY  # noqa: S301, S101  # of a process that this one started
            self._ready = True
        else:
            answer = self.tasks.popleft().answer
            if not answer.done():
                _settle(answer, pickled)
        if self.tasks:
            self._restart_clock()
        else:
            self._clock.cancel()
        self._on_room(self)

    def _restart_clock(self) -> None:
        self._clock.cancel()
        self._clock = self._loop.call_later(self._seconds, self._late)

    def _late(self) -> None:
        self.dismiss("late")


def _settle(future: asyncio.Future[Any], pickled: bytes) -> None:
    try:
        answer: Answer = pickle.loads(pickled)  # noqa: S301  # of a process that this one started
    except Exception as error:  # noqa: BLE001  # raised where the answer is awaited
        future.set_exception(error)
        return
    returned, value = answer
    if returned:
        future.set_result(value)
    else:
        future.set_exception(value)
