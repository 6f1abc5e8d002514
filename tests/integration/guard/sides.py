"""Two sides of one port: 127.0.0.2 answers and may be asked, every other address of this machine listens and must stay silent."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ALLOWED = "127.0.0.2"


class ForbiddenSide:
    """Listeners on all addresses, IPv4 and IPv6; the kernel prefers the allowed side's socket for its own address.

    `visitors` has the peer of every connection that was accepted.
    """

    def __init__(self, port: int) -> None:
        self.visitors: list[str] = []
        self._sockets = [_listen(socket.AF_INET, "", port)]
        with contextlib.suppress(OSError):  # a machine without IPv6: nobody can get there either
            self._sockets.append(_listen(socket.AF_INET6, "::", port))
        self._threads = [threading.Thread(target=self._accept, args=(one,), daemon=True) for one in self._sockets]
        for thread in self._threads:
            thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, peer = listener.accept()
            except OSError:
                return
            self.visitors.append(str(peer))
            with contextlib.suppress(OSError), connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")

    def close(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join(5)


class AllowedSide:
    """An HTTP server on 127.0.0.2: `/to/NAME` redirects to `redirects[NAME]`, a host's robots.txt to `robots_redirect[HOST]`."""

    def __init__(self) -> None:
        self.redirects: dict[str, str] = {}
        self.robots_redirect: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        side = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host = self.headers.get("Host", "").partition(":")[0]
                side.asked[f"{host}{self.path}"] += 1
                target = side.redirects.get(self.path.removeprefix("/to/")) if self.path.startswith("/to/") else None
                if self.path == "/robots.txt":
                    target = side.robots_redirect.get(host)
                self.send_response(302 if target else 404 if self.path == "/robots.txt" else 200)
                if target:
                    # As bytes: a Location may carry UTF-8.
                    self._headers_buffer.append(b"Location: " + target.encode() + b"\r\n")  # type: ignore[attr-defined]
                self.send_header("Content-Length", "0")
                self.send_header("Connection", "close")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            allow_reuse_port = True
            request_queue_size = 256

        self._server = Server((ALLOWED, 0), Handler)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    one.bind((address, port))
    one.listen(256)
    return one
