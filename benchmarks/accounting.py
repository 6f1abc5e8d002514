"""What a process and its descendants cost: CPU seconds and memory, sampled while they run, exact when they end."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

#: Seconds between two samples: a thousandth of what a run takes, and cheap.
EVERY = 0.05


@dataclass
class Ran:
    """A run. Instants are of the monotonic clock, `cpu` in seconds over the whole tree, `peak` in bytes of resident memory."""

    exit_code: int
    stdout: str
    stderr: str
    began: float
    ended: float
    cpu: float
    own_cpu: float  # the first process alone
    peak: int  # of all processes at one time
    samples: list[tuple[float, float, float]] = field(default_factory=list)  # (instant, CPU of the tree so far, of it its own)

    def cpu_since(self, instant: float) -> float:
        """CPU seconds of the tree from an instant on, by the nearest earlier sample."""
        before = [cpu for at, cpu, _ in self.samples if at <= instant]
        return self.cpu - (before[-1] if before else 0.0)

    def own_cpu_since(self, instant: float) -> float:
        """The same of the first process alone."""
        before = [own for at, _, own in self.samples if at <= instant]
        return self.own_cpu - (before[-1] if before else 0.0)


def run(command: Sequence[str], *, core: int, folder: Path, environment: Mapping[str, str], timeout: float) -> Ran:
    """Run a command on one core and wait for it. Raises TimeoutError after `timeout` seconds, the command killed."""
    with (folder / "stdout").open("w+b") as out, (folder / "stderr").open("w+b") as err:
        began = time.monotonic()
        child = subprocess.Popen(["taskset", "-c", str(core), *command], stdout=out, stderr=err, env=dict(environment))
        seen: dict[int, float] = {}
        samples: list[tuple[float, float, float]] = []
        peak, code, usage = 0, None, None
        while code is None:
            resident = _sample(child.pid, seen)
            peak = max(peak, resident)
            samples.append((time.monotonic(), sum(seen.values()), seen.get(child.pid, 0.0)))
            done, status, usage = os.wait4(child.pid, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                child.returncode = code
            elif time.monotonic() - began > timeout:
                _kill(child)
                raise TimeoutError(f"{command[0]} took longer than {timeout:.0f} s")
            else:
                time.sleep(EVERY)
        ended = time.monotonic()
        assert usage is not None
        cpu = usage.ru_utime + usage.ru_stime  # with all descendants that were waited for
        others = sum(spent for pid, spent in seen.items() if pid != child.pid)
        out.seek(0)
        err.seek(0)
        return Ran(
            code, out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace"),
            began, ended, cpu, max(0.0, cpu - others), peak, samples,
        )  # fmt: skip


def cpu_of_tree(pid: int) -> float:
    """CPU seconds of a process, of its ended children and of its living descendants, so far."""
    process = psutil.Process(pid)
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        if one.pid == pid:
            total += times.children_user + times.children_system
    return total


def pin(pid: int, cores: set[int]) -> None:
    """Keep a process, and what descends from it, on these cores."""
    process = psutil.Process(pid)
    for one in (process, *process.children(recursive=True)):
        try:
            for thread in one.threads():
                os.sched_setaffinity(thread.id, cores)
        except (psutil.NoSuchProcess, ProcessLookupError):
            continue


def _sample(pid: int, seen: dict[int, float]) -> int:
    """Note the CPU of each process of the tree; returns the memory of them all."""
    resident = 0
    try:
        process = psutil.Process(pid)
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for one in tree:
        try:
            with one.oneshot():
                times, memory = one.cpu_times(), one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
        seen[one.pid] = times.user + times.system
        resident += memory
    return resident


def _kill(child: subprocess.Popen[bytes]) -> None:
    for one in psutil.Process(child.pid).children(recursive=True):
        one.kill()
    child.kill()
    child.wait()
