from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sample import Newsroom, Server, serve, write_sources
from tests.integration.crawl.crawling import Crawls


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
