"""Commands called as Scrapy calls them, in this process: real databases and files, and none of the second that a start takes."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from archive.settings import ArchiveSettings


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def row(self) -> dict[str, Any]:
        (row,) = self.rows
        return row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A SOURCES_DIR, empty."""
    folder = tmp_path / "sources"
    (folder / "xx").mkdir(parents=True)
    return folder


@pytest.fixture
def offline(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """`offline("search", "word", "--limit", "3")`, with a DATABASE_URL where nothing listens."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("ARCHIVE_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("SOURCES_DIR", str(folder))

    def call(name: str, *words: str) -> Ended:
        command = importlib.import_module(f"commands.{name}").Command()
        command.settings = Settings()
        command.settings.setmodule("crawler.settings")
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        capsys.readouterr()
        try:
            opts, left = parser.parse_known_args(list(words))
            command.process_options(left, opts)
            command.run(left, opts)
            code = int(command.exitcode)
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return call


@pytest.fixture
def scrapy(offline: Callable[..., Ended], settings: ArchiveSettings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """The same on the test's own archive."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url or "")
    monkeypatch.setenv("ARCHIVE_DIR", str(settings.archive_dir))
    return offline
