"""What the candidates crawl: the invented blog, and the recorded pages where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks import wordpress
from benchmarks.concurrency import PER_HOST
from benchmarks.wordpress import Blog
from tests.acceptance.corpus import press_room
from tests.acceptance.corpus.recordings import recorded_pages
from tests.acceptance.corpus.replay_server import Answer

_BLOG_SOURCE = f"""\
name = "Press office"
kind = "agency"
languages = ["en"]
time_zone = "Europe/London"
home = "http://HOST/"

[[discover]]
kind = "feed"
url = "http://HOST/feed/"

[[discover]]
kind = "sitemap"
url = "http://HOST/wp-sitemap.xml"

[politeness]
delay = 0
concurrency = {PER_HOST}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Pages to crawl. `answers` serves them; `sources` are the source files, by name, that find them by feed and sitemap.

    `is_of_one_template`: some of its pages teach a layout by which the others are read.
    """

    title: str
    addresses: tuple[str, ...]
    sources: Mapping[str, str]
    answers: Callable[[], Iterator[tuple[str, Answer]]]
    is_of_one_template: bool = False


def blog(count: int, *, siblings: bool = True) -> Site:
    """`count` small WordPress-like pages on one host, sent gzipped."""
    title = "small WordPress pages" + ("" if siblings else ", each in its own words")
    return _blogs(title, [Blog(count, siblings=siblings)])


def blogs(hosts: int, count: int) -> Site:
    """`count` such pages, each in its own words, on each of so many hosts."""
    made = [Blog(count, f"office-{number}.example", 20240229 + number, siblings=False) for number in range(hosts)]
    return _blogs(f"small WordPress pages on {hosts} hosts", made)


def _blogs(title: str, made: Sequence[Blog]) -> Site:
    def answers() -> Iterator[tuple[str, Answer]]:
        for one in made:
            for address, body in one.pages():
                yield address, Answer(wordpress.packed(body), "text/html; charset=UTF-8", coding="gzip")
            for address, body in one.sitemaps():
                yield address, _document(body, "application/xml")
            yield one.feed_address, _document(one.feed(), "application/rss+xml; charset=UTF-8")

    addresses = tuple(post.address for one in made for post in one.posts)
    sources = {f"bench{number or ''}": _BLOG_SOURCE.replace("HOST", one.host) for number, one in enumerate(made)}
    return Site(title, addresses, sources, answers, is_of_one_template=True)


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
    return Site("recorded pages", tuple(pages), {"bench": source}, answers)


def _document(body: bytes, media_type: str) -> Answer:
    return Answer(body, media_type, etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"')
