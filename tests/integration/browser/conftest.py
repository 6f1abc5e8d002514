"""Crawls that need a browser. Where none is here they are skipped; with PRESS_REQUIRE_BROWSER=1 that is a failure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.browser.finding import find_browser
from press.errors import NoBrowser
from tests.integration.browser.script_site import ScriptSite
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.visiting_process import VisitingProcess


@pytest.fixture(scope="session")
def browser() -> str:
    """The browser's program."""
    try:
        return find_browser("", None)
    except NoBrowser as error:
        if os.environ.get("PRESS_REQUIRE_BROWSER") == "1":
            pytest.fail(f"PRESS_REQUIRE_BROWSER=1, but {error}")
        pytest.skip(str(error))


@pytest.fixture
def site() -> Iterator[ScriptSite]:
    """A site whose pages are empty until a script has asked for their text."""
    with ScriptSite() as running:
        yield running


@pytest.fixture
def visits(browser: str, database: str, tmp_path: Path, _visiting_process: VisitingProcess) -> QuickCrawls:
    """Crawls of source files that the test writes."""
    (tmp_path / "sources").mkdir()
    return QuickCrawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""}, _visiting_process)
