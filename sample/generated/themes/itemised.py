"""A site whose every address goes through one script: two news categories, one of them oldest first, counted hits, a pager by items.

Traps: the page's counter makes each answer unlike the last, print and pop-up twins, the same article under its category and under
numbers, the most read ones on every page, a component's search, contacts listed like news, weblinks, a feed of ten for one category.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, others, stories

_ROOT = "/index.php/en"
_SIZE = 10
_TITLES = {"news": "News", "announcements": "Public announcements", "vacancies": "Vacancies"}
_ITEM = {"news": 101, "announcements": 107, "vacancies": 112}


def make(base: str) -> Theme:
    """The theme for this address."""
    kept = {
        "news": stories("itemised", 43, ("en",), zone="Africa/Lagos", hours=110),
        "announcements": stories("itemised announcements", 24, ("en",), zone="Africa/Lagos", hours=200)[::-1],
        "vacancies": others("itemised", "job", 7),
    }
    hits = itertools.count(3_112)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        query = {name: value[0] for name, value in parse_qs(parts.query).items()}
        if parts.path == "/robots.txt":
            hidden = (
                "administrator",
                "bin",
                "cache",
                "cli",
                "components",
                "includes",
                "language",
                "layouts",
                "libraries",
                "logs",
                "modules",
                "plugins",
                "tmp",
            )
            return Document(("User-agent: *\n" + "".join(f"Disallow: /{one}/\n" for one in hidden)).encode(), "text/plain")
        if parts.path in ("/", "/index.php") and "option" not in query:
            return _page("Land Registry", _blog("news", kept["news"][:4], next(hits)), kept, "")
        if parts.path == "/index.php" and query.get("view") == "article":
            place = next((one for one, item in _ITEM.items() if str(item) == query.get("Itemid")), "")
            slug = query.get("id", "")
        elif parts.path.startswith(_ROOT):
            place, _, slug = parts.path.removeprefix(_ROOT).strip("/").partition("/")
        else:
            return None
        alone = query.get("tmpl") == "component"
        if place in kept and not slug:
            if query.get("format") == "feed":
                return _feed(base, kept[place][:10]) if place == "news" else None
            return _category(place, kept, query.get("start", "0"), next(hits))
        if place in kept:
            story = next((one for one in kept[place] if _identity(one) == slug.replace(":", "-")), None)
            return _page(story.headline, _article(place, story, next(hits), kept[place]), kept, place, alone) if story else None
        if place == "contact":
            people = "".join(
                f'<tr><td><a href="{_ROOT}/contact/{n}-ilva-tarrent">Ilva Tarrent {n}</a></td><td>District {n}</td></tr>'
                for n in range(1, 9)
            )
            one = "<h1>Ilva Tarrent</h1><dl><dt>Position</dt><dd>Registrar</dd><dt>Phone</dt><dd>02 555 01</dd></dl>"
            return _page("Contacts", one if slug else f"<h1>Contacts</h1><table class='category'>{people}</table>", kept, place)
        if place == "about" and not slug:
            text = "<h1>The Registry</h1><p>The Registry keeps the books of land since 1911. It has nine districts.</p>"
            return _page("The Registry", text, kept, place)
        return None

    truth = tuple(
        Truth(_address(place, story), story, zone_unknown=place == "announcements")
        for place in ("news", "announcements")
        for story in kept[place]
    )
    return Theme("itemised", answer, truth, ("/", f"{_ROOT}/news"), ("/administrator/",), zone="Africa/Lagos")


def _identity(story: Story) -> str:
    return f"{100 + story.number}-{story.slug}"


def _address(place: str, story: Story) -> str:
    return f"{_ROOT}/{place}/{_identity(story)}"


def _details(place: str, story: Story, hits: int) -> str:
    at = story.published
    written = {
        "news": f'<dd class="create"><time datetime="{at.isoformat()}" itemprop="dateCreated">Created: {at:%d %B %Y}</time></dd>',
        "announcements": f'<dd class="create">Created: {at:%d %B %Y %H:%M}</dd>',
        "vacancies": f'<dd class="create">Apply before {at:%d %B %Y}</dd>',
    }[place]
    return (
        f'<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by Press Desk</dd><dd class="category-name">'
        f'Category: <a href="{_ROOT}/{place}">{_TITLES[place]}</a></dd>{written}<dd class="hits"><meta itemprop="interactionCount" content="UserPageVisits:{hits}">'
        f"Hits: {hits}</dd></dl>"
    )


def _icons(place: str, story: Story) -> str:
    return (
        f'<ul class="actions"><li class="print-icon"><a href="{_address(place, story)}?tmpl=component&amp;print=1&amp;layout=default" title="Print article" rel="nofollow">'
        f'Print</a></li><li class="email-icon"><a href="/index.php/en/component/mailto/?tmpl=component&amp;link={story.number:x}" rel="nofollow">Email</a></li></ul>'
    )


def _blog(place: str, row: Sequence[Story], hits: int) -> str:
    return '<div class="blog" itemscope itemtype="https://schema.org/Blog">' + "".join(
        f'<div class="items-row"><div class="item column-1" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting"><div class="page-header"><h2>'
        f'<a href="{_address(place, story)}" itemprop="url">{escape(story.headline)}</a></h2></div>{_icons(place, story)}{_details(place, story, hits + n)}'
        f'<p>{escape(story.paragraphs[0])}</p><p class="readmore"><a class="btn" href="{_address(place, story)}">Read more: {escape(story.headline[:24])}...</a></p></div></div>'
        for n, story in enumerate(row)
    ) + "</div>"  # fmt: skip


def _table(place: str, row: Sequence[Story], hits: int) -> str:
    return (
        '<form action="#"><select name="limit"><option>10</option></select></form><table class="category table"><thead><tr><th>Title</th><th>Created Date</th><th>Hits</th>'
        "</tr></thead><tbody>"
        + "".join(
            f'<tr class="cat-list-row{n % 2}"><td class="list-title"><a href="{_address(place, story)}">{escape(story.headline)}</a></td>'
            f'<td class="list-date small">{story.published:%d %B %Y}</td><td class="list-hits"><span class="badge">Hits: {hits + n}</span></td></tr>'
            for n, story in enumerate(row)
        )
        + "</tbody></table>"
    )


def _category(place: str, kept: dict[str, list[Story]], start: str, hits: int) -> Document:
    row = kept[place]
    pages = pages_of(row, _SIZE)
    at = min(int(start) // _SIZE, len(pages) - 1) if start.isdecimal() else 0
    path = f"{_ROOT}/{place}"

    def to(page: int, name: str, title: str = "") -> str:
        if not 0 <= page < len(pages) or page == at:
            return f'<li class="disabled"><a>{name}</a></li>'
        query = f"?start={page * _SIZE}" if page else ""
        return f'<li><a title="{title or name}" href="{path}{query}" class="pagenav">{name}</a></li>'

    turn = to(0 if at else -1, "Start") + to(at - 1, "Prev") + "".join(to(n, str(n + 1)) for n in range(len(pages)))
    turn += to(at + 1, "Next") + to(len(pages) - 1, "End")
    shown = _blog(place, pages[at], hits) if place == "news" else _table(place, pages[at], hits)
    pager = (
        f'<div class="pagination"><p class="counter pull-right">Page {at + 1} of {len(pages)}</p><ul class="pagination-list">{turn}</ul></div>'
        if len(pages) > 1
        else ""
    )
    head = (
        f'<link href="{path}?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0">'
        if place == "news"
        else ""
    )
    return _page(_TITLES[place], f"<h1>{_TITLES[place]}</h1>{shown}{pager}", kept, place, head=head)


def _article(place: str, story: Story, hits: int, row: Sequence[Story]) -> str:
    here = row.index(story)
    turn = "".join(
        f'<li class="{name.lower()}"><a href="{_address(place, row[at])}" rel="{name.lower()}">{name}</a></li>'
        for name, at in (("Prev", here - 1), ("Next", here + 1))
        if 0 <= at < len(row)
    )
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    twin = f"/index.php?option=com_content&amp;view=article&amp;id={_identity(story).replace('-', ':', 1)}&amp;catid=8&amp;Itemid={_ITEM[place]}"
    return (
        f'<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{escape(story.headline)}</h2></div>'
        f'{_icons(place, story)}{_details(place, story, hits)}<div itemprop="articleBody">{body}</div><a href="{twin}">Permanent link</a>'
        f'<ul class="pager pagenav">{turn}</ul></div>'
    )


def _page(title: str, main: str, kept: dict[str, list[Story]], place: str, alone: bool = False, head: str = "") -> Document:
    menu = "".join(
        f'<li class="item-{_ITEM.get(slug, 120)}{" current active" if slug == place else ""}"><a href="{_ROOT}/{slug}">{name}</a></li>'
        for slug, name in (*_TITLES.items(), ("contact", "Contacts"), ("about", "The Registry"))
    )
    read = "".join(
        f'<li><a href="{_address("news", story)}"><span>{escape(story.headline)}</span></a></li>' for story in kept["news"][30:35]
    )
    links = "".join(f'<li><a href="https://district-{n}.example/">District {n}</a></li>' for n in range(1, 6))
    around = (
        f'<div class="sidebar"><div class="well"><h3 class="page-header">Most Read</h3><ul class="mostread">{read}</ul></div><div class="well"><h3>Districts</h3><ul>{links}</ul></div>'
        '<div class="well"><h3>Login Form</h3><form action="/index.php/en/component/users/" method="post"><input name="username"></form>'
        f'<a href="/index.php/en/component/search/">Search</a> <a href="/index.php/en/component/users/?view=reset">Forgot your password?</a></div></div>'
    )
    body = main if alone else (
        f'<div class="body"><header class="header"><a class="brand" href="/">Land Registry</a></header><nav><ul class="nav menu nav-pills">{menu}</ul></nav>'
        f'<div class="row-fluid"><main id="content" class="span9">{main}</main>{around}</div></div><footer><p>&copy; 2026 Land Registry</p></footer>'
    )  # fmt: skip
    hidden = '<meta name="robots" content="noindex, nofollow">' if alone else ""
    return Document(
        f'<!DOCTYPE html><html lang="en-gb" dir="ltr"><head><meta charset="utf-8"><meta name="generator" content="A generator of pages">{hidden}{head}<title>{escape(title)}</title>'
        f'</head><body class="site com_content">{body}</body></html>'.encode(), HTML,
    )  # fmt: skip


def _feed(base: str, row: Sequence[Story]) -> Document:
    items = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{base}{_address('news', story)}</link><guid isPermaLink='true'>{base}{_address('news', story)}</guid>"
        f"<author>desk@registry.example (Press Desk)</author><category>News</category><pubDate>{story.published:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
        for story in row
    )
    return Document(
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>News</title><link>{base}{_ROOT}/news</link>{items}</channel></rss>".encode(),
        "application/rss+xml; charset=utf-8",
    )
