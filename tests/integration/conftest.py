"""What tests of several folders need: sites that the test scripts, and visits to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.crawl.visiting_process import VisitingProcess


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


@pytest.fixture
def visits(database: str, tmp_path: Path, _visiting_process: VisitingProcess) -> QuickCrawls:
    """Crawls of source files that the test writes, made by a process that has started already."""
    (tmp_path / "sources").mkdir()
    return QuickCrawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""}, _visiting_process)
