"""The republisher's site: it looks like WordPress, copies releases whole or cut under its own headlines, and has news of its own.

Each post ends with the line `Exit mobile version` that WordPress's AMP plugin leaves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from html import escape
from pathlib import Path
from string import Template

from sample import postings as texts
from sample.document import Document, redirect
from sample.markup import paragraphs, to_html
from sample.posting import Posting
from sample.syndication import Channel, Place, rss, sitemap, sitemap_index

_PAGE = Template((Path(__file__).parent.parent / "templates" / "courier.html").read_text("utf-8"))
_TYPE = "text/html; charset=UTF-8"
_POST = Template((Path(__file__).parent.parent / "templates" / "courier_post.html").read_text("utf-8"))


def documents(own: tuple[Posting, ...], sites: Mapping[str, str]) -> dict[str, Document]:
    """All that the republisher serves. `own` is its posts, newest first."""
    base = sites["courier"]
    newest = max(posting.modified for posting in own)
    site: dict[str, Document] = {
        "/robots.txt": Document(
            "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nCrawl-delay: 0\n\n"
            f"Sitemap: {base}/wp-sitemap.xml\n".encode(),
            "text/plain; charset=utf-8",
        )
    }
    for posting in own:
        page = _frame(
            posting.headline, posting.path, _post(posting, own, base), own, base, _head(posting, base), "single single-post"
        )
        site[posting.path] = Document(page.encode(), _TYPE, posting.modified)
        site[f"/?p={posting.post_id}"] = redirect(base + posting.path)
        site[f"{posting.path}?noamp=mobile"] = redirect(base + posting.path, 302)
    others = {page["path"]: page for page in texts.read_toml("courier.toml")["page"]}
    for path, told in others.items():
        title, text = told["title"], told["text"]
        head = f'<article class="page type-page"><h1 class="entry-title">{title}</h1>'
        main = f'{head}<div class="entry-content"><p>{text}</p></div></article>'
        page = _frame(title, path, main, own, base, '<meta property="og:type" content="website">', "page")
        site[path] = Document(page.encode(), _TYPE)
    for path, title, items in _archives(own):
        main = f'<header class="page-header"><h1 class="page-title">{title}</h1></header>' + "".join(_teaser(p) for p in items)
        page = _frame(title, path, main, own, base, '<meta property="og:type" content="website">', "archive")
        site[path] = Document(page.encode(), _TYPE, newest)
    channel = Channel(texts.read_toml("courier.toml")["name"], base, f"{base}/feed/", "en-GB")
    feed = rss(
        channel,
        own,
        lambda p: base + p.path,
        full=lambda p: _content(p),
        summary=lambda p: paragraphs(p.blocks)[0][:160] + " […]",
    )
    site["/feed/"] = Document(feed, "application/rss+xml; charset=UTF-8", newest)
    maps = {
        "posts-post": [Place(base + p.path, p.modified) for p in own],
        "posts-page": [Place(base + path) for path in others],
        "taxonomies-category": [Place(base + path) for path, _, _ in _archives(own) if path.startswith("/category/")],
        "users": [Place(f"{base}/author/newsdesk/")],
    }
    for name, places in maps.items():
        site[f"/wp-sitemap-{name}-1.xml"] = Document(sitemap(places), "application/xml; charset=UTF-8")
    index = sitemap_index(Place(f"{base}/wp-sitemap-{name}-1.xml") for name in maps)
    site["/wp-sitemap.xml"] = Document(index, "application/xml; charset=UTF-8")
    return site


def _archives(own: tuple[Posting, ...]) -> list[tuple[str, str, tuple[Posting, ...]]]:
    categories = sorted({posting.topic for posting in own})
    return [
        ("/", "Latest news", own),
        ("/author/newsdesk/", "Author: Newsdesk", own),
        *(
            (f"/category/{topic.lower()}/", f"Category: {topic}", tuple(p for p in own if p.topic == topic))
            for topic in categories
        ),
    ]


def _teaser(posting: Posting) -> str:
    title = escape(posting.headline, quote=False)
    words = " ".join(paragraphs(posting.blocks)[0].split()[:20])
    return (
        f'<article class="post type-post"><h2 class="entry-title"><a href="{posting.path}">{title}</a></h2>'
        f'<p>{escape(words, quote=False)} … <a class="more-link" href="{posting.path}">Continue reading</a></p></article>'
    )


def _content(posting: Posting) -> str:
    lead_in = f"{escape(posting.dateline)} " if posting.dateline else ""
    parts = [to_html(posting.blocks, lead_in=lead_in)]
    if posting.about_title:
        parts.append(f"<p><strong>{escape(posting.about_title)}</strong></p>\n{to_html(posting.about)}")
    parts += [f"<p><em>{escape(line, quote=False)}</em></p>" for line in posting.furniture]
    return "\n".join(parts)


def _post(posting: Posting, own: tuple[Posting, ...], base: str) -> str:
    related = (f'<li><a href="{p.path}">{escape(p.headline, quote=False)}</a></li>' for p in own if p is not posting)
    return _POST.substitute(
        post_id=posting.post_id,
        headline=escape(posting.headline, quote=False),
        published=posting.published.isoformat(),
        day=f"{posting.published:%B} {posting.published.day}, {posting.published.year}",
        content=_content(posting),
        related="".join(related),
        address=base + posting.path,
        category=posting.topic.lower(),
        topic=posting.topic,
    )


def _head(posting: Posting, base: str) -> str:
    # WordPress writes these two in UTC, whatever the site's zone.
    published, modified = (moment.astimezone(UTC).isoformat() for moment in (posting.published, posting.modified))
    told = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "headline": posting.headline,
                "datePublished": published,
                "dateModified": modified,
                "author": {"@type": "Person", "name": "newsdesk"},
                "mainEntityOfPage": {"@id": base + posting.path},
            },
            {"@type": "WebSite", "name": texts.read_toml("courier.toml")["name"], "url": base},
        ],
    }
    return "\n".join(
        [
            '<meta property="og:type" content="article">',
            f'<meta property="og:title" content="{escape(posting.headline)}">',
            f'<meta property="article:published_time" content="{published}">',
            f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(told)}</script>',
        ]
    )


def _frame(title: str, path: str, main: str, own: tuple[Posting, ...], base: str, head: str, body_class: str) -> str:
    told = texts.read_toml("courier.toml")
    return _PAGE.substitute(
        title=escape(title, quote=False),
        name=told["name"],
        footer=told["footer"],
        canonical=base + path,
        base=base,
        head=head,
        body_class=body_class,
        main=main,
        recent="".join(f'<li><a href="{p.path}">{escape(p.headline, quote=False)}</a></li>' for p in own[:5]),
    )
