"""A web site for one test: what each path answers is laid down by the test, and every request is written down."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True)
class Asked:
    """A request as it came: `at` on the clock of time.monotonic, `wall` on the calendar's, header names in lower case.

    `client` is the address that it came from.
    """

    at: float
    wall: datetime
    path: str
    headers: Mapping[str, str]
    client: str = ""


@dataclass(frozen=True)
class Answer:
    """What is sent. `cut`: the connection closes when half of the body has been sent."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


Script = Answer | Callable[[Asked], Answer]

_NOT_FOUND = Answer(b"not found", "text/plain", 404)


class ScriptedSite:
    """A server on loopback. Paths that are not in `answers` get `otherwise`, a 404; `log` has all requests in order.

    A path is written with its query; `/path?*` answers whatever query is asked.
    """

    def __init__(self, address: str = "127.0.0.1", *, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Script] = {}
        self.otherwise: Script = _NOT_FOUND
        self.log: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(time.monotonic(), datetime.now(UTC), self.path, headers, self.client_address[0])
                site.log.append(asked)
                script = site.answers.get(self.path) or site.answers.get(f"{self.path.partition('?')[0]}?*") or site.otherwise
                answer = script(asked) if callable(script) else script
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    # As bytes: a Location may carry UTF-8.
                    self._headers_buffer.append(f"{name}: {value}\r\n".encode())  # type: ignore[attr-defined]
                if answer.status != 304:
                    self.send_header("Content-Type", answer.media_type)
                    self.send_header("Content-Length", str(len(answer.body)))
                if answer.cut:
                    self.close_connection = True
                self.end_headers()
                self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)

            def log_message(self, format: str, *args: object) -> None:
                """The log is `ScriptedSite.log`."""

        class Listener(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 128
            allow_reuse_port = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up, or refuses a certificate, is what some tests are about."""

        self._listener = Listener((address, 0), Handler)
        if tls is not None:
            self._listener.socket = tls.wrap_socket(self._listener.socket, server_side=True)
        self.port = int(self._listener.server_address[1])
        self.base = f"{'https' if tls else 'http'}://{address}:{self.port}"
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> ScriptedSite:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join(5)

    @property
    def host(self) -> str:
        """The host as the archive names it."""
        return self.base.partition("://")[2]

    def paths(self) -> list[str]:
        """The paths asked for so far, in order."""
        return [asked.path for asked in self.log]

    def forget(self) -> None:
        """Empty the log."""
        self.log.clear()


def conditional(answer: Answer, etag: str) -> Script:
    """The answer with an ETag; 304 to whoever has it already."""
    tagged = Answer(answer.body, answer.media_type, answer.status, {**answer.headers, "ETag": etag}, answer.cut)
    return lambda asked: Answer(status=304, headers={"ETag": etag}) if asked.headers.get("if-none-match") == etag else tagged
