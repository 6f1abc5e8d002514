"""How a reading process is started: as a program of its own. A fork would inherit sockets, locks and the reactor.

Python's multiprocessing does likewise, and more: it loads the program's main module again (here `scrapy` with all that is behind
it, half a second of CPU), starts a process that watches over semaphores, and whoever is killed while it starts another leaves one
behind that complains of it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

#: -P: no folder but those that are named is looked in for modules.
_COMMAND = (sys.executable, "-P", "-c", "from crawler.reading_worker import main; main()")


def start(link: socket.socket, prepare: Callable[[], object], megabytes: int) -> subprocess.Popen[bytes]:
    """Start a process that answers at the other end of a socket pair (`crawler.reading_worker`); this side may close `link` then.

    `prepare` is a function of a module, called before the first task. Raises OSError where no process can be started.
    """
    said = (str(link.fileno()), str(megabytes), prepare.__module__, prepare.__qualname__)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)}
    return subprocess.Popen((*_COMMAND, *said), pass_fds=[link.fileno()], stdin=subprocess.DEVNULL, env=environment)
