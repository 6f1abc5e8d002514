"""A command of the project under a sampler: where its main thread is, each time the process has used some CPU.

    python -m benchmarks.sampler FILE scrapy-arguments …

Unlike a profiler it does not slow small functions down, and waiting for sockets or other threads is not seen at all. Writes one
JSON object: `rooms` (where the innermost frame was) and `functions` (our own, anywhere in the stack).
"""

from __future__ import annotations

import json
import runpy
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

REPOSITORY = Path(__file__).parent.parent
#: CPU seconds between two samples; the kernel's clock makes it a few milliseconds in any case.
EVERY = 0.002

_rooms: Counter[str] = Counter()
_functions: Counter[str] = Counter()
_named: dict[str, tuple[str, bool]] = {}


def room_of(file: str) -> tuple[str, bool]:
    """The room of this project, the package, or part of Python that a file belongs to; and whether it is one of ours."""
    known = _named.get(file)
    if known is None:
        known = _named[file] = _room_of(file)
    return known


def _room_of(file: str) -> tuple[str, bool]:
    path = Path(file)
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1].removesuffix(".py"), False
    if path.is_relative_to(REPOSITORY):
        return "/".join(path.relative_to(REPOSITORY).parts[:-1][:2]) or ".", True
    if "importlib" in file:
        return "imports", False
    return f"Python: {path.stem if path.parent.name.startswith('python3') else path.parent.name}", False


def take(_number: int, frame: FrameType | None) -> None:
    """Note one sample."""
    innermost, importing = None, False
    seen: set[str] = set()
    while frame is not None:
        file = frame.f_code.co_filename
        room, ours = room_of(file)
        innermost = innermost or room
        importing |= room == "imports"
        if ours and room != "benchmarks":
            name = frame.f_code.co_name
            seen.add(f"{Path(file).relative_to(REPOSITORY).as_posix()} {name}")
        frame = frame.f_back
    _rooms["imports" if importing else innermost or "?"] += 1
    if not importing:
        _functions.update(seen)


@contextmanager
def sampling(target: Path) -> Iterator[None]:
    """Sample what happens inside; the counts go into `target`, also where it ends by SystemExit."""
    signal.signal(signal.SIGPROF, take)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        target.write_text(json.dumps({"rooms": _rooms, "functions": _functions}), encoding="utf-8")


def main() -> None:
    target = Path(sys.argv.pop(1))
    sys.argv[0] = "scrapy"
    with sampling(target):
        runpy.run_module("scrapy", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
