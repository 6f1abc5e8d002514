"""Several ways to one source: an address is fetched once, each way keeps its own state, and what is dear is asked seldom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, publish, sitemap, write_source

pytestmark = pytest.mark.one_postgres


def _with_sweep(visits: QuickCrawls, source: str, hours: int) -> None:
    """The source's last way is asked at most every so many hours."""
    path = visits.sources / "xx" / f"{source.removeprefix('xx_')}.toml"
    path.write_text(path.read_text().replace("\n[politeness]", f"sweep_hours = {hours}\n\n[politeness]"))


def test_a_feed_and_a_sitemap_bring_their_union_each_page_once(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, [f"alder{number}" for number in range(6)])
    site.answers |= {"/feed": feed(links[3:]), "/sitemap.xml": sitemap(links)}
    source = write_source(visits.sources, "both", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/sitemap.xml"))
    assert visits.crawl(source)["stored"] == 6
    assert sorted(path for path in site.paths() if path.startswith("/news/")) == sorted(
        link.removeprefix(site.base) for link in links
    )


def test_a_way_that_rests_is_not_asked_and_the_visit_is_well(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, [f"birch{number}" for number in range(4)])
    site.answers |= {"/feed": feed(links[2:]), "/sitemap.xml": sitemap(links[:3])}
    source = write_source(visits.sources, "swept", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/sitemap.xml"))
    _with_sweep(visits, source, 24)
    assert visits.crawl(source)["stored"] == 4
    site.forget()
    site.answers["/sitemap.xml"] = sitemap(publish(site, ["birch9"]))
    report = visits.crawl(source)
    assert (report["outcome"], site.paths()) == ("unchanged", ["/feed"])
    visits.sql("UPDATE archive.document SET checked_at = checked_at - interval '25 hours' RETURNING 1")
    assert visits.crawl(source)["stored"] == 1, "its hours are over"
    site.forget()
    visits.crawl(source, "-a", "since=2020-01-01")
    assert "/sitemap.xml" in site.paths(), "going back by date asks every way"


def test_a_source_whose_only_way_rests_has_nothing_to_do(visits: QuickCrawls, site: ScriptedSite) -> None:
    site.answers["/sitemap.xml"] = sitemap(publish(site, ["cherry"]))
    source = write_source(visits.sources, "resting", ("sitemap", f"{site.base}/sitemap.xml"))
    _with_sweep(visits, source, 24)
    visits.crawl(source)
    site.forget()
    assert visits.crawl(source)["outcome"] == "unchanged"
    assert site.paths() == []


def _translated(site: ScriptedSite, topic: str, alternates: dict[str, str]) -> Answer:
    links = "".join(f'<link rel="alternate" hreflang="{tag}" href="{site.base}{path}">' for tag, path in alternates.items())
    plain = page(topic)
    return replace(plain, body=plain.body.replace(b"</head>", links.encode() + b"</head>"))


def test_translations_that_a_release_names_are_fetched_too(visits: QuickCrawls, site: ScriptedSite) -> None:
    tongues = {"en": "/news/elm", "fr": "/fr/news/elm", "de": "/de/news/elm", "ar": "/ar/"}
    site.answers |= {
        "/feed": feed([f"{site.base}/news/elm"]),
        "/news/elm": _translated(site, "elm", tongues),
        "/fr/news/elm": _translated(site, "orme", tongues),
        "/de/news/elm": _translated(site, "Ulme", tongues),
        "/ar/": page("home"),
    }
    source = write_source(visits.sources, "tongues", ("feed", f"{site.base}/feed"))
    path = visits.sources / "xx" / "tongues.toml"
    path.write_text(path.read_text().replace('languages = ["en"]', 'languages = ["en", "fr", "ar"]'))
    report = visits.crawl(source)
    assert report["stored"] == 2, "a language that the source does not have, and a home page, are left out"
    ways = {row["url"].removeprefix(site.base): row["way"] for row in visits.sql("SELECT url, way FROM archive.lead")}
    assert ways == {"/news/elm": "feed", "/fr/news/elm": "alternate"}
    site.forget()
    assert visits.crawl(source)["outcome"] == "unchanged"
    assert len(site.paths()) == 1


def test_a_session_in_every_link_makes_no_second_page(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, ["hazel0", "hazel1"])
    site.answers["/feed"] = feed([f"{link}?visitor=a81f0c22" for link in links])
    site.answers["/sitemap.xml"] = sitemap([f"{link}?visitor=77b1d9e0" for link in links])
    source = write_source(visits.sources, "sessions", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/sitemap.xml"))
    path = visits.sources / "xx" / "sessions.toml"
    path.write_text(path.read_text().replace('languages = ["en"]', 'languages = ["en"]\nignore_parameters = ["visitor"]'))
    assert visits.crawl(source)["stored"] == 2
    assert {row["url"] for row in visits.sql("SELECT url FROM press.appearance")} == set(links)
