"""One request and its answer: conditional requests, content coding, and the raw connection for those that go wrong."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler
from threading import Event

from sample.document import Document


class Exchange:
    """What an answer needs to know, and the ways to give it. `times` counts the requests for this path, this one included."""

    def __init__(
        self, handler: BaseHTTPRequestHandler, sites: Mapping[str, str], times: int, stopping: Event, log: Callable[[int], None]
    ) -> None:
        self.handler = handler
        self.sites = sites
        self.times = times
        self.stopping = stopping
        self.answered = False
        self._log = log

    def send(self, document: Document) -> None:
        """A document: 304 where the client has it already (RFC 9110, section 13.2.2), coded where it accepts that."""
        asked = self.handler.headers
        coded = document.gzipped and "gzip" in (asked.get("Accept-Encoding") or "")
        etag = f'"{document.etag}-gzip"' if coded else f'"{document.etag}"'
        headers = [("Content-Type", document.content_type), *document.headers]
        if document.status == 200:
            headers.append(("ETag", etag))
            if document.modified:
                headers.append(("Last-Modified", http_date(document)))
            if document.gzipped:
                headers.append(("Vary", "Accept-Encoding"))
            if _has_it(document, etag, asked.get("If-None-Match"), asked.get("If-Modified-Since")):
                self.start(304, headers[1:])
                return
        body = gzip.compress(document.body, 6, mtime=0) if coded else document.body
        if coded:
            headers.append(("Content-Encoding", "gzip"))
        self.start(document.status, [*headers, ("Content-Length", str(len(body)))], body)

    def start(self, status: int, headers: Iterable[tuple[str, str]], body: bytes = b"") -> None:
        """Status line, headers and the first bytes of a body, in one write."""
        # Written down before the first byte leaves: who has read an answer finds it in the log.
        self.answered = True
        self._log(status)
        handler = self.handler
        handler.send_response_only(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD" and body:
            handler.wfile.write(body)
        handler.wfile.flush()

    def write(self, body: bytes) -> None:
        """More of a body. Raises OSError when the client has gone."""
        self.handler.wfile.write(body)
        self.handler.wfile.flush()

    def drop(self) -> None:
        """End the connection here, whatever was promised."""
        if not self.answered:
            self.answered = True
            self._log(0)
        self.handler.close_connection = True
        with suppress(OSError):
            self.handler.connection.shutdown(socket.SHUT_RDWR)


def http_date(document: Document) -> str:
    """Last-Modified, in GMT and whole seconds."""
    assert document.modified is not None
    return format_datetime(document.modified.astimezone(UTC), usegmt=True)


def _has_it(document: Document, etag: str, if_none_match: str | None, if_modified_since: str | None) -> bool:
    if if_none_match is not None:  # then If-Modified-Since is not looked at
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in tags or etag in tags
    if if_modified_since is None or document.modified is None:
        return False
    try:
        since = parsedate_to_datetime(if_modified_since)
    except ValueError:
        return False
    return since.tzinfo is not None and document.modified.replace(microsecond=0) <= since
