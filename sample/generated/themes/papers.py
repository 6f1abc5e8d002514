"""A regulator whose statements are papers: a table of days and titles, some linked to a page that offers a PDF, some to the PDF itself.

Traps: forms, reports and a tender as PDFs in other sections, a page of terms in the same table layout, a button that loads more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, stories
from sample.pdf import Words, paper, wrapped

_SIZE = 15
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def make(base: str) -> Theme:
    """The theme for this address."""
    told = stories("papers", 43, ("en",), zone="Africa/Nairobi", hours=120)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Document(b"User-agent: *\nAllow: /\n", "text/plain")
        if parts.path == "/":
            return _page(
                "Water Tariff Regulator", f"<h1>Water Tariff Regulator</h1><p>We set what water may cost.</p>{_table(told[:5])}"
            )
        if parts.path == "/media-centre":
            pages = pages_of(told, _SIZE)
            asked = parse_qs(parts.query).get("batch", ["1"])[0]
            number = int(asked) if asked.isdecimal() else 1
            shown = pages[number - 1] if 1 <= number <= len(pages) else ()
            more = f'<a class="button" href="/media-centre?batch={number + 1}">Load more</a>' if number < len(pages) else ""
            return _page("Media centre", f"<h1>Media centre</h1>{_table(shown)}{more}")
        if parts.path == "/forms":
            forms = "".join(
                f'<tr><td>Form {n}</td><td><a href="/files/form-{n}.pdf">Application for a tariff class {n}</a></td></tr>'
                for n in range(1, 7)
            )
            return _page("Forms", f"<h1>Forms</h1><table>{forms}</table>")
        if parts.path == "/about":
            return _page(
                "About us",
                "<h1>About us</h1><p>The Regulator was set up in 2003. Five commissioners are appointed for six years.</p>",
            )
        place, _, slug = parts.path.strip("/").partition("/")
        slug = slug.removesuffix(".pdf")
        story = next((one for one in told if one.slug == slug), None)
        if story is None:
            return None
        if place == "files":
            return Document(_paper(story), "application/pdf", modified=story.published)
        return _page(story.headline, _cover(story)) if place == "statements" and not _is_bare(story) else None

    truth = tuple(
        Truth(f"/files/{one.slug}.pdf" if _is_bare(one) else f"/statements/{one.slug}", one, day_only=True) for one in told
    )
    return Theme("papers", answer, truth, ("/", "/media-centre"), zone="Africa/Nairobi")


def _is_bare(story: Story) -> bool:
    """Every third statement has no page of its own."""
    return story.number % 3 == 0


def _day(story: Story) -> str:
    return f"{story.published.day} {_MONTHS[story.published.month - 1]} {story.published.year}"


def _table(row: Sequence[Story]) -> str:
    return (
        "<table class='statements'>"
        + "".join(
            f"<tr><td>{_day(story)}</td><td><a href='{f'/files/{story.slug}.pdf' if _is_bare(story) else f'/statements/{story.slug}'}'>{escape(story.headline)}</a></td></tr>"
            for story in row
        )
        + "</table>"
    )


def _cover(story: Story) -> str:
    return (
        f"<h1>{escape(story.headline)}</h1><p class='date'>{_day(story)}</p>"
        f"<p><a href='/files/{story.slug}.pdf'>Download the statement (PDF)</a></p>"
    )


@lru_cache(maxsize=100)
def _paper(story: Story) -> bytes:
    words = [*wrapped(story.headline, 56, 780, 480, size=16, bold=True), Words(56, 730, f"{_day(story)}")]
    height = 700.0
    for paragraph in story.paragraphs:
        lines = wrapped(paragraph, 56, height, 480)
        words += lines
        height = lines[-1].y - 28
    return paper([words], title=story.headline)


def _page(title: str, main: str) -> Document:
    menu = "".join(
        f"<li><a href='{place}'>{name}</a></li>"
        for place, name in (("/", "Home"), ("/media-centre", "Media centre"), ("/forms", "Forms"), ("/about", "About us"))
    )
    return Document(
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main>{main}</main><footer>Water Tariff Regulator</footer></body></html>".encode(),
        HTML,
    )
