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
_PAGES = {
    "/about/": ("About", "The Courier was founded in 1904 by three printers who had been dismissed for misprints. Nine people write it today."),
    "/contact/": ("Contact", "Newsroom: Tanner Row 3, Kestrin. Letters to the editor are read before they are answered."),
    "/privacy-policy/": ("Privacy Policy", "Comments are kept with the name you give. We sell newspapers, not readers."),
}  # fmt: skip


def documents(own: tuple[Posting, ...], sites: Mapping[str, str]) -> dict[str, Document]:
    """All that the republisher serves. `own` is its posts, newest first."""
    base = sites["courier"]
    newest = max(posting.modified for posting in own)
    site: dict[str, Document] = {
        "/robots.txt": Document(
            f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nCrawl-delay: 0\n\nSitemap: {base}/wp-sitemap.xml\n".encode(),
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
    for path, (title, text) in _PAGES.items():
        main = f'<article class="page type-page"><h1 class="entry-title">{title}</h1><div class="entry-content"><p>{text}</p></div></article>'
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
        "posts-page": [Place(base + path) for path in _PAGES],
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
    when = f'<time class="entry-date published" datetime="{posting.published.isoformat()}">{posting.published:%B} {posting.published.day}, {posting.published.year}</time>'
    category = f'<a href="/category/{posting.topic.lower()}/" rel="category tag">{posting.topic}</a>'
    related = "".join(f'<li><a href="{p.path}">{escape(p.headline, quote=False)}</a></li>' for p in own if p is not posting)
    return f"""<article id="post-{posting.post_id}" class="post-{posting.post_id} post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{escape(posting.headline, quote=False)}</h1>
<div class="entry-meta">Posted on {when} by <span class="author vcard"><a href="/author/newsdesk/">Newsdesk</a></span></div></header>
<div class="entry-content">
{_content(posting)}
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#x">Post</a></li><li><a href="#f">Share</a></li></ul></div>
<div id="jp-relatedposts"><h3>Related</h3><ul>{related}</ul></div>
<p class="amp-exit"><a href="{base}{posting.path}?noamp=mobile" rel="nofollow">Exit mobile version</a></p>
</div>
<footer class="entry-footer"><span class="cat-links">Posted in {category}</span></footer>
</article>
<div id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p><form><textarea name="comment"></textarea></form></div>"""


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
