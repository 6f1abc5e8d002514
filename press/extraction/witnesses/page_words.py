"""The page's own words: dates that stand beside the headline for people to read, and the date in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from press.dates import parse
from press.extraction.blocks import Block
from press.extraction.deciding.headline import same
from press.extraction.deciding.told_days import ToldDay, says_changed_alone, told_days
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.grammar.release_number import release_number_of
from press.instant import Instant

_BEFORE, _AFTER = 6, 12
_LONGEST = 120
#: A byline has a name or two, and a place.
_MOST_BESIDE = 6
#: A day within so many blocks above a headline belongs to it. How sure one is that may be the visit's, and how sure is one in a
#: line made for it.
_KICKER, _OF_VISIT, _A_LINE_FOR_IT = 2, 0.7, 0.72
_A_DAY_IN_ANY_ZONE = timedelta(hours=38)
#: Four digits of a year in any calendar that pages are dated by, or two at the end of a date in numbers; a
#: time may follow unparted.
SOME_YEAR = re.compile(
    r"(?<!\d)(?:1[349]|2[05])\d\d|\d\s?[-./]\s?\d\d?\s?[-./]\s?\d\d|[^\x00-\x7f\D]{2}"
    # Eras and Chinese numerals, short years behind a sign, Thai ones.
    r"|[年년].{1,6}[月월]|(?:[^\W\d_]\.?|\d,?)\s?['’‘]\d\d(?!\d)|\d-[^\W\d_]{3,9}-\d\d(?!\d)|[\u0e00-\u0e7f]\.?\s?\d\d(?!\d)"
)
EARLIEST = 1991  # the first web page; an older date beside a headline is history
_PARTS = re.compile(r"\s*[·•|]\s*|\s[-–—]\s|\n")
_COUNTED = re.compile(r"\d[-/.]\w|\w[-/.]\d")  # a bare number beside a headline may count anything
_DIGITS = re.compile(r"\d")
_PATH_DATE = re.compile(
    r"/(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)",
    re.IGNORECASE,
)


def hear(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the dates within a few blocks of the headline, the nearest first."""
    title = number_of_title(document, headline)
    near = [(number, told, _sure(told)) for number, told in _told_near(document, title)]
    for number, told, sure in near:
        # What stands above the headline may be the day on which the whole site was seen.
        far = 0.001 * (number - title if number >= title else title - number + 0.5)
        if told.what == "modified":
            hearing.add("modified", "page-words", told.instant, 0.7)
        elif number < title and not told.labelled and _is_of_visit(number, told.instant, near, title, document.page.fetched_at):
            hearing.add("published", "page-words", told.instant, min(sure, _OF_VISIT) - far)
        else:
            hearing.add("published", "page-words", told.instant, sure - far)


def _told_near(document: Document, title: int) -> Iterator[tuple[int, ToldDay]]:
    """The days in the blocks around the title, each with its block's number."""
    languages = (document.html_language,) if document.html_language else ()
    blocks = document.blocks.blocks
    for number in range(max(0, title - _BEFORE), min(len(blocks), title + _AFTER)):
        is_caption = blocks[number].tag in ("figcaption", "caption")
        for line in dated_lines(blocks[number], _LONGEST):
            for told in told_days(line, languages, document.page.fetched_at):
                if told.instant.local.year >= EARLIEST and told.what != "other" and not (is_caption and told.beside):
                    yield number, told


def _is_of_visit(
    number: int, instant: Instant, near: list[tuple[int, ToldDay, float]], title: int, seen_at: datetime | None
) -> bool:
    """Whether a day above the headline is that on which the site was seen, as mastheads tell it: far above, or the day of the
    visit itself, where a line nearer to the headline or below it tells another day.
    """
    is_today = seen_at is not None and abs(instant.at() - seen_at) < _A_DAY_IN_ANY_ZONE
    return (title - number > _KICKER or is_today) and any(
        other >= title - (0 if is_today else _KICKER)
        and told.what == "published"
        and sure >= _A_LINE_FOR_IT
        and told.instant.local.date() != instant.local.date()
        for other, told, sure in near
    )


def _sure(told: ToldDay) -> float:
    """How sure a day beside a headline is that of publication. A line that is only a date is one; in a sentence, or below a
    picture, a day may be anything's.
    """
    if told.beside > _MOST_BESIDE:
        return 0.68
    if told.labelled:
        return 0.79 - 0.005 * told.beside
    if told.of_a_fact:
        return 0.715
    return 0.76 - 0.006 * told.beside if told.beside else 0.77


def dated_lines(block: Block, longest: int) -> list[str]:
    """The block as one line, or where it is longer than a line that tells a date, its lines; those alone that have a year."""
    is_line = len(block.text) <= longest
    if block.link_share > 0.9 or not (is_line or "\n" in block.text) or not SOME_YEAR.search(block.text):
        return []
    lines = [block.text.replace("\n", " ")] if is_line else block.text.split("\n")
    return [line for line in lines if len(line) <= longest and SOME_YEAR.search(line)]


def shows_date(document: Document, headline: str | None) -> bool:
    """Whether a date of any kind stands in a short line beside the headline, for readers to see."""
    return any(is_short_date(block) for block in around_headline(document, headline))


def is_short_date(block: Block) -> bool:
    """Whether the line is short, has a year in any calendar, and does not speak of the last change."""
    text = block.text
    return (
        len(text) <= _LONGEST and block.link_share <= 0.9 and SOME_YEAR.search(text) is not None and not says_changed_alone(text)
    )


def hear_number(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the release's number from a line beside the headline, alone or parted from a date by a dot or a bar."""
    for block in around_headline(document, headline):
        if len(block.text) <= _LONGEST and _DIGITS.search(block.text):
            for part in _PARTS.split(block.text):
                if (number := release_number_of(part)) and _COUNTED.search(number):
                    hearing.add("release_number", "page-words", number, 0.8)
                    return


def around_headline(document: Document, headline: str | None) -> list[Block]:
    title = number_of_title(document, headline)
    return document.blocks.blocks[max(0, title - _BEFORE) : title + _AFTER]


def number_of_title(document: Document, headline: str | None) -> int:
    blocks = document.blocks.blocks
    title = next(
        (n for n, block in enumerate(blocks) if headline and block.tag in ("h1", "h2") and same(block.text, headline)), None
    )
    return next((n for n, block in enumerate(blocks) if block.tag == "h1"), 0) if title is None else title


def hear_address(document: Document, hearing: Hearing) -> None:
    """Adds the day that stands in the page's address."""
    hearing.add("published", "address", day_in_path(document.url), 0.7)


def day_in_path(address: str) -> Instant | None:
    """The day in an address that has year, month and day as folders: `/2026/05/03/`, `/2026/may/03/`."""
    match = _PATH_DATE.search(address[:2000])
    if match is None:
        return None
    month = f"{int(match[2]):02d}" if match[2].isdigit() else match[2].lower()
    return (
        parse(f"{match[1]}-{month}-{int(match[3]):02d}") if month.isdigit() else parse(f"{match[3]} {month} {match[1]}", ("en",))
    )
