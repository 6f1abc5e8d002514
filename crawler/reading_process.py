"""How a reading process is started: anew (a fork would inherit sockets, locks and the reactor), and without the main module.

A process that Python's multiprocessing spawns loads the program's main module again, for the sake of functions that may be
defined there. Here that is the script `scrapy` with all of Scrapy behind it: half a second of CPU before the first page.
"""

from __future__ import annotations

import sys
import threading
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType

_swapping = threading.Lock()


class ReadingProcess(SpawnProcess):
    """A spawned process that knows no main module: what it runs stands in a module of its own."""

    def start(self) -> None:
        """Start it; for the moment that it takes, an empty module stands in the main module's place."""
        with _swapping:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main


class ReadingContext(SpawnContext):
    """multiprocessing's `spawn` context with ReadingProcess for its processes."""

    Process = ReadingProcess
