"""The page's own words: dates that stand beside the headline for people to read, the date in the address, htmldate's search."""

from __future__ import annotations

import re

from press.dates import parse
from press.extraction.blocks import Block, blocks_of
from press.extraction.deciding.headline import same
from press.extraction.deciding.told_days import ToldDay, says_changed_alone, told_days
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.grammar.release_number import release_number_of
from press.instant import Instant

_BEFORE, _AFTER = 6, 12
_LONGEST = 120
_SHORT, _MOST = 70, 8
_MOST_MARGINS, _MOST_LINES = 6, 40
#: A byline has a name or two, and a place.
_MOST_BESIDE = 6
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./]\d\d?[./]\d\d(?!\d)")
#: Four digits of a year in any calendar that pages are dated by, or two at the end of a date in numbers; a
#: time may follow unparted.
_SOME_YEAR = re.compile(r"(?<!\d)(?:1[349]|2[05])\d\d|\d\s?[-./]\s?\d\d?\s?[-./]\s?\d\d|[^\x00-\x7f\D]{2}")
_EARLIEST = 1991  # the first web page; an older date beside a headline is history
_PARTS = re.compile(r"\s*[·•|]\s*|\s[-–—]\s|\n")
_COUNTED = re.compile(r"\d[-/.]\w|\w[-/.]\d")  # a bare number beside a headline may count anything
_DIGITS = re.compile(r"\d")
_PATH_DATE = re.compile(r"/(20\d{2}|19\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")


def hear(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the dates within a few blocks of the headline, the nearest first."""
    languages = (document.html_language,) if document.html_language else ()
    blocks, title = document.blocks.blocks, _number_of_title(document, headline)
    for number in range(max(0, title - _BEFORE), min(len(blocks), title + _AFTER)):
        # What stands above the headline may be the day on which the whole site was seen.
        far = 0.001 * (number - title if number >= title else title - number + 0.5)
        is_caption = blocks[number].tag in ("figcaption", "caption")
        for line in _dated_lines(blocks[number], _LONGEST):
            for told in told_days(line, languages, document.page.fetched_at):
                if told.instant.local.year < _EARLIEST or told.what == "other" or (is_caption and told.beside):
                    continue
                if told.what == "modified":
                    hearing.add("modified", "page-words", told.instant, 0.7)
                else:
                    hearing.add("published", "page-words", told.instant, _sure(told) - far)


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


def _dated_lines(block: Block, longest: int) -> list[str]:
    """The block as one line, or where it is longer than a line that tells a date, its lines; those alone that have a year."""
    if block.link_share > 0.9 or not _SOME_YEAR.search(block.text):
        return []
    lines = [block.text.replace("\n", " ")] if len(block.text) <= longest else block.text.split("\n")
    return [line for line in lines if len(line) <= longest and _SOME_YEAR.search(line)]


def shows_date(document: Document, headline: str | None) -> bool:
    """Whether a date of any kind stands in a short line beside the headline, for readers to see."""
    return any(is_short_date(block) for block in around_headline(document, headline))


def is_short_date(block: Block) -> bool:
    """Whether the line is short, has a year in any calendar, and does not speak of the last change."""
    text = block.text
    return (
        len(text) <= _LONGEST and block.link_share <= 0.9 and _SOME_YEAR.search(text) is not None and not says_changed_alone(text)
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
    if (boxed := _boxed(document, languages)) is not None:
        hearing.add("published", "page-words", boxed, 0.61)
    found = 0
    for block in document.blocks.blocks:
        if block.link_share > 0.6 or not _YEAR.search(block.text):
            continue
        for line in _dated_lines(block, _SHORT):
            for told in told_days(line, languages, document.page.fetched_at):
                if told.what == "published" and told.instant.local.year >= _EARLIEST:
                    hearing.add("published", "page-words", told.instant, (0.6 if told.labelled else 0.52) - found * 0.001)
                    found += 1
        if found >= _MOST:
            return


def _boxed(document: Document, languages: tuple[str, ...]) -> Instant | None:
    """The day in the first box that is drawn like a calendar's leaf: one element each for day, month and year, not always with
    a blank between them.
    """
    if not document.mentions("month"):
        return None
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
            for line in _dated_lines(block, _SHORT)
            for day in told_days(line, languages, document.page.fetched_at)
        ]
        if len({day.instant for day in told}) == 1 and told[0].what == "published" and told[0].instant.local.year >= _EARLIEST:
            hearing.add("published", "page-words", told[0].instant, 0.58 if told[0].labelled else 0.51)


def around_headline(document: Document, headline: str | None) -> list[Block]:
    title = _number_of_title(document, headline)
    return document.blocks.blocks[max(0, title - _BEFORE) : title + _AFTER]


def _number_of_title(document: Document, headline: str | None) -> int:
    blocks = document.blocks.blocks
    title = next(
        (n for n, block in enumerate(blocks) if headline and block.tag in ("h1", "h2") and same(block.text, headline)), None
    )
    return next((n for n, block in enumerate(blocks) if block.tag == "h1"), 0) if title is None else title


def hear_address(document: Document, hearing: Hearing) -> None:
    """Adds the day that stands in the page's address."""
    if match := _PATH_DATE.search(document.url[:2000]):
        hearing.add("published", "address", parse(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"), 0.7)


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
    if instant is not None and not _names_the_day(f"{document.url[:2000]} {document.text[:2_000_000]}", instant):
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
