"""A server for any number of hosts on one port of loopback, in a process of its own, so that its cost is counted apart.

It answers by the request's Host header (or by an absolute address, as a proxy is asked), keeps connections open, answers a
matching If-None-Match with 304, and remembers what it was asked.
"""

from __future__ import annotations

import asyncio
import gzip
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

_REASONS = {200: "OK", 304: "Not Modified", 404: "Not Found", 410: "Gone"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers with. `coding` is the Content-Encoding that `body` is in already."""

    body: bytes
    media_type: str = "text/html"
    coding: str | None = None
    etag: str | None = None
    status: int = 200

    def content(self) -> bytes:
        """The body, decoded."""
        return gzip.decompress(self.body) if self.coding == "gzip" else self.body


@dataclass(frozen=True, slots=True)
class Heard:
    """What the server was asked: how often each address (http://host/target), and when first, on the monotonic clock."""

    asked: Counter[str]
    first: float | None


def _wire(answer: Answer) -> bytes:
    head = [f"HTTP/1.1 {answer.status} {_REASONS[answer.status]}", f"Content-Type: {answer.media_type}"]
    if answer.coding:
        head.append(f"Content-Encoding: {answer.coding}")
    if answer.etag:
        head.append(f"ETag: {answer.etag}")
    head.append(f"Content-Length: {len(answer.body)}")
    return ("\r\n".join(head) + "\r\n\r\n").encode("ascii") + answer.body


_MISSING = _wire(Answer(b"not here", "text/plain", status=404))


class _Shelf:
    """What is served, and what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[bytes, str | None]] = {}
        self.asked: Counter[str] = Counter()
        self.first: float | None = None

    def put(self, address: str, answer: Answer) -> None:
        self.answers[address] = (_wire(answer), answer.etag)

    def answer(self, head: bytes) -> bytes:
        lines = head.split(b"\r\n")
        _method, target, _version = lines[0].decode("latin-1").split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        host = headers.get(b"host", b"").decode("latin-1").lower()
        address = target if target.startswith("http://") else f"http://{host}{target}"
        if self.first is None:
            self.first = time.monotonic()
        self.asked[address] += 1
        wire, etag = self.answers.get(address, (_MISSING, None))
        if etag is not None and headers.get(b"if-none-match", b"").decode("latin-1") == etag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode("ascii")
        return wire


class _Connection(asyncio.Protocol):
    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:  # only requests without a body come here
            head, self._read = self._read[:end], self._read[end + 4 :]
            self._transport.write(self._shelf.answer(head))


async def _serve(pipe: Connection) -> None:
    shelf, loop, over = _Shelf(), asyncio.get_running_loop(), asyncio.Event()

    def command() -> None:
        try:
            verb, value = pipe.recv()
        except EOFError:  # whoever started this process is gone
            over.set()
            return
        if verb == "put":
            for address, answer in value:
                shelf.put(address, answer)
            pipe.send(None)
        elif verb == "heard":
            pipe.send(Heard(Counter(shelf.asked), shelf.first))
            shelf.asked.clear()
            shelf.first = None
        else:
            over.set()

    server = await loop.create_server(lambda: _Connection(shelf), "127.0.0.1", 0, backlog=1024)
    loop.add_reader(pipe.fileno(), command)
    pipe.send(server.sockets[0].getsockname()[1])
    await over.wait()
    server.close()


def _run(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


class ReplayServer:
    """The process. `port` is where it listens; `pid` is for accounting its CPU time."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_run, args=(theirs,), daemon=True)
        self._hosts: set[str] = set()

    def __enter__(self) -> Self:
        self._process.start()
        if not self._pipe.poll(30):
            self._process.kill()
            raise RuntimeError("the replay server did not start within 30 s")
        self.port: int = self._pipe.recv()
        self.pid = self._process.pid
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pipe.send(("stop", None))
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def put(self, answers: Iterable[tuple[str, Answer]]) -> None:
        """Serve these from now on; an address that is served already changes its answer."""
        answers = list(answers)
        self._hosts.update(urlsplit(address).netloc for address, _answer in answers)
        self._pipe.send(("put", answers))
        self._pipe.recv()

    def heard(self) -> Heard:
        """What was asked since the last call."""
        self._pipe.send(("heard", None))
        heard: Heard = self._pipe.recv()
        return heard

    def overrides(self) -> dict[str, str]:
        """GUARD_HOST_OVERRIDES: all hosts, also those that are not served, so that nobody is asked outside."""
        here = f"127.0.0.1:{self.port}"
        return {"*": here} | {urlsplit(f"//{host}").hostname or host: here for host in sorted(self._hosts)}
