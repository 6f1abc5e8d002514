"""The order of a worker's writes by its system calls: bytes are synced before the rows that name them are sent, and these are
committed before the job is done. A kill cannot show a missing sync; strace can."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.crawl.crawling import ROOT, Crawls
from tests.integration.scheduling.busy_sites import busy_sites, wait_until

pytestmark = pytest.mark.one_postgres

_CALL = re.compile(r"^\d+ +(pwrite64|fdatasync|fsync|sendto)\((\d+)<([^>]{0,400})>(.*)$")
_WRITTEN = re.compile(r", (\d+), (\d+)\) += \d+$")
_NAMED = re.compile(r'warc_file\\":\\"([^"\\]{1,200})\\",\\"warc_offset\\":(\d+),\\"warc_length\\":(\d+)')
_PAGES = 3


def test_bytes_are_synced_then_named_then_committed_then_the_job_ends(database: str, tmp_path: Path) -> None:
    if (strace := shutil.which("strace")) is None:
        pytest.skip("strace is not installed: the order of a worker's writes is not checked")
    (tmp_path / "sources").mkdir()
    archive = Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""})
    log = tmp_path / "calls"
    traced = [strace, "-f", "-y", "-s", "9000", "-o", str(log), "-e", "trace=pwrite64,fsync,fdatasync,sendto"]
    with busy_sites(archive, sites=1, pages=_PAGES):
        command = [*traced, sys.executable, "-m", "scrapy", "work"]
        with subprocess.Popen(
            command, cwd=ROOT, env=archive.environ(), stderr=subprocess.PIPE, start_new_session=True
        ) as process:
            try:
                judged = "SELECT count(*) FROM archive.visit WHERE judged_at IS NOT NULL"
                wait_until(lambda: process.poll() is not None or archive.one(judged) == 1)
                wait_until(lambda: process.poll() is not None or archive.one("SELECT count(*) FROM queue.pgqueuer") == 0)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
            _, said = process.communicate(timeout=100)
    if b"ptrace" in said:
        pytest.skip("strace may not trace here")
    assert _checked(log) >= _PAGES, "each page's row was seen on its way"


def _checked(log: Path) -> int:
    """Follow the calls; how many rows that name captures were seen."""
    written: dict[str, int] = {}
    synced: dict[str, int] = {}
    uncommitted: set[str] = set()  # sessions in which rows wait for their commit
    named = ended = 0
    for line in log.read_text(errors="replace").splitlines():
        if (call := _CALL.match(line)) is None:
            continue
        name, path, rest = call[1], call[3], call[4]
        file = Path(path).name.removesuffix(".open")
        if name == "pwrite64" and file.endswith(".warc.gz") and (found := _WRITTEN.search(rest)):
            written[file] = int(found[1]) + int(found[2])
        elif name in ("fdatasync", "fsync") and file in written:
            synced[file] = written[file]
        elif name == "sendto":
            for row in _NAMED.finditer(rest):
                named += 1
                assert int(row[2]) + int(row[3]) <= synced[row[1]], f"a row names bytes that are not synced: {row[0]}"
                uncommitted.add(path)
            if "COMMIT" in rest:
                uncommitted.discard(path)
            if "DELETE FROM queue.pgqueuer" in rest:
                ended += 1
                assert not uncommitted, "the job ends before its rows are committed"
    assert ended, "the end of the job was seen"
    return named
