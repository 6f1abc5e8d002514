from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.scheduling.glancing_process import Glancer, GlancingProcess


@pytest.fixture(scope="session")
def _glancing_process() -> Iterator[GlancingProcess]:
    process = GlancingProcess()
    yield process
    process.close()


@pytest.fixture(scope="session")
def _second_process() -> Iterator[GlancingProcess]:
    process = GlancingProcess()
    yield process
    process.close()


@pytest.fixture
def glances(visits: QuickCrawls, _glancing_process: GlancingProcess) -> Glancer:
    """A worker that glances at them."""
    return Glancer(_glancing_process, visits.database, visits.folder, visits.sources)


@pytest.fixture
def second(visits: QuickCrawls, _second_process: GlancingProcess) -> Glancer:
    """Another one on the same machine."""
    return Glancer(_second_process, visits.database, visits.folder, visits.sources)


@pytest.fixture
def doomed(visits: QuickCrawls) -> Iterator[Glancer]:
    """One that the test may freeze, stop or kill."""
    process = GlancingProcess()
    yield Glancer(process, visits.database, visits.folder, visits.sources)
    process.process.send_signal(signal.SIGCONT)
    process.close()
