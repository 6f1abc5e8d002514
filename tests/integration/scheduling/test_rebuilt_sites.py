"""A site that was rebuilt: its old ways lead nowhere, and what its address alone leads to is said with its health."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, write_source
from tests.integration.probe import sites
from tests.integration.scheduling.glancing_process import Glancer

pytestmark = pytest.mark.one_postgres

_TOPICS = ["alder", "birch", "cherry", "maple", "rowan", "willow"]


def _working(visits: QuickCrawls, site: ScriptedSite) -> str:
    """A source whose feed at /old is read; its id."""
    visits.judged = True
    site.answers["/old"] = feed(publish(site, _TOPICS))
    source = write_source(visits.sources, "mill", ("feed", f"{site.base}/old"), home=f"{site.base}/")
    visits.crawl(source)
    return source


def _errand(visits: QuickCrawls, source: str) -> list[str]:
    """What a worker tells of a visit that is due."""
    visits.sql("UPDATE archive.source SET next_visit_at = now() - interval '1 minute' RETURNING 1")
    outcome, told = visits.errand(source)
    assert outcome is not None
    return told


def _health(visits: QuickCrawls) -> tuple[str, str]:
    [row] = visits.sql("SELECT health, health_reason FROM press.source")
    return row["health"], row["health_reason"] or ""


def _redirected(site: ScriptedSite) -> None:
    """All that was at the root has moved below a path, and old addresses lead to the new start."""
    sites.under_a_path(site)
    del site.answers["/news/"]
    for old in ("/", "/old", *(f"/news/{topic}" for topic in _TOPICS)):
        site.answers[old] = Answer(status=301, headers={"Location": "/ministry/"})


REBUILT: dict[str, tuple[Callable[[ScriptedSite], object], str]] = {
    "a feed elsewhere": (sites.short_feed_and_listing, "feed {base}/press/rss.php"),
    "listings only": (sites.only_listings, "listing {base}/news"),
    "moved to another path, with redirects": (_redirected, "listing {base}/ministry/news/"),
}


@pytest.mark.parametrize("how", REBUILT)
def test_the_new_ways_of_a_rebuilt_site_are_said(visits: QuickCrawls, site: ScriptedSite, how: str) -> None:
    rebuild, way = REBUILT[how]
    source = _working(visits, site)
    file = (visits.sources / "xx" / "mill.toml").read_text()
    site.answers.clear()
    rebuild(site)
    site.forget()
    assert "rebuilt" not in "".join(_errand(visits, source)), "once is nothing yet"
    assert "/" not in site.paths()
    told = "".join(_errand(visits, source))
    health, reason = _health(visits)
    assert health == "failing" and f"{site.base}/old" in reason, reason
    assert "its site seems to have been rebuilt, with the " in reason, site.paths()
    assert f" the {way.format(base=site.base)}" in reason, reason
    assert f"`scrapy sources add {site.base}/ --id xx_mill --kind agency` writes a new one" in reason
    assert reason.endswith(told[told.index("its site seems") :])
    assert (visits.sources / "xx" / "mill.toml").read_text() == file


def test_failing_glances_lead_to_one_look_a_day_and_the_saying_ends_with_the_failing(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer
) -> None:
    source = _working(visits, site)
    before = dict(site.answers)
    site.answers.clear()
    sites.short_feed_and_listing(site)

    def glance_at() -> bool:
        """Whether a visit is wanted after a glance that fails."""
        visits.sql("UPDATE archive.source SET next_visit_at = now() - interval '1 minute' RETURNING 1")
        assert glances.glance(source)[source]["outcome"] == "failed"
        return bool(visits.sql("SELECT wants_visit FROM archive.source")[0]["wants_visit"])

    assert [glance_at(), glance_at()] == [False, True]
    assert "the feed" in "".join(_errand(visits, source))
    site.forget()
    assert [glance_at(), glance_at()] == [False, False]
    assert "rebuilt" not in "".join(_errand(visits, source)) and "/" not in site.paths(), "looked at again on the same day"
    assert _health(visits)[1].count("its site seems to have been rebuilt") == 1
    visits.sql("UPDATE archive.source SET sought_at = sought_at - interval '25 hours' RETURNING 1")
    assert glance_at()
    site.answers.clear()
    sites.only_listings(site)
    _errand(visits, source)
    reason = _health(visits)[1]
    assert f"{site.base}/news" in reason and "the feed" not in reason, "what was found last is said"
    site.answers = before
    _errand(visits, source)
    assert _health(visits) == ("ok", "")
    assert visits.sql("SELECT rebuilt FROM archive.source") == [{"rebuilt": None}]


@pytest.mark.parametrize(
    ("everything", "looked"),
    [(Answer(status=503, headers={"Retry-After": "60"}), False), (Answer(b"not found", status=404), True)],
    ids=["busy", "all gone"],
)
def test_of_a_site_that_is_only_down_nothing_is_said(
    visits: QuickCrawls, site: ScriptedSite, everything: Answer, looked: bool
) -> None:
    source = _working(visits, site)
    site.answers = dict.fromkeys(["/", "/old", "/robots.txt", *(f"/news/{topic}" for topic in _TOPICS)], everything)
    site.answers["/robots.txt"] = Answer(b"", "text/plain")
    site.forget()
    for _ in range(3):
        assert "its site seems" not in "".join(_errand(visits, source))
    health, reason = _health(visits)
    assert health == "failing" and "rebuilt" not in reason
    assert ("/" in site.paths()) is looked


def test_a_list_that_names_nothing_any_more_has_its_site_looked_at(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = _working(visits, site)
    links = [f"{site.base}/news/{topic}" for topic in _TOPICS]
    for day in range(4, 7):
        site.answers["/old"] = feed(links, days=[day] * len(links))
        _errand(visits, source)
    assert _health(visits)[0] == "ok"
    sites.only_listings(site)
    told = ""
    for day in range(7, 9):
        site.answers["/old"] = feed(links[:1], days=[day])
        told += "".join(_errand(visits, source))
    assert f"the listing {site.base}/news" in told, _health(visits)


def test_the_command_that_is_said_writes_a_new_file(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = _working(visits, site)
    site.answers.clear()
    sites.only_listings(site)
    for _ in range(2):
        told = "".join(_errand(visits, source))
    command = told.split("`")[1].split()
    file = visits.sources / "xx" / "mill.toml"
    file.rename(file.with_suffix(".old"))
    visits.run(*command[1:], "-s", "DOWNLOAD_DELAY=0")
    assert f'url = "{site.base}/news"' in file.read_text()
