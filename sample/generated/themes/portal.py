"""An old portal of tables and numbers, in Arabic and English: one script for all pages, days without hours, a session in each link.

Traps: the same page under many addresses (session, order of parameters), a pager of a few numbers at a time, postbacks, links to print
and to comment, a visitor counter, a page for every number that was never used.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth, pages_of
from sample.generated.stories import Story, stories

_SIZE = 12
_WORDS = {
    "ar": ("وزارة الري", "الأخبار", "الرئيسية", "اتصل بنا", "عن الوزارة", "طباعة", "التالي", "تاريخ النشر"),
    "en": ("Ministry of Irrigation", "News", "Home", "Contact us", "The Ministry", "Print", "Next", "Date"),
}  # fmt: skip


def make(base: str) -> Theme:
    """The theme for this address."""
    told = {
        language: [s for s in stories("portal", 45, ("ar", "en"), zone="Africa/Cairo") if s.language == language]
        for language in _WORDS
    }
    sessions = itertools.count(4711)
    visitors = itertools.count(120_000)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        query = {name.lower(): value[0] for name, value in parse_qs(parts.query).items()}
        language = query.get("lang", "ar")
        session = query.get("sid") or f"{next(sessions):08x}"
        if parts.path == "/robots.txt":
            return Document(b"User-agent: *\nDisallow: /Print.aspx\nDisallow: /Comment.aspx\n", "text/plain")
        if language not in _WORDS:
            return None
        if parts.path in ("/", "/Default.aspx"):
            return _page(language, _WORDS[language][0], _rows(language, told[language][:6], session), session, next(visitors))
        if parts.path == "/News.aspx":
            return _listing(language, told[language], query, session, next(visitors))
        if parts.path == "/NewsDetails.aspx":
            found = next((s for s in told[language] if str(s.number) == query.get("id")), None)
            return _story(language, found, session, next(visitors))
        if parts.path in ("/Contact.aspx", "/Ministry.aspx"):
            text = told[language][0].paragraphs[-1]
            return _page(language, _WORDS[language][3], f"<tr><td><p>{escape(text)}</p></td></tr>", session, next(visitors))
        return None

    truth = tuple(
        Truth(f"/NewsDetails.aspx?id={story.number}&lang={language}", story, day_only=True)
        for language, row in told.items()
        for story in row
    )
    return Theme("portal", answer, truth, ("/", "/News.aspx?lang=ar"), ("/Print.aspx", "/Comment.aspx"), zone="Africa/Cairo")


def _rows(language: str, row: Sequence[Story], session: str) -> str:
    return "".join(
        f'<tr class="{"odd" if n % 2 else "even"}"><td class="d">{story.published:%d/%m/%Y}</td><td><a class="t" '
        f'href="NewsDetails.aspx?id={story.number}&amp;lang={language}&amp;sid={session}">{escape(story.headline)}</a></td></tr>'
        for n, story in enumerate(row)
    )


def _listing(language: str, row: list[Story], query: dict[str, str], session: str, visitor: int) -> Document:
    pages = pages_of(row, _SIZE)
    asked = query.get("page", "1")
    number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= len(pages) else 1
    turn = " ".join(
        f"<span>{n}</span>" if n == number else f'<a href="News.aspx?lang={language}&amp;page={n}&amp;sid={session}">{n}</a>'
        for n in range(1, len(pages) + 1)
    )
    rows = f"<tr><th>{_WORDS[language][7]}</th><th>{_WORDS[language][1]}</th></tr>{_rows(language, pages[number - 1], session)}"
    back = "<a href=\"javascript:__doPostBack('grid','Sort$Date')\">↕</a>"
    return _page(
        language, _WORDS[language][1], f"{rows}<tr><td colspan='2' class='pager'>{turn} {back}</td></tr>", session, visitor
    )


def _story(language: str, story: Story | None, session: str, visitor: int) -> Document:
    if story is None:  # this software answers 200 for what is not there
        return _page(language, _WORDS[language][1], "<tr><td>&nbsp;</td></tr>", session, visitor)
    body = "<br><br>".join(escape(paragraph) for paragraph in story.paragraphs)
    main = (
        f'<tr><td class="title"><b>{escape(story.headline)}</b></td></tr><tr><td class="d">{_WORDS[language][7]}: {story.published:%d/%m/%Y}</td></tr>'
        f'<tr><td class="text">{body}</td></tr><tr><td><a href="Print.aspx?id={story.number}">{_WORDS[language][5]}</a> '
        f'<a href="Comment.aspx?id={story.number}&amp;reply=1">+</a></td></tr>'
    )
    return _page(language, story.headline, main, session, visitor)


def _page(language: str, title: str, main: str, session: str, visitor: int) -> Document:
    words = _WORDS[language]
    other = "en" if language == "ar" else "ar"
    menu = "".join(
        f'<td><a href="{place}?lang={language}&amp;sid={session}">{name}</a></td>'
        for place, name in (
            ("Default.aspx", words[2]),
            ("News.aspx", words[1]),
            ("Ministry.aspx", words[4]),
            ("Contact.aspx", words[3]),
        )
    )
    return Document(
        f'<html dir="{"rtl" if language == "ar" else "ltr"}" lang="{language}"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f'<title>{escape(title)}</title></head><body><table width="100%"><tr>{menu}<td><a href="Default.aspx?lang={other}">'
        f'{"English" if other == "en" else "العربية"}</a></td></tr></table><table width="100%" class="main">{main}</table>'
        f"<table><tr><td>{visitor}</td></tr></table></body></html>".encode(),
        HTML,
    )
