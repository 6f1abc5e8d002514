"""A generated site over real HTTP on loopback: what it answers, what is true of it, and what was asked of it."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from protego import Protego

from sample.document import Document
from sample.generated.stories import Story, holding_back

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Truth:
    """A release of the site.

    `day_only`: the site tells no time of day. `zone_unknown`: it tells an hour and nothing of its zone, so that the local time alone
    can be right. `issuer`: who issued it, where the page says so. `around`: what stands at the text's ends and may be kept with it or
    set apart, such as a dateline or a distributor's line.
    """

    path: str
    story: Story
    day_only: bool = False
    zone_unknown: bool = False
    issuer: str | None = None
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A site as its software makes it. `answer` takes a path with its query; None is a 404.

    `start` are addresses that a user may know,
    `forbidden` are the beginnings of paths that robots.txt disallows; `crawl_delay` is what it asks for, in seconds. `kind` is the
    source's, as `sources add --kind` takes it.
    """

    name: str
    answer: Callable[[str], Document | None]
    truth: tuple[Truth, ...]
    start: tuple[str, ...] = ("/",)
    forbidden: tuple[str, ...] = ()
    crawl_delay: float | None = None
    zone: str = "Europe/Oslo"
    needs_browser: bool = False
    kind: str = "ministry"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its instant on time.monotonic's clock, its path with query, and the answer's status."""

    at: float
    path: str
    status: int


@dataclass
class Served:
    """A theme, served. `base` is the site's address without a slash at the end."""

    base: str
    make: Callable[[str], Theme]
    theme: Theme
    log: list[Asked] = field(default_factory=list)

    def publish(self) -> int:
        """Publish what was held back so far; returns how many releases that are, each language counted."""
        before = len(self.theme.truth)
        self.theme = self.make(self.base)
        return len(self.theme.truth) - before

    def broken_rules(self) -> list[str]:
        """Requests that robots.txt forbids, and gaps shorter than its Crawl-delay by more than a hundredth of a second."""
        robots = self.theme.answer("/robots.txt")
        rules = Protego.parse(robots.body.decode() if robots else "")
        found = [
            one.path
            for one in self.log
            if one.path.startswith(self.theme.forbidden or "\n") or not rules.can_fetch(self.base + one.path, "*")
        ]
        if self.theme.crawl_delay is not None:
            times = [one.at for one in self.log]
            found += [
                f"{later - earlier:.3f} s"
                for earlier, later in itertools.pairwise(times)
                if later - earlier < self.theme.crawl_delay - 0.01
            ]
        return found


class SiteServer:
    """Serves one site until it is left. The theme is made when the address is known, since sites name themselves.

    `held`: so many of the newest releases are not yet published.
    """

    def __init__(self, make: Callable[[str], Theme], *, held: int = 0) -> None:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self) -> None:
                at = time.monotonic()
                document = server.site.theme.answer(self.path) or _NOT_FOUND
                known = document.status == 200 and self.headers.get("If-None-Match") == f'"{document.etag}"'
                status = 304 if known else document.status
                server.site.log.append(Asked(at, self.path, status))
                self.send_response(status)
                for name, value in document.headers:
                    self.send_header(name, value)
                if document.modified is not None:  # as for static files; pages made on demand have no tag
                    self.send_header("ETag", f'"{document.etag}"')
                if not known:
                    self.send_header("Content-Type", document.content_type)
                    self.send_header("Content-Length", str(len(document.body)))
                self.end_headers()
                if not known and self.command != "HEAD":
                    self.wfile.write(document.body)

            do_HEAD = do_GET

            def log_message(self, format: str, *args: object) -> None:
                """The log is `Served.log`."""

        class Listener(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False
            request_queue_size = 128

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up is no fault of the site."""

        self._listener = Listener(("127.0.0.1", 0), Handler)
        base = f"http://127.0.0.1:{self._listener.server_address[1]}"
        with holding_back(held):
            self.site = Served(base, make, make(base))
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Served:
        return self.site

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()


def pages_of(stories: Sequence[Story], size: int) -> list[Sequence[Story]]:
    """A listing's pages, at least one."""
    return [stories[first : first + size] for first in range(0, len(stories), size)] or [()]


_NOT_FOUND = Document(b"<!DOCTYPE html><html><title>Not found</title><h1>Not found</h1></html>", HTML, status=404)
