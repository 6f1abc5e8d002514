"""What a worker and a harvest bear: sites that keep them waiting, a disk without room, a server that dies, and sleep."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from archive.connection import prepare
from archive.embedded.server import EmbeddedServer
from tests.integration.crawl.crawling import Crawls
from tests.integration.scheduling.busy_sites import busy_sites, elsewhere, stop, wait_until, working
from tests.quick_folder import quick_folder

pytestmark = pytest.mark.one_postgres


def crawls(database: str, tmp_path: Path, lease: str) -> Crawls:
    (tmp_path / "sources").mkdir()
    return Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": "", "CRAWLER_LEASE": lease})


@pytest.fixture
def archive(database: str, tmp_path: Path) -> Crawls:
    return crawls(database, tmp_path, "60")


@pytest.fixture
def server() -> Iterator[EmbeddedServer]:
    """One that a test may crash."""
    with quick_folder() as folder:
        server = EmbeddedServer(folder, options={"fsync": "off"})
        with server.hold():
            yield server


def releases(archive: Crawls) -> int:
    return int(archive.one("SELECT count(*) FROM press.release"))


@contextmanager
def no_room_for_captures(archive: Crawls) -> Iterator[None]:
    """A disk of its own for captures, and nothing more fits on it."""
    warc = archive.folder / "warc"
    warc.mkdir(parents=True)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(warc)], check=False).returncode:
        pytest.skip("a full disk is mounted for this test, which only root may do")
    try:
        (warc / "filler").write_bytes(b"x" * 4096)
        yield
    finally:
        subprocess.run(["umount", str(warc)], check=True)


def test_a_disk_without_room_is_told_once_and_is_no_sources_fault(archive: Crawls) -> None:
    with busy_sites(archive, sites=2, pages=3):
        with no_room_for_captures(archive):
            ended = archive.run("harvest", expect=1, faulty=True)
        assert ended.stderr.count("takes no captures") == 1, ended.stderr
        stands = archive.sql("SELECT health, failures, lease_until <= now() AS free FROM archive.source")
        assert all((row["health"], row["failures"]) == ("unverified", 0) and row["free"] in (True, None) for row in stands)
        assert archive.one("SELECT count(*) FROM archive.visit WHERE judged_at IS NOT NULL") == 0
        archive.run("harvest")
        assert releases(archive) == 6
        assert archive.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0


@pytest.fixture
def cramped() -> Iterator[EmbeddedServer]:
    """One whose data has a disk of its own."""
    with quick_folder() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=400m,mode=700", "tmpfs", str(folder)]
        if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
            pytest.skip("a full disk is mounted for this test, which only root may do")
        try:
            server = EmbeddedServer(folder, options={"fsync": "off"})
            with server.hold():
                yield server
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.slow
async def test_a_database_without_room_is_told_once_and_nothing_is_lost(cramped: EmbeddedServer, tmp_path: Path) -> None:
    await prepare(cramped.url())
    archive = crawls(cramped.url(), tmp_path, "3")
    filler = cramped.archive_dir / "filler"
    with busy_sites(archive, sites=2, pages=6, freely=2) as busy, working(archive) as worker:
        wait_until(lambda: busy.pages_asked() >= 5)
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        busy.gate.set()
        assert worker.stderr is not None
        while "the database's disk is full" not in (line := worker.stderr.readline()):
            assert worker.poll() is None and "Traceback" not in line, line
        assert "no visit begins here for 30 s" in line
        filler.unlink()
        wait_until(lambda: releases(archive) == 12)
        code, told = stop(worker)
        assert (code, "disk is full" in told, "Traceback" in told) == (0, False, False), told
        assert archive.one("SELECT count(*) FROM press.change WHERE kind = 'new'") == 12


@pytest.mark.slow
def test_a_site_that_keeps_a_worker_waiting_does_not_keep_it_from_stopping(archive: Crawls) -> None:
    with busy_sites(archive, sites=1, pages=3, freely=1) as busy:
        worker = archive.start("work", "-s", "PRESS_GRACE=1")
        try:
            wait_until(lambda: busy.pages_asked() >= 2, 30)
            code, err = stop(worker)
        finally:
            worker.kill()
            worker.communicate()
        assert (code, "Traceback" in err) == (0, False), err
        assert archive.one("SELECT lease_until <= clock_timestamp() FROM archive.source"), "it was handed back"
        busy.gate.set()
        elsewhere(archive, "far").run("harvest")  # no lease of a minute is waited for
        assert releases(archive) == 3
        outcomes = archive.sql("SELECT outcome FROM press.visit ORDER BY started_at")
        assert [row["outcome"] for row in outcomes] == ["lost", "done"]


@pytest.mark.slow
async def test_a_worker_outlives_the_server(server: EmbeddedServer, tmp_path: Path) -> None:
    await prepare(server.url())
    archive = crawls(server.url(), tmp_path, "3")
    with busy_sites(archive, sites=3, pages=6, freely=2) as busy, working(archive) as worker:
        wait_until(lambda: busy.pages_asked() >= 7, 30)
        os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        assert worker.stderr is not None
        while "waits and goes on" not in worker.stderr.readline():
            assert worker.poll() is None
        busy.gate.set()
        server.release()
        server.acquire()
        wait_until(lambda: releases(archive) == 18)
        wait_until(lambda: archive.one("SELECT count(*) FROM archive.source WHERE next_visit_at > now()") == 3)
        assert archive.one("SELECT count(*) FROM press.change WHERE kind = 'new'") == 18
        code, _ = stop(worker)
        assert code == 0


@pytest.mark.slow
def test_a_worker_that_slept_past_its_lease_writes_nothing(database: str, tmp_path: Path) -> None:
    archive = crawls(database, tmp_path, "3")
    with busy_sites(archive, sites=2, pages=6, freely=2) as busy, working(archive) as sleeper:
        wait_until(lambda: busy.pages_asked() >= 5, 30)
        sleeper.send_signal(signal.SIGSTOP)
        with working(elsewhere(archive, "far")) as second:
            lost = "SELECT count(*) FROM archive.visit WHERE outcome = 'lost'"
            wait_until(lambda: archive.one(lost) == 2)
            busy.gate.set()
            sleeper.send_signal(signal.SIGCONT)
            wait_until(lambda: archive.one("SELECT count(*) FROM archive.source WHERE next_visit_at > now()") == 2)
            (code, told), (other, _) = stop(sleeper), stop(second)
            assert (code, other, "Traceback" in told) == (0, 0, False), told
        assert archive.one("SELECT count(*) FROM press.change WHERE kind = 'new'") == releases(archive) == 12
        assert archive.one(lost) == 2, "what the sleeper did after it woke took nothing over"
