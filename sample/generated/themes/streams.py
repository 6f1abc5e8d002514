"""A ministry's bilingual site of page trees: releases below topics, a featured one on top of every page, filters by year, days in words.

Traps: the same release in its topic and in the index above, years that multiply the listing, officials' signed columns dated and listed
like releases, documents under numbers, people, questions and answers, related releases with days of their own, one age for all pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

from babel.dates import format_date

from sample.document import Document, redirect
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, others, stories
from sample.pdf import Words, paper, wrapped

_SIZE = 8
_WORDS = {
    "en": ("Ministry of Works", "Press releases", "Blog", "Publications", "Our people", "Questions and answers", "Published", "Related", "All years", "Next", "Featured"),
    "cy": ("Y Weinyddiaeth Waith", "Datganiadau i'r wasg", "Blog", "Cyhoeddiadau", "Ein pobl", "Cwestiynau ac atebion", "Cyhoeddwyd", "Cysylltiedig", "Pob blwyddyn", "Nesaf", "Dan sylw"),
}  # fmt: skip


def make(base: str) -> Theme:
    """The theme for this address."""
    told = stories("streams", 34, ("en", "cy"), zone="Europe/London", hours=300)
    columns = others("streams", "opinion", 12)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Document(
                f"User-agent: *\nDisallow: /admin/\nDisallow: /django-admin/\n\nSitemap: {base}/sitemap.xml\n".encode(),
                "text/plain",
            )
        if parts.path == "/":
            return redirect("/en/", 302)
        if parts.path == "/sitemap.xml":
            return _sitemap(base, told, columns)
        if parts.path.startswith("/documents/"):
            number = parts.path.split("/")[2]
            return Document(_report(number), "application/pdf") if number in ("12", "13", "14") else None
        if not parts.path.endswith("/"):
            return redirect(parts.path + "/")  # as APPEND_SLASH does
        language, _, rest = parts.path.strip("/").partition("/")
        if language not in _WORDS:
            return None
        own = [story for story in told if story.language == language]
        return _answer(base, language, rest.split("/") if rest else [], parse_qs(parts.query), own, columns)

    truth = tuple(Truth(_address(story), story, day_only=True) for story in told)
    return Theme("streams", answer, truth, ("/", "/en/press/"), ("/admin/", "/django-admin/"), zone="Europe/London")


def _answer(
    base: str, language: str, steps: list[str], query: dict[str, list[str]], own: list[Story], columns: list[Story]
) -> Document | None:  # fmt: skip
    words = _WORDS[language]
    topics = sorted({story.topic for story in own})

    def page(title: str, main: str) -> Document:
        return _page(base, language, title, main, "/".join(steps) + "/" if steps else "")

    match steps:
        case []:
            blog = _cards(language, columns[:3])
            return page(
                words[0],
                f'<h1>{words[0]}</h1><div class="block-hero">{_card(language, own[0])}</div>{_cards(language, own[1:4])}{blog}',
            )
        case ["press"]:
            return page(words[1], _index(language, words[1], own, own, topics, query))
        case ["press", topic] if topic in topics:
            return page(
                topic.title(),
                _index(language, topic.title(), [story for story in own if story.topic == topic], own, topics, query),
            )
        case ["press", _, _]:
            story = next((one for one in own if _address(one) == f"/{language}/{'/'.join(steps)}/"), None)
            return page(story.headline, _story(language, story, own)) if story else None
        case ["blog"]:
            return page(words[2], f"<h1>{words[2]}</h1>{_cards(language, columns)}")
        case ["blog", slug]:
            column = next((one for one in columns if one.slug == slug), None)
            if column is None:
                return None
            text = "".join(f'<div class="block-paragraph"><p>{escape(paragraph)}</p></div>' for paragraph in column.paragraphs)
            who = f'<p class="author"><a href="/{language}/people/tarrent-3/">Ilva Tarrent</a>, Permanent Secretary</p>'
            return page(column.headline, f'<h1>{escape(column.headline)}</h1>{who}<p class="date">{_day(column)}</p>{text}')
        case ["publications"]:
            rows = "".join(
                f'<li><a href="/documents/{n}/annual-report-{n}.pdf">Annual report {2010 + n} (PDF, 2 kB)</a> Mon {n} Mar {2011 + n}</li>'
                for n in (12, 13, 14)
            )
            return page(words[3], f"<h1>{words[3]}</h1><ul>{rows}</ul>")
        case ["people"]:
            rows = "".join(
                f'<div class="card"><a href="/{language}/people/tarrent-{n}/"><h3>Ilva Tarrent {n}</h3></a><p>Director {n}</p></div>'
                for n in range(1, 9)
            )
            return page(words[4], f'<h1>{words[4]}</h1><div class="cards">{rows}</div>')
        case ["people", slug] if slug in {f"tarrent-{n}" for n in range(1, 9)}:
            return page(
                "Ilva Tarrent",
                "<h1>Ilva Tarrent</h1><p>Ilva Tarrent joined the Ministry in 2009. She has led three of its districts.</p>",
            )
        case ["faq"]:
            asked = "".join(
                f"<details><summary>May I cross bridge {n} with a lorry?</summary><p>Yes, below {n + 20} tonnes, between six and ten.</p></details>"
                for n in range(1, 15)
            )
            return page(words[5], f'<h1>{words[5]}</h1><div class="accordion">{asked}</div>')
    return None


def _address(story: Story) -> str:
    return f"/{story.language}/press/{story.topic}/{story.slug}/" if story.kind == "release" else f"/en/blog/{story.slug}/"


def _day(story: Story) -> str:
    return format_date(story.published, "EEE d MMM y", story.language)


def _card(language: str, story: Story) -> str:
    where = _address(story) if story.kind == "release" else f"/{language}/blog/{story.slug}/"
    return (
        f'<div class="card"><div class="card__body"><span class="card__date">{_day(story)}</span><h3 class="card__title"><a href="{where}" class="stretched-link">'
        f'{escape(story.headline)}</a></h3><p class="card__intro">{escape(story.paragraphs[0])}</p></div></div>'
    )


def _cards(language: str, row: Sequence[Story]) -> str:
    return f'<div class="row cards">{"".join(_card(language, story) for story in row)}</div>'


def _index(
    language: str, title: str, row: Sequence[Story], own: Sequence[Story], topics: Sequence[str], query: dict[str, list[str]]
) -> str:  # fmt: skip
    words = _WORDS[language]
    year = query.get("year", [""])[0]
    kept = [story for story in row if not year or str(story.published.year) == year]
    pages = pages_of(kept, _SIZE)
    asked = query.get("page", ["1"])[0]
    number = (
        min(int(asked), len(pages)) if asked.isdecimal() and int(asked) else 1 if asked.isdecimal() else len(pages)
    )  # as get_page

    def at(page: int) -> str:
        return escape("?" + urlencode({**({"year": year} if year else {}), "page": page}))

    years = "".join(
        f'<li><a href="?year={one}">{one}</a></li>' for one in sorted({story.published.year for story in row}, reverse=True)
    )
    beside = "".join(f'<li><a href="/{language}/press/{topic}/">{topic.title()}</a></li>' for topic in topics)
    turn = "".join(
        f'<li class="page-item"><a class="page-link" href="{at(n)}">{n}</a></li>'
        for n in range(max(1, number - 1), min(len(pages), number + 1) + 1)
    )
    turn += (
        f'<li class="page-item"><a class="page-link" href="{at(number + 1)}">{words[9]}</a></li>' if number < len(pages) else ""
    )
    return (
        f'<h1>{title}</h1><section class="featured"><h2>{words[10]}</h2>{_card(language, own[3])}</section><aside><ul class="filters"><li><a href=".">{words[8]}</a></li>'
        f'{years}</ul><ul class="topics">{beside}</ul></aside>{_cards(language, pages[number - 1])}<nav aria-label="Pagination"><ul class="pagination">{turn}</ul></nav>'
    )


def _story(language: str, story: Story, own: Sequence[Story]) -> str:
    words = _WORDS[language]
    stream = "".join(
        f'<div class="block-paragraph"><div class="rich-text"><p>{escape(paragraph)}</p></div></div>'
        for paragraph in story.paragraphs
    )
    related = [other for other in own if other.topic == story.topic and other != story][:3]
    return (
        f'<nav aria-label="breadcrumb"><ol><li><a href="/{language}/">{words[0]}</a></li><li><a href="/{language}/press/">{words[1]}</a></li><li>'
        f'<a href="/{language}/press/{story.topic}/">{story.topic.title()}</a></li></ol></nav><article><h1>{escape(story.headline)}</h1><p class="meta">{words[6]}: '
        f'{_day(story)}</p>{stream}</article><section class="related"><h2>{words[7]}</h2>{_cards(language, related)}</section>'
    )


def _page(base: str, language: str, title: str, main: str, place: str) -> Document:
    words = _WORDS[language]
    menu = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/{language}/{slug}/">{name}</a></li>'
        for slug, name in zip(("press", "blog", "publications", "people", "faq"), words[1:6], strict=True)
    )
    other = "cy" if language == "en" else "en"
    to = f"/{other}/{place if len(place.split('/')) < 4 else 'press/'}"  # a release's other language has another slug: the switch leads to the list
    return Document(
        f'<!DOCTYPE html><html class="no-js" lang="{language}"><head><meta charset="utf-8"><title>{escape(title)} - {words[0]}</title></head><body class="template-page">'
        f'<a href="#main" class="skip">Skip</a><header><a href="/{language}/">{words[0]}</a><nav><ul>{menu}</ul></nav><a lang="{other}" hreflang="{other}" href="{to}">'
        f'{"Cymraeg" if other == "cy" else "English"}</a></header><main id="main">{main}</main><footer>{words[0]}, 9 Lock Street</footer></body></html>'.encode(),
        HTML,
    )


@lru_cache
def _report(number: str) -> bytes:
    text = f"Annual report {number}. The Ministry kept {number} hundred buildings in repair. Its accounts were audited in spring."
    return paper(
        [[*wrapped(f"Annual report {number}", 56, 780, 480, size=18, bold=True), Words(56, 740, text)]],
        title=f"Annual report {number}",
    )


def _sitemap(base: str, told: Sequence[Story], columns: Sequence[Story]) -> Document:
    topics = sorted({story.topic for story in told})
    places = [_address(story) for story in told]
    for language in _WORDS:
        places += [f"/{language}/"] + [f"/{language}/{slug}/" for slug in ("press", "blog", "publications", "people", "faq")]
        places += [f"/{language}/press/{topic}/" for topic in topics] + [f"/{language}/blog/{column.slug}/" for column in columns]
        places += [f"/{language}/people/tarrent-{n}/" for n in range(1, 9)]
    urls = "".join(f"<url><loc>{base}{place}</loc><lastmod>2026-10-31</lastmod></url>" for place in sorted(places))
    return Document(
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(),
        "application/xml",
    )
