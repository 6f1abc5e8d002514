"""The embedded server's processes: which they are, how they end, and what they leave behind when they are killed."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil

from press.errors import CannotStart

#: Seconds that a postmaster gives its own after SIGQUIT, before SIGKILL (PostgreSQL's SIGKILL_CHILDREN_AFTER_SECS).
_EMERGENCY = 5


class ServerProcess:
    """The processes that work on one data folder: each of them stands in it."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._pid_file = data / "postmaster.pid"

    def postmaster(self) -> psutil.Process | None:
        """The process that postmaster.pid names, if it lives and is this folder's: the file outlives a crash, numbers recur."""
        pid = self._recorded_pid()
        if pid is None or pid <= 0:
            return None
        try:
            process = psutil.Process(pid)
            return process if self._is_ours(process, unseen=True) else None
        except psutil.NoSuchProcess:
            return None

    def stop(self, patience: float) -> None:
        """Fast shutdown: sessions that are left are ended, and everything is on disk."""
        process = self.postmaster()
        if process is None:
            return
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGINT)
            self._ends(process, patience)

    def clear_remains(self, sockets: Iterable[Path]) -> None:
        """End what outlived a killed postmaster, and remove a pid file that names a stranger. Raises CannotStart.

        PostgreSQL sees by itself that a recorded process is gone, but takes any process of this user that got its number since
        for a running server. Its backends must be gone first: two generations over one folder would destroy it.
        """
        if not self._pid_file.exists():
            return
        for process in [each for each in psutil.process_iter() if self._is_ours(each)]:
            for emergency in (signal.SIGQUIT, signal.SIGKILL):
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(emergency)
                    process.send_signal(signal.SIGCONT)  # a frozen one hears nothing else
                if self._ends(process, _EMERGENCY):
                    break
            else:
                raise CannotStart(
                    f"process {process.pid} of a dead server holds {self._data} and cannot be ended: restart the machine"
                )
        if (pid := self._recorded_pid()) is None or psutil.pid_exists(pid):
            self._pid_file.unlink(missing_ok=True)
            for socket in sockets:
                with suppress(OSError):
                    socket.with_name(f"{socket.name}.lock").unlink()

    def _recorded_pid(self) -> int | None:
        try:
            return int(self._pid_file.read_text(errors="replace").split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _is_ours(self, process: psutil.Process, *, unseen: bool = False) -> bool:
        """Whether it is a living process of this folder's server; `unseen` where we may not look where it stands."""
        try:
            if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
                return False
            return Path(process.cwd()) == self._data.resolve()
        except psutil.AccessDenied:
            return unseen
        except (psutil.NoSuchProcess, FileNotFoundError):
            return False

    def _ends(self, process: psutil.Process, seconds: float) -> bool:
        """Whether the process ends in time. A zombie has ended: it is init's, which may take a second to bury it. One that
        stands in no folder any more has let go of its files, and is still on its way out."""
        until = time.monotonic() + seconds
        while alive := _lives(process):
            if time.monotonic() > until:
                break
            time.sleep(0.005)
        return not alive


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False
