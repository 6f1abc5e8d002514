"""A blog at the root of its site: articles beside pages under one-word addresses, a feed of 15, a sitemap index by type.

Traps: pages whose data says Article with a date, tags, authors, a feed a tag, older posts through a link without numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, stories

_PAGES = {
    "about": ("About this site", "We publish what the Office of Works decides and builds. The site is kept by the press unit of the Office."),
    "contact": ("Contact", "Write to the press unit of the Office of Works, 4 Lock Street, Castrava. We answer within two working days."),
    "privacy": ("Privacy", "This site stores no personal data beyond the address of a request, which is kept for seven days and then erased."),
}  # fmt: skip
_SIZE = 7


def make(base: str) -> Theme:
    """The theme for this address."""
    posts = stories("blog", 46, ("en",), zone="Europe/Oslo")
    pages = pages_of(posts, _SIZE)
    topics = sorted({story.topic for story in posts})
    documents: dict[str, Document] = {}

    def put(path: str, html: str, kind: str = HTML) -> None:
        documents[path] = Document(html.encode(), kind)

    for number, page in enumerate(pages, 1):
        put("/" if number == 1 else f"/page/{number}/", _list(base, "Office of Works", "", page, number, len(pages)))
    for story in posts:
        put(f"/{story.slug}/", _article(base, story, posts))
    for slug, (title, text) in _PAGES.items():
        put(f"/{slug}/", _page(base, slug, title, text))
    for topic in topics:
        tagged = [story for story in posts if story.topic == topic]
        for number, page in enumerate(pages_of(tagged, _SIZE), 1):
            path = f"/tag/{topic}/" if number == 1 else f"/tag/{topic}/page/{number}/"
            put(path, _list(base, topic.title(), f"/tag/{topic}", page, number, len(pages_of(tagged, _SIZE))))
        put(f"/tag/{topic}/rss/", _feed(base, tagged[:15]), "application/rss+xml; charset=utf-8")
    put("/author/press-unit/", _list(base, "Press unit", "/author/press-unit", posts[:_SIZE], 1, 1))
    put("/rss/", _feed(base, posts[:15]), "application/rss+xml; charset=utf-8")
    put("/robots.txt", f"User-agent: *\nSitemap: {base}/sitemap.xml\nDisallow: /members/\nDisallow: /email/\n", "text/plain")
    parts = {
        "posts": [f"{base}/{story.slug}/" for story in posts],
        "pages": [f"{base}/", *(f"{base}/{slug}/" for slug in _PAGES)],
        "tags": [f"{base}/tag/{topic}/" for topic in topics],
        "authors": [f"{base}/author/press-unit/"],
    }
    for name, addresses in parts.items():
        urls = "".join(f"<url><loc>{address}</loc><lastmod>2026-10-31T09:00:00.000Z</lastmod></url>" for address in addresses)
        put(f"/sitemap-{name}.xml", f'{_XML}<urlset xmlns="{_NS}">{urls}</urlset>', "text/xml")
    index = "".join(
        f"<sitemap><loc>{base}/sitemap-{name}.xml</loc><lastmod>2026-10-31T09:00:00.000Z</lastmod></sitemap>" for name in parts
    )
    put("/sitemap.xml", f'{_XML}<sitemapindex xmlns="{_NS}">{index}</sitemapindex>', "text/xml")
    truth = tuple(Truth(f"/{story.slug}/", story) for story in posts)
    return Theme("blog", documents.get, truth, ("/",), forbidden=("/members/", "/email/"))


_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _around(base: str, title: str, head: str, main: str, kind: str) -> str:
    menu = "".join(f'<li class="nav-{slug}"><a href="{base}/{slug}/">{name}</a></li>' for slug, (name, _) in _PAGES.items())
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        f'<link rel="alternate" type="application/rss+xml" title="Office of Works" href="{base}/rss/"></head>'
        f'<body class="{kind}-template"><header class="gh-head"><a class="gh-head-logo" href="{base}">Office of Works</a>'
        f'<nav><ul class="nav"><li class="nav-home"><a href="{base}/">Home</a></li>{menu}</ul></nav>'
        f'<a href="#/search">Search</a><a href="{base}/members/signup/">Subscribe</a></header>'
        f'<main class="gh-main">{main}</main><footer class="site-footer"><p>Office of Works © 2026</p></footer></body></html>'
    )


def _card(base: str, story: Story) -> str:
    return (
        f'<article class="post-card post"><a class="post-card-image-link" href="/{story.slug}/"><img src="/content/{story.number}.jpg" alt=""></a>'
        f'<div class="post-card-content"><a class="post-card-content-link" href="/{story.slug}/"><header class="post-card-header">'
        f'<div class="post-card-tags"><span class="post-card-primary-tag">{story.topic.title()}</span></div>'
        f'<h2 class="post-card-title">{escape(story.headline)}</h2></header><div class="post-card-excerpt">{escape(story.paragraphs[0][:110])}</div></a>'
        f'<footer class="post-card-meta"><time class="post-card-meta-date" datetime="{story.published:%Y-%m-%d}">'
        f"{story.published:%d %b %Y}</time><span class='post-card-meta-length'>2 min read</span></footer></div></article>"
    )


def _list(base: str, title: str, path: str, page: Sequence[Story], number: int, last: int) -> str:
    cards = "".join(_card(base, story) for story in page)
    older = f"{base}{path}/page/{number + 1}/" if number < last else None
    newer = None if number == 1 else f"{base}{path}/" if number == 2 else f"{base}{path}/page/{number - 1}/"
    head = (f'<link rel="prev" href="{newer}">' if newer else "") + (f'<link rel="next" href="{older}">' if older else "")
    turn = (
        (f'<a class="newer-posts" href="{newer}">← Newer Posts</a>' if newer else "")
        + (f'<span class="page-number">Page {number} of {last}</span>')
        + (f'<a class="older-posts" href="{older}">Older Posts →</a>' if older else "")
    )
    main = f'<h1 class="site-title">{escape(title)}</h1><div class="post-feed">{cards}</div><nav class="pagination">{turn}</nav>'
    return _around(base, title, head, main, "home")


def _data(base: str, path: str, title: str, published: str) -> str:
    told = {
        "@context": "https://schema.org", "@type": "Article", "headline": title, "url": f"{base}{path}", "datePublished": published,
        "dateModified": published, "publisher": {"@type": "Organization", "name": "Office of Works"}, "mainEntityOfPage": f"{base}{path}",
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(told)}</script><link rel="canonical" href="{base}{path}">'


def _article(base: str, story: Story, posts: list[Story]) -> str:
    at = story.published.isoformat()
    head = (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.headline)}">'
        f'<meta property="article:published_time" content="{at}"><meta property="article:modified_time" content="{at}">'
        f"{_data(base, f'/{story.slug}/', story.headline, at)}"
    )
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    more = "".join(_card(base, other) for other in posts[:3] if other != story)
    main = (
        f'<article class="gh-article post"><header class="gh-article-header"><a class="gh-article-tag" href="{base}/tag/{story.topic}/">'
        f'{story.topic.title()}</a><h1 class="gh-article-title">{escape(story.headline)}</h1><div class="gh-article-meta">'
        f'<h4 class="gh-article-author-name"><a href="/author/press-unit/">Press unit</a></h4>'
        f'<time class="gh-article-meta-date" datetime="{story.published:%Y-%m-%d}">{story.published:%d %b %Y}</time></div></header>'
        f'<section class="gh-content">{body}</section></article><aside class="read-more-wrap"><h3>Read more</h3>'
        f'<div class="read-more">{more}</div></aside>'
    )
    return _around(base, story.headline, head, main, "post")


def _page(base: str, slug: str, title: str, text: str) -> str:
    """A plain page, whose data calls it an article of the day on which the site was set up."""
    head = _data(base, f"/{slug}/", title, "2025-02-01T08:00:00.000Z") + '<meta property="og:type" content="website">'
    main = (
        f'<article class="gh-article page"><header class="gh-article-header"><h1 class="gh-article-title">{title}</h1></header>'
        f'<section class="gh-content"><p>{text}</p><p>The site was set up in the spring of 2025 and is kept in English.</p></section></article>'
    )
    return _around(base, title, head, main, "page")


def _feed(base: str, posts: list[Story]) -> str:
    items = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{base}/{story.slug}/</link><guid isPermaLink='false'>{story.number:024x}</guid>"
        f"<pubDate>{story.published:%a, %d %b %Y %H:%M:%S %z}</pubDate><description>{escape(story.paragraphs[0][:110])}</description></item>"
        for story in posts
    )
    return f"{_XML}<rss version='2.0'><channel><title>Office of Works</title><link>{base}/</link><description>News</description>{items}</channel></rss>"
