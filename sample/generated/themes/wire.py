"""A newswire: releases of fifty issuers in four languages under numbers, one listing, overlapping sectors, a feed of 20, a sitemap a month.

Traps: every release stands in two sectors and in its issuer's room, translations beside their originals, related releases and the
newest ones on each page, the wire's own webinars and advice, a feed a sector, an index whose months are dated alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from urllib.parse import parse_qs, urlsplit

from babel.dates import format_date

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, in_the_name_of, issuers, others, slug_of, stories

_SIZE = 15
_WIRE = "Meridian Dispatch"
_BEHALF = {
    "en": "Distributed by {wire} on behalf of {issuer}.", "fr": "Distribué par {wire} pour {issuer}.",
    "es": "Distribuido por {wire} en nombre de {issuer}.", "ar": "تم التوزيع بواسطة {wire} نيابة عن {issuer}.",
}  # fmt: skip
_PAGES = {
    "about": ("About us", "We bring the news of offices and firms to newsrooms in nine countries. We were founded in 1987."),
    "pricing": ("Pricing", "A release of up to 500 words costs 240 crowns. Pictures cost 30 crowns each, translations 90 crowns."),
    "submit": ("Submit a release", "Register an account, paste your text and choose the sectors. An editor checks every release by hand."),
}  # fmt: skip


def make(base: str) -> Theme:
    """The theme for this address."""
    names = issuers(50)
    told = [
        in_the_name_of(story, names[story.number % 50])
        for story in stories("wire", 50, ("en", "fr", "es", "ar"), zone="Africa/Algiers", hours=40)
        if story.language == "en" or story.number % 5 == ("fr", "es", "ar").index(story.language)
    ]
    issued = {address(story): names[story.number % 50] for story in told}
    sectors = sorted({story.topic for story in told})
    rooms = {slug_of(name, 0): name for name in names}

    def in_sector(sector: str) -> list[Story]:
        at = sectors.index(sector)
        return [story for story in told if sectors.index(story.topic) in (at, (at + 1) % len(sectors))]

    page = partial(_page, base, told)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        place, _, slug = parts.path.strip("/").partition("/")
        number = int(parse_qs(parts.query).get("p", ["1"])[0])
        if parts.path == "/robots.txt":
            return Document(
                f"User-agent: *\nDisallow: /account/\nDisallow: /search\nSitemap: {base}/sitemap.xml\n".encode(), "text/plain"
            )
        if parts.path == "/":
            teasers = "".join(
                f'<section><h2><a href="/sectors/{sector}">{sector.title()}</a></h2>{_rows(in_sector(sector)[:3], issued)}</section>'
                for sector in sectors
            )
            return page("en", _WIRE, f"<h1>News from the source</h1>{_rows(told[:5], issued)}{teasers}")
        if place == "dispatches" and not slug:
            return page("en", "All dispatches", _list("All dispatches", "/dispatches", told, number, issued))
        if place == "sectors" and slug in sectors:
            return page("en", slug.title(), _list(slug.title(), f"/sectors/{slug}", in_sector(slug), number, issued))
        if place == "sectors" and slug.removesuffix(".xml") in sectors:
            return _feed(base, slug, in_sector(slug.removesuffix(".xml"))[:20])
        if place == "issuers" and slug in rooms:
            own = [story for story in told if issued[address(story)] == rooms[slug]]
            return page("en", rooms[slug], _list(f"News of {rooms[slug]}", f"/issuers/{slug}", own, number, issued))
        if parts.path == "/issuers":
            names_ = "".join(f'<a class="chip" href="/issuers/{one}">{escape(name)}</a>' for one, name in rooms.items())
            return page("en", "Issuers", f"<h1>Issuers, A to Z</h1><div>{names_}</div>")
        if parts.path == "/feed.xml":
            return _feed(base, _WIRE, told[:20])
        if place.startswith("sitemap"):
            return _sitemap(base, parts.path, told, rooms)
        if place in _PAGES:
            title, text = _PAGES[place]
            return page("en", title, f"<h1>{title}</h1><p>{text}</p>")
        for kind, row in (("webinars", others("wire", "event", 6)), ("advice", others("wire", "opinion", 5))):
            if place == kind:
                found = next((one for one in row if one.slug == slug), None)
                return page("en", kind.title(), _own(kind, found, row))
        story = next((one for one in told if address(one) == parts.path), None)
        return page(story.language, story.headline, _story(story, told, issued), _head(base, story, told)) if story else None

    truth = tuple(
        Truth(address(one), one, issuer=issued[address(one)], around=(_dateline(one), _distributed(one, issued[address(one)])))
        for one in told
    )
    return Theme("wire", answer, truth, ("/", "/dispatches"), ("/account/", "/search"), zone="Africa/Algiers", kind="newswire")


def address(story: Story) -> str:
    """By a number that grows with time."""
    return f"/dispatch/{118_000 + 10 * story.number + ('en', 'fr', 'es', 'ar').index(story.language)}/{story.slug}"


def _dateline(story: Story) -> str:
    return f"{story.paragraphs[-1].split()[-1].strip('.').upper()}, {format_date(story.published, 'long', story.language)} ({_WIRE}) --"


def _distributed(story: Story, issuer: str) -> str:
    return _BEHALF[story.language].format(wire=_WIRE, issuer=issuer)


def _rows(row: Sequence[Story], issued: dict[str, str]) -> str:
    return "".join(
        f'<div class="flex gap-4 border-b py-3" lang="{story.language}"><div class="w-24 text-sm">{story.published:%d %b %Y, %H:%M} CET</div>'
        f'<div><div class="text-xs uppercase">{escape(issued[address(story)])}</div><a class="font-semibold" href="{address(story)}">'
        f'{escape(story.headline)}</a><div class="text-sm">{escape(story.paragraphs[0][:120])}…</div></div></div>'
        for story in row
    )


def _list(title: str, path: str, row: Sequence[Story], number: int, issued: dict[str, str]) -> str:
    pages = pages_of(row, _SIZE)
    turn = " ".join(
        f'<a class="px-2" href="{path}?p={n}">{n}</a>' if n != number else f'<span class="px-2 font-bold">{n}</span>'
        for n in range(1, len(pages) + 1)
    )
    feed = f'<a href="{path}.xml">RSS</a>' if path.startswith("/sectors/") else ""
    shown = _rows(pages[number - 1], issued) if 1 <= number <= len(pages) else "<p>Nothing found.</p>"
    return f'<h1>{escape(title)}</h1><div class="divide-y">{shown}</div><div class="flex">{turn}</div>{feed}'


def _head(base: str, story: Story, told: Sequence[Story]) -> str:
    return f'<link rel="canonical" href="{base}{address(story)}">' + "".join(
        f'<link rel="alternate" hreflang="{other.language}" href="{base}{address(other)}">'
        for other in told
        if other.number == story.number
    )


def _story(story: Story, told: Sequence[Story], issued: dict[str, str]) -> str:
    issuer = issued[address(story)]
    first, *rest = story.paragraphs
    body = f"<p><strong>{_dateline(story)}</strong> {escape(first)}</p>" + "".join(
        f"<p>{escape(paragraph)}</p>" for paragraph in rest
    )
    tongues = " | ".join(
        f'<a href="{address(one)}">{one.language.upper()}</a>' for one in told if one.number == story.number and one != story
    )
    related = [one for one in told if one.topic == story.topic and one.number != story.number][:4]
    return (
        f'<div class="max-w-prose"><h1>{escape(story.headline)}</h1><div class="text-sm">{story.published:%d %B %Y, %H:%M} CET | Source: '
        f'<a href="/issuers/{slug_of(issuer, 0)}">{escape(issuer)}</a></div><div class="text-xs">{tongues}</div><div class="prose">{body}'
        f'<p><em>{escape(_distributed(story, issuer))}</em></p></div></div><div class="mt-8"><h2>Related releases</h2>{_rows(related, issued)}</div>'
    )


def _own(kind: str, found: Story | None, row: Sequence[Story]) -> str:
    if found is None:
        links = "".join(
            f'<div class="py-2">{one.published:%d %b %Y} <a href="/{kind}/{one.slug}">{escape(one.headline)}</a></div>'
            for one in row
        )
        return f"<h1>{kind.title()}</h1>{links}"
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in found.paragraphs)
    who = (
        "By Ilva Tarrent, head of our desk"
        if kind == "advice"
        else f"When: {found.published:%d %B %Y, %H:%M}. Where: online. Register now"
    )
    return f"<h1>{escape(found.headline)}</h1><p>{who}</p>{text}"


def _page(base: str, told: Sequence[Story], language: str, title: str, main: str, head: str = "") -> Document:
    menu = "".join(
        f'<a class="nav" href="/{place}">{name}</a>'
        for place, name in (("dispatches", "Dispatches"), ("issuers", "Issuers"), ("webinars", "Webinars"), ("advice", "Advice"),
                            *((slug, title) for slug, (title, _) in _PAGES.items()))
    )  # fmt: skip
    newest = "".join(f'<li><a href="{address(story)}">{escape(story.headline)}</a></li>' for story in told[:5])
    return Document(
        f'<!DOCTYPE html><html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"><head><meta charset="utf-8"><title>{escape(title)} - {_WIRE}'
        f'</title>{head}<link rel="alternate" type="application/atom+xml" title="{_WIRE}" href="{base}/feed.xml"></head><body><div class="bar">'
        f'<a href="/">{_WIRE}</a>{menu}<a href="/account/login">Log in</a></div><div class="grid"><div class="col-span-8">{main}</div>'
        f'<div class="col-span-4"><h4>Latest</h4><ul>{newest}</ul></div></div><div class="foot">© {_WIRE} 2026</div></body></html>'.encode(),
        HTML,
    )


def _feed(base: str, title: str, row: Sequence[Story]) -> Document:
    entries = "".join(
        f'<entry><title>{escape(story.headline)}</title><link href="{base}{address(story)}"/><id>{base}{address(story)}</id>'
        f"<published>{story.published.isoformat()}</published><updated>{story.published.isoformat()}</updated></entry>"
        for story in row
    )
    return Document(
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><id>{base}/</id>'
        f"<updated>{row[0].published.isoformat()}</updated>{entries}</feed>".encode(), "application/atom+xml",
    )  # fmt: skip


def _sitemap(base: str, path: str, told: Sequence[Story], rooms: dict[str, str]) -> Document | None:
    months = dict.fromkeys(f"{story.published:%Y-%m}" for story in told)
    name = path.removeprefix("/sitemap").strip("-").removesuffix(".xml")
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    if not name:
        parts = "".join(
            f"<sitemap><loc>{base}/sitemap-{one}.xml</loc><lastmod>2026-10-31</lastmod></sitemap>" for one in ("pages", *months)
        )
        return Document(f"<sitemapindex {ns}>{parts}</sitemapindex>".encode(), "application/xml")
    fixed = [f"/{slug}" for slug in ("", "dispatches", *_PAGES)] + [f"/issuers/{slug}" for slug in rooms]
    places = {"pages": [(place, "2026-10-31") for place in fixed]} | {
        month: [(address(s), s.published.isoformat()) for s in told if f"{s.published:%Y-%m}" == month] for month in months
    }
    urls = "".join(f"<url><loc>{base}{place}</loc><lastmod>{at}</lastmod></url>" for place, at in places.get(name, []))
    return Document(f"<urlset {ns}>{urls}</urlset>".encode(), "application/xml") if urls else None
