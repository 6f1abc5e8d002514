"""The page's own words: dates that stand beside the headline for people to read, the date in the address, htmldate's search."""

from __future__ import annotations

import re
from datetime import datetime

from press.dates import parse
from press.extraction.blocks import Block
from press.extraction.deciding.headline import same
from press.extraction.deciding.instants import is_ahead
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.grammar.release_number import release_number_of
from press.instant import Instant

_BEFORE, _AFTER = 6, 12
_LONGEST = 120
_SHORT, _MOST = 70, 8
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./]\d\d?[./]\d\d(?!\d)")
#: Four digits of a year in any calendar that pages are dated by, or two at the end of a date in numbers; a
#: time may follow unparted.
_SOME_YEAR = re.compile(r"(?<!\d)(?:1[349]|2[05])\d\d|\d\s?[-./]\s?\d\d?\s?[-./]\s?\d\d|[^\x00-\x7f\D]{2}")
_EARLIEST = 1991  # the first web page; an older date beside a headline is history
_PARTS = re.compile(r"\s*[·•|]\s*|\s[-–—]\s|\n")
_COUNTED = re.compile(r"\d[-/.]\w|\w[-/.]\d")  # a bare number beside a headline may count anything
_DIGITS = re.compile(r"\d")
_CHANGED = re.compile(
    r"updat|modif|revis|mis à jour|mise à jour|maj\b|actualiz|atualiz|aktualisiert|آخر تحديث|تحديث", re.IGNORECASE
)
_PUBLISHED = re.compile(r"publi|posted|issued|released|date|mis en ligne|نشر|veröffentlicht", re.IGNORECASE)
_PATH_DATE = re.compile(r"/(20\d{2}|19\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")


def hear(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the dates within a few blocks of the headline. Asked only where structured data leaves the day or the time open."""
    languages = (document.html_language,) if document.html_language else ()
    for distance, block in enumerate(around_headline(document, headline)):
        text = block.text.replace("\n", " ")
        if len(text) > _LONGEST or not _SOME_YEAR.search(text) or block.link_share > 0.9:
            continue
        instant = date_in(text, languages, document.page.fetched_at)
        if instant is None or instant.local.year < _EARLIEST:
            continue
        if _CHANGED.search(text) and not _PUBLISHED.search(text):
            hearing.add("modified", "page-words", instant, 0.7)
        else:
            hearing.add("published", "page-words", instant, (0.78 if _PUBLISHED.search(text) else 0.72) - distance * 0.001)


def date_in(text: str, languages: tuple[str, ...], seen_at: datetime | None) -> Instant | None:
    """The date in a line. Where it lies after the page was seen, and its numbers make a day before in another order, that day:
    `12/08/2026` on a page that is read in November is of August, whatever the page's language.
    """
    instant = parse(text, languages)
    if instant is None or not is_ahead(instant, seen_at):
        return instant
    others = (parse(text, languages, order) for order in ("DMY", "MDY"))
    return next((other for other in others if other is not None and not is_ahead(other, seen_at)), instant)


def shows_date(document: Document, headline: str | None) -> bool:
    """Whether a date of any kind stands in a short line beside the headline, for readers to see."""
    return any(is_short_date(block) for block in around_headline(document, headline))


def is_short_date(block: Block) -> bool:
    """Whether the line is short, has a year in any calendar, and does not speak of the last change."""
    text = block.text
    return (
        len(text) <= _LONGEST
        and block.link_share <= 0.9
        and _SOME_YEAR.search(text) is not None
        and (_CHANGED.search(text) is None or _PUBLISHED.search(text) is not None)
    )


def hear_number(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the release's number from a line beside the headline, alone or parted from a date by a dot or a bar."""
    for block in around_headline(document, headline):
        if len(block.text) <= _LONGEST and _DIGITS.search(block.text):
            for part in _PARTS.split(block.text):
                if (number := release_number_of(part)) and _COUNTED.search(number):
                    hearing.add("release_number", "page-words", number, 0.8)
                    return


def hear_anywhere(document: Document, hearing: Hearing) -> None:
    """Adds dates that stand anywhere in a short line of their own, those that say "published" before others."""
    languages = (document.html_language,) if document.html_language else ()
    found = 0
    for block in document.blocks.blocks:
        text = block.text.replace("\n", " ")
        if len(text) > _SHORT or not _YEAR.search(text) or block.link_share > 0.6:
            continue
        instant = parse(text, languages)
        if instant is None or instant.local.year < _EARLIEST or _CHANGED.search(text):
            continue
        hearing.add("published", "page-words", instant, (0.6 if _PUBLISHED.search(text) else 0.52) - found * 0.001)
        if (found := found + 1) >= _MOST:
            return


def around_headline(document: Document, headline: str | None) -> list[Block]:
    blocks = document.blocks.blocks
    title = next(
        (n for n, block in enumerate(blocks) if headline and block.tag in ("h1", "h2") and same(block.text, headline)), None
    )
    if title is None:
        title = next((n for n, block in enumerate(blocks) if block.tag == "h1"), 0)
    return blocks[max(0, title - _BEFORE) : title + _AFTER]


def hear_address(document: Document, hearing: Hearing) -> None:
    """Adds the day that stands in the page's address."""
    if match := _PATH_DATE.search(document.url[:2000]):
        hearing.add("published", "address", parse(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"), 0.66)


def hear_htmldate(document: Document, hearing: Hearing) -> None:
    """Adds what htmldate finds anywhere in the page: days only, asked where nobody else knows (3 pages in 100)."""
    from htmldate import find_date

    try:
        found = find_date(
            document.text[:2_000_000],
            original_date=True,
            extensive_search=False,
            outputformat="%Y-%m-%d",
            url=document.url or None,
        )
    except ValueError:  # it moves text about in its tree, which refuses control characters that came in as `&#1;`
        return
    instant = parse(found)
    # It takes any date that it finds; the day of the last change must not become that of publication.
    if instant and all(said.value.local.date() != instant.local.date() for said in hearing.of("modified")):
        hearing.add("published", "htmldate", instant, 0.5)
