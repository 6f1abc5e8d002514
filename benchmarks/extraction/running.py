"""Extractors over recorded pages: this project's as its users run it, the others in an environment of their own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.extraction.recorded import CORPUS, Recorded

REPOSITORY = Path(__file__).parents[2]
RIVALS = ("trafilatura", "trafilatura-fast", "newspaper4k", "resiliparse")
_THEIR_PYTHON = REPOSITORY / ".tools" / "extractors" / "bin" / "python"


@dataclass
class Ran:
    """What an extractor said of each page, each under its path within the corpus, and the CPU milliseconds of each."""

    name: str
    predictions: list[dict[str, Any]]
    milliseconds: list[float] = field(default_factory=list)
    faults: int = 0


def ours(chosen: list[Recorded]) -> list[dict[str, Any]]:
    """What `scrapy extract --list` says of the pages: those of one host inform each other."""
    with _listed(chosen) as asked:
        answer = _answer([sys.executable, "-m", "scrapy", "extract", "--list", asked], fine=(0, 3))
    return [_within(line) for line in answer]


def our_milliseconds(chosen: list[Recorded]) -> list[float]:
    """The CPU milliseconds of each page, read alone in this process by nothing but itself, parsers loaded."""
    from press.extraction import extract
    from press.extraction.warming import warm_up
    from press.page import Page

    warm_up()
    spent = []
    for page in chosen:
        given = Page(url=page.url, body=opened(page))
        begun = time.process_time()
        extract(given)
        spent.append((time.process_time() - begun) * 1000)
    return spent


def rival(name: str, chosen: list[Recorded]) -> Ran:
    """Another extractor over the same pages."""
    if not _THEIR_PYTHON.exists():
        sys.exit("the other extractors are not installed: run `make extraction`, which brings them")
    script = str(Path(__file__).parent / "rival.py")
    with _listed(chosen) as asked:
        lines = [_within(line) for line in _answer([str(_THEIR_PYTHON), script, name, asked], fine=(0,))]
    faults = sum(line["fault"] is not None for line in lines)
    return Ran(name, lines, [line["milliseconds"] for line in lines], faults)


def opened(page: Recorded) -> bytes:
    """The page's bytes."""
    file = CORPUS / page.path
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


@contextmanager
def _listed(chosen: list[Recorded]) -> Iterator[str]:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as file:
        file.writelines(f"{CORPUS / page.path}\t{page.url}\n" for page in chosen)
        file.flush()
        yield file.name


def _answer(command: list[str], *, fine: tuple[int, ...]) -> list[dict[str, Any]]:
    ran = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)
    if ran.returncode not in fine:
        sys.exit(ran.stderr)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _within(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "path": str(Path(line["path"]).relative_to(CORPUS))}
