"""Databases for tests: one server a session, one template made by the migrations, one clone a test.

    database    the libpq URL of a fresh, migrated database; no archive is opened on it
    archive     an Archive opened on it in the role of a crawl

A test that asks for either runs on the embedded PostgreSQL and on the system's (the oldest that is installed, 15 or later),
unless it is marked `one_postgres`: for whole crawls, which would cost much and show nothing new. Where the system has none
those runs are skipped; with PRESS_REQUIRE_SYSTEM_POSTGRES=1 that is a failure.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from archive.connection import Archive, open_archive
from archive.settings import ArchiveSettings
from tests.clusters import Cluster, Clusters
from tests.integration.crawl.visiting_process import VisitingProcess

# An example that takes long on a busy machine is no failure: no test is timed.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def _clusters() -> Iterator[Clusters]:
    with ExitStack() as stack:
        yield Clusters(stack)


@pytest.fixture(scope="session")
def _visiting_process() -> Iterator[VisitingProcess]:
    """Makes visits without the time that a command takes to start."""
    process = VisitingProcess()
    yield process
    process.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "cluster" in metafunc.fixturenames:
        once = metafunc.definition.get_closest_marker("one_postgres") is not None
        metafunc.parametrize("cluster", ["embedded"] if once else ["embedded", "system"], indirect=True)


@pytest.fixture
def cluster(request: pytest.FixtureRequest, _clusters: Clusters) -> Cluster:
    """The server that this run of the test is for."""
    return _clusters[request.param]


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """The URL of a migrated database of the test's own; the user is the server's superuser."""
    name = cluster.clone()
    yield cluster.server.url(name)
    cluster.drop(name)


@pytest.fixture
def settings(database: str, tmp_path: Path) -> ArchiveSettings:
    """The archive's settings for the test: its database, and a folder of its own."""
    return ArchiveSettings(archive_dir=tmp_path / "var", database_url=database)


@pytest.fixture
async def archive(settings: ArchiveSettings) -> AsyncIterator[Archive]:
    """An open archive, its connections acting as press_writer."""
    async with open_archive(settings) as opened:
        yield opened
