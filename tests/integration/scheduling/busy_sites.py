"""Several small sites and a source for each, and workers as processes of their own."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.scripted_site import Answer, Asked, ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, write_source

#: Invented names, of which each page's text is made another one.
TOPICS = ("alder", "birch", "cherry", "damson", "elder", "fir", "gorse", "hazel", "ivy", "juniper")


@dataclass
class BusySites:
    """`names` are the sources' ids, in the order of `sites`."""

    sites: list[ScriptedSite]
    names: list[str]
    gate: threading.Event

    def pages_asked(self) -> int:
        """Requests for pages so far, over all sites."""
        return sum(path.startswith("/news/") for site in self.sites for path in site.paths())


@contextmanager
def busy_sites(crawls: Crawls, *, sites: int, pages: int, freely: int | None = None) -> Iterator[BusySites]:
    """So many sites, each with so many pages. A site answers `freely` to that many requests for pages (None: to all); the others
    wait for the gate to open."""
    with ExitStack() as stack:
        made = BusySites([], [], threading.Event())
        for number in range(sites):
            site = stack.enter_context(ScriptedSite())
            topics = [f"{topic}{number}" for topic in TOPICS[:pages]]
            site.answers["/feed"] = feed(publish(site, topics))
            for topic in topics:
                if freely is not None:
                    site.answers[f"/news/{topic}"] = _gated(site, site.answers[f"/news/{topic}"], freely, made.gate)
            made.sites.append(site)
            made.names.append(
                write_source(crawls.sources, f"s{number}", ("feed", f"{site.base}/feed"), home=f"{site.base}/", concurrency=1)
            )
        yield made


def _gated(site: ScriptedSite, answer: object, freely: int, gate: threading.Event) -> Callable[[Asked], Answer]:
    assert isinstance(answer, Answer)

    def answered(asked: Asked) -> Answer:
        if sum(path.startswith("/news/") for path in site.paths()) > freely:
            gate.wait(120)
        return answer

    return answered


def elsewhere(crawls: Crawls, name: str) -> Crawls:
    """The same archive seen from another machine: its processes cannot see ours."""
    return replace(crawls, folder=crawls.folder.with_name(name))


@contextmanager
def working(crawls: Crawls) -> Iterator[subprocess.Popen[str]]:
    """A worker; killed at the end if it still runs."""
    process = crawls.start("work")
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_until(said: Callable[[], bool], seconds: float = 100.0) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.1)


def stop(process: subprocess.Popen[str], gate: threading.Event | None = None) -> tuple[int, str]:
    """SIGTERM, then the gate is opened; how the worker ended."""
    process.send_signal(signal.SIGTERM)
    if gate is not None:
        assert process.stderr is not None
        while "stopping" not in process.stderr.readline():
            assert process.poll() is None
        gate.set()
    _, err = process.communicate(timeout=60)
    return process.returncode, err
