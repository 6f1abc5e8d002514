"""A process that has loaded the program and starts its commands by fork: their work is tried, not the second of their start.

Asked by lines of JSON on stdin, answered by lines on stdout. Run as `python -m tests.acceptance.torture.starter`.
"""

from __future__ import annotations

import json
import os
import sys

import scrapy.cmdline

import commands.crawl
import commands.harvest
import commands.verify
import commands.work
import crawler.run
import scheduling.catalogue
import scheduling.working
import spiders.press

LOADED = (
    commands.crawl, commands.harvest, commands.verify, commands.work, crawler.run, scheduling.catalogue, scheduling.working,
    spiders.press,
)  # fmt: skip


def main() -> None:
    ended: dict[int, int] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if (pid := asked.get("poll")) is None:
            answer: int | None = _start(**asked)
        else:
            if pid not in ended:
                found, status = os.waitpid(pid, os.WNOHANG)
                if found:
                    ended[pid] = os.waitstatus_to_exitcode(status)
            answer = ended.get(pid)
        print(json.dumps(answer), flush=True)


def _start(command: list[str], environment: dict[str, str], said: str) -> int:
    """Start `scrapy COMMAND …` in a session of its own; what it says is appended to a file. Its process id."""
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    log = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for one, other in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(one, other)
    sys.argv = ["scrapy", *command]
    scrapy.cmdline.execute()
    os._exit(0)


if __name__ == "__main__":
    main()
