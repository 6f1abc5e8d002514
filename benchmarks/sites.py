"""What the candidates crawl: the invented blog, and the recorded pages where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks import wordpress
from benchmarks.concurrency import PER_HOST
from tests.acceptance.corpus import press_room
from tests.acceptance.corpus.recordings import recorded_pages
from tests.acceptance.corpus.replay_server import Answer

_BLOG_SOURCE = f"""\
name = "Press office"
kind = "agency"
languages = ["en"]
time_zone = "Europe/London"
home = "http://{wordpress.HOST}/"

[[discover]]
kind = "feed"
url = "{wordpress.FEED}"

[[discover]]
kind = "sitemap"
url = "{wordpress.SITEMAP}"

[politeness]
delay = 0
concurrency = {PER_HOST}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Pages to crawl. `answers` serves them; `source` is the source file that finds them by feed and sitemap."""

    title: str
    addresses: tuple[str, ...]
    source: str
    answers: Callable[[], Iterator[tuple[str, Answer]]]


def blog(count: int) -> Site:
    """`count` small WordPress-like pages on one host, sent gzipped."""

    def answers() -> Iterator[tuple[str, Answer]]:
        for address, body in wordpress.pages(count):
            yield address, Answer(wordpress.packed(body), "text/html; charset=UTF-8", coding="gzip")
        for address, body in wordpress.sitemaps(count):
            yield address, _document(body, "application/xml")
        yield wordpress.FEED, _document(wordpress.feed(count), "application/rss+xml; charset=UTF-8")

    addresses = tuple(post.address for post in wordpress.posts(count))
    return Site("small WordPress pages", addresses, _BLOG_SOURCE, answers)


def corpus() -> Site:
    """The recorded pages, the first recording of each address, under their own hosts."""
    pages = recorded_pages()

    def answers() -> Iterator[tuple[str, Answer]]:
        for address, recordings in pages.items():
            yield address, Answer(recordings[0].payload(), coding=recordings[0].coding)
        yield from press_room.robots(pages)
        now = datetime.now(UTC)
        yield from press_room.documents(pages, 0, now, now)

    source = press_room.SOURCE.replace("concurrency = 8", f"concurrency = {PER_HOST}")
    return Site("recorded pages", tuple(pages), source, answers)


def _document(body: bytes, media_type: str) -> Answer:
    return Answer(body, media_type, etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"')
