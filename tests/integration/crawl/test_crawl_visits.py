"""Visits as a user sees them: first, second, after an edit, back by date, bounded, again from the start."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import sql

from sample import Newsroom, Server
from tests.integration.crawl.quick_crawls import QuickCrawls

pytestmark = pytest.mark.one_postgres

_HOLES = (
    "SELECT count(*) FROM (SELECT change_id - row_number() OVER (ORDER BY change_id) AS off FROM press.change) c WHERE off <> 0"
)


def test_a_second_visit_asks_only_what_it_must(crawls: QuickCrawls, server: Server) -> None:
    first = crawls.crawl("xx_corvane")
    assert first["outcome"] == "done"
    assert first["stored"] >= 8
    server.forget()
    second = crawls.crawl("xx_corvane")
    assert second["outcome"] == "unchanged"
    assert [request.status for request in server.requests] == [304] * len(server.requests)
    assert 1 <= len(server.requests) <= 3
    assert all(request.conditional for request in server.requests)
    assert crawls.one("SELECT count(*) FROM press.visit") == 1, "a visit that finds nothing leaves no row"
    assert crawls.one("SELECT glances FROM press.completeness WHERE source_id = 'xx_corvane'") == 2


def test_a_silent_edit_becomes_a_revision(crawls: QuickCrawls, server: Server, newsroom: Newsroom) -> None:
    crawls.crawl("xx_inland_waters")
    newsroom.play("edit")
    server.forget()
    report = crawls.crawl("xx_inland_waters")
    assert report["stored"] == 1
    revised = crawls.sql("SELECT * FROM press.change WHERE kind = 'revised'")
    assert len(revised) == 1
    revisions = crawls.sql("SELECT * FROM press.revision WHERE url = %s ORDER BY number", revised[0]["url"])
    assert [revision["number"] for revision in revisions] == [1, 2]
    assert revisions[1]["previous_revision_id"] == revisions[0]["revision_id"]
    assert revisions[0]["body_text"] != revisions[1]["body_text"]
    shown = crawls.sql("SELECT * FROM press.release WHERE release_id = %s", revised[0]["release_id"])[0]
    assert (shown["revision_id"], shown["revision_count"]) == (revisions[1]["revision_id"], 2)
    pages = [request for request in server.requests if request.path == revised[0]["url"].removeprefix(server.sites["ministry"])]
    assert len(pages) == 1, "the page is asked once, whatever feeds and sitemaps name it"
    assert crawls.one(_HOLES) == 0


def test_looking_at_every_known_page_again_changes_nothing(crawls: QuickCrawls, server: Server) -> None:
    crawls.crawl("xx_corvane")
    before = crawls.one("SELECT change_head FROM press.archive")
    seen = crawls.one("SELECT max(last_seen_at) FROM press.release")
    server.forget()
    report = crawls.crawl("xx_corvane", "-a", "revisit=all")
    assert report["fetched"] == crawls.one("SELECT count(*) FROM archive.lead")
    assert report["unchanged"] >= 8
    assert crawls.one("SELECT change_head FROM press.archive") == before
    assert crawls.one("SELECT min(last_seen_at) FROM press.release") > seen
    revisits = crawls.sql("SELECT * FROM press.capture WHERE record_type = 'revisit'")
    assert len(revisits) == report["fetched"], "the same bytes again are a revisit record that refers to the first"
    assert all(revisit["refers_to"] for revisit in revisits)


def test_a_limit_counts_pages_and_the_rest_comes_later(crawls: QuickCrawls) -> None:
    report = crawls.crawl("xx_corvane", "-a", "limit=5")
    assert report["fetched"] == 5
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") > 0
    crawls.crawl("xx_corvane")
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0


def test_since_takes_what_is_not_older(crawls: QuickCrawls) -> None:
    crawls.crawl("xx_corvane", "-a", "since=2026-03-05")
    dates = crawls.sql("SELECT published_at::date::text AS day FROM press.release ORDER BY 1")
    assert dates
    assert min(row["day"] for row in dates) >= "2026-03-05"
    crawls.crawl("xx_corvane", "-a", "since=2000-01-01")
    assert crawls.one("SELECT count(*) FROM press.release") > len(dates)


def test_every_capture_can_be_verified(crawls: QuickCrawls) -> None:
    crawls.crawl("xx_corvane")
    crawls.run("verify")
    assert crawls.one("SELECT count(*) FROM press.warc WHERE closed_at IS NULL") == 0
    assert (
        crawls.one("SELECT count(*) FROM press.revision r LEFT JOIN press.capture c USING (capture_id) WHERE c.url IS NULL") == 0
    )


def test_a_source_is_visited_by_one_at_a_time(crawls: QuickCrawls, server: Server) -> None:
    crawls.environment["CRAWLER_LEASE"] = "30"
    first = crawls.start("crawl", "xx_corvane", "-s", "DOWNLOAD_DELAY=1")
    try:
        while len(server.asked("wire")) < 5:
            assert first.poll() is None, first.stderr.read() if first.stderr else ""
        refused = crawls.run("crawl", "xx_corvane", expect=1)
        assert "another worker is visiting it" in refused.stderr
        assert len(refused.stderr.strip().splitlines()) == 1
    finally:
        first.terminate()
        first.communicate(timeout=60)
    assert first.returncode == 3, "a visit that is stopped is done in part"
    assert crawls.one("SELECT outcome FROM press.visit") == "partial"
    assert crawls.crawl("xx_corvane")["outcome"] == "done"
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0


def test_a_field_that_a_healthy_visit_finds_and_this_one_does_not_is_told(crawls: QuickCrawls) -> None:
    file = crawls.sources / "xx" / "corvane.toml"
    file.write_text(file.read_text().replace("[healthy]", '[healthy]\nfields = ["headline", "release_number"]'))
    report = crawls.crawl("xx_corvane", expect=3)
    assert report["detail"]["reasons"] == [f"release_number is missing on {report['stored']} of {report['stored']} releases"]
    source = crawls.sql("SELECT health, health_reason FROM press.source")[0]
    assert source["health"] == "unverified", "no visit has succeeded yet"
    assert source["health_reason"].startswith("release_number is missing on ")


def test_a_database_that_goes_away_ends_the_visit_in_one_line(crawls: QuickCrawls, server: Server) -> None:
    process = crawls.start("crawl", "xx_inland_waters", "-s", "DOWNLOAD_DELAY=0.05", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    while not crawls.one("SELECT count(*) FROM press.release"):
        assert process.poll() is None
    name = crawls.one("SELECT current_database()")
    with psycopg.connect(crawls.database.replace(f"/{name}", "/postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        _, err = process.communicate(timeout=60)
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))
    assert process.returncode == 1
    assert "went away" in err.strip().splitlines()[-1] or "cannot be used" in err.strip().splitlines()[-1]
    assert err.count("Traceback") <= 2, err
    assert crawls.crawl("xx_inland_waters")["outcome"] == "done"
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0
    crawls.run("verify")
