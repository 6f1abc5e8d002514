"""An agency's site with nothing but pages: a paginated listing by query, no feed, no sitemap, no structured data.

Traps: events, vacancies and tenders that are listed like the news, a search page that robots.txt forbids, dates as Django writes them,
a news page's previous and next links, a list of staff, a home page with the newest of everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, others, stories

_SIZE = 8
_MENU = (
    ("news", "News"), ("events", "Events"), ("jobs", "Work with us"), ("tenders", "Procurement"), ("people", "Our people"), ("about", "About us"),
)  # fmt: skip
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def make(base: str) -> Theme:
    """The theme for this address."""
    news = stories("agency", 61, ("en",), zone="Europe/London")
    kept: dict[str, list[Story]] = {
        "news": news,
        "events": others("agency", "event", 11),
        "jobs": others("agency", "job", 6),
        "tenders": others("agency", "tender", 9),
    }

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        place, _, slug = parts.path.strip("/").partition("/")
        query = parse_qs(parts.query)
        if parts.path == "/robots.txt":
            return Document(b"User-agent: *\nDisallow: /search/\nDisallow: /admin/\nCrawl-delay: 0.1\n", "text/plain")
        if parts.path == "/":
            return _page("Inland Works Agency", _home(kept))
        if place in kept and not slug:
            return _listing(place, kept[place], query)
        if place in kept and (story := next((one for one in kept[place] if one.slug == slug.strip("/")), None)):
            return _page(story.headline, _story(place, story, kept[place]))
        if place == "people" and not slug:
            people = "".join(
                f'<li><h3><a href="/people/{n}/">Ilva Tarrent {n}</a></h3><p>Head of unit {n}</p></li>' for n in range(1, 13)
            )
            return _page("Our people", f"<h1>Our people</h1><ul class='people'>{people}</ul>")
        if place == "people" and slug.strip("/").isdecimal():
            return _page(
                "Ilva Tarrent",
                "<h1>Ilva Tarrent</h1><p>Ilva Tarrent heads a unit of the agency since 2019. She studied hydrology.</p>",
            )
        if place == "about":
            return _page(
                "About us", "<h1>About us</h1><p>The agency was founded in 1951 and employs 412 people in nine districts.</p>"
            )
        return None

    truth = tuple(Truth(f"/news/{story.slug}/", story, day_only=False) for story in news)
    return Theme("agency", answer, truth, ("/", "/news/"), ("/search/", "/admin/"), crawl_delay=0.1, zone="Europe/London")


def _written(story: Story) -> str:
    """As Django's templates write an instant."""
    at = story.published
    hour = f"{(at.hour - 1) % 12 + 1}{f':{at.minute:02}' if at.minute else ''} {'a.m.' if at.hour < 12 else 'p.m.'}"
    return f"{_MONTHS[at.month - 1]} {at.day}, {at.year}, {hour}"


def _entry(place: str, story: Story) -> str:
    day = f"{story.published.day} {_MONTHS[story.published.month - 1].rstrip('.')} {story.published.year}"
    return (
        f'<li class="entry"><h3><a href="/{place}/{story.slug}/">{escape(story.headline)}</a></h3><p class="date">{day}</p>'
        f"<p>{escape(story.paragraphs[0])}</p></li>"
    )


def _listing(place: str, stories_: Sequence[Story], query: dict[str, list[str]]) -> Document | None:
    pages = pages_of(stories_, _SIZE)
    try:
        number = int(query.get("page", ["1"])[0])
    except ValueError:
        number = 1
    number = min(max(number, 1), len(pages))  # as Django's get_page: whatever is asked, there is a page
    turn = (
        (f'<a href="?page={number - 1}">Previous</a> ' if number > 1 else "")
        + f"Page {number} of {len(pages)}."
        + (f' <a href="?page={number + 1}">Next</a>' if number < len(pages) else "")
    )
    title = dict(_MENU)[place]
    entries = "".join(_entry(place, story) for story in pages[number - 1])
    return _page(title, f'<h1>{title}</h1><ul class="listing">{entries}</ul><p class="pages">{turn}</p>')


def _story(place: str, story: Story, row: list[Story]) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    here = row.index(story)
    beside = "".join(
        f'<li><a href="/{place}/{other.slug}/">{escape(other.headline)}</a></li>'
        for other in row[max(0, here - 1) : here + 2]
        if other != story
    )
    facts = {
        "events": f"<dl><dt>Date</dt><dd>{_written(story)}</dd><dt>Venue</dt><dd>District office</dd></dl>",
        "jobs": f"<dl><dt>Closing date</dt><dd>{_written(story)}</dd><dt>Grade</dt><dd>C2</dd></dl>",
        "tenders": f"<dl><dt>Reference</dt><dd>T/{story.number}</dd><dt>Deadline for offers</dt><dd>{_written(story)}</dd></dl>",
        "news": f'<p class="meta">{_written(story)}</p>',
    }[place]
    return (
        f'<nav class="crumbs"><a href="/">Home</a> / <a href="/{place}/">{dict(_MENU)[place]}</a></nav><h1>{escape(story.headline)}</h1>{facts}'
        f'<div class="rich-text">{body}</div><h2>See also</h2><ul>{beside}</ul>'
    )


def _home(kept: dict[str, list[Story]]) -> str:
    parts = "".join(
        f'<section><h2><a href="/{place}/">{dict(_MENU)[place]}</a></h2><ul>{"".join(_entry(place, story) for story in row[:3])}</ul></section>'
        for place, row in kept.items()
    )
    return f"<h1>Inland Works Agency</h1>{parts}"


def _page(title: str, main: str) -> Document:
    menu = "".join(f'<li><a href="/{place}/">{name}</a></li>' for place, name in _MENU)
    return Document(
        f'<!DOCTYPE html><html lang="en-gb"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f'<header><a href="/">Inland Works Agency</a><form action="/search/"><input name="query"></form><nav><ul>{menu}</ul></nav></header>'
        f'<main>{main}</main><footer><a href="/search/?query=news">Search</a> <a href="/admin/">Staff</a></footer></body></html>'.encode(),
        HTML,
    )
