"""The newsroom over real HTTP on loopback: one port a site, a log of every request."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import quote, unquote

from sample import faults
from sample.document import Document
from sample.exchange import Exchange
from sample.newsroom import SITES, Newsroom
from sample.posting import Site

HOST = "127.0.0.1"
_NOT_FOUND = Document(
    b"<!DOCTYPE html><html lang='en'><title>Not found</title><h1>Not found</h1><p>There is no page at this address.</p></html>",
    "text/html; charset=utf-8",
    status=404,
)


class PortTaken(OSError):
    """A port that the newsroom wants is in use; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was answered. `status` 0: none was given. `conditional`: with If-None-Match or If-Modified-Since."""

    at: datetime
    site: Site
    method: str
    path: str
    status: int
    conditional: bool
    user_agent: str


class Server:
    """A running newsroom. `sites` maps each site's name to its base URL, without a slash at the end."""

    def __init__(self, newsroom: Newsroom, port: int) -> None:
        self.newsroom = newsroom
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._times: Counter[tuple[str, str]] = Counter()
        self._listeners: list[_Listener] = []
        try:
            for number, site in enumerate(SITES):
                self._listeners.append(_Listener(self, site, port + number if port else 0))
        except OSError as error:
            for listener in self._listeners:
                listener.server_close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            taken = port + len(self._listeners)
            why = "is in use" if error.errno == errno.EADDRINUSE else "may not be used"
            raise PortTaken(f"port {taken} {why}: set SAMPLE_PORT to the first of four free ports") from error
        self.sites: Mapping[str, str] = {
            listener.site: f"http://{HOST}:{listener.server_address[1]}" for listener in self._listeners
        }
        self._threads = [
            threading.Thread(target=listener.serve_forever, args=(0.05,), name=f"sample {listener.site}", daemon=True)
            for listener in self._listeners
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening, cut open connections, wait for what is being answered."""
        self.stopping.set()
        for listener in self._listeners:
            listener.shutdown()
        for listener in self._listeners:
            listener.cut()
            listener.server_close()
        for thread in self._threads:
            thread.join()

    def asked(self, site: Site | None = None, path: str | None = None) -> list[Request]:
        """The requests so far, of one site or for one path."""
        with self._lock:
            return [r for r in self.requests if (site is None or r.site == site) and (path is None or r.path == path)]

    def forget(self) -> None:
        """Empty the log, so that a test may count anew. How often a path was asked for is remembered."""
        with self._lock:
            self.requests.clear()

    def log(self, request: Request) -> None:
        """Write a request down."""
        with self._lock:
            self.requests.append(request)

    def count(self, site: Site, path: str) -> int:
        """How often this path has been asked for, this time included."""
        with self._lock:
            self._times[site, path] += 1
            return self._times[site, path]


def serve(newsroom: Newsroom | None = None, *, port: int = 0) -> Server:
    """Serve a newsroom. `port` is the first of four that follow each other; 0 takes any four. Raises PortTaken."""
    return Server(newsroom or Newsroom(), port)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # the connections' threads end by themselves once `cut` has closed their sockets
    request_queue_size = 128

    def __init__(self, owner: Server, site: Site, port: int) -> None:
        self.owner = owner
        self.site: Site = site
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__((HOST, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def cut(self) -> None:
        """Shut every open connection, and wait until their threads have closed them."""
        with self._guard:
            still_open = list(self._open)
        for connection in still_open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        until = time.monotonic() + 5
        while self._open and time.monotonic() < until:
            time.sleep(0.002)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that goes away in the middle of an answer is what many tests are about.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer on a kept connection waits 40 ms for the client's acknowledgement
    wbufsize = -1  # headers and body leave together
    server: _Listener

    def do_GET(self) -> None:
        at = datetime.now(UTC)
        listener = self.server
        owner = listener.owner
        path = quote(unquote(self.path, errors="surrogateescape"), safe="/?=&+,;:@!$'()*~-._%", errors="surrogateescape")
        asked = self.headers
        conditional = "If-None-Match" in asked or "If-Modified-Since" in asked

        def log(status: int) -> None:
            owner.log(Request(at, listener.site, self.command, path, status, conditional, asked.get("User-Agent") or ""))

        exchange = Exchange(self, owner.sites, owner.count(listener.site, path), owner.stopping, log)
        try:
            if not (listener.site == "ministry" and path.startswith("/faults/") and faults.answer(path, exchange)):
                exchange.send(owner.newsroom.documents(listener.site, owner.sites).get(path, _NOT_FOUND))
        finally:
            if not exchange.answered:
                log(0)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """The log is `Server.requests`."""
