"""SIGKILL at random instants, started again until done: the archive is the same as after an undisturbed run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sample import Newsroom, Server, serve, write_sources
from tests.acceptance.torture.processes import Running, Starter
from tests.clusters import Cluster
from tests.integration.crawl.crawling import Crawls

pytestmark = pytest.mark.one_postgres

SOURCES = ("xx_inland_waters", "xx_corvane", "xx_courier")

#: What must not depend on kills. Ids and instants of sighting do; addresses, texts, numbers and ties do not.
_SAME = {
    "releases": """
        SELECT r.canonical_url, r.headline, r.published_at, r.issuer, r.distributor, r.language, r.revision_count,
               r.appearance_count,
               (SELECT array_agg(url ORDER BY url) FROM press.appearance a WHERE a.release_id = r.release_id) AS urls
        FROM press.release r ORDER BY 1, 2""",
    "revisions": "SELECT url, number, text_digest, headline, release_id IS NULL AS own_news FROM press.revision ORDER BY 1, 2",
    "roles": "SELECT url, role FROM press.appearance ORDER BY 1",
    "leads": "SELECT source_id, url, state, CASE WHEN outcome = 'unchanged' THEN 'stored' ELSE outcome END AS outcome "
    "FROM archive.lead ORDER BY 1, 2",
    # Which of a release's pages came first is told as `new`, the others as `appeared`: that goes by the order in which the
    # sources got through, which kills do change. That each came once does not.
    "changes": "SELECT replace(kind, 'appeared', 'new') AS kind, url, count(*) FROM press.change WHERE kind <> 'updated' "
    "GROUP BY 1, 2 ORDER BY 1, 2",
}  # fmt: skip


def _state(crawls: Crawls) -> dict[str, list[dict[str, Any]]]:
    return {name: crawls.sql(query) for name, query in _SAME.items()}


def _check(crawls: Crawls) -> None:
    """What must hold after any run."""
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0, "a lead was forgotten"
    numbered = "SELECT change_id - row_number() OVER (ORDER BY change_id) AS off FROM press.change"
    assert crawls.one(f"SELECT count(*) FROM ({numbered}) c WHERE off <> 0") == 0, "the change feed has holes"
    assert crawls.one("SELECT count(*) - (SELECT change_head FROM press.archive) FROM press.change") == 0
    news = "SELECT count(*) FILTER (WHERE kind = 'new') AS n FROM press.change GROUP BY release_id"
    assert crawls.one(f"SELECT count(*) FROM ({news}) t WHERE n <> 1") == 0, "a release is new once, no more and no less"
    crawls.run("verify")
    files = sorted(str(path) for path in (crawls.folder / "warc").glob("*"))
    assert files
    assert all(file.endswith(".warc.gz") for file in files), "recovery closes what a kill left open"
    checked = subprocess.run([Path(sys.executable).with_name("warcio"), "check", *files], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def _kill_until_done(crawls: Crawls, starter: Starter, server: Server, *, kills: int, seed: int) -> int:
    """Crawl every source, killed at random instants after its first request; returns the kills that hit a live crawl."""
    chance, hits = random.Random(seed), 0
    for kill in range(kills):
        asked = len(server.requests)
        process = Running(starter, crawls, "crawl", crawls.folder.with_suffix(".log"), SOURCES[kill % len(SOURCES)])
        while process.code is None and len(server.requests) == asked:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 1.5))
        if process.code is None:
            process.kill(children=False)
            hits += 1
        process.close()
    for source in SOURCES:
        crawls.run("crawl", source)
    return hits


@pytest.fixture
def server() -> Any:
    with serve(Newsroom()) as running:
        yield running


def _torture(cluster: Cluster, server: Server, folder: Path, *, kills: int, seed: int) -> None:
    sources = write_sources(folder / "sources", server)
    databases = [cluster.clone(), cluster.clone()]
    try:
        calm = Crawls(cluster.server.url(databases[0]), folder / "calm", sources)
        for source in SOURCES:
            calm.crawl(source)
        killed = Crawls(cluster.server.url(databases[1]), folder / "killed", sources)
        with Starter() as starter:
            hits = _kill_until_done(killed, starter, server, kills=kills, seed=seed)
        print(f"seed {seed}: {hits} of {kills} kills hit a live crawl")
        assert hits >= kills / 3, "the kills came too late to mean anything"
        _check(calm)
        _check(killed)
        expected, found = _state(calm), _state(killed)
        for name in _SAME:
            assert found[name] == expected[name], name
        assert killed.one("SELECT count(*) FROM press.visit WHERE outcome = 'lost'") > 0
    finally:
        for database in databases:
            cluster.drop(database)


def test_ten_kills_change_nothing(cluster: Cluster, server: Server, tmp_path: Path) -> None:
    _torture(cluster, server, tmp_path, kills=10, seed=20261124)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_many_kills_change_nothing(cluster: Cluster, server: Server, tmp_path: Path, seed: int) -> None:
    _torture(cluster, server, tmp_path, kills=25, seed=seed)
