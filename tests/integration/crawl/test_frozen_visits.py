"""A crawl that was frozen for longer than its leases: what waited for its turn in the meantime is not sent to a host that may be
another's by now."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, robots, write_source

pytestmark = pytest.mark.one_postgres

#: Seconds. The freeze is longer, by the clock of the frozen process too.
LEASE = 1.0
PAGES = 4


@contextmanager
def frozen_in_mid_visit(crawls: Crawls, source: str, site: ScriptedSite) -> Iterator[subprocess.Popen[str]]:
    """A crawl that stands still since its first page was asked, while its leases ran out; it goes on at the end."""
    crawl = crawls.start("crawl", source)
    try:
        while not any(path.startswith("/news/") for path in site.paths()):
            assert crawl.poll() is None
            time.sleep(0.01)
        crawl.send_signal(signal.SIGSTOP)
        crawls.sql("SELECT pg_sleep(%s)", 1.1 * LEASE)
        yield crawl
        crawl.send_signal(signal.SIGCONT)
        _, told = crawl.communicate(timeout=60)
        assert "Traceback" not in told, told
    finally:
        crawl.kill()
        crawl.communicate()


@pytest.fixture
def harbour(database: str, tmp_path: Path) -> Iterator[tuple[Crawls, ScriptedSite, str]]:
    """A source whose pages wait for one another, half a second each."""
    crawls = Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": "", "CRAWLER_LEASE": str(LEASE)})
    with ScriptedSite() as site:
        site.answers["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 0.5")
        site.answers["/feed"] = feed(publish(site, [f"quay{number}" for number in range(PAGES)]))
        yield crawls, site, write_source(crawls.sources, "harbour", ("feed", f"{site.base}/feed"))


def test_a_visit_that_was_taken_over_asks_nothing_more(harbour: tuple[Crawls, ScriptedSite, str]) -> None:
    """Though nobody holds the host any more when it wakes."""
    crawls, site, source = harbour
    with frozen_in_mid_visit(crawls, source, site):
        before = site.paths()
        crawls.sql("UPDATE archive.source SET visit_id = gen_random_uuid(), attempt = attempt + 1 RETURNING 1")
        crawls.sql("UPDATE archive.host SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL RETURNING 1")
    assert site.paths() == before


@pytest.mark.slow
def test_a_visit_that_nobody_took_over_goes_on_and_leases_its_host_anew(harbour: tuple[Crawls, ScriptedSite, str]) -> None:
    crawls, site, source = harbour
    with frozen_in_mid_visit(crawls, source, site) as crawl:
        pass
    assert crawl.returncode == 0
    assert crawls.one("SELECT count(*) FROM press.release") == PAGES
    assert len(site.paths()) == len(set(site.paths())) == PAGES + 2


@pytest.mark.slow
def test_a_host_that_went_to_another_is_left_to_it(harbour: tuple[Crawls, ScriptedSite, str]) -> None:
    """The visit is still its own; the pages of that host come with the next one."""
    crawls, site, source = harbour
    with frozen_in_mid_visit(crawls, source, site) as crawl:
        before = site.paths()
        crawls.sql(
            "INSERT INTO archive.source (source_id, name, country, visit_id) VALUES ('xx_pier', 'Pier', 'xx', gen_random_uuid())"
            " RETURNING 1"
        )
        crawls.sql(
            "UPDATE archive.host h SET visit_id = s.visit_id, holder = gen_random_uuid(), node = 'elsewhere',"
            " lease_until = now() + interval '1 h' FROM archive.source s WHERE s.source_id = 'xx_pier' RETURNING 1"
        )
    assert site.paths() == before
    assert crawl.returncode == 3
    left = crawls.sql("SELECT outcome, attempts FROM archive.lead WHERE state = 'open'")
    assert [(row["outcome"], row["attempts"]) for row in left] == [("host_busy", 0)] * (PAGES - 1)
