"""Feeds and sitemaps as a site writes them: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1, sitemaps.org 0.9."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from sample.posting import Posting

Address = Callable[[Posting], str]
Text = Callable[[Posting], str]


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str
    home: str
    feed: str
    language: str


def rss(
    channel: Channel, items: Iterable[Posting], address: Address, *, full: Text | None, summary: Text, extra: str = ""
) -> bytes:
    """RSS 2.0. `full` gives content:encoded; `extra` is XML of further items."""
    entries = "".join(
        f"<item><title>{escape(item.headline)}</title><link>{escape(address(item))}</link>"
        f'<guid isPermaLink="true">{escape(address(item))}</guid><pubDate>{format_datetime(item.published)}</pubDate>'
        f"<category>{escape(item.topic)}</category><description>{escape(summary(item))}</description>"
        + (f"<content:encoded><![CDATA[{full(item)}]]></content:encoded>" if full else "")
        + "</item>\n"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{escape(channel.title)}</title><link>{escape(channel.home)}</link><description>{escape(channel.title)}</description>"
        f"<language>{channel.language}</language>"
        f'<atom:link href={quoteattr(channel.feed)} rel="self" type="application/rss+xml"/>\n{entries}{extra}</channel></rss>\n'
    ).encode()


def atom(channel: Channel, items: Iterable[Posting], address: Address, *, full: Text, updated: datetime) -> bytes:
    """Atom, with the whole text of each entry."""
    entries = "".join(
        f"<entry><id>{escape(address(item))}</id><title>{escape(item.headline)}</title>"
        f'<link rel="alternate" type="text/html" href={quoteattr(address(item))}/>'
        f"<published>{item.published.isoformat()}</published><updated>{item.modified.isoformat()}</updated>"
        f'<content type="html">{escape(full(item))}</content></entry>\n'
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{channel.language}">\n'
        f"<id>{escape(channel.feed)}</id><title>{escape(channel.title)}</title><updated>{updated.isoformat()}</updated>"
        f"<author><name>{escape(channel.title)}</name></author>"
        f'<link rel="self" href={quoteattr(channel.feed)}/>'
        f'<link rel="alternate" href={quoteattr(channel.home)}/>\n{entries}</feed>\n'
    ).encode()


def json_feed(channel: Channel, items: Iterable[Posting], address: Address, *, summary: Text) -> bytes:
    """JSON Feed 1.1, with summaries."""
    entries = [
        {
            "id": address(item),
            "url": address(item),
            "title": item.headline,
            "content_text": summary(item),
            "date_published": item.published.isoformat(),
            "date_modified": item.modified.isoformat(),
            "language": item.language,
        }
        for item in items
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.feed,
        "language": channel.language,
        "items": entries,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a sitemap. `alternates` are (language, address) pairs."""

    url: str
    modified: datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()


def sitemap(places: Iterable[Place]) -> bytes:
    """A urlset."""
    rows = "".join(
        f"<url><loc>{escape(place.url)}</loc>"
        + (f"<lastmod>{place.modified.isoformat()}</lastmod>" if place.modified else "")
        + "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(url)}/>' for language, url in place.alternates
        )
        + "</url>\n"
        for place in places
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{rows}</urlset>\n'
    ).encode()


def sitemap_index(places: Iterable[Place]) -> bytes:
    """An index of sitemaps."""
    rows = "".join(
        f"<sitemap><loc>{escape(place.url)}</loc>"
        + (f"<lastmod>{place.modified.isoformat()}</lastmod>" if place.modified else "")
        + "</sitemap>\n"
        for place in places
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'
    ).encode()
