"""The sites that the machines ask: each host has two sources, a Crawl-delay and an access log."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from tests.integration.crawl.scripted_site import Answer, Asked, Script, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, robots, write_source

SOURCES_A_HOST = 2

#: Between an instant on a worker's clock and one in a site's log lie a connection and a thread's start on a busy machine.
SLACK = 0.15


@dataclass
class Street:
    """`overlaps`: requests that came to a host while it was answering another."""

    delay: float
    sites: list[ScriptedSite] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    overlaps: list[Asked] = field(default_factory=list)

    def asked_by(self, client: str) -> list[Asked]:
        """What a machine asked of all sites so far."""
        return [asked for site in self.sites for asked in list(site.log) if asked.client == client]

    def check_manners(self) -> None:
        """By the logs: no host was asked by two at once, nor faster than its delay; a visit's requests are in one row."""
        assert self.overlaps == []
        for site in self.sites:
            times = [asked.at for asked in site.log]
            gaps = [later - earlier for earlier, later in pairwise(times)]
            assert all(gap > self.delay - SLACK for gap in gaps), (site.host, gaps)
            assert times[-1] - times[0] > self.delay * len(gaps) - SLACK, "haste adds up, a late log entry does not"
            visits = [
                who
                for who, _ in groupby(
                    (asked.client, asked.path.split("/")[1]) for asked in site.log if asked.path != "/robots.txt"
                )
            ]
            assert len(visits) == len(set(visits)), (site.host, visits)


@contextmanager
def street(addresses: Sequence[str], sources: Path, *, pages: int, delay: float) -> Iterator[Street]:
    """A site at each address, and the source files of all. Robots.txt alone names the delay."""
    with ExitStack() as stack:
        made = Street(delay)
        for number, address in enumerate(addresses):
            site = stack.enter_context(ScriptedSite(address))
            answers: dict[str, Answer] = {"/robots.txt": robots("User-agent: *", f"Crawl-delay: {delay}")}
            for one in range(SOURCES_A_HOST):
                links = [f"/s{one}/news/{number}-{one}-{topic}" for topic in range(pages)]
                answers |= {link: page(f"basin{link.rpartition('/')[2].replace('-', 'x')}") for link in links}
                answers[f"/s{one}/feed"] = feed(f"{site.base}{link}" for link in links)
                way = ("feed", f"{site.base}/s{one}/feed")
                made.names.append(write_source(sources, f"h{number}s{one}", way, home=f"{site.base}/", concurrency=4))
            under_way = threading.Lock()
            site.answers.update({path: _watched(answer, under_way, made.overlaps) for path, answer in answers.items()})
            made.sites.append(site)
        yield made


def _watched(answer: Answer, under_way: threading.Lock, overlaps: list[Asked]) -> Script:
    """The answer, after a moment in which another request would be seen."""

    def answered(asked: Asked) -> Answer:
        if not under_way.acquire(blocking=False):
            overlaps.append(asked)
            return answer
        try:
            time.sleep(0.03)
        finally:
            under_way.release()
        return answer

    watched: Callable[[Asked], Answer] = answered
    return watched
