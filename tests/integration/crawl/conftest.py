from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sample import Newsroom, Server, serve, write_sources
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.visiting_process import VisitingProcess


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def server(newsroom: Newsroom) -> Iterator[Server]:
    with serve(newsroom) as running:
        yield running


@pytest.fixture
def crawls(database: str, server: Server, tmp_path: Path, _visiting_process: VisitingProcess) -> QuickCrawls:
    """Crawls of the sample newsroom. As `scrapy crawl` does, they give the verdict after the visit."""
    sources = write_sources(tmp_path / "sources", server)
    return QuickCrawls(database, tmp_path / "var", sources, process=_visiting_process, judged=True)
