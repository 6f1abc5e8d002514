"""Invented answers to write, and a stand-in for the rows of `press.warc` that keeps what it was told."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.warc.exchange import ClosedFile, Exchange, Headers, Placed, Request, Response
from archive.warc.writer import WarcWriter

ROOT = Path(__file__).parents[3]
NODE = "0123456789abcdef0123456789abcdef"
START = datetime(2031, 5, 4, 12, 30, 15, 250, tzinfo=UTC)

_WORDS = ["the", "minister", "of", "harbours", "opened", "a", "quay", "today", "and", "thanked", "all", "who", "built", "it"]


def page(number: int, words: int = 400) -> bytes:
    """A small HTML page, the same for the same number."""
    chosen = random.Random(number).choices(_WORDS, k=words)
    return f"<html><title>Quay {number}</title><p>{' '.join(chosen)}</p></html>".encode()


def exchange(
    number: int, body: bytes | None = None, *, headers: Headers = (), status: int = 200, coded: bool = False
) -> Exchange:
    """The answer of an invented ministry; `coded` gzips the body as its server would."""
    body = page(number) if body is None else body
    lines: Headers = ((b"Content-Type", b"text/html; charset=utf-8"), *headers)
    if coded:
        body, lines = gzip.compress(body, mtime=0), (*lines, (b"Content-Encoding", b"gzip"))
    return Exchange(
        url=f"https://harbours.example/news/{number}?lang=fr&page=1",
        fetched_at=START + timedelta(seconds=number, microseconds=number),
        request=Request(headers=((b"User-Agent", b"press-archive"), (b"Accept-Encoding", b"gzip, deflate"))),
        response=Response(status, lines, body),
    )


@dataclass
class Rows:
    """What the database would have been told, in order."""

    opened: list[str] = field(default_factory=list)
    closed: list[ClosedFile] = field(default_factory=list)

    async def on_open(self, name: str) -> None:
        self.opened.append(name)

    async def on_close(self, file: ClosedFile) -> None:
        self.closed.append(file)


def writer(
    folder: Path, rows: Rows, *, rotate_bytes: int = 1_000_000_000, on_open: Callable[[str], Awaitable[None]] | None = None
) -> WarcWriter:
    return WarcWriter(folder, NODE, on_open=on_open or rows.on_open, on_close=rows.on_close, rotate_bytes=rotate_bytes)


def as_line(placed: Placed) -> str:
    return f"{placed.warc_file} {placed.offset} {placed.length} {placed.payload_digest} {placed.record_id}"


def warcio_check(*files: Path) -> str:
    """What `warcio check` has to complain of; empty if nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *map(str, files)], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout + done.stderr + ("" if done.returncode == 0 else f"exit {done.returncode}")
