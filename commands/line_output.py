"""Lines to stdout from an event loop: a slow reader holds nobody up, and one that went away is noticed at once."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: A pipe that is writable takes as much at once without blocking (pipe(7): PIPE_BUF).
_AT_ONCE = 4096


class LineOutput:
    """Writes to a descriptor; a plain file is written at once, a pipe, socket or terminal when it is ready.

    The descriptor stays in blocking mode: it is shared with other programs (the shell, above all).
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def write(self, line: bytes) -> None:
        """Returns when all of it is handed over. Raises BrokenPipeError where nobody reads any more."""
        while line:
            await self._writable()
            written = os.write(self._descriptor, line[:_AT_ONCE])
            line = line[written:]

    @contextmanager
    def reader_gone(self) -> Iterator[asyncio.Event]:
        """An event that is set when the reader goes away, also while nothing is written."""
        gone = asyncio.Event()
        loop = asyncio.get_running_loop()
        watched = not os.isatty(self._descriptor)  # what a person types would wake it up
        if watched:
            try:
                loop.add_reader(self._descriptor, self._heard, gone)
            except PermissionError:  # a plain file has no reader
                watched = False
        try:
            yield gone
        finally:
            if watched:
                loop.remove_reader(self._descriptor)

    def _heard(self, gone: asyncio.Event) -> None:
        """Nothing is ever read from the writing end: that it is readable means that it broke."""
        asyncio.get_running_loop().remove_reader(self._descriptor)
        gone.set()

    async def _writable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        try:
            loop.add_writer(self._descriptor, ready.set)
        except PermissionError:
            return
        try:
            await ready.wait()
        finally:
            loop.remove_writer(self._descriptor)


def stdout() -> LineOutput:
    """The standard output, past Python's own buffer."""
    sys.stdout.flush()
    return LineOutput(sys.stdout.fileno())


def forget_stdout() -> None:
    """After the reader went away: what the interpreter flushes at its end shall not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
