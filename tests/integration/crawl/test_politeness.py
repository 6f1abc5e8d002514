"""What a host asks of its visitors holds, by its own log: one visitor at a time, delays, Retry-After, robots.txt."""

from __future__ import annotations

import itertools
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked, Script, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, publish, robots, sitemap, write_source

pytestmark = pytest.mark.one_postgres

#: Between an instant on the crawler's clock and one in the server's log lie a thread's start and a socket.
SLACK = 0.05


def _gaps(log: list[Asked]) -> list[float]:
    return [later.at - earlier.at for earlier, later in itertools.pairwise(log)]


def test_two_sources_never_ask_one_host_at_once(visits: QuickCrawls, site: ScriptedSite, other: ScriptedSite) -> None:
    visits.environment["CRAWLER_LEASE"] = "3"
    east_links = publish(site, ["east0", "east1"])
    west_links = publish(site, [f"west{n}" for n in range(6)])
    answer, asked, may_go_on = site.answers["/news/east0"], threading.Event(), threading.Event()
    assert isinstance(answer, Answer)

    def hold(_: Asked) -> Answer:
        asked.set()
        may_go_on.wait(20)
        return answer

    site.answers["/news/east0"] = hold
    with ScriptedSite() as third:  # each source's sitemap stands elsewhere
        other.answers["/east"], third.answers["/west"] = sitemap(east_links), sitemap(west_links)
        east = write_source(visits.sources, "east", ("sitemap", f"{other.base}/east"), concurrency=1)
        west = write_source(visits.sources, "west", ("sitemap", f"{third.base}/west"))
        first = visits.start("crawl", east)
        assert asked.wait(20)
        report = visits.crawl(west, expect=3)
        assert first.poll() is None, "the first visit is still under way"
        assert report["detail"]["failures"] == {"host_busy": 6}
        rows = visits.sql("SELECT state, outcome, attempts, not_before FROM archive.lead WHERE source_id = %s", west)
        assert {(row["state"], row["outcome"], row["attempts"]) for row in rows} == {("open", "host_busy", 0)}
        wait = (max(row["not_before"] for row in rows) - datetime.now(UTC)).total_seconds()
        assert wait < 3, "no longer than the other's lease"
        may_go_on.set()
        out, err = first.communicate(timeout=60)
        assert first.returncode == 0, out + err
        assert site.paths() == ["/robots.txt", "/news/east0", "/news/east1"], "nothing of the second source was asked"
        time.sleep(max(0.0, wait))
        assert visits.crawl(west)["stored"] == 6
    assert len(site.paths()) == 3 + 6


def test_a_crawl_delay_is_never_undercut(visits: QuickCrawls, site: ScriptedSite) -> None:
    """Neither within a visit, whatever the source's file and the command line say, nor between two visits."""
    links = publish(site, ["alder", "birch"])
    site.answers["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 1.5")
    site.answers["/feed"] = feed(links)
    source = write_source(visits.sources, "slow", ("feed", f"{site.base}/feed"), delay=0, concurrency=8)
    assert visits.crawl(source, "-s", "DOWNLOAD_DELAY=0")["stored"] == 2
    host = visits.sql("SELECT crawl_delay, next_request_at FROM archive.host WHERE host = %s", site.host)[0]
    assert host["crawl_delay"] == 1.5
    assert host["next_request_at"] >= site.log[-1].wall + timedelta(seconds=1.5 - SLACK)
    # A delay that reaches beyond the start of the next visit: as if the host had asked for more.
    with_more = datetime.now(UTC) + timedelta(seconds=4)
    visits.one("UPDATE archive.host SET next_request_at = %s WHERE host = %s RETURNING 1", with_more, site.host)
    visits.crawl(source)
    assert site.paths() == ["/robots.txt", "/feed", "/news/alder", "/news/birch", "/feed"]
    assert min(_gaps(site.log)) >= 1.5 - SLACK
    assert site.log[-1].wall >= with_more - timedelta(seconds=SLACK)


def test_a_crawl_delay_counts_from_the_answer(visits: QuickCrawls, site: ScriptedSite) -> None:
    """A question that lay on its way a second, before one that is quick: the host sees them no closer than it asked for."""
    links = publish(site, ["aspen", "beech"])
    site.answers["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 0.4")
    site.answers["/feed"] = feed(links)
    slow = page("aspen")

    def late(asked: Asked) -> Answer:
        time.sleep(0.7)
        return slow

    site.answers[links[0].removeprefix(site.base)] = late
    visits.crawl(write_source(visits.sources, "delayed", ("feed", f"{site.base}/feed"), delay=0))
    answered = site.log[-2].at + 0.7
    assert site.log[-1].at - answered >= 0.4 - SLACK


def test_a_crawl_delay_outlives_a_visit_that_was_killed(visits: QuickCrawls, site: ScriptedSite) -> None:
    """Here another source's visit is the next one there; the same source's: test_hosts_left_behind.py."""
    site.answers["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 2.5")
    site.answers["/feed"] = site.answers["/other"] = feed(publish(site, ["cedar0", "cedar1"]))
    killed = visits.start("crawl", write_source(visits.sources, "cedars", ("feed", f"{site.base}/feed")))
    _when_asked(site, 2, killed)
    killed.kill()
    killed.communicate()
    following = visits.start("crawl", write_source(visits.sources, "conifers", ("feed", f"{site.base}/other")))
    _when_asked(site, 3, following)
    following.kill()
    following.communicate()
    assert site.paths() == ["/robots.txt", "/feed", "/other"]
    assert min(_gaps(site.log)) >= 2.5 - SLACK


def _when_asked(site: ScriptedSite, times: int, process: subprocess.Popen[str]) -> None:
    while len(site.log) < times:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def test_a_long_retry_after_holds_at_once_and_next_time(visits: QuickCrawls, site: ScriptedSite, other: ScriptedSite) -> None:
    links = publish(site, [f"pine{n}" for n in range(8)])
    for link in links:
        site.answers[link.removeprefix(site.base)] = Answer(b"slowly", "text/plain", 429, {"Retry-After": "3600"})
    other.answers["/feed"] = feed(links)
    source = write_source(visits.sources, "pines", ("feed", f"{other.base}/feed"), delay=0.3, concurrency=1)
    report = visits.crawl(source, expect=3)
    assert len(site.paths()) == 2, "robots.txt and one page: what waited for its turn is not asked any more"
    assert report["detail"]["failures"] == {"retry_after": 8}
    rows = visits.sql("SELECT attempts, not_before FROM archive.lead WHERE state = 'open' AND outcome = 'retry_after'")
    assert len(rows) == 8
    assert {row["attempts"] for row in rows} == {0}, "the host asked for it: no visit in vain"
    soonest, latest = (datetime.now(UTC) + timedelta(seconds=seconds) for seconds in (3500, 3600))
    assert all(soonest < row["not_before"] < latest for row in rows)
    site.forget()
    new = publish(site, ["larch"])
    other.answers["/feed"] = feed(new + links)
    visits.crawl(source, expect=3)
    assert site.log == []
    larch = visits.sql("SELECT state, outcome, not_before FROM archive.lead WHERE url = %s", new[0])[0]
    assert (larch["state"], larch["outcome"]) == ("open", "retry_after")
    assert soonest < larch["not_before"] < latest


def test_a_short_retry_after_holds_the_whole_host(visits: QuickCrawls, site: ScriptedSite, other: ScriptedSite) -> None:
    links = publish(site, [f"fir{n}" for n in range(4)])
    said: list[Asked] = []

    def busy(page: Script) -> Script:
        def answer(asked: Asked) -> Answer:
            if not said:
                said.append(asked)
                return Answer(b"busy", "text/plain", 503, {"Retry-After": "2"})
            return page if isinstance(page, Answer) else page(asked)

        return answer

    for path in [link.removeprefix(site.base) for link in links]:
        site.answers[path] = busy(site.answers[path])
    other.answers["/feed"] = feed(links)
    source = write_source(visits.sources, "firs", ("feed", f"{other.base}/feed"), delay=0.2, concurrency=1)
    assert visits.crawl(source)["stored"] == 4
    after = [asked for asked in site.log if asked.at > said[0].at]
    assert len(after) == 4
    assert after[0].at - said[0].at >= 2 - SLACK


def test_robots_txt_is_asked_once_a_day(visits: QuickCrawls, site: ScriptedSite) -> None:
    site.answers["/robots.txt"] = robots("User-agent: *", "Disallow: /news/oak1")
    site.answers["/feed"] = feed(publish(site, ["oak0", "oak1"]))
    source = write_source(visits.sources, "oaks", ("feed", f"{site.base}/feed"))
    assert visits.crawl(source)["stored"] == 1
    site.answers["/feed"] = feed(publish(site, ["oak2", "oak1", "oak0"]))
    assert visits.crawl(source)["stored"] == 1
    assert site.paths() == ["/robots.txt", "/feed", "/news/oak0", "/feed", "/news/oak2"]
    visits.one("UPDATE archive.host SET robots_fetched_at = robots_fetched_at - interval '24 hours' RETURNING 1")
    visits.crawl(source)
    assert site.paths()[5:] == ["/robots.txt", "/feed"]


def test_an_error_for_robots_txt(visits: QuickCrawls, site: ScriptedSite, other: ScriptedSite) -> None:
    """RFC 9309, section 2.3.1: unavailable (4xx) allows all, whatever the body says; unreachable (5xx) forbids all."""
    with ScriptedSite() as third:
        site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", "text/plain", 404)
        other.answers["/robots.txt"] = Answer(b"User-agent: *\nAllow: /", "text/plain", 503)
        third.answers["/feed"] = feed([*publish(site, ["elm0", "elm1"]), *publish(other, ["elm2", "elm3"])])
        source = write_source(visits.sources, "elms", ("feed", f"{third.base}/feed"))
        report = visits.crawl(source, expect=3)
    assert (report["stored"], report["detail"]["failures"]) == (2, {"robots_unreachable": 2})
    assert sorted(site.paths()) == ["/news/elm0", "/news/elm1", "/robots.txt"]
    assert set(other.paths()) == {"/robots.txt"}
    rows = visits.sql("SELECT url, state, not_before > now() AS later FROM archive.lead WHERE outcome = 'robots_unreachable'")
    assert {(row["url"].removeprefix(other.base), row["state"], row["later"]) for row in rows} == {
        ("/news/elm2", "open", True), ("/news/elm3", "open", True),
    }  # fmt: skip
