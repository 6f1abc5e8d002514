"""Spoiled pages through the real `scrapy extract`, and what is wrong with its answers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from tests.fuzzing.originals import originals
from tests.fuzzing.spoiling import spoiled

REPOSITORY = Path(__file__).parents[2]
#: The keys that every line has, by the contract.
KEYS = frozenset(
    ["path", "url", "headline", "subheadline", "body_text", "language", "published_at", "published_precision", "dateline_place",
     "dateline_date", "issuer", "distributor", "provenance"]
)  # fmt: skip
#: The command with its reading processes: twice what it was seen to need. What grows with the number of pages is past it soon.
MOST_MEGABYTES = 1_500


@dataclass
class Outcome:
    """What became of the pages: `kinds` by page_kind, `reasons` of the unreadable ones, and every fault with its seed."""

    pages: int = 0
    peak_megabytes: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    late: list[int] = field(default_factory=list)  # seeds of pages over the limit of time: ended there, and told so
    faults: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.pages += other.pages
        self.peak_megabytes = max(self.peak_megabytes, other.peak_megabytes)
        self.kinds += other.kinds
        self.reasons += other.reasons
        self.late += other.late
        self.faults += other.faults


def run(seeds: Sequence[int], *, processes: int = 1) -> Outcome:
    """The pages of these seeds, in one run of the command."""
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for seed in seeds:
            path = Path(name) / f"{seed}.html"
            path.write_bytes(spoiled(originals(), seed))
            paths.append(path)
        listed = Path(name) / "list"
        listed.write_text(
            "".join(f"{path}\thttps://site{seed % 50}.example/{seed}\n" for seed, path in zip(seeds, paths, strict=True))
        )
        command = [sys.executable, "-m", "scrapy", "extract", "--list", str(listed), "-s", f"PRESS_READING_PROCESSES={processes}"]
        with (Path(name) / "out").open("w+", encoding="utf-8") as out, (Path(name) / "err").open("w+", encoding="utf-8") as err:
            with subprocess.Popen(command, stdout=out, stderr=err, cwd=REPOSITORY) as process:
                peak = _peak_megabytes(process)
            out.seek(0)
            err.seek(0)
            outcome = checked(out, seeds, paths)
            if process.returncode not in (0, 3):
                outcome.faults.append(f"seeds {seeds[0]} to {seeds[-1]}: exit code {process.returncode}: {err.read()[-2000:]}")
    outcome.peak_megabytes = peak
    if peak > MOST_MEGABYTES:
        outcome.faults.append(f"seeds {seeds[0]} to {seeds[-1]}: {peak:.0f} MB")
    return outcome


def checked(lines: Iterable[str], seeds: Sequence[int], paths: Sequence[Path]) -> Outcome:
    """One line for each page, in order, and each of them as the contract has it."""
    outcome = Outcome()
    found = [line for line in lines if line.strip()]
    if len(found) != len(paths):
        outcome.faults.append(f"seeds {seeds[0]} to {seeds[-1]}: {len(found)} lines for {len(paths)} pages")
    for line, seed, path in zip(found, seeds, paths, strict=False):
        outcome.pages += 1
        try:
            said = json.loads(line)
        except ValueError as error:
            outcome.faults.append(f"seed {seed}: no JSON: {error}")
            continue
        outcome.faults += [f"seed {seed}: {fault}" for fault in _faults(said, path)]
        outcome.kinds[said.get("page_kind")] += 1
        if said.get("page_kind") == "unreadable":
            reason = str(said.get("page_kind_reason"))
            outcome.reasons[reason[:80]] += 1
            if "took longer" in reason:
                outcome.late.append(seed)
            elif "died" in reason or "fault of this program" in reason:
                outcome.faults.append(f"seed {seed}: {reason}")
    return outcome


def _faults(said: dict[str, Any], path: Path) -> Iterable[str]:
    if missing := KEYS - set(said):
        yield f"without {', '.join(sorted(missing))}"
    if said.get("path") != str(path):
        yield f"is said to be {said.get('path')!r}"
    for key, value in said.items():
        if isinstance(value, str):
            if "\x00" in value:
                yield f"{key} has a NUL"
            try:
                value.encode()
            except UnicodeEncodeError:
                yield f"{key} has a lone surrogate"
    if said.get("published_at") is not None:
        try:
            datetime.fromisoformat(said["published_at"])
        except ValueError:
            yield f"published_at is {said['published_at']!r}"


def _peak_megabytes(process: subprocess.Popen[bytes]) -> float:
    """The most memory that the command and its processes held together, looked at four times a second until it ends."""
    peak, ended = 0.0, threading.Event()
    watched = psutil.Process(process.pid)

    def look() -> None:
        nonlocal peak
        while not ended.wait(0.25):
            try:
                held = sum(one.memory_info().rss for one in (watched, *watched.children(recursive=True)))
            except psutil.NoSuchProcess:
                continue
            peak = max(peak, held / 1_000_000)

    watcher = threading.Thread(target=look)
    watcher.start()
    process.wait()
    ended.set()
    watcher.join()
    return peak
