from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.probe.looking import Looks
from tests.integration.probe.looking_process import LookingProcess


@pytest.fixture(scope="session")
def _looking_process() -> Iterator[LookingProcess]:
    process = LookingProcess()
    yield process
    process.close()


@pytest.fixture
def looks(database: str, tmp_path: Path, _looking_process: LookingProcess) -> Looks:
    """Looks at sites, and crawls of what came of them, made by a process that has started already."""
    (tmp_path / "sources").mkdir()
    return Looks(database, tmp_path / "var", tmp_path / "sources", process=_looking_process)
