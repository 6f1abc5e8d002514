"""Glances: what is asked, what an answer means, and what stands in the rows afterwards."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked, ScriptedSite, conditional
from tests.integration.crawl.site_documents import feed, publish, robots, sitemap, sitemap_index, write_source
from tests.integration.scheduling.glancing_process import Glancer

pytestmark = pytest.mark.one_postgres


def known_source(visits: QuickCrawls, site: ScriptedSite, name: str = "locks", path: str = "/feed", **more: Any) -> str:
    """A source that was visited once, and is due."""
    source = write_source(visits.sources, name, ("feed", f"{site.base}{path}"), **more)
    visits.crawl(source)
    fall_due(visits, source)
    site.forget()
    return source


def fall_due(visits: QuickCrawls, *sources: str) -> None:
    visits.sql(
        "UPDATE archive.source SET next_visit_at = now() - interval '1 minute', wants_visit = false"
        " WHERE source_id = ANY(%s) RETURNING 1",
        list(sources),
    )


def row(visits: QuickCrawls, source: str) -> dict[str, Any]:
    return visits.sql("SELECT * FROM archive.source WHERE source_id = %s", source)[0]


def test_what_has_not_changed_is_counted_and_leaves_nothing(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    """By a 304, and by the same bytes from a server that knows no conditions."""
    site.answers["/feed"] = conditional(feed(publish(site, ["sluice"])), '"one"')
    site.answers["/plain"] = feed(publish(site, ["weir"]))
    tagged, plain = known_source(visits, site), known_source(visits, site, "weirs", "/plain")
    rows = "SELECT (SELECT count(*) FROM archive.visit), (SELECT count(*) FROM archive.capture)"
    before, began = visits.sql(rows), visits.one("SELECT clock_timestamp()")
    earlier = {source: row(visits, source) for source in (tagged, plain)}
    answers = glances.glance(tagged, plain)
    assert {one["outcome"] for one in answers.values()} == {"unchanged"}
    assert sorted(site.paths()) == ["/feed", "/plain"], "robots.txt stands in the host's row"
    assert next(asked for asked in site.log if asked.path == "/feed").headers["if-none-match"] == '"one"'
    assert visits.sql(rows) == before
    for source in (tagged, plain):
        now = row(visits, source)
        assert now["glances"] == earlier[source]["glances"] + 1 and now["attempt"] == earlier[source]["attempt"] + 1
        assert now["holder"] is None and now["lease_until"] is None and now["visit_id"] is None
        assert now["last_visit_at"] > began and now["last_success_at"] > began and now["failures"] == 0
        assert (
            now["next_visit_at"] >= began + timedelta(minutes=10)
            and str(now["next_visit_at"])[:19] == answers[source]["until"][:19]
        )
        assert visits.one("SELECT glances FROM archive.completeness WHERE source_id = %s", source) == 2
        assert visits.one("SELECT checked_at FROM archive.document WHERE source_id = %s", source) > began
    host = visits.sql("SELECT * FROM archive.host WHERE host = %s", site.host)[0]
    assert host["visit_id"] is None and host["lease_until"] is None and host["next_request_at"] >= began
    assert glances.glance(tagged)[tagged]["outcome"] == "skipped", "it is not due"


def test_what_has_changed_wants_a_visit_and_stays_due(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    site.answers["/feed"] = conditional(feed(publish(site, ["sluice"])), '"one"')
    source = known_source(visits, site)
    site.answers["/feed"] = conditional(feed(publish(site, ["weir", "sluice"])), '"two"')
    before = row(visits, source)
    answer = glances.glance(source)[source]
    assert (answer["outcome"], answer["word"]) == ("changed", "new")
    now = row(visits, source)
    assert now["wants_visit"] and now["next_visit_at"] == before["next_visit_at"] and now["lease_until"] is None
    assert now["glances"] == before["glances"]
    assert visits.one("SELECT count(*) FROM archive.capture WHERE url = %s", f"{site.base}/feed") == 1, "the visit captures it"
    assert glances.glance(source)[source]["outcome"] == "skipped", "it waits for its visit"
    assert visits.crawl(source)["stored"] == 1


def test_a_page_of_its_own_may_be_due_sooner_than_the_source(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    source = known_source(visits, site)
    revisit = visits.one("UPDATE archive.lead SET revisit_at = now() + interval '11 minutes' RETURNING revisit_at")
    glances.glance(source)
    assert row(visits, source)["next_visit_at"] <= revisit
    fall_due(visits, source)
    visits.sql("UPDATE archive.lead SET revisit_at = now() RETURNING 1")
    glances.glance(source)
    soonest = visits.one("SELECT now() + interval '9 minutes'")
    assert row(visits, source)["next_visit_at"] > soonest, "never sooner than min_minutes"


@pytest.mark.parametrize(
    ("answer", "word", "hard"),
    [
        (Answer(b"gone", status=404), "http_404", True),
        (Answer(b"oops", status=500), "http_500", False),
        (Answer(b"x" * 1000, cut=True), "connection", False),
        (Answer(b"not gzip", headers={"Content-Encoding": "br"}), "coding", False),
        (Answer(b"x" * 60_000), "too_large", True),
        (Answer(status=302, headers={"Location": "/feed"}), "redirects", True),
        (Answer(status=302, headers={"Location": "http://10.1.2.3/feed"}), "guard", True),
    ],
)
def test_a_failure_has_its_reason(
    visits: QuickCrawls, site: ScriptedSite, answer: Answer, word: str, hard: bool, glances: Glancer
) -> None:
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    source = known_source(visits, site)
    site.answers["/feed"] = answer
    glances.settings["DOWNLOAD_MAXSIZE"] = 50_000
    before = row(visits, source)
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("failed", word)
    now = row(visits, source)
    assert now["failures"] == 1 and now["health"] == "failing" and now["health_reason"] == found["reason"] != ""
    assert now["glances"] == before["glances"] + 1 and now["last_success_at"] == before["last_success_at"]
    assert now["next_visit_at"] > visits.one("SELECT now() + interval '5 minutes'") and not now["wants_visit"]
    assert visits.one("SELECT count(*) FROM archive.visit") == 1
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    fall_due(visits, source)
    assert glances.glance(source)[source]["outcome"] == "unchanged"
    now = row(visits, source)
    assert (now["failures"], now["health"], now["health_reason"]) == (0, "ok", None)


def test_a_host_that_is_not_there_and_one_that_is_silent(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    with ScriptedSite() as short_lived:
        short_lived.answers["/feed"] = feed(publish(short_lived, ["sluice"]))
        gone = known_source(visits, short_lived, "gone")
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    silent = known_source(visits, site)

    def wait(asked: Asked) -> Answer:
        time.sleep(3)
        return Answer()

    site.answers["/feed"] = wait
    glances.settings["DOWNLOAD_TIMEOUT"] = 1
    found = glances.glance(gone, silent)
    assert {name: (one["outcome"], one["word"]) for name, one in found.items()} == {
        gone: ("failed", "connection"), silent: ("failed", "timeout"),
    }  # fmt: skip


def test_robots_txt_is_kept_to_and_asked_once_a_day(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    source = known_source(visits, site)
    visits.sql("UPDATE archive.host SET robots_fetched_at = now() - interval '25 hours' RETURNING 1")
    site.answers["/robots.txt"] = robots("User-agent: *", "Disallow: /feed")
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("failed", "robots") and site.paths() == ["/robots.txt"]
    fall_due(visits, source)
    glances.glance(source)
    assert site.paths() == ["/robots.txt"]
    visits.sql("UPDATE archive.host SET robots_fetched_at = now() - interval '25 hours' RETURNING 1")
    site.answers["/robots.txt"] = Answer(status=501)  # one that is not asked again within seconds
    fall_due(visits, source)
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("failed", "robots_unreachable")


def test_retry_after_is_no_failure_and_holds_for_all(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    site.answers["/feed"] = site.answers["/second"] = feed(publish(site, ["sluice"]))
    source, second = known_source(visits, site), known_source(visits, site, "second", "/second")
    for said in ("7200", "3"):
        visits.sql("UPDATE archive.host SET retry_after = NULL RETURNING 1")
        fall_due(visits, source, second)
        site.forget()
        site.answers["/feed"] = Answer(status=503, headers={"Retry-After": said})
        found = glances.glance(source, second)
        assert {(one["outcome"], one["word"]) for one in found.values()} == {("busy", "retry_after")}
        assert site.paths() == ["/feed"]
        wanted = datetime.now(UTC) + timedelta(seconds=int(said))
        for name in (source, second):
            now = row(visits, name)
            assert (
                now["failures"] == 0 and now["lease_until"] is None and abs(now["next_visit_at"] - wanted) < timedelta(seconds=3)
            )


def test_what_the_named_documents_cannot_tell_is_left_to_a_visit(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer
) -> None:
    never = write_source(visits.sources, "never", ("feed", f"{site.base}/never"))
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    source = known_source(visits, site)
    visits.sql(
        "INSERT INTO archive.source (source_id, name, country, next_visit_at) VALUES (%s, 'Never', 'xx', now()) RETURNING 1",
        never,
    )
    visits.sql("UPDATE archive.document SET state = state || '{\"incomplete\": true}' RETURNING 1")
    found = glances.glance(source, never)
    assert {(one["outcome"], one["word"]) for one in found.values()} == {("changed", "unread")}
    assert site.log == [], "nothing has to be asked to know that"


def test_children_of_an_index_that_says_no_date_are_asked_too(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    links = publish(site, ["sluice", "weir"])
    site.answers["/index"] = sitemap_index([(f"{site.base}/a.xml", None), (f"{site.base}/b.xml", None)])
    site.answers["/a.xml"], site.answers["/b.xml"] = sitemap(links[:1]), sitemap(links[1:])
    source = write_source(visits.sources, "index", ("sitemap", f"{site.base}/index"))
    visits.crawl(source)
    fall_due(visits, source)
    site.forget()
    assert glances.glance(source)[source]["outcome"] == "unchanged"
    assert sorted(site.paths()) == ["/a.xml", "/b.xml", "/index"]
    fall_due(visits, source)
    site.answers["/b.xml"] = sitemap([*links[1:], *publish(site, ["quay"])])
    assert glances.glance(source)[source]["outcome"] == "changed"
    assert visits.crawl(source)["stored"] == 1
    fall_due(visits, source)
    many = [(f"{site.base}/child{number}.xml", None) for number in range(15)]
    site.answers["/index"] = sitemap_index(many)
    site.answers.update({f"/child{number}.xml": sitemap(links) for number in range(15)})
    visits.crawl(source)
    fall_due(visits, source)
    site.forget()
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("changed", "needs_visit") and site.paths() == ["/index"]


def test_one_lost_document_of_two_is_told_by_a_visit_once_a_day(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer
) -> None:
    site.answers["/feed"], site.answers["/map"] = feed(publish(site, ["sluice"])), sitemap(publish(site, ["weir"]))
    source = write_source(visits.sources, "locks", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/map"))
    visits.crawl(source)
    fall_due(visits, source)
    site.answers["/map"] = Answer(status=404)
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("unchanged", "http_404") and row(visits, source)["failures"] == 0
    fall_due(visits, source)
    visits.sql("UPDATE archive.visit SET started_at = now() - interval '25 hours' RETURNING 1")
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("changed", "http_404")


def test_a_way_that_rests_is_not_asked(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    site.answers["/feed"], site.answers["/map"] = feed(publish(site, ["sluice"])), sitemap(publish(site, ["weir"]))
    source = write_source(visits.sources, "locks", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/map"))
    path = visits.sources / "xx" / "locks.toml"
    path.write_text(path.read_text().replace('/map"\n', '/map"\nsweep_hours = 24\n'))
    visits.crawl(source)
    fall_due(visits, source)
    site.forget()
    assert glances.glance(source)[source]["outcome"] == "unchanged" and site.paths() == ["/feed"]
    visits.sql("UPDATE archive.document SET checked_at = now() - interval '25 hours' RETURNING 1")
    fall_due(visits, source)
    site.forget()
    assert glances.glance(source)[source]["outcome"] == "unchanged" and sorted(site.paths()) == ["/feed", "/map"]


def test_a_host_that_wants_long_pauses_has_its_second_document_asked_by_a_visit(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer
) -> None:
    site.answers["/feed"], site.answers["/map"] = feed(publish(site, ["sluice"])), sitemap(publish(site, ["weir"]))
    source = write_source(visits.sources, "locks", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/map"))
    visits.crawl(source)
    fall_due(visits, source)
    site.forget()
    wants = "crawl_delay = 300, robots_status = 200, robots_text = E'User-agent: *\\nCrawl-delay: 300', next_request_at = NULL"
    visits.sql(f"UPDATE archive.host SET {wants} RETURNING 1")
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("changed", "needs_visit") and site.paths() == ["/feed"]
    rest = visits.one("SELECT next_request_at - clock_timestamp() FROM archive.host")
    assert timedelta(seconds=280) < rest < timedelta(seconds=301)
    fall_due(visits, source)
    found = glances.glance(source)[source]
    assert (found["outcome"], found["word"]) == ("busy", "host_delay") and site.paths() == ["/feed"]
    assert found["until"][:19] == str(visits.one("SELECT next_request_at FROM archive.host"))[:19]
