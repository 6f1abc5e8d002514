"""Pages that vanish, come back and move, in crawls of a site; and a site that is down, of which nothing is gone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, write_source

pytestmark = pytest.mark.one_postgres

TOPICS = ["alder", "birch", "cherry"]
NOTHING_HERE = Answer(b"<html><title>Page not found</title><body><h1>Page not found</h1><p>Sorry.</p></body></html>")
TO_HOME = Answer(status=302, headers={"Location": "/"})


@pytest.fixture
def source(visits: QuickCrawls, site: ScriptedSite) -> str:
    """A site of three pages that was visited once."""
    site.answers["/"] = Answer(b"<html><title>The board</title><body><h1>The board</h1><p>Welcome to it.</p></body></html>")
    site.answers["/feed"] = feed(publish(site, TOPICS))
    source = write_source(visits.sources, "vanishing", ("feed", f"{site.base}/feed"))
    visits.crawl(source)
    return source


def look(visits: QuickCrawls, source: str, *, a_day_later: bool = True) -> None:
    """Look at every page, `a_day_later` than the last look."""
    if a_day_later:
        visits.sql("UPDATE archive.appearance SET missing_at = missing_at - interval '25 hours' RETURNING 1")
    visits.crawl(source, "-a", "revisit=all", expect=None)


def told(visits: QuickCrawls) -> list[tuple[str, str | None]]:
    """The changes since the pages were new, with the page's name."""
    rows = visits.sql("SELECT kind, url FROM press.change WHERE kind <> 'new' ORDER BY change_id")
    return [(row["kind"], row["url"] and row["url"].rpartition("/")[2]) for row in rows]


def gone(visits: QuickCrawls) -> int:
    count: int = visits.one("SELECT count(*) FROM press.release WHERE gone_at IS NOT NULL")
    return count


@pytest.mark.parametrize("answer", [Answer(status=404), NOTHING_HERE, TO_HOME], ids=["404", "soft 404", "redirect to home"])
def test_a_page_is_gone_after_three_looks_a_day_apart_and_back_with_one(
    visits: QuickCrawls, site: ScriptedSite, source: str, answer: Answer
) -> None:
    site.answers["/news/alder"] = answer
    look(visits, source)
    look(visits, source, a_day_later=False)
    look(visits, source)
    assert told(visits) == [] and gone(visits) == 0
    look(visits, source)
    assert told(visits) == [("gone", "alder")] and gone(visits) == 1
    [row] = visits.sql("SELECT gone_at = missing_since AS since_the_first FROM archive.appearance WHERE gone_at IS NOT NULL")
    assert row["since_the_first"]
    look(visits, source)
    assert told(visits) == [("gone", "alder")], "once"
    publish(site, ["alder"])
    look(visits, source)
    assert told(visits) == [("gone", "alder"), ("returned", "alder")] and gone(visits) == 0


def test_a_410_counts_at_once(visits: QuickCrawls, site: ScriptedSite, source: str) -> None:
    site.answers["/news/alder"] = Answer(status=410)
    look(visits, source)
    assert told(visits) == [("gone", "alder")]


@pytest.mark.parametrize(
    "answer", [Answer(status=404), Answer(status=410), NOTHING_HERE, TO_HOME], ids=["404", "410", "soft 404", "to home"]
)
def test_a_site_that_answers_so_to_everything_has_lost_nothing(
    visits: QuickCrawls, site: ScriptedSite, source: str, answer: Answer
) -> None:
    site.answers |= {f"/news/{topic}": answer for topic in TOPICS}
    for _ in range(3):
        look(visits, source)
    assert told(visits) == []
    assert visits.one("SELECT sum(missing_count) FROM archive.appearance") == 0
    [row] = visits.sql("SELECT detail -> 'notes' AS notes FROM press.visit ORDER BY started_at DESC LIMIT 1")
    assert "3 pages were not found and 0 were" in row["notes"][0]


@pytest.mark.parametrize(
    "answer", [Answer(status=403), Answer(status=503), Answer(NOTHING_HERE.body, cut=True)], ids=["403", "503", "cut short"]
)
def test_a_refusal_or_a_failure_is_no_absence(visits: QuickCrawls, site: ScriptedSite, source: str, answer: Answer) -> None:
    site.answers["/news/alder"] = answer
    look(visits, source)
    assert visits.one("SELECT sum(missing_count) FROM archive.appearance") == 0


@pytest.mark.slow  # it asks again, and waits before
def test_a_host_that_is_down_has_lost_nothing(visits: QuickCrawls, site: ScriptedSite) -> None:
    """The feed is on another host, which answers, and so does a page there."""
    with ScriptedSite("127.0.0.2") as pages:
        site.answers["/feed"] = feed([*publish(pages, TOPICS[:1]), *publish(site, ["damson"])])
        source = write_source(visits.sources, "two_hosts", ("feed", f"{site.base}/feed"))
        assert visits.crawl(source)["stored"] == 2
    look(visits, source)
    assert told(visits) == [] and visits.one("SELECT sum(missing_count) FROM archive.appearance") == 0


@pytest.mark.parametrize("redirects", [True, False])
def test_a_page_that_moved_is_told_as_moved_and_not_as_gone(
    visits: QuickCrawls, site: ScriptedSite, source: str, redirects: bool
) -> None:
    site.answers["/news/alder-anew"] = site.answers["/news/alder"]
    site.answers["/news/alder"] = Answer(status=301, headers={"Location": "/news/alder-anew"} if redirects else {})
    if not redirects:
        site.answers["/news/alder"] = Answer(status=404)
    site.answers["/feed"] = feed([f"{site.base}/news/{topic}" for topic in ("alder-anew", "birch", "cherry")])
    look(visits, source)
    assert told(visits)[-1] == ("moved", "alder")
    for _ in range(3):
        look(visits, source)
    kinds = [kind for kind, _ in told(visits)]
    assert kinds.count("moved") == 1 and "gone" not in kinds
    [row] = visits.sql("SELECT url, gone_at, moved_to FROM archive.appearance WHERE moved_to IS NOT NULL")
    expected: dict[str, Any] = {"url": f"{site.base}/news/alder", "gone_at": None, "moved_to": f"{site.base}/news/alder-anew"}
    assert row == expected


def test_where_nothing_else_was_due_other_pages_are_asked_for_evidence(
    visits: QuickCrawls, site: ScriptedSite, source: str
) -> None:
    site.answers["/news/alder"] = Answer(status=404)
    visits.sql("UPDATE archive.lead SET revisit_at = now() - interval '1 minute' WHERE url LIKE '%alder' RETURNING 1")
    site.forget()
    visits.crawl(source)
    assert sorted(site.paths()) == ["/feed", "/news/alder", "/news/birch", "/news/cherry"]
    assert visits.one("SELECT missing_count FROM archive.appearance WHERE url LIKE '%alder'") == 1
    [row] = visits.sql("SELECT revisit_at - now() AS wait FROM archive.lead WHERE url LIKE '%alder'")
    assert 23 < row["wait"].total_seconds() / 3600 <= 24, "GONE_INTERVAL, so that it can be confirmed"
