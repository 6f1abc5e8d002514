"""Known pages in a crawl: asked once whatever leads to them, and again when they are due."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, publish, sitemap, write_source

pytestmark = pytest.mark.one_postgres


def fall_due(visits: QuickCrawls, condition: str = "true") -> None:
    visits.sql(f"UPDATE archive.lead SET revisit_at = now() - interval '1 minute' WHERE {condition} RETURNING 1")


def test_known_pages_are_asked_again_when_they_are_due_and_not_before(visits: QuickCrawls, site: ScriptedSite) -> None:
    site.answers["/feed"] = feed(publish(site, ["alder", "birch", "cherry"]))
    source = write_source(visits.sources, "due", ("feed", f"{site.base}/feed"))
    assert visits.crawl(source)["stored"] == 3
    site.forget()
    assert visits.crawl(source)["outcome"] == "unchanged" and site.paths() == ["/feed"]
    fall_due(visits, "url LIKE '%alder' OR url LIKE '%birch'")
    site.answers["/news/alder"] = page("alder, and of the mill above it,")
    site.forget()
    report = visits.crawl(source)
    assert sorted(site.paths()) == ["/feed", "/news/alder", "/news/birch"]
    assert (report["outcome"], report["stored"], report["unchanged"]) == ("done", 1, 1)
    site.forget()
    assert visits.crawl(source)["outcome"] == "unchanged" and site.paths() == ["/feed"], "each was looked at"


def test_a_known_page_that_is_not_found_stays_as_it_is_and_is_looked_at_again(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, ["alder"])
    site.answers["/feed"] = feed(links)
    source = write_source(visits.sources, "lost", ("feed", f"{site.base}/feed"))
    visits.crawl(source)
    del site.answers["/news/alder"]
    fall_due(visits)
    assert visits.crawl(source)["failed"] == 1
    [row] = visits.sql("SELECT outcome, revisit_at > now() AS later FROM archive.lead")
    assert (row["outcome"], row["later"]) == ("http_404", True)
    assert [row["url"] for row in visits.sql("SELECT url FROM press.appearance")] == links
    publish(site, ["alder"])
    fall_due(visits)
    assert visits.crawl(source)["unchanged"] == 1


def test_spellings_of_one_page_are_asked_once_and_the_next_where_one_is_not_found(
    visits: QuickCrawls, site: ScriptedSite
) -> None:
    publish(site, ["alder"])
    site.answers |= {
        "/feed": feed([f"{site.base}/news/alder?utm_source=rss", f"{site.base}/news/birch/"]),
        "/sitemap.xml": sitemap([f"{site.base}/news/alder", f"{site.base}/news/birch/", f"{site.base}/news/birch"]),
        "/news/alder?utm_source=rss": page("alder"), "/news/birch": page("birch"),
    }  # fmt: skip
    source = write_source(visits.sources, "twins", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/sitemap.xml"))
    visits.crawl(source)
    visits.crawl(source)
    pages = [path for path in site.paths() if path.startswith("/news")]
    assert sorted(pages) == ["/news/alder", "/news/birch", "/news/birch/"]
    shown = visits.sql("SELECT url FROM press.appearance ORDER BY url")
    assert [row["url"] for row in shown] == [f"{site.base}/news/alder", f"{site.base}/news/birch"]


def test_a_redirect_and_a_print_form_are_told_with_the_page(visits: QuickCrawls, site: ScriptedSite) -> None:
    [link] = publish(site, ["alder"])
    site.answers |= {
        "/r/1": Answer(status=301, headers={"Location": "/news/alder"}), "/news/alder?print=1": page("alder"),
        "/feed": feed([f"{site.base}/r/1", link, f"{link}?print=1"]),
    }  # fmt: skip
    source = write_source(visits.sources, "moved", ("feed", f"{site.base}/feed"))
    visits.crawl(source)
    [row] = visits.sql("SELECT url, evidence FROM press.appearance")
    told: dict[str, Any] = {one["address"]: one["how"] for one in row["evidence"]}
    assert (row["url"], told) == (link, {f"{site.base}/r/1": "redirect", f"{link}?print=1": "print"})
    [release] = visits.sql("SELECT appearance_count, revision_count FROM press.release")
    assert (release["appearance_count"], release["revision_count"]) == (1, 1)
