"""A long file that is handed in: read in another process, it becomes what it becomes when read here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from archive.connection import Archive
from crawler.reading import ReadingPool
from pipelines import handing_in
from pipelines.handing_in import HandingIn
from pipelines.records import read_records
from press.errors import UnknownSource
from press.source import Source

pytestmark = pytest.mark.one_postgres


def _no_file(name: str) -> Source:
    raise UnknownSource(name)


def _line(number: int) -> tuple[int, bytes]:
    text = " ".join(f"w{number}x{place}" for place in range(30))
    said = {"url": f"https://tolm.example/{number}", "body_text": text, "source": f"paper-{number // 30}"}
    return number, json.dumps(said).encode()


async def test_a_long_file_is_read_in_another_process(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "BATCH", 10)
    lines = [_line(number) if number != 57 else (57, b"[]") for number in range(100)]
    refused: list[tuple[int, str]] = []
    pool = ReadingPool(seconds=60)
    handing = HandingIn(archive, _no_file, refuse=lambda number, reason: refused.append((number, reason)), pool=pool)
    monkeypatch.setattr(handing, "_is_warm", True)  # as it is after the first thousand records
    monkeypatch.setattr(asyncio, "to_thread", _only_lines)
    stored: list[int] = []
    try:
        await handing.take(iter(lines), advance=stored.append)
    finally:
        await pool.close()
    assert (dict(handing.counts), sum(stored)) == ({"unchanged": 0, "new": 99, "refused": 1}, 99)
    assert refused == [(57, "not a JSON object")]


async def _only_lines(function: Callable[..., object], *arguments: object) -> object:
    """In place of a thread: lines are taken from the file here, and records are not read here."""
    assert function is not read_records
    return function(*arguments)
