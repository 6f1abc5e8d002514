"""SIGKILL at random instants of visits that learn: the archive is read in the end as after an undisturbed run."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest

from spiders.press import LONG
from tests.acceptance.torture.processes import Running, Starter
from tests.clusters import Cluster
from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.laid_out_site import publish
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.crawl.site_documents import feed, write_source

pytestmark = [pytest.mark.one_postgres, pytest.mark.slow]

#: What must not depend on kills.
_SAME = {
    "revisions": "SELECT a.url, v.number, v.text_digest, v.extractor_version, v.layouts FROM archive.revision v "
    "JOIN archive.appearance a USING (appearance_id) ORDER BY 1, 2",
    "layouts": "SELECT key, learned, agreement FROM archive.layout ORDER BY key",
    "lesson": "SELECT reason, pages, in_vain, reread_after FROM archive.lesson",
    "changes": "SELECT kind, url, count(*) FROM press.change GROUP BY 1, 2 ORDER BY 1, 2",
}


def _state(crawls: Crawls) -> dict[str, list[dict[str, Any]]]:
    return {name: crawls.sql(query) for name, query in _SAME.items()}


@pytest.mark.parametrize(("seed", "pages"), [(0, 24), (1, 24), (2, 24), (3, LONG + 12), (4, LONG + 12)])
def test_kills_change_no_reading(cluster: Cluster, tmp_path: Path, seed: int, pages: int) -> None:
    chance = random.Random(seed)
    databases = [cluster.clone(), cluster.clone()]
    with ScriptedSite() as site, Starter() as starter:
        site.answers["/feed"] = feed(publish(site, range(pages)))
        source = write_source(tmp_path / "sources", "office", ("feed", f"{site.base}/feed"))
        try:
            calm, killed = (
                Crawls(cluster.server.url(database), tmp_path / database, tmp_path / "sources") for database in databases
            )
            began = time.monotonic()
            calm.crawl(source)
            took = time.monotonic() - began
            hits = 0
            for _ in range(8):
                site.forget()
                process = Running(starter, killed, "crawl", tmp_path / "said", source)
                while process.code is None and not site.log:
                    time.sleep(0.01)
                time.sleep(chance.uniform(0, took / 5))  # a visit after a kill has less to do than the first one
                if process.code is None:
                    process.kill(children=False)
                    hits += 1
                process.close()
            killed.crawl(source)
            assert hits >= 2, "the kills came too late to mean anything"
            expected, found = _state(calm), _state(killed)
            for name in _SAME:
                assert found[name] == expected[name], name
            assert all(row["layouts"] for row in found["revisions"])
        finally:
            for database in databases:
                cluster.drop(database)
