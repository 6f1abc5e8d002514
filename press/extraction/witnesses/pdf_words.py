"""What a PDF says: its headings, the dates among its first and last lines, and, where nobody else speaks, its own information."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from press.dates import find, parse
from press.extraction.deciding.headline import same
from press.extraction.deciding.page_kind.shape import weight
from press.extraction.hearing import Hearing
from press.extraction.pdf.text import PdfLine, PdfText
from press.grammar.release_number import release_number_of
from press.instant import Instant
from press.page import Lead
from press.text import one_line, word_count

#: Lines of the first page that may stand before the text: letterhead, the kind of paper, number, date, headline, standfirst.
_OPENING = 14
#: A longer line is prose.
_PROSE = 160
_FEWEST_WORDS = 4
#: More words than this before the headline are text.
_LETTERHEAD = 60
_CLOSING = 5
_DATE_LINE = 120
_EARLIEST = 1991
_FILE = re.compile(
    r"\s*[(\[][^()\[\]]*\b(?:pdf|[kmg]i?[bo])\b[^()\[\]]*[)\]]|\bpdf\b|\b\d+(?:[.,]\d+)?\s?[kmg]i?[bo]\b", re.IGNORECASE
)
_FILE_NAME = re.compile(r"\.\w{2,5}$|^\S+$|[/\\_]{1}")
_WORD = re.compile(r"\w+")
_PUBLISHED = re.compile(r"publi|posted|issued|released|date|mis en ligne|نشر|veröffentlicht", re.IGNORECASE)


def opening_of(pdf: PdfText) -> Sequence[PdfLine]:
    """The lines before the text: up to the first paragraph of prose on the first page."""
    lines = [line for line in pdf.lines[:_OPENING] if line.page == 0]
    end = next((number for number, line in enumerate(lines) if line.tag == "p" and weight(line.text) >= _PROSE), len(lines))
    return lines[:end]


def lead_about(lead: Lead, pdf: PdfText) -> Lead:
    """The lead without words that speak of a file (`PDF, 120 kB`). One that says hardly more, and nothing that the first lines
    say, has no headline: a link is often called “Read more”.
    """
    said = one_line(_FILE.sub(" ", lead.headline or "").strip(" -–—:|,"))
    if (
        not said
        or _FILE_NAME.search(said)
        or (word_count(said) < _FEWEST_WORDS and not _stands_in(said, opening_of(pdf), fewest=1))
    ):
        said = None
    return replace(lead, headline=said)


def hear(pdf: PdfText, hearing: Hearing, languages: tuple[str, ...], *, alone: bool) -> None:
    """Adds the PDF's words. `alone`: it is the page itself; else a page led to it, which is surer of headline and date."""
    less = 0.0 if alone else 0.15
    opening = opening_of(pdf)
    heading = _heading(opening)
    title = one_line(pdf.title)
    if title and _stands_in(title, opening):
        hearing.add("headline", "pdf-title", title, 0.74 - less)
    elif title and heading is None and word_count(title) >= _FEWEST_WORDS and not _FILE_NAME.search(title):
        hearing.add("headline", "pdf-title", title, 0.35 - less)
    if heading is not None:
        hearing.add("headline", "pdf-heading", heading.text, 0.7 - less)
    for number, line in enumerate(opening):
        if (instant := _date(line.text, languages)) is not None:
            hearing.add(
                "published", "pdf-words", instant, (0.78 if _PUBLISHED.search(line.text) else 0.72) - less - number * 0.001
            )
        hearing.add("release_number", "pdf-words", release_number_of(line.text), 0.75 - less)
    if not hearing.of("published"):
        for line in pdf.lines[-_CLOSING:]:
            if (instant := _date(line.text, languages)) is not None:
                hearing.add("published", "pdf-words", instant, 0.55 - less)


def hear_information(pdf: PdfText, hearing: Hearing) -> None:
    """Adds the day on which the file was made: the weakest word for the day of issue, so only where there is no other."""
    if pdf.created is not None and not hearing.of("published") and pdf.created.year >= _EARLIEST:
        made = Instant.of(pdf.created)
        midnight = made.local.replace(hour=0, minute=0, second=0)
        hearing.add("published", "pdf-information", Instant(midnight, made.zone, "day"), 0.3)


def text_of(pdf: PdfText, headline: str | None, languages: tuple[str, ...]) -> list[PdfLine]:
    """The lines without the letterhead, the headline, and a date that stands alone below it."""
    opening = opening_of(pdf)
    heading = _heading(opening)
    at = next((number for number, line in enumerate(opening) if headline and same(line.text, headline)), None)
    if at is None:
        at = next((number for number, line in enumerate(opening) if line is heading), None)
    lines = list(pdf.lines)
    if at is None or at + 1 >= len(lines):
        return lines
    before = lines[:at]
    if sum(word_count(line.text) for line in before) > _LETTERHEAD:
        return [*before, *lines[at + 1 :]]
    lines = lines[at + 1 :]
    while len(lines) > 1 and len(lines[0].text) <= 40 and _date(lines[0].text, languages) is not None:
        lines.pop(0)
    return lines


def _heading(opening: Sequence[PdfLine]) -> PdfLine | None:
    """The largest heading that is long enough to say something; of equals the first."""
    headings = [line for line in opening if line.tag in ("h1", "h2") and _date(line.text, ()) is None]
    telling = [line for line in headings if word_count(line.text) >= _FEWEST_WORDS]
    if telling:
        return max(telling, key=lambda line: (line.size, line.tag == "h1"))
    if headings:
        return max(headings, key=lambda line: line.size)
    plain = [line for line in opening if word_count(line.text) >= _FEWEST_WORDS and not line.text.endswith((".", ":", ";"))]
    return next((line for line in plain if len(line.text) <= _PROSE and _date(line.text, ()) is None), None)


def _stands_in(title: str, opening: Sequence[PdfLine], *, fewest: int = _FEWEST_WORDS) -> bool:
    """Whether the title is words of the first lines: a template's title is not."""
    words = {word.casefold() for word in _WORD.findall(title)}
    said = {word.casefold() for line in opening for word in _WORD.findall(line.text)}
    return word_count(title) >= fewest and len(words & said) >= 0.8 * len(words)


def _date(text: str, languages: tuple[str, ...]) -> Instant | None:
    """The date that a short line states."""
    if len(text) > _DATE_LINE:
        return None
    instant = parse(text, languages) if len(text) <= 60 else None
    if instant is None and (found := find(text, languages)) is not None:
        instant = found[0]
    return instant if instant is not None and instant.local.year >= _EARLIEST else None
