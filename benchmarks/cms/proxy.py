"""A reverse proxy on loopback that keeps a log of what was asked, and answers robots.txt for the site behind it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.cms.site import Facts

#: A request's head may have this many bytes; what comes later is longer only by mistake.
_HEAD = 65_536
_DROPPED = ("connection", "keep-alive", "proxy-connection")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `at` is seconds of the monotonic clock when its head had come; `path` has the query; `part`: a browser asked
    for it as a part of a page (a script, an image, an API's answer), not as the page itself."""

    at: float
    method: str
    path: str
    agent: str
    part: bool
    status: int
    size: int


@dataclass
class Proxy:
    """`prefix` is put before each path that is passed on. `log` grows as requests end, in that order."""

    behind: int
    robots: str
    prefix: str = ""
    log: list[Asked] = field(default_factory=list)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._exchange(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # who asked has gone, or the site behind has, or the proxy ends; the log has what was answered
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        at = time.monotonic()
        first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, path, _version = first.split(" ", 2)
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        sent = b""
        if length := int(fields.get("content-length", 0)):
            sent = await reader.readexactly(length)
        if path == "/robots.txt":
            answer = self.robots.encode()
            status, size = 200, len(answer)
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
                + f"Content-Length: {size}\r\n\r\n".encode()
                + answer
            )
            await writer.drain()
        else:
            kept = [line for line in lines if line.partition(":")[0].strip().lower() not in _DROPPED]
            passed = (
                "\r\n".join([f"{method} {self.prefix}{path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode("latin-1")
                + sent
            )
            status, size = await self._pass(method, passed, writer)
        part = fields.get("sec-fetch-dest", "document") not in ("document", "iframe")
        self.log.append(Asked(at, method, path, fields.get("user-agent", ""), part, status, size))

    async def _pass(self, method: str, request: bytes, writer: asyncio.StreamWriter) -> tuple[int, int]:
        behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", self.behind, limit=_HEAD)
        try:
            behind_writer.write(request)
            await behind_writer.drain()
            head = await behind_reader.readuntil(b"\r\n\r\n")
            lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
            kept = [line for line in lines if line.partition(":")[0].strip().lower() not in _DROPPED]
            writer.write("\r\n".join([*kept, "Connection: close", "", ""]).encode("latin-1"))
            status, size = int(lines[0].split(" ", 2)[1]), 0
            expected = _length(method, status, kept)
            while expected is None or size < expected:
                if not (piece := await behind_reader.read(65_536)):
                    break
                size += len(piece)
                writer.write(piece)
                await writer.drain()
            return status, size
        finally:
            behind_writer.close()


def _length(method: str, status: int, fields: list[str]) -> int | None:
    """How many bytes of body are to come, None where only the connection's end tells: not every server closes when asked to."""
    if method == "HEAD" or status in (204, 304):
        return 0
    stated = [value for name, _, value in (field.partition(":") for field in fields) if name.lower() == "content-length"]
    return int(stated[0]) if stated else None


@contextmanager
def proxied(facts: Facts) -> Iterator[Proxy]:
    """A proxy in a thread of its own, on 127.0.0.1 alone."""
    proxy = Proxy(facts.behind, facts.robots, facts.behind_path)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(proxy._serve, "127.0.0.1", facts.port, limit=_HEAD))
    thread = threading.Thread(target=loop.run_forever, name=f"proxy-{facts.name}", daemon=True)
    thread.start()
    try:
        yield proxy
    finally:

        async def stop() -> None:
            server.close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(stop(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
