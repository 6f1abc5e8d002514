"""A site builder's site: one blog collection among others, older posts by an instant in milliseconds, dates in addresses and in meta tags.

Traps: a calendar, projects and a gallery that are collections with the same markup, categories and tags with pagers of their own,
`format=json` twins that robots.txt forbids, data about the organisation on every page, large scripts, a sitemap of everything.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth
from sample.generated.stories import Story, others, slug_of, stories

_SIZE = 20
_NAME = "Tarnholm Harbour Office"
_ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {rule}\n"
    for rule in ("/config", "/search", "/account$", "/account/", "/api/", "/static/", "/*?author=*", "/*&author=*", "/*?month=*", "/*&month=*",
                 "/*?view=*", "/*&view=*", "/*?format=*", "/*&format=*", "/*?reversePaginate=*", "/*&reversePaginate=*")
)  # fmt: skip
_PAGES = {
    "home": (_NAME, "We keep the harbour of Tarnholm open, safe and clean, on every day of the year."),
    "team": ("The team", "Nineteen people work in our office on the old quay. Ilva Tarrent has been harbour master since 2019."),
    "visit": ("Visit us", "Our exhibition is open on weekdays. Groups of more than ten are asked to write to us two weeks before."),
    "privacy-policy": ("Privacy policy", "We keep no data of visitors for longer than thirty days, and we give none of it to anybody."),
}  # fmt: skip


def make(base: str) -> Theme:
    """The theme for this address."""
    told = stories("builder", 67, ("en",), zone="Atlantic/Reykjavik", hours=90)
    events = others("builder", "event", 9)
    projects = others("builder", "gallery", 8)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        place, _, rest = parts.path.strip("/").partition("/")
        if parts.path == "/robots.txt":
            return Document(f"{_ROBOTS}Sitemap: {base}/sitemap.xml\n".encode(), "text/plain")
        if parts.path == "/sitemap.xml":
            return _sitemap(base, told, events, projects)
        if place == "news":
            if query.get("format") == ["rss"]:
                return _feed(base, told[:20])
            return _news(base, parts.path, rest, query, told)
        if place == "calendar":
            return _collection(base, "Calendar", parts.path, rest, events)
        if place == "projects":
            return _collection(base, "Projects", parts.path, rest, projects)
        slug = place or "home"
        if slug not in _PAGES or rest:
            return None
        title, text = _PAGES[slug]
        newest = "".join(
            f'<div class="summary-item"><a class="summary-title-link" href="{_address(story)}">{escape(story.headline)}</a>'
            f'<p>{escape(story.paragraphs[0])}</p></div>'
            for story in told[:3]
        )  # fmt: skip
        blocks = f'<div class="sqb-summary">{newest}</div>' if slug == "home" else ""
        return _page(base, title, f'<div class="sqb-html"><h1>{title}</h1><p>{text}</p></div>{blocks}', "page")

    truth = tuple(Truth(_address(story), story) for story in told)
    return Theme(
        "builder", answer, truth, ("/", "/news"), ("/config", "/search", "/account/", "/api/"), zone="Atlantic/Reykjavik"
    )


def _address(story: Story) -> str:
    return f"/{'news' if story.kind == 'release' else 'calendar'}/{story.published.year}/{story.published.month}/{story.published.day}/{story.slug}"


def _milliseconds(story: Story) -> int:
    return int(story.published.timestamp() * 1000)


def _news(base: str, path: str, rest: str, query: dict[str, list[str]], told: Sequence[Story]) -> Document | None:
    kind, _, label = rest.partition("/")
    story = next((one for one in told if _address(one) == path), None)
    if story is not None:
        return _post(base, story, told)
    if rest and kind not in ("category", "tag"):
        return None
    kept = [one for one in told if not rest or label.lower() == one.topic]
    if not kept:
        return None
    offset = query.get("offset", [""])[0]
    older = [one for one in kept if not offset.isdecimal() or _milliseconds(one) < int(offset)]
    shown, more = older[:_SIZE], older[_SIZE:]
    posts = "".join(
        f'<article class="entry hentry" id="a{one.number}"><div class="blog-basic-grid--text"><h1 class="blog-title"><a href="{_address(one)}">'
        f'{escape(one.headline)}</a></h1><div class="blog-meta-section"><a class="blog-category" href="/news/category/{one.topic.title()}">{one.topic.title()}'
        f'</a><time class="blog-date" pubdate>{one.published.month}/{one.published.day}/{one.published:%y}</time><span class="blog-author">Harbour Office</span></div>'
        f'<div class="blog-excerpt"><p>{escape(one.paragraphs[0])}</p></div><a class="blog-more-link" href="{_address(one)}">Read More</a></div></article>'
        for one in shown
    )
    newer = (
        f'<a class="newer" rel="prev" href="{path}?offset={_milliseconds(shown[0])}&reversePaginate=true">Newer Posts</a>'
        if offset and shown
        else ""
    )
    turn = f'<a class="older" rel="next" href="{path}?offset={_milliseconds(shown[-1])}">Older Posts</a>' if more else ""
    feed = f'<a href="{path}?format=rss">RSS</a> <a href="{path}?format=json">Data</a>'
    tags = " ".join(f'<a href="/news/tag/{topic}">{topic}</a>' for topic in sorted({one.topic for one in told}))
    main = f'<div class="blog-list">{posts}</div><div class="blog-list-pagination">{newer}{turn}</div><div class="tags">{tags}</div>{feed}'
    return _page(base, label.title() or "News", main, "collection-type-blog")


def _post(base: str, story: Story, told: Sequence[Story]) -> Document:
    here = told.index(story)
    body = "".join(f'<p style="white-space:pre-wrap;" class="">{escape(paragraph)}</p>' for paragraph in story.paragraphs)
    turn = "".join(
        f'<a class="item-pagination-link" href="{_address(one)}"><span>{label}</span><h2>{escape(one.headline)}</h2></a>'
        for label, at in (("Previous", here - 1), ("Next", here + 1))
        if 0 <= at < len(told)
        for one in (told[at],)
    )
    utc = story.published.strftime("%Y-%m-%dT%H:%M:%S+0000")
    head = (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.headline)} — {_NAME}"><meta itemprop="datePublished"'
        f' content="{utc}"><meta itemprop="dateModified" content="{utc}"><meta itemprop="headline" content="{escape(story.headline)}">'
        f'<link rel="canonical" href="{base}{_address(story)}">'
    )
    main = (
        f'<article class="entry hentry"><div class="blog-item-top-wrapper"><h1 class="entry-title">{escape(story.headline)}</h1><time class="dt-published" '
        f'datetime="{story.published:%b %-d}" pubdate>{story.published:%b %-d}</time></div><div class="blog-item-content"><div class="sqb-html">{body}</div></div>'
        f'<div class="blog-item-tags"><a href="/news/tag/{story.topic}">{story.topic}</a></div></article><section class="item-pagination">{turn}</section>'
    )
    return _page(base, f"{story.headline} — {_NAME}", main, "view-item", head)


def _collection(base: str, title: str, path: str, rest: str, row: Sequence[Story]) -> Document | None:
    def at(one: Story) -> str:
        return _address(one) if one.kind == "event" else f"/projects/{slug_of(one.headline, 0)}"

    if not rest:
        items = "".join(
            f'<article class="entry hentry"><h1 class="blog-title"><a href="{at(one)}">{escape(one.headline)}</a></h1>'
            f'<time class="event-date" datetime="{one.published:%Y-%m-%d}">{one.published:%A, %d %B %Y}</time>'
            f'<a class="blog-more-link" href="{at(one)}">View {"Event" if one.kind == "event" else "Project"} →</a></article>'
            for one in row
        )
        return _page(base, title, f'<div class="events-list">{items}</div>', "collection")
    story = next((one for one in row if at(one) == path), None)
    if story is None:
        return None
    facts = (
        f'<ul class="eventitem-meta"><li><time class="event-date" datetime="{story.published:%Y-%m-%d}">{story.published:%A, %d %B %Y}</time></li>'
        f'<li><time class="event-time-start">{story.published:%H:%M}</time></li><li>Old Quay <a href="https://maps.example/">(map)</a></li>'
        '<li><a href="https://calendar.example/event">Google Calendar</a> <a href="?format=ical">ICS</a></li></ul>'
        if story.kind == "event"
        else '<div class="gallery"><img src="/s/1.jpg" alt=""><img src="/s/2.jpg" alt=""><img src="/s/3.jpg" alt=""></div>'
    )
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return _page(
        base, f"{story.headline} — {_NAME}", f"<article><h1>{escape(story.headline)}</h1>{facts}{text}</article>", "view-item"
    )


def _page(base: str, title: str, main: str, kind: str, head: str = "") -> Document:
    menu = "".join(
        f'<div class="header-nav-item"><a href="/{slug}">{name}</a></div>'
        for slug, name in (
            ("news", "News"),
            ("calendar", "Calendar"),
            ("projects", "Projects"),
            ("team", "Team"),
            ("visit", "Visit"),
        )
    )
    data = "".join(
        f'<script type="application/ld+json">{json.dumps({"@context": "http://schema.org", "@type": of, "url": base, "name": _NAME})}</script>'
        for of in ("WebSite", "Organization", "LocalBusiness")
    )
    context = {
        "rollups": [f"module-{n}" for n in range(400)],
        "website": {"id": "5f", "baseUrl": base, "timeZone": "Atlantic/Reykjavik"},
    }
    return Document(
        f'<!doctype html><html lang="en-US" itemscope itemtype="http://schema.org/WebPage"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}{data}'
        f'<script>Static = window.Static || {{}}; Static.CONTEXT = {json.dumps(context)};</script></head><body class="{kind}"><header id="header">'
        f'<a href="/">{_NAME}</a>{menu}<a href="/search">Search</a><a href="/account/login">Account</a></header><main id="page"><div class="sections">{main}</div></main>'
        f'<footer><p>{_NAME}, Old Quay 4</p><a href="/privacy-policy">Privacy</a></footer></body></html>'.encode(),
        HTML,
    )


def _feed(base: str, row: Sequence[Story]) -> Document:
    items = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{base}{_address(story)}</link><pubDate>{story.published:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for story in row
    )
    return Document(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>News - {_NAME}</title><link>{base}/news</link>{items}</channel></rss>'.encode(),
        "text/xml",
    )


def _sitemap(base: str, told: Sequence[Story], events: Sequence[Story], projects: Sequence[Story]) -> Document:
    places = [f"/{slug}" for slug in ("news", "calendar", "projects", *_PAGES)] + [_address(one) for one in (*told, *events)]
    places += [f"/projects/{slug_of(one.headline, 0)}" for one in projects]
    topics = sorted({one.topic for one in told})
    places += [
        f"/news/{kind}/{topic}" for kind, names in (("category", map(str.title, topics)), ("tag", topics)) for topic in names
    ]
    urls = "".join(
        f"<url><loc>{base}{place}</loc><changefreq>monthly</changefreq><priority>0.5</priority><lastmod>2026-10-31</lastmod></url>"
        for place in places
    )
    return Document(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(), "text/xml")
