"""Whether the site's own menu leads to the page: what every page links to is a place of the site, and no release."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from press.extraction.deciding.page_kind.sections import folded, section_of
from press.extraction.document import Document
from press.extraction.main_text.rows import names_others

_WORD = re.compile(r"\w+")
#: Entries of a menu are short, headlines in a list of the newest are not: the mean length of a menu's entries, in characters.
_SHORT = 28
_FEWEST = 3
_MOST_WORDS = 6
_FEW_WORDS = 3
_MOST_LINKS = 2000
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")
_CLIMB = 6
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_LONGEST_HEADING = 60
_DAYS = re.compile(r"(?<!\d)(?:1[349]|2[05])\d\d(?!\d)|\d[./-]\d\d?[./-]\d\d(?!\d)|[\u0660-\u0669\u06f0-\u06f9]{4}")
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def menu_entry_of(document: Document, headline: str | None, *, strictly: bool = False) -> str | None:
    """The words of a menu's entry that leads to this page and names it as its heading does; None where no menu does.

    `strictly`: by just its heading, in three words at most, for menus show the newest headlines too.
    """
    own = _place(document.url)
    if not own or not headline:
        return None
    tail = own.rsplit("/", 1)[-1]
    # The tree leaves most links out faster than they can be read; what is written with percent signs may be the same.
    wanted = f'a[href*="{tail}"], a[href*="%"]' if _PLAIN.fullmatch(tail) else "a[href]"
    for link in document.tree.css(wanted)[:_MOST_LINKS]:
        attributes = link.attributes
        href = (attributes.get("href") or "").strip()
        if not href or href.startswith(("#", "?", "mailto:", "javascript:", "tel:")) or attributes.get("hreflang"):
            continue
        if tail not in unquote(href) or _place(document.link_to(href) or "") != own:
            continue
        text = " ".join(link.text().split())
        if strictly and (len(text.split()) > _FEW_WORDS or folded(text) != folded(headline)):
            continue
        if _names(text, headline) and _in_menu(document, link, own):
            return text
    return None


def _place(url: str) -> str:
    """Path and query as one name, for comparing; '' for the address of a site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def _names(entry: str, headline: str) -> bool:
    """Whether an entry's words are the heading's, or some of them, or more of the same."""
    short, whole = {w.casefold() for w in _WORD.findall(entry)}, {w.casefold() for w in _WORD.findall(headline)}
    return 0 < len(short) <= _MOST_WORDS and bool(whole) and (short <= whole or whole <= short)


def _in_menu(document: Document, link: LexborNode, own: str) -> bool:
    """Whether the link stands among short links of its kind, and these are no trail of crumbs that ends here."""
    holder = link.parent
    for _ in range(_CLIMB):
        if holder is None or holder.tag in ("body", "html", "main", "article"):
            return False
        if holder.tag in _HEADINGS:
            return False
        links = holder.css("a[href]")
        if len(links) >= (2 if holder.tag in ("nav", "footer") else _FEWEST):
            texts = [" ".join(entry.text().split()) for entry in links[:60]]
            shown = [len(text) * (2 if _DENSE.search(text) else 1) for text in texts if text]
            places = [_place(document.link_to(entry.attributes.get("href")) or "") for entry in links[:60]]
            crumbs = all(own.startswith(place) for place in places)
            return bool(shown) and sum(shown) / len(shown) <= _SHORT and not crumbs and not _lists_the_newest(holder)
        holder = holder.parent
    return False


def _lists_the_newest(holder: LexborNode) -> bool:
    """Whether a list of links shows other pages as new: under a heading that says so, or each with a day beside it."""
    above = next(
        (node for node in (holder.prev, holder.prev.prev if holder.prev else None) if node and node.tag in _HEADINGS), None
    )
    heading = above or holder.css_first("h1, h2, h3, h4, h5, h6")
    if heading is not None:
        name = " ".join((heading.text() or "").split())
        if name and len(name) <= _LONGEST_HEADING and (names_others(name) or section_of(name) == "news"):
            return True
    text = holder.text(separator=" ") or ""
    days = len(_DAYS.findall(text))
    return days >= _FEWEST and 2 * days >= len(holder.css("a[href]"))  # a footer has a year or two
