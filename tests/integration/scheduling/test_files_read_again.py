"""A worker whose source files are written, spoiled, added and taken away while it works."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.crawl.crawling import Crawls
from tests.integration.scheduling.busy_sites import BusySites, busy_sites, stop, wait_until, working

pytestmark = pytest.mark.one_postgres

NEXT = "SELECT next_visit_at FROM archive.source WHERE source_id = %s"


@pytest.fixture
def archive(database: str, tmp_path: Path) -> Crawls:
    (tmp_path / "sources").mkdir()
    return Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""})


@pytest.fixture
def busy(archive: Crawls) -> Iterator[BusySites]:
    with busy_sites(archive, sites=2, pages=1) as made:
        yield made


def told(worker: subprocess.Popen[str], words: str) -> str:
    """The worker's next line with these words."""
    assert worker.stderr is not None
    while words not in (line := worker.stderr.readline()):
        assert worker.poll() is None and line, f"it ended and never said {words!r}"
    return line.strip()


def test_files_are_read_again_while_a_worker_works(archive: Crawls, busy: BusySites) -> None:
    first, second = (archive.sources / "xx" / f"s{number}.toml" for number in range(2))
    away = second.rename(second.with_suffix(".away"))
    with working(archive) as worker:
        wait_until(lambda: archive.one("SELECT count(*) FROM press.visit WHERE outcome = 'done'") == 1)

        away.rename(second)  # by itself, within seconds
        assert told(worker, "source files:") == "source files: 2 sources; 1 new (xx_s1)"
        wait_until(lambda: archive.one("SELECT count(*) FROM press.release") == 2)

        good = first.read_text()
        first.write_text(f'kind = "shop"\n{good}')
        worker.send_signal(signal.SIGHUP)
        assert "s0.toml" in (line := told(worker, "what the file said before holds")) and "Traceback" not in line
        assert told(worker, "source files:") == "source files: 2 sources; nothing has changed"
        assert archive.one(NEXT, "xx_s0") is not None, "the old one stays"

        first.write_text(good.replace("Harbour board of s0", "Board of the outer harbour"))
        second.unlink()
        worker.send_signal(signal.SIGHUP)
        assert told(worker, "source files:") == "source files: 1 sources; 1 changed (xx_s0), 1 gone (xx_s1)"
        wait_until(lambda: archive.one(NEXT, "xx_s1") is None)
        assert archive.one("SELECT name FROM press.source WHERE source_id = 'xx_s0'") == "Board of the outer harbour"

        first.unlink()
        worker.send_signal(signal.SIGHUP)
        assert "no source file is left" in told(worker, "were not read again")
        assert archive.one(NEXT, "xx_s0") is not None, "an empty folder is one that was not mounted"
        code, err = stop(worker)
    assert (code, "Traceback" in err) == (0, False), err


def test_a_source_without_a_file_here_is_left_to_others(archive: Crawls, busy: BusySites) -> None:
    """Also one that joins the schedule later."""
    (archive.sources / "xx" / "s1.toml").unlink()
    archive.sql(
        "INSERT INTO archive.source (source_id, name, country, next_visit_at)"
        " VALUES ('xx_known', 'K', 'xx', now() - interval '1 d') RETURNING 1"
    )
    with working(archive) as worker:
        wait_until(lambda: archive.one("SELECT count(*) FROM archive.visit WHERE judged_at IS NOT NULL") == 1)
        archive.sql(
            "INSERT INTO archive.source (source_id, name, country, next_visit_at)"
            " VALUES ('xx_met', 'M', 'xx', now() - interval '2 d') RETURNING 1"
        )
        archive.sql("UPDATE archive.source SET next_visit_at = now() WHERE source_id = 'xx_s0' RETURNING 1")
        wait_until(lambda: busy.sites[0].paths().count("/feed") == 2)
        assert stop(worker)[0] == 0
    strangers = archive.sql("SELECT attempt, queued_at FROM archive.source WHERE source_id IN ('xx_known', 'xx_met')")
    assert [(row["attempt"], row["queued_at"]) for row in strangers] == [(0, None)] * 2
