"""Sites made from a seed, added by their address alone: every release, nothing else, and nothing asked that they forbid."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.browser.finding import find_browser
from press.errors import NoBrowser
from sample.generated.site import SiteServer
from sample.generated.themes import THEMES
from tests.acceptance.addresses.known_by_address import archive_site
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.visiting_process import VisitingProcess

pytestmark = pytest.mark.one_postgres

#: Second visits may ask this often, robots.txt among them; new releases and what their scripts ask come on top of it.
SECOND_VISIT = 9
#: The start from which the daily run knows a site; the other starts, and the sites that are not named here, are `make torture`'s.
#: One costs about 12 CPU seconds, one that needs a browser 40.
DAILY = {"faceted": 0, "portal": 0}

STARTS = [
    pytest.param(name, place, id=f"{name}-{place}", marks=() if DAILY.get(name) == place else pytest.mark.slow)
    for name in THEMES
    for place in (0, 1)
    if (name, place) != ("blog", 1)  # its press room is its home page
]


@pytest.mark.parametrize(("name", "place"), STARTS)
def test_a_site_known_by_its_address(
    name: str, place: int, database: str, tmp_path: Path, _visiting_process: VisitingProcess
) -> None:
    crawls = QuickCrawls(database, tmp_path / "archive", tmp_path / "sources", process=_visiting_process, judged=True)
    crawls.sources.mkdir()
    with SiteServer(THEMES[name], held=1) as site:
        if site.theme.needs_browser:
            _demand_a_browser()
        outcome = archive_site(crawls, site, site.theme.start[place])
    told = outcome.summary()
    if os.environ.get("TELL"):
        print(f"\n=== {name} {place}\n{outcome.report}\n{outcome.source_file}\n{told}\n{outcome.refused}")
    count = outcome.expected
    assert len(outcome.missing) <= count * 0.01, told
    assert len(outcome.others) <= count * 0.01, told
    assert not outcome.twice, told
    assert outcome.mean_f1() >= 0.97, told
    assert len(outcome.instants) <= count * 0.02, told
    assert len(outcome.languages) <= count * 0.02, told
    assert len(outcome.headlines) <= count * 0.02, told
    assert len(outcome.issuers) <= count * 0.02, told
    assert not outcome.broken_rules, told
    assert outcome.probe_requests <= 60, told
    assert outcome.second_requests <= SECOND_VISIT, told
    assert outcome.third_requests <= SECOND_VISIT + 2 * outcome.published, told


def _demand_a_browser() -> None:
    try:
        find_browser("", None)
    except NoBrowser as error:
        if os.environ.get("PRESS_REQUIRE_BROWSER") == "1":
            pytest.fail(f"PRESS_REQUIRE_BROWSER=1, but {error}")
        pytest.skip(str(error))
