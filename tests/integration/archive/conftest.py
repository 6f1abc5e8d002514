"""Folders for the tests of the embedded server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from server_folders import initialised

from tests.quick_folder import quick_folder


@pytest.fixture(scope="session")
def seed() -> Iterator[Path]:
    """An archive folder with the data of a server that is down: to be copied, never started."""
    with quick_folder() as folder:
        yield initialised(folder)


@pytest.fixture
def empty() -> Iterator[Path]:
    """An empty folder on a quick disk."""
    with quick_folder() as folder:
        yield folder
