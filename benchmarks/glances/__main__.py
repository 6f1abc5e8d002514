"""`python -m benchmarks.glances`: unchanged feeds over loopback. Worker and database have one core, the sites another."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.fresh_archive import fresh_archive
from benchmarks.glances.certificate import write_certificate
from tests.quick_folder import quick_folder


def main() -> None:
    """Print glances a second, what a glance costs, and with `--minutes` how late the worker is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.glances", description=__doc__)
    parser.add_argument("--sources", type=int, default=5000, help="each on a host of its own (5000)")
    parser.add_argument("--minutes", type=float, default=0, help="spread what is due over so long instead of all at once")
    parser.add_argument("--tls", action="store_true", help="over https, each glance with a handshake of its own")
    parser.add_argument("--bare", action="store_true", help="without the queue: the glances alone")
    parser.add_argument("--profile", action="store_true", help="where the worker's milliseconds go, by samples")
    asked = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    theirs, ours = cores[0], cores[-1]
    with quick_folder() as folder, fresh_archive(folder / "var", ours) as (_settings, postmaster):
        certificate, samples = folder / "certificate.pem", folder / "samples.json"
        write_certificate(certificate)
        serving = ["taskset", "-c", str(theirs), sys.executable, "-m", "benchmarks.glances.server"]
        command = ["taskset", "-c", str(ours), sys.executable, "-m", "benchmarks.glances.worker", "--sources", str(asked.sources)]
        if asked.tls:
            serving.append(str(certificate))
            command.append("--tls")
        if asked.bare:
            command.append("--bare")
        if asked.profile:
            command += ["--samples", str(samples)]
        server = subprocess.Popen(serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        command += ["--port", str(int(server.stdout.readline())), "--postmaster", str(postmaster)]
        command += ["--seconds", str(60 * asked.minutes)]
        own = {"ARCHIVE_DIR": str(folder / "var"), "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8", "DATABASE_URL": ""}
        environment = {**os.environ, **own, "SSL_CERT_FILE": str(certificate)}
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
        sites, _ = server.communicate("")
        _print(json.loads(told.stdout.splitlines()[-1]), float(sites), asked.sources)
        if asked.profile:
            _print_samples(samples)


def _print(found: dict[str, Any], sites: float, sources: int) -> None:
    count = sum(found["outcomes"].values())
    table = Table(title=f"{count} glances at {sources} sources: {found['outcomes']}", box=box.SIMPLE, title_justify="left")
    columns = {
        "a second": f"{count / found['wall']:.0f}",
        "a second of the core's CPU": f"{count / (found['own'] + found['database']):.0f}",
        "worker ms": f"{1000 * found['own'] / count:.2f}",
        "PostgreSQL ms": f"{1000 * found['database'] / count:.2f}",
        "the sites' ms": f"{1000 * sites / count:.2f}",
        "worker MB": " to ".join(f"{size / 1e6:.0f}" for size in (found["memory"][0], max(found["memory"]))),
    }
    if found["late"]:
        columns["late s, p50 p95 max"] = " ".join(f"{value:.2f}" for value in found["late"].values())
    for column in columns:
        table.add_column(column, justify="right")
    table.add_row(*columns.values())
    Console().print(table)


def _print_samples(path: Path) -> None:
    samples = json.loads(path.read_text(encoding="utf-8"))
    total = sum(samples["rooms"].values())
    for what in ("rooms", "functions"):
        print(what)
        for name, count in sorted(samples[what].items(), key=lambda item: -item[1])[:40]:
            print(f"  {100 * count / total:5.1f} %  {name}")


if __name__ == "__main__":
    main()
