"""What a worker and a harvest do, as processes of their own over real sites: nothing twice, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.scripted_site import Answer
from tests.integration.crawl.site_documents import write_source
from tests.integration.scheduling.busy_sites import busy_sites, elsewhere, stop, wait_until, working

pytestmark = pytest.mark.one_postgres


@pytest.fixture
def archive(database: str, tmp_path: Path) -> Crawls:
    (tmp_path / "sources").mkdir()
    return Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": "", "CRAWLER_LEASE": "6"})


def releases(archive: Crawls) -> int:
    return int(archive.one("SELECT count(*) FROM press.release"))


def test_two_harvests_at_once_visit_all_that_is_due_once(archive: Crawls) -> None:
    with busy_sites(archive, sites=3, pages=2) as busy:
        (archive.sources / "xx" / "broken.toml").write_text("name = 1\n", "utf-8")
        busy.sites[2].answers["/feed"] = busy.sites[2].answers["/robots.txt"] = Answer(b"gone", "text/plain", 410)
        running = [archive.start("harvest"), elsewhere(archive, "far").start("harvest")]
        told = [process.communicate(timeout=60) for process in running]
        assert all(out for out, _ in told), "\n".join(err[-1500:] for _, err in told)
        rows = [json.loads(out) for out, _ in told]
        assert sorted(process.returncode for process in running) != [0, 0], "a file and a site are broken"
        assert all("broken.toml" in err for _, err in told)
        assert sum(row["visits"] for row in rows) == 3
        assert [site.paths().count("/feed") for site in busy.sites] == [1, 1, 1]
        assert releases(archive) == 4
        due = archive.sql("SELECT source_id, next_visit_at > now() AS later, health, failures FROM archive.source ORDER BY 1")
        assert [(row["later"], row["health"], row["failures"]) for row in due] == [
            (True, "ok", 0), (True, "ok", 0), (True, "unverified", 1),
        ]  # fmt: skip
        assert archive.one("SELECT count(*) FROM archive.visit WHERE judged_at IS NULL") == 0
        again = json.loads(archive.run("harvest", expect=3).stdout)  # the broken file is told each time
        assert again["visits"] == 0


def test_sources_of_one_host_have_their_turns_in_one_harvest(archive: Crawls) -> None:
    """And where another process asks the host, a source waits: no visit is made of it, and nothing is wrong with it."""
    with busy_sites(archive, sites=1, pages=4, freely=1) as busy:
        site = busy.sites[0]
        site.answers["/second"] = site.answers["/feed"]
        write_source(archive.sources, "second", ("feed", f"{site.base}/second"), home=f"{site.base}/", concurrency=1)
        first = archive.start("crawl", busy.names[0])
        wait_until(lambda: busy.pages_asked() >= 2)
        turned_away = archive.run("crawl", "xx_second", expect=1)
        assert json.loads(turned_away.stdout)["outcome"] == "busy" and "host_busy" in turned_away.stderr
        found = archive.sql("SELECT health, health_reason, failures FROM archive.source WHERE source_id = 'xx_second'")
        assert found == [{"health": "unverified", "health_reason": None, "failures": 0}]
        busy.gate.set()
        first.communicate(timeout=60)
        archive.sql("UPDATE archive.source SET next_visit_at = now() - interval '1 minute', wants_visit = true RETURNING 1")
        told = json.loads(archive.run("harvest").stdout)
        assert (told["visits"], told["failed"]) == (2, 0), told
        visits = archive.sql("SELECT outcome, count(*) AS n FROM press.visit GROUP BY 1")
        assert [row["outcome"] for row in visits] == ["done"], visits
        assert archive.sql("SELECT DISTINCT health, failures FROM archive.source") == [{"health": "ok", "failures": 0}]


def test_a_dead_workers_visit_is_taken_up_by_another_and_nothing_is_lost(archive: Crawls) -> None:
    with busy_sites(archive, sites=1, pages=6, freely=3) as busy:
        with working(archive) as first:
            wait_until(lambda: busy.pages_asked() >= 4)
            first.kill()
            busy.gate.set()
        far = elsewhere(archive, "far")
        with working(far) as second:
            wait_until(lambda: releases(archive) == 6)
            wait_until(lambda: archive.one("SELECT count(*) FROM archive.source WHERE visit_id IS NULL") == 1)
            code, err = stop(second)
        assert (code, "Traceback" in err) == (0, False), err
        outcomes = archive.sql("SELECT outcome FROM press.visit ORDER BY started_at")
        assert [row["outcome"] for row in outcomes] == ["lost", "done"]
        assert archive.one("SELECT count(*) FROM press.change WHERE kind = 'new'") == 6
        assert archive.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0


def test_two_workers_share_the_sources_whatever_befalls_the_queue_and_the_connections(archive: Crawls) -> None:
    with (
        busy_sites(archive, sites=5, pages=4, freely=1) as busy,
        working(archive) as one,
        working(elsewhere(archive, "far")) as two,
    ):
        wait_until(lambda: busy.pages_asked() >= 2)
        busy.gate.set()
        with psycopg.connect(archive.database, autocommit=True) as admin:
            admin.execute("TRUNCATE queue.pgqueuer")
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        wait_until(lambda: releases(archive) == 20)
        wait_until(
            lambda: archive.one("SELECT count(*) FROM archive.source WHERE visit_id IS NULL AND next_visit_at > now()") == 5
        )
        assert archive.run("work", "--alive", expect=None).returncode == 0
        for process in (one, two):
            code, err = stop(process)
            assert code == 0, err
        assert archive.one("SELECT count(*) FROM press.change WHERE kind = 'new'") == 20
        assert archive.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0
        assert archive.run("work", "--alive", expect=1).returncode == 1


def test_a_worker_that_is_told_to_stop_ends_in_good_order_and_the_rest_is_done_later(archive: Crawls) -> None:
    with busy_sites(archive, sites=1, pages=6, freely=3) as busy:
        with working(archive) as worker:
            wait_until(lambda: busy.pages_asked() >= 4)
            code, err = stop(worker, busy.gate)
        assert (code, "Traceback" in err) == (0, False), err
        before = releases(archive)
        assert 3 <= before < 6
        assert archive.one("SELECT count(*) FROM archive.source WHERE visit_id IS NULL") == 1, "it was handed back"
        archive.sql("UPDATE archive.source SET next_visit_at = now() RETURNING 1")
        archive.run("harvest")
        assert releases(archive) == 6
        assert busy.pages_asked() <= 7, "what was had is not asked again"
