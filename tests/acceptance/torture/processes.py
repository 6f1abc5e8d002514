"""A command as a process of its own, in a group of its own, so that all it has started can be killed with it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.integration.crawl.crawling import ROOT, Crawls

#: Seconds within which a harvest ends and a worker stops, on the busiest machine.
PATIENCE = 180


class Starter:
    """Starts commands; `tests.acceptance.torture.starter` is what it runs."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.torture.starter"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, **asked: Any) -> int | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: int | None = json.loads(self._process.stdout.readline())
        return answer

    def __enter__(self) -> Starter:
        return self

    def __exit__(self, *left: object) -> None:
        self._process.communicate()


class Running:
    """`command` is `work` or `harvest`, or another with its `arguments`. What it says goes to the file `said`."""

    def __init__(self, starter: Starter, archive: Crawls, command: str, said: Path, *arguments: str) -> None:
        self.command = command
        self._starter = starter
        self._said = said
        pid = starter.ask(command=[command, *arguments], environment=archive.environ(), said=str(said))
        assert pid is not None
        self.pid = pid

    @property
    def code(self) -> int | None:
        """The exit code; None while it runs."""
        return self._starter.ask(poll=self.pid)

    def said(self) -> str:
        """All that it has said so far, and its predecessors in the same file."""
        return self._said.read_text("utf-8", errors="replace")

    def signal(self, number: signal.Signals) -> None:
        """To the process alone."""
        if self.code is None:
            os.kill(self.pid, number)

    def kill(self, *, children: bool) -> None:
        """SIGKILL, also to all that it has started, or to it alone: its children find that out by themselves."""
        if children:
            self._kill_group()
        self.signal(signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Its exit code, when it has ended by itself."""
        end = time.monotonic() + PATIENCE
        while (code := self.code) is None:
            assert time.monotonic() < end, f"{self.command} comes to no end\n{self.said()[-3000:]}"
            time.sleep(0.02)
        return code

    def stop(self) -> int:
        """SIGTERM, and its exit code."""
        self.signal(signal.SIGTERM)
        return self.wait()

    def close(self) -> None:
        """Leave nothing of it behind. Children of one that was killed have a while to end by themselves."""
        if self.code is None:
            self.kill(children=True)
        self._kill_group()

    def left_behind(self, seconds: float) -> bool:
        """Whether any process of its group is still there after so long."""
        end = time.monotonic() + seconds
        while self._group_lives():
            if time.monotonic() > end:
                return True
            time.sleep(0.05)
        return False

    def _group_lives(self) -> bool:
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _kill_group(self) -> None:
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
