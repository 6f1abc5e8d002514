"""The site that announces the recorded pages: sitemaps (index and children, some gzipped), a feed, robots.txt of every host."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from tests.acceptance.corpus.recordings import Recording
from tests.acceptance.corpus.replay_server import Answer

HOST = "recorded.example"
INDEX = f"http://{HOST}/sitemap_index.xml"
FEED = f"http://{HOST}/feed/"

#: Pages that one sitemap lists: enough to have several, some of which do not change between two visits.
PER_SITEMAP = 200
#: Every so many-th page stands in the feed; every second of those in the feed alone.
FEED_EVERY = 20

SOURCE = f"""\
name = "Recorded pages"
kind = "agency"
languages = ["mul", "zxx"] # many; no translation is in one of these, for only the pages themselves were recorded
attachments = "none"
time_zone = "Europe/Berlin"
home = "http://{HOST}/"

[[discover]]
kind = "feed"
url = "{FEED}"

[[discover]]
kind = "sitemap"
url = "{INDEX}"

[politeness]
delay = 0
concurrency = 8
"""

_ROBOTS = (
    None,  # 404: everything is allowed
    b"User-agent: *\nDisallow:\n",
    b"# a host with a rule that concerns none of its pages\nUser-agent: *\nDisallow: /no-such-folder/\nAllow: /\n",
    b"User-agent: another-crawler\nDisallow: /\n\nUser-agent: *\nDisallow: /cgi-bin/\n",
)


def in_feed(pages: Mapping[str, list[Recording]]) -> list[str]:
    """The addresses that the feed announces; pages that were recorded once only."""
    once = [address for address, recordings in pages.items() if len(recordings) == 1]
    return once[::FEED_EVERY]


def in_sitemaps(pages: Mapping[str, list[Recording]]) -> list[str]:
    """The addresses that the sitemaps announce: all but half of the feed's."""
    alone = set(in_feed(pages)[::2])
    return [address for address in pages if address not in alone]


def robots(pages: Iterable[str]) -> Iterator[tuple[str, Answer]]:
    """robots.txt of every host: missing for some, with rules that allow the pages for others."""
    for host in sorted({urlsplit(address).netloc for address in pages} | {HOST}):
        text = _ROBOTS[hashlib.sha256(host.encode()).digest()[0] % len(_ROBOTS)]
        if text is not None:
            yield f"http://{host}/robots.txt", Answer(text, "text/plain")


def documents(pages: Mapping[str, list[Recording]], visit: int, now: datetime, before: datetime) -> Iterator[tuple[str, Answer]]:
    """Feed and sitemaps as they stand at a visit (0, 1, …).

    A page that is served anew in it has `now` as its lastmod, every other one `before`: earlier than the first visit, and the
    same in all.
    """
    children = []
    listed = in_sitemaps(pages)
    for number, first in enumerate(range(0, len(listed), PER_SITEMAP), start=1):
        chunk = listed[first : first + PER_SITEMAP]
        dated = {address: now if 0 < visit < len(pages[address]) else before for address in chunk}
        packed = number % 2 == 0
        child = f"http://{HOST}/sitemap-{number}.xml{'.gz' if packed else ''}"
        children.append((child, max(dated.values())))
        yield child, _document(_sitemap("urlset", "url", dated.items()), "application/xml", packed=packed)
    yield INDEX, _document(_sitemap("sitemapindex", "sitemap", children), "application/xml")
    yield FEED, _document(_feed(in_feed(pages), pages, before), "application/rss+xml")


def _document(text: str, media_type: str, *, packed: bool = False) -> Answer:
    body = text.encode("utf-8")
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if packed:
        return Answer(gzip.compress(body, mtime=0), "application/gzip", etag=etag)
    return Answer(body, media_type, etag=etag)


def _sitemap(root: str, element: str, entries: Iterable[tuple[str, datetime]]) -> str:
    rows = "\n".join(
        f"<{element}><loc>{escape(address)}</loc><lastmod>{at.isoformat(timespec='seconds')}</lastmod></{element}>"
        for address, at in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</{root}>'
    )


def _feed(addresses: Iterable[str], pages: Mapping[str, list[Recording]], at: datetime) -> str:
    items = "\n".join(
        f"<item><title>{escape(_title(pages[address][0].content()))}</title><link>{escape(address)}</link>"
        f'<guid isPermaLink="true">{escape(address)}</guid></item>'
        for address in addresses
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Recorded pages</title>'
        f"<link>http://{HOST}/</link><description>Pages recorded elsewhere</description>"
        f"<lastBuildDate>{at:%a, %d %b %Y %H:%M:%S} GMT</lastBuildDate>\n{items}\n</channel></rss>"
    )


def _title(page: bytes) -> str:
    """What the page calls itself, as its own feed would: without characters that XML forbids."""
    found = re.search(rb"<title[^>]*>(.*?)</title>", page, re.DOTALL | re.IGNORECASE)
    text = unescape(found[1].decode("utf-8", "replace")) if found else ""
    return " ".join(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text).split())
