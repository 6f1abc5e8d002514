"""Plain pages: what the site says of itself and its work. They have no day, nobody announces them, and menus lead to them."""

from __future__ import annotations

from press.extraction.deciding.page_kind.contents import asks_to_fill_in, is_gallery, is_many_files, offers_files
from press.extraction.deciding.page_kind.evidence import Evidence
from press.extraction.deciding.page_kind.kind import Kind
from press.extraction.deciding.page_kind.menus import menu_entry_of
from press.extraction.deciding.page_kind.place import own_name
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
    if not among_news and (named := own_name(evidence.url)) and named.kind not in ("news", "section"):
        return Kind(named.kind, named.how)
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
    if evidence.dated or evidence.announced or signs or among_news:
        return None
    if evidence.own < _CAPTION and (kind := _by_content(evidence)):
        return kind
    if evidence.way == "sitemap" and not evidence.says_article and not evidence.address_speaks_of_news:
        return Kind("page", "no date, no list of news and no sign of a release goes with it")
    return None


def _in_menu(evidence: Evidence) -> Kind | None:
    """A page that the site's menu leads to by its own name; a dated one only where it stands at the top of the site."""
    dated = evidence.dated or evidence.announced is not None
    if dated and (not evidence.is_top or evidence.says_article):
        return None
    entry = menu_entry_of(evidence.document, evidence.headline, strictly=dated)
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
