"""Sites of many makes, looked at from their address alone and crawled: every release, nothing else, cheap second visits."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from crawler.browser.finding import find_browser
from crawler.robots import RobotsRules
from press.errors import NoBrowser
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.probe import sites
from tests.integration.probe.invented import Release
from tests.integration.probe.looking import Looks, paths

pytestmark = pytest.mark.one_postgres

Make = Callable[[ScriptedSite], list[Release]]

MAKES: dict[str, tuple[Make, str, int]] = {
    # what makes the site, the address that is given, the most requests that the look may take
    "only_listings": (sites.only_listings, "/", 30),
    "only_a_sitemap": (sites.only_a_sitemap, "/", 20),
    "short_feed_and_listing": (sites.short_feed_and_listing, "/", 20),
    "three_languages": (sites.three_languages, "/fr/actualites/", 40),
    "sections_under_a_hub": (sites.sections_under_a_hub, "/", 35),
    "under_a_path": (sites.under_a_path, "/ministry/", 35),
    "blog_at_the_root": (sites.blog_at_the_root, "/", 20),
    "static_site": (sites.static_site, "/", 20),
    "full_of_traps": (sites.full_of_traps, "/newsroom/", 20),
    "with_an_interface": (sites.with_an_interface, "/", 25),
    "one_feed_of_everything": (sites.one_feed_of_everything, "/", 25),
    "all_beside_one_another": (sites.all_beside_one_another, "/", 20),
    "names_not_known": (sites.names_not_known, "/", 35),
    "by_year": (sites.by_year, "/", 35),
    "years_in_two_languages": (sites.years_in_two_languages, "/", 35),
    "pages_within_a_year": (sites.pages_within_a_year, "/", 35),
    "languages_by_query": (sites.languages_by_query, "/press?lang=fr", 35),
    "further_pages_forbidden": (sites.further_pages_forbidden, "/", 25),
    "news_and_events_together": (sites.news_and_events_together, "/", 20),
    "full_of_faults": (sites.full_of_faults, "/", 35),
    "only_a_feed": (sites.only_a_feed, "/", 20),
    "wordless_front": (sites.wordless_front, "/", 40),
}


#: `make torture` tries these too; what they show, the others and the generated sites show as well.
RARELY = frozenset(
    {
        "under_a_path", "blog_at_the_root", "static_site", "pages_within_a_year", "years_in_two_languages", "names_not_known",
        "one_feed_of_everything", "sections_under_a_hub", "only_listings", "wordless_front",
    }
)  # fmt: skip


@pytest.mark.parametrize("make", [pytest.param(make, marks=pytest.mark.slow if make in RARELY else ()) for make in MAKES])
def test_every_release_and_nothing_else(site: ScriptedSite, looks: Looks, make: str) -> None:
    build, start, most = MAKES[make]
    releases = build(site)
    robots = site.answers.get("/robots.txt")
    found = looks.add(site.base + start)
    asked = site.paths()
    assert len(asked) == found.report["requests"] <= most
    assert len(set(asked)) == len(asked), "nothing is asked twice"
    row = looks.crawl()
    if make == "further_pages_forbidden":
        assert row["detail"]["notes"] == [f"robots.txt forbids 1 further pages or files of its ways, as {site.base}/press?page=2"]
    assert looks.archived(site) == paths(releases)
    rules = RobotsRules.from_answer(200, robots.body) if robots is not None and not callable(robots) else None
    assert rules is None or all(rules.allows(site.base + path) for path in site.paths())
    site.forget()
    row = looks.crawl()
    assert (row["stored"], row["fetched"]) == (0, 0)
    assert len(site.log) <= 9, site.paths()
    assert "/robots.txt" not in site.paths()


@pytest.mark.parametrize(
    ("build", "first", "second"),
    [
        (sites.only_listings, "/", "/speeches"),
        (sites.three_languages, "/", "/fr/actualites/"),
        (sites.under_a_path, "/ministry/", "/ministry/news/"),
        (sites.full_of_traps, "/", "/newsroom/"),
    ],
)
def test_home_page_and_press_room_give_the_same_source(
    site: ScriptedSite, looks: Looks, build: Make, first: str, second: str
) -> None:
    build(site)
    one = looks.add(site.base + first, source_id="xx_one").source
    (looks.sources / "xx/one.toml").unlink()
    two = looks.add(site.base + second, source_id="xx_two").source
    assert one == two


@pytest.mark.parametrize(("build", "render"), [(sites.made_by_scripts, "browser"), (sites.listed_by_scripts, None)])
def test_what_scripts_ask_becomes_a_way(site: ScriptedSite, looks: Looks, build: Make, render: str | None) -> None:
    try:
        find_browser("", None)
    except NoBrowser as error:
        if os.environ.get("PRESS_REQUIRE_BROWSER") == "1":
            pytest.fail(f"PRESS_REQUIRE_BROWSER=1, but {error}")
        pytest.skip(str(error))
    releases = build(site)
    found = looks.add(site.base + "/")
    assert found.source.get("render") == render
    assert [way["kind"] for way in found.source["discover"]] == ["json"]
    looks.crawl()
    assert looks.archived(site) == paths(releases)
    site.forget()
    assert looks.crawl()["stored"] == 0
    assert len(site.log) <= 9


def test_a_redirect_to_another_host_names_the_real_home(site: ScriptedSite, other: ScriptedSite, looks: Looks) -> None:
    sites.only_listings(other)
    site.answers["/"] = Answer(status=301, headers={"Location": f"{other.base}/"})
    found = looks.add(f"{site.base}/")
    assert found.source["home"] == f"{other.base}/news"
    assert all(way["url"].startswith(other.base) for way in found.source["discover"])


def test_a_feed_may_be_given_instead_of_a_page(site: ScriptedSite, looks: Looks) -> None:
    releases = sites.short_feed_and_listing(site)
    found = looks.add(f"{site.base}/press/rss.php")
    assert ("listing", "/press/") in found.ways
    looks.crawl()
    assert looks.archived(site) == paths(releases)
