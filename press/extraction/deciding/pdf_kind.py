"""Whether a PDF reads as a release, or is another document: a report, an agenda, a form, slides, a table. By structure."""

from __future__ import annotations

import re

from press.extraction.deciding.page_kind.kind import Kind
from press.extraction.deciding.page_kind.paths import path_of
from press.extraction.pdf.text import PdfText
from press.grammar.reading import Reading
from press.source import Source
from press.text import word_count

#: Releases of more pages are not known; laws, reports and accounts are.
MOST_PAGES = 30
_FEW_WORDS = 8
#: A form has blanks to fill in; a release has at most the fields of a subscription.
_FIELDS = 5
_BLANKS = re.compile(r"_{4,}|\.{12,}|(?:\. ){8,}|…{4,}|[\u2610\u25a1\u2751]")
#: A line of a list of contents: words, dots, a page's number.
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\|?\s*\d{1,3}$")
#: An agenda's line begins with a time of day, or a span of them.
_TIME = re.compile(r"^\W{0,2}(?:[01]?\d|2[0-3])\s?[:.hH]\s?[0-5]\d\b|^\W{0,2}(?:1[0-2]|0?\d)\s?(?:[ap]\.?m\b)", re.IGNORECASE)
_FEWEST_TIMES = 4
#: The share of the words that stand in prose, below which a paper is a table or a list.
_LEAST_PROSE = 0.3
#: A line of prose, in words.
_PROSE = 12
#: Slides say little a page.
_WORDS_A_SLIDE = 90
_FEWEST_SLIDES = 4


def decide(pdf: PdfText, reading: Reading, url: str, source: Source | None) -> Kind:
    """The kind of the PDF; `reading` is what the grammar read in its text."""
    path = path_of(url)
    for pattern in source.release_paths if source is not None else ():
        if re.search(pattern, path):
            return Kind("release")
    for pattern in source.other_paths if source is not None else ():
        if re.search(pattern, path):
            return Kind("other", f"its path matches the source's other_paths: {pattern}")
    if pdf.pages <= MOST_PAGES and reading.reads_as_release:
        return Kind("release")
    return of_another_kind(pdf) or Kind("release")


def of_another_kind(pdf: PdfText) -> Kind | None:
    """What the PDF is instead of a release, by its shape; None where nothing speaks against one."""
    if pdf.pages > MOST_PAGES:
        return Kind("document", f"it has {pdf.pages} pages, more than a release")
    body = pdf.lines
    words = [word_count(line.text) for line in body]
    if sum(words) < _FEW_WORDS:
        return Kind("empty", "there is no text to speak of")
    if pdf.fields >= _FIELDS:
        return Kind("document", f"it is a form: {pdf.fields} fields are to be filled in")
    blanks = sum(bool(_BLANKS.search(line.text)) and not _CONTENTS.search(line.text) for line in body)
    if blanks >= _FIELDS:
        return Kind("document", f"it is a form: {blanks} lines have blanks to be filled in")
    if pdf.landscape and pdf.pages >= _FEWEST_SLIDES and sum(words) < _WORDS_A_SLIDE * pdf.pages:
        return Kind("document", "its pages are slides")
    contents = sum(bool(_CONTENTS.search(line.text)) for line in body[:80])
    if contents >= _FIELDS:
        return Kind("document", f"it has a list of contents of {contents} lines")
    times = sum(bool(_TIME.search(line.text)) for line in body)
    prose = sum(count for line, count in zip(body, words, strict=True) if count >= _PROSE and line.tag in ("p", "li"))
    if times >= _FEWEST_TIMES and times * 4 >= len(body) and prose < 0.7 * sum(words):
        return Kind("document", f"it is an agenda: {times} lines begin with a time of day")
    if prose < _LEAST_PROSE * sum(words):
        return Kind("document", "its words stand in tables, lists and lines, not in prose")
    return None
