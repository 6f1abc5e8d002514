"""A page's language switch: links whose own words name a language, in whatever part of the page they stand."""

from __future__ import annotations

from itertools import islice

from selectolax.lexbor import LexborNode

from press import language, language_names, urls
from press.extraction.document import Document

#: Links of a page that are looked at, and addresses that one switch leads to.
_MOST_LINKS = 2000
_MOST = 100


def switches(document: Document) -> tuple[tuple[str, str], ...]:
    """(language, address) of the page's translations by its visible links; the page itself is none.

    A link is one of a switch by its `hreflang`, or by its words, label or picture: a language's name or code and nothing
    else of weight ("Français", "EN", "Read this in French"). Two addresses for one language are those of several texts (a list
    of others with their translations): then none is taken.
    """
    if document.root is None:
        return ()
    found: dict[str, dict[str, str]] = {}
    for link in islice(document.root.css("a[href], option[value]"), _MOST_LINKS):
        attributes = link.attributes
        href = (attributes.get("href") or attributes.get("value") or "").strip()
        if not href or href.startswith("#") or (link.tag == "option" and "/" not in href and "?" not in href):
            continue
        tag = _offered(link, attributes)
        url = document.link_to(href) if tag else None
        if tag and url and not _is_same(url, document.url):
            found.setdefault(tag, {}).setdefault(_twin(url), url)
    return tuple(sorted((tag, next(iter(several.values()))) for tag, several in found.items() if len(several) == 1))[:_MOST]


def _offered(link: LexborNode, attributes: dict[str, str | None]) -> str | None:
    """The language that a link leads to, if it says so."""
    if (hreflang := attributes.get("hreflang")) and (tag := language.tag(hreflang)):
        return tag
    words = link.text().strip()
    if len(words) > language_names.LONGEST:
        return None
    if words and (tag := language_names.offered(" ".join(words.split()))):
        return tag
    for said in map(attributes.get, ("aria-label", "title", "label")):
        if said and (tag := language_names.offered(" ".join(said.split()))):
            return tag
    if words:
        return None
    picture = link.css_first("img[alt], svg[aria-label]")
    return (
        language_names.offered(picture.attributes.get("alt") or picture.attributes.get("aria-label") or "") if picture else None
    )


def _twin(url: str) -> str:
    try:
        return urls.twin(url)
    except ValueError:
        return url


def _is_same(url: str, own: str) -> bool:
    return _twin(url) == _twin(own) if own else False
