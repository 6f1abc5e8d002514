"""Plain pages: what the site says of itself and its work. They have no day, nobody announces them, and menus lead to them."""

from __future__ import annotations

from press.extraction.deciding.page_kind.contents import (
    asks_to_fill_in,
    is_gallery,
    is_many_files,
    offers_files,
    offers_to_filter,
    shows_month,
)
from press.extraction.deciding.page_kind.evidence import Evidence
from press.extraction.deciding.page_kind.kind import Kind
from press.extraction.deciding.page_kind.menus import menu_entry_of
from press.extraction.deciding.page_kind.place import own_name
from press.extraction.deciding.page_kind.sections import named
from press.extraction.deciding.page_kind.signs import has_signs

_OF_THE_SITE = ("about", "page")
#: Less prose than this beside pictures, files or fields is their caption.
_CAPTION = 60


def plain_page(evidence: Evidence) -> Kind | None:
    """The kind of plain page; None where the page may be a release."""
    if evidence.announced == "listing" and evidence.shows_date:
        return None
    kind = _kind_of(evidence)
    return None if kind is not None and evidence.calls_itself_release else kind


def _kind_of(evidence: Evidence) -> Kind | None:
    section = evidence.section
    among_news = section is not None and section.kind == "news"
    if not among_news and (own := own_name(evidence.url)) and own.kind not in ("news", "section"):
        return Kind(own.kind, own.how)
    if evidence.is_shallow and not evidence.announced and not evidence.dated and (kind := _by_heading(evidence)):
        return kind
    if evidence.is_shallow and not among_news and (kind := _in_menu(evidence)):
        return kind
    signs = has_signs(evidence.reading)
    said_page = evidence.said_to_be_page
    if said_page is not None and not signs and not (evidence.shows_date or (among_news and evidence.dated)):
        return Kind("page", said_page.how)
    if section is not None and section.kind in _OF_THE_SITE and not signs and not (evidence.dated and evidence.shows_date):
        return Kind(section.kind, section.how)
    if section is not None and section.kind == "document" and not (signs or evidence.dated or evidence.announced):
        return Kind("document", section.how)
    if not evidence.announced and not evidence.says_article and not signs and evidence.own < _CAPTION:
        if shows_month(evidence.document):
            return Kind("event", "it shows a month's days")
        if offers_to_filter(evidence.document):
            return Kind("section", "it has little text, and a form to filter and sort by")
    if evidence.dated or evidence.announced or signs or among_news:
        return None
    if evidence.own < _CAPTION and (kind := _by_content(evidence)):
        return kind
    if evidence.way == "sitemap" and not evidence.says_article and not evidence.address_speaks_of_news:
        return Kind("page", "no date, no list of news and no sign of a release goes with it")
    return None


def _by_heading(evidence: Evidence) -> Kind | None:
    """A page whose heading is the name of a part of the site: “Contact”, “Vacancies”; “News”, where its address says so too."""
    kind = named(evidence.headline or "")
    if kind is None or kind in ("history", "section"):
        return None
    if kind == "news":
        own = own_name(evidence.url)
        return Kind("section", f"it is the site's page “{evidence.headline}”") if own and own.kind == "news" else None
    return Kind(kind, f"its heading is “{evidence.headline}”")


def _in_menu(evidence: Evidence) -> Kind | None:
    """A page that the site's menu leads to by its own name; a dated one only where it stands at the top of the site."""
    dated = evidence.dated or evidence.announced is not None
    if dated and (not evidence.is_top or evidence.says_article or (evidence.announced and evidence.shows_date)):
        return None
    entry = evidence.menu_entry
    if entry and dated:
        entry = menu_entry_of(evidence.document, evidence.headline, strictly=True)
    return Kind("page", f"the site's menu leads to it as “{entry[:60]}”") if entry else None


def _by_content(evidence: Evidence) -> Kind | None:
    document = evidence.document
    if why := asks_to_fill_in(document):
        return Kind("form", why)
    if is_many_files(files := offers_files(document)):
        return Kind("document", f"it offers {files} files and has little text")
    if why := is_gallery(document):
        return Kind("gallery", f"{why} and has little text")
    return None
