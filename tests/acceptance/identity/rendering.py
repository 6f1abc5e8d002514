"""The five sites over HTTP: each with its own markup, furniture, feed and sitemap."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from html import escape
from pathlib import Path

from babel.dates import format_date

from sample.document import Document
from sample.generated.site import HTML, SiteServer, Theme
from tests.acceptance.identity.newsrooms import ZONE, Page, Site

KINDS: dict[Site, str] = {
    "ministry": "ministry", "agency": "agency", "wire": "newswire", "courier": "republisher", "monitor": "republisher",
}  # fmt: skip
_NAMES: dict[Site, str] = {
    "ministry": "Ministry of Rural Works", "agency": "Agency for Coast and Harbour", "wire": "Continental Release Service",
    "courier": "The Velmar Courier", "monitor": "Trade Monitor",
}  # fmt: skip
_SWITCH = {"en": "English", "fr": "Français", "ar": "العربية"}


class Sites:
    """All sites, served on loopback while it is entered. `edited`: the publishers have put their later words online."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = list(pages)
        self.edited = False
        self.base: dict[Site, str] = {}
        self._by_key = {page.key: page for page in pages}
        self._by_path = {(page.site, page.path): page for page in pages}
        self._stack = ExitStack()

    def __enter__(self) -> Sites:
        for site in KINDS:
            served = self._stack.enter_context(SiteServer(self._theme(site)))
            self.base[site] = served.base
        return self

    def __exit__(self, *left: object) -> None:
        self._stack.close()

    def url(self, key: str) -> str:
        page = self._by_key[key]
        return self.base[page.site] + page.path

    def write_sources(self, folder: Path) -> Path:
        """One source file a site, as somebody writes it who knows the feed and the sitemap."""
        (folder / "xx").mkdir(parents=True, exist_ok=True)
        for site, base in self.base.items():
            languages = sorted({page.language for page in self.pages if page.site == site})
            ways = f'[[discover]]\nkind = "feed"\nurl = "{base}/feed.xml"\n\n[[discover]]\nkind = "sitemap"\nurl = "{base}/sitemap.xml"\n'
            (folder / "xx" / f"{site}.toml").write_text(
                f'name = "{_NAMES[site]}"\nkind = "{KINDS[site]}"\nlanguages = {json.dumps(languages)}\ntime_zone = "{ZONE}"\n'
                f'home = "{base}/"\n\n{ways}\n[politeness]\ndelay = 0\nconcurrency = 8\n'
            )
        return folder

    def _theme(self, site: Site) -> type[Theme] | object:
        def make(base: str) -> Theme:
            return Theme(_NAMES[site], lambda path: self._answer(site, path), ())

        return make

    def _answer(self, site: Site, path: str) -> Document | None:
        own = sorted((page for page in self.pages if page.site == site), key=lambda page: page.at, reverse=True)
        base = self.base[site]
        if path == "/robots.txt":
            return Document(f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode(), "text/plain")
        if path == "/feed.xml":
            items = "".join(
                f"<item><title>{escape(page.headline)}</title><link>{escape(base + page.path)}</link><pubDate>"
                f"{page.at:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>" for page in own[:20]
            )  # fmt: skip
            channel = f"<title>{escape(_NAMES[site])}</title><link>{base}/</link><description>News</description>{items}"
            return Document(
                f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode(), "application/rss+xml"
            )
        if path == "/sitemap.xml":
            urls = "".join(f"<url><loc>{escape(base + page.path)}</loc></url>" for page in own)
            return Document(
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(), "application/xml"
            )
        if path == "/":
            links = "".join(f'<li><a href="{escape(page.path)}">{escape(page.headline)}</a></li>' for page in own[:30])
            return Document(f"<html><title>{_NAMES[site]}</title><body><ul>{links}</ul></body></html>".encode(), HTML)
        page = self._by_path.get((site, path))
        return Document(self._page(page, own).encode(), HTML) if page else None

    def _page(self, page: Page, own: Sequence[Page]) -> str:
        at = own.index(page)
        others = [one for one in (*own[at + 1 : at + 6], *own[:5]) if one is not page and one.language == page.language][:5]
        related = "".join(f'<li><a href="{escape(one.path)}">{escape(one.headline)}</a></li>' for one in others)
        paragraphs = page.later if self.edited and page.later else page.paragraphs
        body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
        link = f'<link rel="canonical" href="{escape(self.url(page.canonical or page.key))}">'
        if page.hreflang:
            for key in (page.key, *page.translations):
                other = self._by_key[key]
                link += f'<link rel="alternate" hreflang="{other.language}" href="{escape(self.url(key))}">'
        head = f'<meta charset="utf-8"><title>{escape(page.headline)} | {escape(_NAMES[page.site])}</title>{link}'
        direction = ' dir="rtl"' if page.language == "ar" else ""
        main = _LAYOUTS[page.site](self, page, body, related)
        return f'<!DOCTYPE html><html lang="{page.language}"{direction}><head>{head}</head><body>{main}</body></html>'

    def switch(self, page: Page) -> str:
        """Links to the same text in other languages, as a bar at the top has them."""
        return " | ".join(
            f'<a href="{escape(self.url(key))}">{_SWITCH[self._by_key[key].language]}</a>' for key in page.translations
        )


def _ministry(sites: Sites, page: Page, body: str, related: str) -> str:
    day = format_date(page.at.date(), "long", page.language)
    return (
        f'<header><a href="/">{_NAMES["ministry"]}</a><nav><a href="/en/about">About</a> <a href="/en/contact">Contact</a></nav>'
        f'<div class="languages">{sites.switch(page)}</div></header><main><article><h1>{escape(page.headline)}</h1><time datetime="'
        f'{page.at.isoformat()}">{day}</time><div class="text">{body}</div></article></main><aside><h2>Latest</h2><ul>{related}</ul></aside>'
        f"<footer>© 2026 {_NAMES['ministry']}. All rights reserved. Visitors today: {len(page.key) * 317}</footer>"
    )


def _agency(sites: Sites, page: Page, body: str, related: str) -> str:
    day = format_date(page.at.date(), "d MMMM y", page.language)
    return (
        f'<div id="top"><img src="/logo.png" alt="logo"> {sites.switch(page)}</div><table class="layout"><tr><td class="menu"><ul><li>'
        f'<a href="/">Home</a></li><li><a href="/index.php?page=fees">Fees</a></li></ul></td><td class="content"><h2 class="title">'
        f'{escape(page.headline)}</h2><p class="date">{day}, {page.at:%H:%M}</p>{body}<p class="print"><a href="#">Print</a></p></td></tr>'
        f"</table><div class='more'><b>See also</b><ul>{related}</ul></div>"
    )


def _wire(sites: Sites, page: Page, body: str, related: str) -> str:
    data = json.dumps(
        {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": page.headline, "datePublished": page.at.isoformat(),
            "publisher": {"@type": "Organization", "name": _NAMES["wire"]},
        }
    )  # fmt: skip
    return (
        f'<script type="application/ld+json">{data}</script><div class="nav"><a href="/">Releases</a></div><div class="release"><h1>'
        f'{escape(page.headline)}</h1><div class="meta">{page.at:%d %b %Y %H:%M} CET</div><div class="release-body">{body}</div></div>'
        f'<div class="also"><h3>More releases</h3><ul>{related}</ul></div><div class="foot">Send a release with us</div>'
    )


def _courier(sites: Sites, page: Page, body: str, related: str) -> str:
    data = json.dumps(
        {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": page.headline, "datePublished": page.at.isoformat(),
            "author": {"@type": "Person", "name": "Newsroom"}, "publisher": {"@type": "Organization", "name": _NAMES["courier"]},
        }
    )  # fmt: skip
    return (
        f'<script type="application/ld+json">{data}</script><header class="site-header"><a href="/">{_NAMES["courier"]}</a></header><main>'
        f'<article class="post"><h1 class="entry-title">{escape(page.headline)}</h1><div class="entry-meta">{escape(page.byline)} <time '
        f'datetime="{page.at.isoformat()}">{page.at:%B %d, %Y}</time></div><div class="entry-content">{body}{_ends(sites, page)}</div>'
        '<div class="share">Share on: <a href="#">Mail</a> <a href="#">Print</a></div></article><section class="related"><h3>You may '
        f'also like</h3><ul>{related}</ul></section></main><aside class="widget"><h3>Newsletter</h3><p>One letter a day.</p></aside>'
    )


def _monitor(sites: Sites, page: Page, body: str, related: str) -> str:
    return (
        f'<div class="wrap"><div class="brand"><a href="/">{_NAMES["monitor"]}</a></div><div class="col-main"><div class="kicker">Markets'
        f'</div><h1>{escape(page.headline)}</h1><p class="info">{escape(page.byline)} – {page.at:%d.%m.%Y %H:%M}</p><div class="story">'
        f'{body}{_ends(sites, page)}</div></div><div class="col-side"><h4>Most read</h4><ol>{related}</ol></div></div>'
    )


def _ends(sites: Sites, page: Page) -> str:
    ends = "".join(f"<p>{escape(one)}</p>" for one in page.standing)
    if page.source_link:
        ends += f'<p>The original text is <a href="{escape(sites.url(page.source_link))}">here</a>.</p>'
    if page.more_link:
        ends += f'<p><a href="{escape(sites.url(page.more_link))}">Read more</a></p>'
    return ends


_LAYOUTS = {"ministry": _ministry, "agency": _agency, "wire": _wire, "courier": _courier, "monitor": _monitor}
