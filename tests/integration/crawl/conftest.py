from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sample import Newsroom, Server, serve, write_sources
from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.crawl.visiting_process import VisitingProcess


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def server(newsroom: Newsroom) -> Iterator[Server]:
    with serve(newsroom) as running:
        yield running


@pytest.fixture
def crawls(database: str, server: Server, tmp_path: Path) -> Crawls:
    return Crawls(database, tmp_path / "var", write_sources(tmp_path / "sources", server))


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    """A site that answers as the test lays down."""
    with ScriptedSite() as running:
        yield running


@pytest.fixture
def other() -> Iterator[ScriptedSite]:
    """Another one: another host."""
    with ScriptedSite() as running:
        yield running


@pytest.fixture(scope="session")
def _visiting_process() -> Iterator[VisitingProcess]:
    process = VisitingProcess()
    yield process
    process.close()


@pytest.fixture
def visits(database: str, tmp_path: Path, _visiting_process: VisitingProcess) -> QuickCrawls:
    """Crawls of source files that the test writes, made by a process that has started already."""
    (tmp_path / "sources").mkdir()
    return QuickCrawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""}, _visiting_process)
