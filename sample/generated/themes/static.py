"""A site generator's site in three languages: a section of press releases beside events and documentation, undated listings.

Traps: taxonomies with a page and a feed a term, a sitemap a language that names everything, the home page's feed that holds all pages
of the site, events with dates, a section of long texts that are no releases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, others, stories

_WORDS = {
    "en": ("Press releases", "Events", "Handbook", "About", "Published on", "Read more"),
    "fr": ("Communiqués de presse", "Agenda", "Manuel", "À propos", "Publié le", "Lire la suite"),
    "es": ("Notas de prensa", "Eventos", "Manual", "Acerca de", "Publicado el", "Leer más"),
}  # fmt: skip
_MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
}  # fmt: skip
_SIZE = 10
_TIME = "%Y-%m-%dT%H:%M:%S%z"


def make(base: str) -> Theme:
    """The theme for this address."""
    releases = _releases()
    documents: dict[str, Document] = {}

    def put(path: str, text: str, kind: str = HTML) -> None:
        documents[path] = Document(text.encode(), kind)

    for language in _WORDS:
        root = "" if language == "en" else f"/{language}"
        own = [story for story in releases if story.language == language]
        _language(base, root, language, own, put)
    index = "".join(f"<sitemap><loc>{base}/{language}/sitemap.xml</loc></sitemap>" for language in _WORDS)
    put(
        "/sitemap.xml",
        f'<?xml version="1.0" encoding="utf-8"?><sitemapindex xmlns="{_NS}">{index}</sitemapindex>',
        "application/xml",
    )
    put("/robots.txt", "User-agent: *\n", "text/plain")
    truth = tuple(Truth(_address(story), story) for story in releases)
    return Theme("static", documents.get, truth, ("/", "/press/"), zone="America/Bogota")


_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@lru_cache(maxsize=1)
def _releases() -> list[Story]:
    return stories("static", 24, ("en", "fr", "es"), zone="America/Bogota")


def _address(story: Story) -> str:
    return f"{'' if story.language == 'en' else '/' + story.language}/press/{story.slug}/"


def _language(base: str, root: str, language: str, own: list[Story], put: Callable[..., None]) -> None:
    words = _WORDS[language]
    everything: list[str] = []

    def page(path: str, title: str, main: str, head: str = "") -> None:
        everything.append(f"{root}{path}")
        put(f"{root}{path}", _around(base, root, language, title, main, head, f"{root}{path}"))

    pages = pages_of(own, _SIZE)
    for number, part in enumerate(pages, 1):
        turn = "".join(
            f'<li class="page-item{" active" if n == number else ""}"><a class="page-link" href="{root}/press/{f"page/{n}/" if n > 1 else ""}">{n}</a></li>'
            for n in range(1, len(pages) + 1)
        )
        feed = f'<link href="{root}/press/index.xml" rel="alternate" type="application/rss+xml" title="{words[0]}">'
        main = f'<h1 class="f1">{words[0]}</h1>{_entries(part, words)}<ul class="pagination">{turn}</ul>'
        page("/press/" if number == 1 else f"/press/page/{number}/", words[0], main, feed)
    for story in own:
        body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
        day = f"{story.published.day} {_MONTHS[language][story.published.month - 1]} {story.published.year}"
        alternates = "".join(
            f'<link rel="alternate" hreflang="{tongue}" href="{base}{other}">' for tongue, other in _tongues(story).items()
        )
        head = (
            f'<meta property="article:published_time" content="{story.published.isoformat()}">'
            f'<meta property="og:type" content="article"><meta property="article:section" content="press">{alternates}'
        )
        main = (
            f'<article class="flex-l"><header><p class="f6">{words[0].upper()}</p><h1 class="f1">{escape(story.headline)}</h1>'
            f'<time class="f6" datetime="{story.published.isoformat()}">{words[4]} {day}</time></header>'
            f'<section class="nested-copy-line-height">{body}</section>'
            f'<ul class="pa0"><li class="list"><a href="{root}/tags/{story.topic}/">{story.topic}</a></li></ul></article>'
        )
        page(f"/press/{story.slug}/", story.headline, main, head)
    for story in others(f"static {language}", "event", 9):
        body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
        main = (
            f'<article><h1 class="f1">{escape(story.headline)}</h1><dl><dt>When</dt><dd><time datetime="{story.published.isoformat()}">'
            f"{story.published:%d/%m/%Y %H:%M}</time></dd><dt>Where</dt><dd>District office</dd></dl>{body}</article>"
        )
        page(f"/events/{story.slug}/", story.headline, main)
    listed = "".join(f'<li><a href="{root}/events/{story.slug}/">{escape(story.headline)}</a> {story.published:%d/%m/%Y}</li>'
                     for story in others(f"static {language}", "event", 9))  # fmt: skip
    page("/events/", words[1], f"<h1>{words[1]}</h1><ul>{listed}</ul>")
    for chapter in range(1, 5):
        text = "".join(
            f"<h2>{chapter}.{part}</h2><p>{escape(' '.join(story.paragraphs))}</p>" for part, story in enumerate(own[-5:], 1)
        )
        page(f"/handbook/chapter-{chapter}/", f"{words[2]} {chapter}", f"<h1>{words[2]} {chapter}</h1>{text}")
    chapters = "".join(
        f'<li><a href="{root}/handbook/chapter-{chapter}/">{words[2]} {chapter}</a></li>' for chapter in range(1, 5)
    )
    page("/handbook/", words[2], f"<h1>{words[2]}</h1><ul>{chapters}</ul>")
    page("/about/", words[3], f"<h1>{words[3]}</h1><p>{escape(own[0].paragraphs[-1])}</p>")
    topics = sorted({story.topic for story in own})
    for topic in topics:
        tagged = [story for story in own if story.topic == topic]
        page(f"/tags/{topic}/", topic, f"<h1>{topic}</h1>{_entries(tagged, words)}")
        put(f"{root}/tags/{topic}/index.xml", _feed(base, root, topic, tagged), "application/xml")
    page("/tags/", "Tags", "<h1>Tags</h1>" + "".join(f'<h2><a href="{root}/tags/{topic}/">{topic}</a></h2>' for topic in topics))
    page("/", "Ministry", f"<h1>Ministry</h1>{_entries(own[:3], words)}",
         f'<link href="{root}/index.xml" rel="alternate" type="application/rss+xml" title="Ministry">')  # fmt: skip
    put(f"{root}/press/index.xml", _feed(base, root, words[0], own), "application/xml")
    put(f"{root}/index.xml", _feed(base, root, "Ministry", own, everything), "application/xml")
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in everything if "/page/" not in path)
    put(f"/{language}/sitemap.xml", f'<urlset xmlns="{_NS}">{urls}</urlset>', "application/xml")


def _tongues(story: Story) -> dict[str, str]:
    """The addresses of a story's languages: slugs differ, so that only the page itself can say them."""
    return {other.language: _address(other) for other in _releases() if other.number == story.number}


def _entries(part: Sequence[Story], words: tuple[str, ...]) -> str:
    return "".join(
        f'<div class="relative w-100 mb4"><article class="bb b--black-10"><div class="flex flex-column"><h1 class="f3">'
        f'<a class="link black dim" href="{_address(story)}">{escape(story.headline)}</a></h1><div class="f6 lh-copy">'
        f'{escape(story.paragraphs[0])}</div><a href="{_address(story)}" class="ba">{words[5]}</a></div></article></div>'
        for story in part
    )


def _around(base: str, root: str, language: str, title: str, main: str, head: str, path: str) -> str:
    words = _WORDS[language]
    menu = "".join(
        f'<li><a href="{root}/{place}/" title="{name}">{name}</a></li>'
        for place, name in (("press", words[0]), ("events", words[1]), ("handbook", words[2]), ("about", words[3]))
    )
    tongues = "".join(
        f'<li><a href="{"" if tongue == "en" else "/" + tongue}/">{tongue}</a></li>' for tongue in _WORDS if tongue != language
    )
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)} | Ministry of Works</title>'
        f'<link rel="canonical" href="{base}{path}">{head}</head><body><header><nav role="navigation"><a href="{root}/">Ministry of Works</a>'
        f'<ul class="pl0">{menu}</ul><ul class="lang">{tongues}</ul></nav></header><main role="main">{main}</main>'
        f"<footer>© Ministry of Works 2026</footer></body></html>"
    )


def _feed(base: str, root: str, title: str, own: Sequence[Story], paths: Sequence[str] = ()) -> str:
    items = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{base}{_address(story)}</link><pubDate>{story.published:%a, %d %b %Y %H:%M:%S %z}"
        f"</pubDate><guid>{base}{_address(story)}</guid><description>{escape(story.paragraphs[0])}</description></item>"
        for story in own
    )
    items += "".join(
        f"<item><title>{path}</title><link>{base}{path}</link><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate><guid>{base}{path}</guid></item>"
        for path in paths
        if "/press/" not in path and "/tags/" not in path and path.count("/") > 2
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{title}</title><link>{base}{root}/</link>{items}</channel></rss>"
