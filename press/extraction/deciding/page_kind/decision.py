"""The verdict: the source's rules, then strong words for an article, then the page's shape and place, then its address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.extraction.deciding.page_kind.evidence import BESIDE_THE_HEADLINE, Evidence
from press.extraction.deciding.page_kind.kind import Kind
from press.extraction.deciding.page_kind.paths import is_further_page, is_home, kind_by_path, path_of
from press.extraction.deciding.page_kind.place import by_address, own_name
from press.extraction.deciding.page_kind.plain import plain_page
from press.extraction.deciding.page_kind.records import record_of
from press.extraction.deciding.page_kind.refusals import asks_for_consent, says_error, says_no_such_page
from press.extraction.deciding.page_kind.said import said, says_article
from press.extraction.deciding.page_kind.sections import folded
from press.extraction.deciding.page_kind.shape import Shape, weight
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.paragraphs import Paragraph, body_text
from press.grammar.reading import Reading
from press.page import Lead
from press.release import NO_SUCH_PAGE, Finding
from press.source import Source
from press.text import word_count
from press.text import words as words_of

_HOLDS_PAGES = ("news", "event", "job", "tender", "gallery", "person")
#: Who dates the page itself; dates in its text may be those of the pages that it lists.
_OF_THE_PAGE = ("json-ld", "meta", "lead", "layout", "dateline")
_SURE = 0.88

#: Shorter pages are empty for our purpose: a statement of two sentences has more.
_FEW_WORDS = 8
_SHORT = 120
#: Prose of its own from which a page is a text, whatever it lists besides.
_TEXT = 150
#: Most texts have that many words in so many characters.
_BEGINNING = 1200
#: An opening paragraph, as stands over a list of names; a page that lists others has at most a line of greeting.
_OPENING = 25
#: Prose before the first entry from which the entries are what a text ends with.
_BEFORE = 80
_MANY = 3
#: Names of sections are shorter, in characters (a letter of a dense script counts as two).
_HEADLINE = 30
#: Notices of cookies and the like have fewer words; more of them in a part that is furniture by its names is a text all the same.
_FURNITURE = 60


def decide(
    document: Document,
    hearing: Hearing,
    reading: Reading,
    headline: str | None,
    body: Sequence[Paragraph],
    published: Finding | None,
    source: Source | None,
    lead: Lead | None = None,
) -> Kind:
    """The kind of the page. `published` is the finding of the date, None where the page has none."""
    path = path_of(document.url)
    if source is not None:
        for pattern in source.release_paths:
            if re.search(pattern, path):
                return Kind("release")
        for pattern in source.other_paths:
            if re.search(pattern, path):
                return Kind("other", f"its path matches the source's other_paths: {pattern}")
    text = body_text(body)
    words = _words_of(text)
    dated = published is not None and (
        published.witness.startswith(_OF_THE_PAGE) or (published.confidence >= _SURE and published.witness != "microdata")
    )
    missed = words <= _SHORT and not _is_as_announced(document, headline, published, lead, text)
    if words <= _SHORT and (
        refused := _refused(document, headline, None if missed else published, dated and not missed, body, words)
    ):
        return refused
    if is_home(document.url):
        return Kind("home", "its address is that of a site, not of a page")
    if reading.reads_as_release:
        return Kind("release")
    if is_further_page(document.url) and not says_article(hearing):
        return Kind("section", "its address is that of a list's further page")
    evidence = Evidence(document, hearing, reading, headline, published, lead, body)
    kind = _by_shape(evidence, words, dated, missed=missed)
    if kind.name != "release":
        return kind
    return record_of(evidence) or plain_page(evidence) or kind


def _words_of(text: str) -> int:
    """The words of the text, counted in its beginning where that has more of them than any rule asks for."""
    words = word_count(text[:_BEGINNING])
    return words if words >= _TEXT or len(text) <= _BEGINNING else word_count(text[:4000])


def _is_as_announced(document: Document, headline: str | None, published: Finding | None, lead: Lead | None, text: str) -> bool:
    """Whether the page dates itself, or shows half the words of the headline under which it was announced. A feed gives each
    address a day and a headline; both say nothing of a wall that is shown there."""
    if lead is None or published is None or published.witness != "lead":
        return True
    if any(testimony.witness.startswith(_OF_THE_PAGE) for testimony in published.agreed):
        return True
    announced = set(words_of(folded(lead.headline or "")))
    own = "" if headline is None or folded(headline) == folded(lead.headline or "") else headline
    shown = set(words_of(folded(f"{_line(document, 'title')} {own} {_line(document, 'h1')} {text[:_BEGINNING]}")))
    return 2 * len(announced & shown) > len(announced)


def _refused(
    document: Document, headline: str | None, published: Finding | None, dated: bool, body: Sequence[Paragraph], words: int
) -> Kind | None:
    """An error or a wall that stands where the page was asked for. A date beside an error's name is that of a list beside it."""
    title, first = _line(document, "title"), body[0].text if body else ""
    if says_error(headline or "", whole=dated):
        return _error(says_no_such_page(headline or "", whole=dated))
    if dated:
        return None
    if (says_error(title) or says_error(first)) and (published is None or words < _SHORT // 2):
        return _error(says_no_such_page(title) or says_no_such_page(first))
    beside = published is not None and published.confidence >= BESIDE_THE_HEADLINE
    if not beside and asks_for_consent(f"{headline or ''} {title}", body_text(body)):
        return Kind("consent", "it asks for consent or for a proof that a person reads it")
    return None


def _error(no_such_page: bool) -> Kind:
    return Kind("error", NO_SUCH_PAGE if no_such_page else "its title says that the page could not be shown")


def _by_shape(evidence: Evidence, words: int, dated: bool, *, missed: bool) -> Kind:
    """What the page's data says, and whether it is a text or a list of other pages. `words` are those of its body; `missed`:
    nothing on the page is of what was announced."""
    document, hearing, headline, published = evidence.document, evidence.hearing, evidence.headline, evidence.published
    by_path = _kind_by_path(document.url)
    told = said(hearing, dated or (published is not None and published.confidence >= _SURE), by_path, headline)
    if told is not None and told.name != "release":
        return told
    if told is not None and by_path is None and words >= _TEXT:
        return told
    shape = evidence.shape
    if words < _FEW_WORDS and not shape.entries:
        return Kind("empty", "there is no text to speak of")
    if (
        not shape.own
        and not shape.entries
        and not shape.lines
        and words < _FURNITURE
        and told is None
        and (published is None or missed)
    ):
        return Kind(by_path or "empty", "its only text is furniture: a notice, a form")
    announced = hearing.by("announced", "lead") is not None
    if announced or (told is not None and (dated or by_path is None)):
        return Kind("release") if not _only_lists(shape) or words >= _TEXT else _listing(shape, by_path)
    titled = weight(headline or "") >= _HEADLINE
    beside = published is not None and published.confidence >= BESIDE_THE_HEADLINE
    return (
        _lists(shape, dated, titled, beside, by_path)
        or (None if beside else _place_of_the_site(evidence))
        or _by_path(by_path, published is not None, shape)
        or Kind("release")
    )


def _kind_by_path(url: str) -> str | None:
    """The kind that the address names; a section of news, jobs or events within “About us” counts more than that."""
    kind = kind_by_path(path_of(url))
    if (
        kind in ("about", "contact", "legal")
        and own_name(url) is None
        and (inner := by_address(url))
        and inner.kind in _HOLDS_PAGES
    ):
        return None
    return kind


def _only_lists(shape: Shape) -> bool:
    return shape.entries >= 2 * _MANY and shape.own < _OPENING and not shape.own_date


def _lists(shape: Shape, dated: bool, titled: bool, beside: bool, by_path: str | None) -> Kind | None:
    """Whether the page is a list of other pages: it announces them and has no text of its own, or less than an opening."""
    if not shape.own and shape.entries and not dated:
        return _listing(shape, by_path)
    if shape.several >= _MANY and shape.own < _OPENING and not dated:
        return Kind(by_path or "section", f"{shape.several} texts stand side by side, each with its date")
    if shape.entries < _MANY or shape.own > shape.announced or shape.opening >= _BEFORE:
        return None
    if shape.own >= _TEXT and (titled or 2 * shape.own >= shape.announced):
        return None
    if shape.own >= _OPENING and (dated or (shape.own_date and shape.dated < _MANY) or (titled and (shape.own_date or beside))):
        return None
    return _listing(shape, by_path)


def _listing(shape: Shape, by_path: str | None) -> Kind:
    number = f"{shape.entries} other pages" if shape.entries > 1 else "another page"
    return Kind(by_path or "section", f"it announces {number} and has little text of its own")


def _place_of_the_site(evidence: Evidence) -> Kind | None:
    if entry := evidence.menu_entry:
        return Kind(kind_by_path(path_of(evidence.url)) or "page", f"the site's menu leads to it as “{entry[:60]}”")
    return None


def _by_path(by_path: str | None, dated: bool, shape: Shape) -> Kind | None:
    if by_path is None or (by_path in ("tag", "author", "section") and dated and shape.own >= _OPENING):
        return None
    return Kind(by_path, f"its path is that of {'an' if by_path in ('about', 'author') else 'a'} {by_path} page")


def _line(document: Document, element: str) -> str:
    """The text of the first such element, on one line."""
    node = document.tree.css_first(element)
    return " ".join((node.text() or "").split())[:300] if node else ""
