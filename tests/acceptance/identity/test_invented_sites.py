"""Five invented sites, crawled in several orders: who belongs together, in which role, and who issued it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.acceptance.identity.newsrooms import pages
from tests.acceptance.identity.rendering import KINDS, Sites
from tests.acceptance.identity.scoring import Score, score
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.visiting_process import VisitingProcess

pytestmark = pytest.mark.one_postgres

_ORDERS = {
    "originals first": ("ministry", "agency", "wire", "courier", "monitor"),
    "copies first": ("monitor", "courier", "wire", "agency", "ministry"),
    "mixed": ("courier", "ministry", "monitor", "wire", "agency"),
}


def test_a_few_pages_of_five_sites(database: str, tmp_path: Path, _visiting_process: VisitingProcess) -> None:
    _check(_crawled(database, tmp_path, _visiting_process, seed=7, size=0.12, order="copies first"))


@pytest.mark.slow
@pytest.mark.parametrize("order", list(_ORDERS))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_five_sites(seed: int, order: str, database: str, tmp_path: Path, _visiting_process: VisitingProcess) -> None:
    _check(_crawled(database, tmp_path, _visiting_process, seed=seed, size=1, order=order))


def _crawled(database: str, folder: Path, process: VisitingProcess, *, seed: int, size: float, order: str) -> Score:
    with Sites(pages(seed, size)) as sites:
        sources = sites.write_sources(folder / "sources")
        crawls = QuickCrawls(database, folder / "archive", sources, process=process, judged=True)
        assert set(_ORDERS[order]) == set(KINDS)
        for site in _ORDERS[order]:
            crawls.crawl(f"xx_{site}")
        sites.edited = True  # the publishers edit their pages when the copies have been made
        crawls.crawl("xx_ministry", "-a", "revisit=all")
        made = score(sites, crawls.sql)
    if os.environ.get("TELL"):
        print(f"\n=== seed {seed}, {order}\n{made.summary(400)}")
    return made


def _check(made: Score) -> None:
    told = made.summary()
    assert made.share("pair precision") >= 0.995, told
    assert made.share("pair recall") >= 0.98, told
    assert made.share("own news") == 1, told
    assert made.share("kept") >= 0.98, told
    assert made.share("releases") == 1, told
    assert made.share("roles") >= 0.97, told
    assert made.share("issuer") >= 0.98, told
    assert made.share("distributor") >= 0.99, told
    assert made.share("distributor of pages") >= 0.99, told
    assert made.share("translations") == 1, told
    assert made.share("no translation invented") == 1, told
