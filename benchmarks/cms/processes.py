"""Programs that the benchmark starts: run to their end, or kept up while a site is crawled."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


def execute(
    command: Sequence[str | Path], log: Path, *, folder: Path | None = None, environment: Mapping[str, str] | None = None,
    seconds: float = 900, given: str | None = None,
) -> None:  # fmt: skip
    """Run a command to its end, its words into `log`. Raises RuntimeError with the last of them when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as words:
        ended = subprocess.run(
            [str(part) for part in command], cwd=folder, env={**os.environ, **(environment or {})}, stdout=words,
            stderr=subprocess.STDOUT, timeout=seconds, input=given.encode() if given is not None else None, check=False,
        )  # fmt: skip
    if ended.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        raise RuntimeError(f"{Path(command[0]).name} failed ({ended.returncode}); the end of {log}:\n" + "\n".join(tail))


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, *, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, in a process group of its own, for as long as the context is open; its children end with it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as words:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
            stdout=words, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            _end(process)


def await_port(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until somebody listens on 127.0.0.1. Raises RuntimeError when the program ends before."""
    _await(lambda: _listens(port), process, seconds, f"port {port}")


def await_file(path: Path, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until the program has made a file, such as its socket."""
    _await(path.exists, process, seconds, str(path))


def _await(ready: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before {what} stood")
        if time.monotonic() > until:
            raise RuntimeError(f"{what} did not stand within {seconds:.0f} s of {process.args!r}")
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=seconds)
            break
        except subprocess.TimeoutExpired:
            continue
    try:
        os.killpg(process.pid, signal.SIGKILL)  # children that outlived their parent
    except ProcessLookupError:
        return
