"""A plain web server for a folder of files, as what a generator of static sites makes is served."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Files(SimpleHTTPRequestHandler):
    """Folders by their index.html, redirects to the last slash, Last-Modified, the site's own 404.html; no listings."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".xml": "application/xml", ".html": "text/html; charset=utf-8"}

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        own = Path(self.directory) / "404.html"
        if code != 404 or not own.is_file():
            super().send_error(code, message, explain)
            return
        body = own.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """The proxy keeps the log."""


@contextmanager
def static(folder: Path, port: int, fallback: type[SimpleHTTPRequestHandler] | None = None) -> Iterator[None]:
    """Serve `folder` on 127.0.0.1, by `fallback` where the site needs a handler of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(fallback or _Files, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, name=f"static-{port}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
