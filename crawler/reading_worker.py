"""What a reading process does: take tasks from its socket one by one, and answer each before the next.

A message is its length in eight bytes and a pickle. The pickles come from the program itself, over a socket that only the two
processes have.
"""

from __future__ import annotations

import gc
import pickle
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

LENGTH = struct.Struct("!Q")

#: The first message of a process: it has loaded its parsers, and the clock of its first task may run.
READY = "ready"

#: New objects between two looks of Python's collector: a page makes thousands, and few of them in circles.
COLLECT_EVERY = 10_000

#: A function of a module, and what it is called with.
Task = tuple[Callable[..., Any], tuple[object, ...]]

#: Whether the function returned, and what it returned or raised.
Answer = tuple[bool, Any]


def main() -> None:
    """The process: `crawler.reading_process` says on its command line which socket, how much memory and what comes first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; the crawl ends this one
    number, megabytes, module, prepare = sys.argv[1:]
    work(socket.socket(fileno=int(number)), getattr(import_module(module), prepare), int(megabytes))


def message(value: object) -> bytes:
    """A message, ready to be sent."""
    pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(pickled)) + pickled


def work(link: socket.socket, prepare: Callable[[], object], megabytes: int) -> None:
    """Answer tasks until the other side hangs up, or is killed. `megabytes` bounds the address space of this process."""
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    prepare()
    gc.freeze()  # modules and tables stay for good: the collector need not look at them with every few pages
    gc.set_threshold(COLLECT_EVERY)
    with suppress(ConnectionError), link, link.makefile("rb") as stream:
        link.sendall(message(READY))
        while len(head := stream.read(LENGTH.size)) == LENGTH.size:
            link.sendall(_answered(stream.read(LENGTH.unpack(head)[0])))


def _answered(pickled: bytes) -> bytes:
    """The message of the answer; whatever goes wrong with a task is its answer."""
    try:
        function, arguments = pickle.loads(pickled)  # noqa: S301  # from the process that started this one
        return message((True, function(*arguments)))
    except Exception as error:  # noqa: BLE001  # raised again on the other side
        error.add_note("".join(traceback.format_exception(error)))
        return _raised(error)


def _raised(error: Exception) -> bytes:
    """An exception as an answer, by its words alone where it does not survive the way."""
    try:
        answer = message((False, error))
        pickle.loads(answer[LENGTH.size :])  # noqa: S301  # one's own
        return answer
    except Exception:  # noqa: BLE001  # an exception's own pickling may fail in any way
        return message((False, RuntimeError(f"{type(error).__name__}: {error}")))
