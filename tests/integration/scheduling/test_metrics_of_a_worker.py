"""The metrics of a running worker, as a scraper gets them."""

from __future__ import annotations

import socket
import urllib.request
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from tests.integration.crawl.crawling import Crawls
from tests.integration.scheduling.busy_sites import busy_sites, stop, wait_until, working

pytestmark = pytest.mark.one_postgres


def scraped(address: str) -> dict[tuple[str, ...], float]:
    """Samples by name and values of their labels; none while nobody listens."""
    asked = urllib.request.Request(  # loopback
        f"http://{address}/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310  # loopback
            assert answer.headers["Content-Type"].startswith("application/openmetrics-text")
            families = list(text_string_to_metric_families(answer.read().decode()))
    except URLError:
        return {}
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_a_worker_tells_what_it_did_and_how_the_archive_is(database: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    (tmp_path / "sources").mkdir()
    archive = Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": "", "METRICS_ADDRESS": address})
    with busy_sites(archive, sites=1, pages=2) as busy, working(archive) as worker:
        busy.gate.set()
        wait_until(lambda: ("press_visits_total", "done") in scraped(address) and ("press_sources_due",) in scraped(address))
        told = scraped(address)
        second = replace(archive, folder=tmp_path / "second").run("work", expect=1)
        assert f"METRICS_ADDRESS {address} cannot be listened at" in second.stderr
        assert stop(worker)[0] == 0
    assert told["press_visits_total", "done"] == 1
    assert told["press_pages_stored_total",] == 2
    assert told["press_pages_fetched_total",] >= 2
    assert sum(value for (name, *_), value in told.items() if name == "press_sources") == 1
    assert told["press_jobs_waiting", "visit"] >= 0
    assert 0 <= told["press_lateness_seconds",] < 100
    assert 0 <= told["press_database_silent_seconds",] < 100
    assert told["process_resident_memory_bytes",] > 1_000_000
    assert not any(busy.names[0] in key for key in told), "sources are no labels"
