"""Discovery end to end: what a visit remembers of its documents, and what it asks again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite, conditional
from tests.integration.crawl.site_documents import feed, publish, sitemap, sitemap_index, write_source

pytestmark = pytest.mark.one_postgres


def _documents(site: ScriptedSite) -> list[str]:
    return [path for path in site.paths() if not path.startswith("/news/") and path != "/robots.txt"]


def _remembered(visits: QuickCrawls) -> dict[str, Any]:
    return {row["url"]: row for row in visits.sql("SELECT url, etag, state, checked_at, changed_at FROM archive.document")}


def test_a_feed_that_rolled_past_us_is_a_gap(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = write_source(visits.sources, "rolling", ("feed", f"{site.base}/feed"))
    site.answers["/feed"] = feed(publish(site, ["ash0", "ash1"]))
    assert visits.crawl(source)["gap"] is False
    assert visits.one("SELECT gap FROM press.completeness") is False
    site.answers["/feed"] = feed(publish(site, ["ash5", "ash4"]))
    report = visits.crawl(source)
    assert (report["stored"], report["gap"]) == (2, True)
    assert [row["gap"] for row in visits.sql("SELECT gap FROM press.visit ORDER BY started_at")] == [False, True]
    assert visits.one("SELECT gap FROM press.completeness WHERE source_id = 'xx_rolling'") is True


def test_since_goes_back_through_the_archives_of_a_feed(visits: QuickCrawls, site: ScriptedSite) -> None:
    """RFC 5005, section 4: each archive names the one before it. What is older than the date, and behind it, is left alone."""
    topics = [f"yew{day}" for day in range(9, 0, -1)]
    links = publish(site, topics)
    days = list(range(9, 0, -1))
    site.answers |= {
        "/feed": feed(links[:3], older=f"{site.base}/archive/2", days=days[:3]),
        "/archive/2": feed(links[3:6], older=f"{site.base}/archive/1", days=days[3:6]),
        "/archive/1": feed(links[6:8], older=f"{site.base}/archive/0", days=days[6:8]),
        "/archive/0": feed(links[8:], days=days[8:]),
    }
    source = write_source(visits.sources, "archives", ("feed", f"{site.base}/feed"))
    report = visits.crawl(source, "-a", "since=2026-03-05")
    assert report["stored"] == 5
    assert {row["url"] for row in visits.sql("SELECT url FROM archive.lead")} == set(links[:5])
    assert _documents(site) == ["/feed", "/archive/2", "/archive/1"], "the first page with nothing younger ends it"
    site.forget()
    report = visits.crawl(source, "-a", "since=2026-03-01")
    assert report["stored"] == 4
    assert _documents(site) == ["/feed", "/archive/2", "/archive/1", "/archive/0"]


def test_a_child_that_fails_is_asked_again_and_its_siblings_are_known(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, ["rowan0", "rowan1", "rowan2"])
    for number, link in enumerate(links):
        site.answers[f"/part{number}.xml"] = conditional(sitemap([link]), f'"part{number}"')
    good = site.answers["/part1.xml"]
    site.answers["/part1.xml"] = Answer(b"gone for a while", "text/plain", 404)
    index = sitemap_index([(f"{site.base}/part{number}.xml", f"2026-03-0{number + 1}T08:00:00+00:00") for number in range(3)])
    site.answers["/index.xml"] = conditional(index, '"index"')
    source = write_source(visits.sources, "rowans", ("sitemap", f"{site.base}/index.xml"))
    report = visits.crawl(source, expect=3)
    assert (report["outcome"], report["stored"]) == ("partial", 2)
    site.forget()
    site.answers["/part1.xml"] = good
    report = visits.crawl(source)
    assert report["stored"] == 1
    assert _documents(site) == ["/index.xml", "/part1.xml"], "the siblings have not moved, and are not asked"
    assert visits.one("SELECT count(*) FROM press.release") == 3


def test_a_paged_feed_cut_off_in_the_middle_is_read_again_from_its_start(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, [f"beech{n}" for n in range(6)])
    last = feed(links[4:])
    site.answers |= {
        "/feed": conditional(feed(links[:2], older=f"{site.base}/feed?page=2"), '"first"'),
        "/feed?page=2": feed(links[2:4], older=f"{site.base}/feed?page=3"),
        "/feed?page=3": replace(last, cut=True),
    }
    source = write_source(visits.sources, "beeches", ("feed", f"{site.base}/feed"))
    report = visits.crawl(source, expect=3)
    assert report["stored"] == 4, "what was read is taken"
    assert _remembered(visits) == {}, "and nothing is remembered of a listing that was not read to its end"
    site.forget()
    site.answers["/feed?page=3"] = last
    assert visits.crawl(source)["stored"] == 2
    assert _documents(site) == ["/feed", "/feed?page=2", "/feed?page=3"]
    assert list(_remembered(visits)) == [f"{site.base}/feed"]
    assert "walk" not in _remembered(visits)[f"{site.base}/feed"]["state"]


def test_the_bytes_are_believed_and_not_the_etag(visits: QuickCrawls, site: ScriptedSite) -> None:
    """A server that takes no notice of conditions, and one that gives the same bytes a new tag at every turn."""
    links = publish(site, ["maple0", "maple1"])
    turns = iter(range(1000))
    liar = feed(links)
    site.answers["/deaf"] = replace(sitemap(links), headers={"ETag": '"deaf"'})
    site.answers["/liar"] = lambda _: replace(liar, headers={"ETag": f'"{next(turns)}"'})
    source = write_source(visits.sources, "maples", ("sitemap", f"{site.base}/deaf"), ("feed", f"{site.base}/liar"))
    assert visits.crawl(source)["stored"] == 2
    before, captures = _remembered(visits), visits.one("SELECT count(*) FROM press.capture")
    site.forget()
    report = visits.crawl(source)
    assert report["outcome"] == "unchanged"
    assert sorted(site.paths()) == ["/deaf", "/liar"]
    assert {asked.path: asked.headers.get("if-none-match") for asked in site.log} == {"/deaf": '"deaf"', "/liar": '"0"'}
    assert visits.one("SELECT count(*) FROM press.capture") == captures
    after = _remembered(visits)
    assert all(after[url]["checked_at"] > before[url]["checked_at"] for url in before)
    assert all(after[url]["changed_at"] == before[url]["changed_at"] for url in before)
