"""A ministry's portal with facets: releases and speeches in two languages under prefixes, a pager that counts from 0, a feed of 10.

Traps: facets and sort orders that multiply every listing, a calendar without end, archives by month, print pages, share links, node
addresses beside the spoken ones, a switch that leads to a language's home where there is no translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, others, stories

_SIZE = 9
_PLACES = {"press-releases": "Press releases", "speeches": "Speeches"}
_TITLES = {"en": _PLACES, "fr": {"press-releases": "Communiqués de presse", "speeches": "Discours"}}


def make(base: str) -> Theme:
    """The theme for this address."""
    told = {
        "press-releases": stories("faceted", 29, ("en", "fr"), zone="Europe/Brussels"),
        "speeches": stories("faceted speeches", 13, ("en",), zone="Europe/Brussels"),
    }

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Document(
                b"User-agent: *\nDisallow: /*?f\nDisallow: /*&f\nDisallow: /print/\nDisallow: /search\n", "text/plain"
            )
        if parts.path == "/":
            return Document(b"", HTML, status=302, headers=(("Location", "/en"),))
        language, _, rest = parts.path.strip("/").partition("/")
        if language not in _TITLES:
            return None
        return _answer(base, language, rest, parse_qs(parts.query, keep_blank_values=True), told)

    truth = tuple(Truth(f"/{story.language}/{place}/{story.slug}", story) for place, row in told.items() for story in row)
    return Theme("faceted", answer, truth, ("/", "/en/press-releases"), ("/print/", "/search"), zone="Europe/Brussels")


def _answer(base: str, language: str, rest: str, query: dict[str, list[str]], told: dict[str, list[Story]]) -> Document | None:
    place, _, slug = rest.partition("/")
    own = {name: [story for story in row if story.language == language] for name, row in told.items()}
    if not rest:
        blocks = "".join(_rows(language, name, row[:4]) for name, row in own.items())
        return _page(base, language, "Ministry of Water", f"<h1>Ministry of Water</h1>{blocks}", "")
    if place == "rss.xml":
        return _feed(base, language, own["press-releases"][:10])
    if place in own and not slug:
        return _listing(base, language, place, own[place], query)
    if place in own and (story := next((one for one in own[place] if one.slug == slug), None)):
        return _story(base, language, place, story, told[place])
    if place == "calendar":
        return _calendar(base, language, slug)
    if place == "agenda" and (event := next((one for one in others("faceted", "event", 7) if one.slug == slug), None)):
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in event.paragraphs)
        facts = f"<div class='field'><div class='field__label'>Date</div><div class='field__item'>{event.published:%d/%m/%Y - %H:%M}</div></div>"
        return _page(base, language, event.headline, f"<h1>{escape(event.headline)}</h1>{facts}{text}", "")
    if place == "archive" and len(slug) == 6 and slug.isdecimal():
        month = [story for row in own.values() for story in row if f"{story.published:%Y%m}" == slug]
        return _page(base, language, slug, f"<h1>Archive {slug}</h1>{_rows(language, 'press-releases', month)}", "")
    if place in ("minister", "contact", "legal-notice"):
        return _page(
            base, language, place.title(), f"<h1>{place.title()}</h1><p>The Ministry of Water stands at 7 Weir Road.</p>", ""
        )
    return None


def _rows(language: str, place: str, row: Sequence[Story]) -> str:
    return (
        '<div class="view-content">'
        + "".join(
            f'<div class="views-row"><article class="node node--type-{place} node--view-mode-teaser"><div class="node__date">'
            f'<time datetime="{story.published.isoformat()}">'
            f"{story.published:%d/%m/%Y}</time></div><h3><a href='/{language}/{place}/{story.slug}' rel='bookmark'>"
            f"<span>{escape(story.headline)}</span></a></h3><div class='node__links'><a href='/{language}/{place}/{story.slug}'>Read more"
            f"<span class='visually-hidden'> about {escape(story.headline)}</span></a></div></article></div>"
            for story in row
        )
        + "</div>"
    )


def _listing(base: str, language: str, place: str, row: Sequence[Story], query: dict[str, list[str]]) -> Document:
    path = f"/{language}/{place}"
    kept = list(row)
    if facet := query.get("f[0]"):
        kept = [story for story in kept if facet[0] == f"topic:{story.topic}"]
    if query.get("sort") == ["title"]:
        kept.sort(key=lambda story: story.headline, reverse=query.get("order") == ["desc"])
    pages = pages_of(kept, _SIZE)
    asked = query.get("page", ["0"])[0]
    number = int(asked) if asked.isdecimal() else 0
    also = "".join(f"&{name}={value[0]}" for name, value in query.items() if name != "page")
    turn = "".join(
        f'<li class="pager__item{" is-active" if n == number else ""}"><a href="?page={n}{also}" title="Go to page {n + 1}">{n + 1}</a></li>'
        for n in range(len(pages))
    )
    if number + 1 < len(pages):
        turn += (
            f'<li class="pager__item pager__item--next"><a href="?page={number + 1}{also}" rel="next"><span aria-hidden="true">››</span></a></li>'
            f'<li class="pager__item pager__item--last"><a href="?page={len(pages) - 1}{also}"><span>Last »</span></a></li>'
        )
    topics = sorted({story.topic for story in row})
    facets = "".join(
        f'<li class="facet-item"><a href="{path}?f[0]=topic:{topic}" rel="nofollow">{topic} ({number})</a></li>'
        for topic in topics
    )
    months = dict.fromkeys(f"{story.published:%Y%m}" for story in row)
    archive = "".join(f'<li><a href="/{language}/archive/{month}">{month}</a> (3)</li>' for month in months)
    shown = _rows(language, place, pages[number]) if number < len(pages) else "<p>No results.</p>"
    title = _TITLES[language][place]
    main = (
        f'<h1>{title}</h1><p>Sort by <a href="{path}?sort=title&order=asc">title</a> <a href="{path}?sort=title&order=desc">title, Z to A</a></p>'
        f'{shown}<nav class="pager" role="navigation"><ul class="pager__items">{turn}</ul></nav>'
        f'<aside><h2>Topics</h2><ul class="facets">{facets}</ul><h2>Archive</h2><ul>{archive}</ul>'
        f'<p><a href="/{language}/calendar/2026-10">Calendar</a></p></aside>'
    )
    return _page(base, language, title, main, _switch(base, place, ""))


def _switch(base: str, place: str, slugs: str | dict[str, str]) -> str:
    if isinstance(slugs, dict):
        return "".join(
            f'<link rel="alternate" hreflang="{tongue}" href="{base}/{tongue}/{place}/{slug}">' for tongue, slug in slugs.items()
        )
    return "".join(f'<link rel="alternate" hreflang="{tongue}" href="{base}/{tongue}/{place}">' for tongue in _TITLES)


def _story(base: str, language: str, place: str, story: Story, row: Sequence[Story]) -> Document:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    slugs = {other.language: other.slug for other in row if other.number == story.number}
    address = f"{base}/{language}/{place}/{story.slug}"
    head = f'<link rel="canonical" href="{address}"><link rel="shortlink" href="{base}/{language}/node/{story.number}">{_switch(base, place, slugs)}'
    main = (
        f'<nav class="breadcrumb"><ol><li><a href="/{language}">Home</a></li><li><a href="/{language}/{place}">{_TITLES[language][place]}</a></li></ol></nav>'
        f'<article class="node node--view-mode-full"><h1><span>{escape(story.headline)}</span></h1><footer class="node__meta">'
        f'<time datetime="{story.published.isoformat()}">{story.published:%d/%m/%Y - %H:%M}</time></footer>'
        f'<div class="node__content"><div class="field--name-body">{body}</div>'
        f'<div class="field--name-field-topic"><a href="/{language}/{place}?f[0]=topic:{story.topic}">{story.topic}</a></div></div>'
        f'<ul class="share"><li><a href="/print/{language}/{story.number}">Print</a></li><li><a href="https://social.example/share?u={address}">Share</a></li></ul></article>'
    )
    return _page(base, language, story.headline, main, head)


def _calendar(base: str, language: str, month: str) -> Document | None:
    """A calendar that goes on for ever in both directions."""
    year, _, number = month.partition("-")
    if not (year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12):
        return None
    at = int(year) * 12 + int(number) - 1
    before, after = (f"{(at + step) // 12}-{(at + step) % 12 + 1:02}" for step in (-1, 1))
    days = "".join(f"<td>{day}</td>" for day in range(1, 29))
    events = "".join(
        f'<li><a href="/{language}/agenda/{event.slug}">{escape(event.headline)}</a> {event.published:%d/%m/%Y}</li>'
        for event in others("faceted", "event", 7)
        if f"{event.published:%Y-%m}" == month
    )
    main = (
        f'<h1>{month}</h1><a rel="prev" href="/{language}/calendar/{before}">« Previous</a> <a rel="next" href="/{language}/calendar/{after}">Next »</a>'
        f"<table><tr>{days}</tr></table><ul>{events}</ul>"
    )
    return _page(base, language, month, main, "")


def _page(base: str, language: str, title: str, main: str, head: str) -> Document:
    menu = "".join(
        f'<li><a href="/{language}/{place}">{name}</a></li>'
        for place, name in (
            *_TITLES[language].items(),
            ("calendar/2026-11", "Agenda"),
            ("minister", "Minister"),
            ("contact", "Contact"),
        )
    )
    tongues = "".join(f'<li><a href="/{tongue}" hreflang="{tongue}">{tongue.upper()}</a></li>' for tongue in _TITLES)
    return Document(
        f'<!DOCTYPE html><html lang="{language}" dir="ltr"><head><meta charset="utf-8"><title>{escape(title)} | Ministry of Water</title>{head}'
        f'<link rel="alternate" type="application/rss+xml" title="Press releases" href="/{language}/rss.xml"></head><body>'
        f'<header><nav role="navigation"><ul class="menu">{menu}</ul></nav><ul class="links language-switcher">{tongues}</ul></header>'
        f'<main>{main}</main><footer><ul><li><a href="/{language}/legal-notice">Legal notice</a></li></ul></footer></body></html>'.encode(),
        HTML,
    )


def _feed(base: str, language: str, row: Sequence[Story]) -> Document:
    items = "".join(
        f"<item><title>{escape(story.headline)}</title><link>{base}/{language}/press-releases/{story.slug}</link>"
        f"<pubDate>{story.published:%a, %d %b %Y %H:%M:%S %z}</pubDate><guid isPermaLink='false'>{story.number} at {base}</guid></item>"
        for story in row
    )
    return Document(
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Press releases</title><link>{base}/</link>{items}</channel></rss>"
        .encode(), "application/rss+xml; charset=utf-8",
    )  # fmt: skip
