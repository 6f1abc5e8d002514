"""Dates that stand anywhere in a page, asked where nobody else knows the day: a short line of its own, an aside, a line of
links below the headline, an element of its own, the address of the shared picture, and htmldate's search at the very last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from press.dates import parse
from press.extraction.blocks import blocks_of
from press.extraction.deciding.instants import is_ahead
from press.extraction.deciding.told_days import told_days
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.witnesses.page_words import EARLIEST, SOME_YEAR, dated_lines, day_in_path, number_of_title
from press.instant import Instant
from press.text import one_line

_SHORT, _MOST = 70, 8
_MOST_MARGINS, _MOST_LINES = 6, 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./]\d\d?[./]\d\d(?!\d)")
#: How far below the headline a line of links may tell the page's own day.
_LINKED_BELOW = 15
_A_LINK = 0.6
_MOST_SIGNS = 2_000_000
#: The words of an element that has nothing else in it.
_OWN_WORDS = re.compile(r">\s{0,40}([^<>\s][^<>]{4,58})<")
_MOST_OWN = 60
_TITLE = re.compile(r"<h1[\s>]", re.IGNORECASE)
_BODY = re.compile(r"<body[\s>]", re.IGNORECASE)
#: What lists other pages, or is a program.
_FURNITURE = re.compile(r"<(aside|footer|nav|script|style)\b", re.IGNORECASE)


def hear(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Asks the ways in their order, the surest first, until one of them tells a day."""
    hear_anywhere(document, hearing)
    if not hearing.of("published"):
        hear_margins(document, hearing)
    if not hearing.of("published"):
        hear_links(document, hearing, headline)
    if not hearing.of("published"):
        hear_own_elements(document, hearing)
    if not hearing.of("published"):
        hear_picture(document, hearing)
    if not hearing.of("published"):
        hear_htmldate(document, hearing)


def hear_anywhere(document: Document, hearing: Hearing) -> None:
    """Adds dates that stand anywhere in a short line of their own, those that say "published" before others."""
    languages = (document.html_language,) if document.html_language else ()
    if (boxed := _boxed(document, languages)) is not None:
        hearing.add("published", "page-words", boxed, 0.61)
    found = 0
    for block in document.blocks.blocks:
        if block.link_share > _A_LINK or not _YEAR.search(block.text):
            continue
        for line in dated_lines(block, _SHORT):
            for told in told_days(line, languages, document.page.fetched_at):
                if told.what == "published" and told.instant.local.year >= EARLIEST:
                    hearing.add("published", "page-words", told.instant, (0.6 if told.labelled else 0.52) - found * 0.001)
                    found += 1
        if found >= _MOST:
            return


def _boxed(document: Document, languages: tuple[str, ...]) -> Instant | None:
    """The day in the first box that is drawn like a calendar's leaf: one element each for day, month and year, not always with
    a blank between them.
    """
    for month in document.tree.css('[class*="month" i]')[:3]:
        box = month.parent
        parts = [box.css_first(f'[class*="{part}" i]') for part in ("day", "month", "year")] if box is not None else []
        words = [part.text().strip() if part is not None else "" for part in parts]
        if all(words) and sum(map(len, words)) < 24 and (instant := parse(" ".join(words), languages)):
            return instant
    return None


def hear_margins(document: Document, hearing: Hearing) -> None:
    """Adds the day in an `aside` or `footer`, which are no text: an article's own facts stand there at times. One that has
    several days lists other pages.
    """
    languages = (document.html_language,) if document.html_language else ()
    for margin in document.tree.css("aside, footer")[:_MOST_MARGINS]:
        told = [
            day
            for block in blocks_of(margin).blocks[:_MOST_LINES]
            for line in dated_lines(block, _SHORT)
            for day in told_days(line, languages, document.page.fetched_at)
        ]
        if len({day.instant for day in told}) == 1 and told[0].what == "published" and told[0].instant.local.year >= EARLIEST:
            hearing.add("published", "page-words", told[0].instant, 0.58 if told[0].labelled else 0.51)


def hear_links(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the nearest day in a line that is a link and nothing but the day: a journal links a day to that day's page."""
    title = number_of_title(document, headline)
    blocks = document.blocks.blocks[title : title + _LINKED_BELOW]
    lines = (block.text for block in blocks if block.link_share > _A_LINK and len(block.text) <= _SHORT)
    hearing.add("published", "page-words", _first_day(document, lines), 0.52)


def hear_own_elements(document: Document, hearing: Hearing) -> None:
    """Adds the first day that is all the words of an element, though other words stand in its line: `<b>Tom</b><i>3.5.26</i>`.

    Only behind the page's title, for what stands above it is the day on which the site was seen; and in no margin, script or
    list of links.
    """
    lines = (words[1] for part in _main_parts(document.text[:_MOST_SIGNS]) for words in _OWN_WORDS.finditer(part))
    hearing.add("published", "page-words", _first_day(document, lines), 0.5)


def _main_parts(text: str) -> Iterator[str]:
    """The source behind the page's title, without the elements that are furniture. One that nobody closed goes to the end."""
    title = _TITLE.search(text) or _BODY.search(text)
    start = title.start() if title else 0
    while (opened := _FURNITURE.search(text, start)) is not None:
        yield text[start : opened.start()]
        closing = re.compile(rf"</{opened[1]}\b", re.IGNORECASE).search(text, opened.end())
        if closing is None:
            return
        start = closing.end()
    yield text[start:]


def _first_day(document: Document, lines: Iterator[str]) -> Instant | None:
    """The first day of publication in lines that hold nothing else."""
    languages = (document.html_language,) if document.html_language else ()
    seen_at = document.page.fetched_at
    for line in islice((line for line in lines if SOME_YEAR.search(line)), _MOST_OWN):
        for told in told_days(one_line(line) or "", languages, seen_at):
            if told.what == "published" and not told.beside and _is_of_the_web(told.instant, seen_at):
                return told.instant
    return None


def _is_of_the_web(instant: Instant, seen_at: datetime | None) -> bool:
    return instant.local.year >= EARLIEST and not is_ahead(instant, seen_at)


def hear_picture(document: Document, hearing: Hearing) -> None:
    """Adds the day in the address of the picture that the page is shared with: pictures are filed by the day that they came."""
    address = document.said("og:image", "og:image:secure_url", "twitter:image")
    hearing.add("published", "open-graph", day_in_path(address or ""), 0.48)


def hear_htmldate(document: Document, hearing: Hearing) -> None:
    """Adds what htmldate finds anywhere in the page: days only, asked where nobody else knows."""
    from htmldate import find_date

    try:
        found = find_date(
            document.text[:_MOST_SIGNS],
            original_date=True,
            extensive_search=False,
            outputformat="%Y-%m-%d",
            url=document.url or None,
        )
    except ValueError:  # it moves text about in its tree, which refuses control characters that came in as `&#1;`
        return
    instant = parse(found)
    if instant is not None and not _names_the_day(f"{document.url[:2000]} {document.text[:_MOST_SIGNS]}", instant):
        return
    # It takes any date that it finds; the day of the last change must not become that of publication.
    if instant and all(said.value.local.date() != instant.local.date() for said in hearing.of("modified")):
        hearing.add("published", "htmldate", instant, 0.5)


def _names_the_day(text: str, instant: Instant) -> bool:
    """Whether the day of the month stands beside its month or year: htmldate makes a day of a month alone."""
    year, month, day = instant.local.year, instant.local.month, instant.local.day
    years = rf"(?:{year}|{year % 100:02d}(?!\d))"
    forms = (
        rf"(?<!\d)0?{day}(?!\d)\D{{1,20}}(?:0?{month}\D{{1,4}})?{years}",
        rf"(?<!\d)0?{month}\D{{1,4}}0?{day}\D{{1,4}}{years}",
        rf"{year}\D{{0,4}}0?{month}\D{{0,4}}0?{day}(?!\d)",
        rf"{year}{month:02d}{day:02d}",
    )
    return any(re.search(form, text) for form in forms)
