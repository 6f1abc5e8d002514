"""`python -m benchmarks.scale --releases 10000 --releases 100000`: load, look and weigh at each size."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import tempfile
from pathlib import Path

from archive.settings import ArchiveSettings
from benchmarks.fresh_archive import fresh_archive
from benchmarks.scale.growing import grow
from benchmarks.scale.loading import Loaded, load
from benchmarks.scale.looking import look
from benchmarks.scale.texts import Texts
from benchmarks.scale.weighing import weigh

_PROBES = 300


def main() -> None:
    """Print each size's figures as they are known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--releases", type=int, action="append", help="records at which to measure (10000); may be repeated")
    parser.add_argument("--cores", type=int, choices=(1, 2), default=2, help="cores for the import and the server together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--probes", type=int, default=_PROBES, help="single pages of each kind stored at each size")
    parser.add_argument("--grow", type=int, default=1, help="at last make the archive so many times as large, in the database")
    parser.add_argument("--folder", type=Path, help="where the database lies meanwhile (default: a temporary folder)")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="press-scale-", dir=asked.folder))
    (folder / "sources").mkdir()
    try:
        _measure(folder, sorted(asked.releases or [10_000]), asked.cores, asked.seed, asked.probes, asked.grow)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, sizes: list[int], cores: int, seed: int, probes: int, times: int) -> None:
    all_cores = sorted(os.sched_getaffinity(0))
    if cores == 1:
        os.sched_setaffinity(0, all_cores[:1])
    texts, done = Texts(seed), 0
    with fresh_archive(folder / "var", all_cores if cores > 1 else all_cores[0]) as (settings, postmaster):
        from archive.embedded.server import EmbeddedServer

        url = EmbeddedServer(folder / "var").url()
        for size in sizes:
            loaded = load(texts, size - done, settings, postmaster, folder)
            done = size
            print(f"\n== {size:,} records, {cores} cores\n{_told(loaded)}", flush=True)
            weighed = weigh(url)
            print(json.dumps(weighed, indent=1), flush=True)
            _look(texts, probes, settings, postmaster)
        if times > 1:
            grow(url, times)
            print(f"\n== grown in the database to {times} times as many\n{json.dumps(weigh(url), indent=1)}", flush=True)
            _look(texts, probes, settings, postmaster)


def _look(texts: Texts, probes: int, settings: ArchiveSettings, postmaster: int) -> None:
    for looked in asyncio.run(look(texts, probes, settings, postmaster)):
        print(looked.told(), flush=True)


def _told(loaded: Loaded) -> str:
    return (
        f"{loaded.a_second:.0f} records a second by the clock, {loaded.a_cpu_second:.0f} a CPU second; "
        f"of {loaded.seconds:.0f} s: import {loaded.import_cpu:.0f} s CPU, server {loaded.server_cpu:.0f} s CPU"
    )


if __name__ == "__main__":
    main()
