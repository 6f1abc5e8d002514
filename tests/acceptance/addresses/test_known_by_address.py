"""Sites made from a seed, added by their address alone: every release, nothing else, and nothing asked that they forbid."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sample.generated.site import SiteServer
from sample.generated.themes import THEMES
from tests.acceptance.addresses.known_by_address import archive_site
from tests.integration.crawl.crawling import Crawls

pytestmark = pytest.mark.one_postgres

#: Second visits may ask this often (robots.txt among them).
SECOND_VISIT = 9


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("name", THEMES)
def test_a_site_known_by_its_address(name: str, place: int, database: str, tmp_path: Path) -> None:
    crawls = Crawls(database, tmp_path / "archive", tmp_path / "sources")
    crawls.sources.mkdir()
    with SiteServer(THEMES[name]) as site:
        if place >= len(site.theme.start):
            pytest.skip("the site's press room is its home page")
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
