"""schema.org data in the page's own elements (`itemprop`), and `<time>`."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from press.dates import parse
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.instant import Instant
from press.text import one_line

_DATES = {"datePublished": ("published", 0.9), "dateCreated": ("published", 0.7), "dateModified": ("modified", 0.85)}
_MOST_TIMES, _MOST_PROPERTIES = 12, 2000
#: How far up an element's surroundings are looked at, and how sure a `<time>` is that is another page's by them.
_NEAR, _ANOTHERS = 8, 0.5
_COMMENT = re.compile(
    r"(?:^|\s)(?:comments?(?:-(?:list|body|meta|area|item|content|author))?|commentlist)(?:\s|$)", re.IGNORECASE
)
_EVENT = re.compile(r"schema\.org/[A-Z][a-z]{2,20}Event\b")
_NAMED_THINGS = ("schema.org/Event", "schema.org/JobPosting", "vevent", "h-event")
_THINGS = '[itemtype*="Event"], [itemtype*="JobPosting"], .vevent, .h-event'


def hear(document: Document, hearing: Hearing) -> None:
    """Adds what `itemprop` attributes and `<time>` elements say."""
    languages = (document.html_language,) if document.html_language else ()
    _hear_things(document, hearing)
    _hear_properties(document, hearing, languages)
    _hear_times(document, hearing, languages)


def _hear_things(document: Document, hearing: Hearing) -> None:
    """Adds the events and posts to fill that elements describe, with their names: (type, name)."""
    nodes = document.tree.css(_THINGS)[:20]
    if not nodes or not (document.mentions(*_NAMED_THINGS) or _EVENT.search(document.text)):
        return
    found = []
    for node in nodes:
        name = node.css_first('[itemprop~="name" i], [itemprop~="title" i], .summary, .p-name')
        kind = (node.attributes.get("itemtype") or "Event").rstrip("/").rsplit("/", 1)[-1]
        found.append((kind, one_line(name.attributes.get("content") or name.text()) if name else None))
    hearing.add("things", "microdata", tuple(found), 0.8)


def _hear_properties(document: Document, hearing: Hearing, languages: tuple[str, ...]) -> None:
    of: dict[str, list[LexborNode]] = {}
    for node in document.tree.css("[itemprop]")[:_MOST_PROPERTIES]:  # one question to the tree: each walks all of it
        for name in (node.attributes.get("itemprop") or "").lower().split():
            of.setdefault(name, []).append(node)
    for prop, (field, confidence) in _DATES.items():
        for node in of.get(prop.lower(), ())[:2]:
            hearing.add(field, "microdata", parse(_stated(node), languages), confidence)
    headings = of.get("headline", ())
    if heading := next((h for tag in ("h1", "h2") for h in headings if h.tag == tag), next(iter(headings), None)):
        hearing.add("headline", "microdata", one_line(heading.attributes.get("content") or heading.text()), 0.8)


def _hear_times(document: Document, hearing: Hearing, languages: tuple[str, ...]) -> None:
    times = document.tree.css("time")
    for number, node in enumerate(times[:_MOST_TIMES]):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('itemprop') or ''}".lower()
        around = f"{names} {(node.parent.attributes.get('class') or '').lower() if node.parent else ''}"
        if "pubdate" in node.attributes or "publish" in around or "entry-date" in around:
            hearing.add("published", "time", _instant(node, languages), 0.85 - number * 0.01)
        elif "updat" in around or "modif" in around:
            hearing.add("modified", "time", _instant(node, languages), 0.8)
        elif number == 0 or len(times) <= 3:
            hearing.add("published", "time", _instant(node, languages), _ANOTHERS if _is_anothers(node) else 0.7 - number * 0.03)


def _is_anothers(time: LexborNode) -> bool:
    """Whether a `<time>` stands in a link, and so belongs to the page that is linked, or in a comment."""
    node = time.parent
    for _ in range(_NEAR):
        if node is None or node.tag in ("body", "html"):
            return False
        if node.tag == "a" or _COMMENT.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"):
            return True
        node = node.parent
    return False


def hear_microformats(document: Document, hearing: Hearing) -> None:
    """Adds the dates of hAtom and h-entry: an element of the class `published` that has the date in its title or text."""
    languages = (document.html_language,) if document.html_language else ()
    for node in document.tree.css(".published[title], .dt-published"):
        if not _is_anothers(node):
            stated = parse(node.attributes.get("title"), languages) or parse(_stated(node), languages)
            hearing.add("published", "microformats", stated, 0.85)
            return


def _instant(time: LexborNode, languages: tuple[str, ...]) -> Instant | None:
    """What the attribute says; the hour of the text where the attribute has the day alone."""
    stated, shown = parse(time.attributes.get("datetime"), languages), None
    if stated is None or stated.precision == "day":
        shown = parse(one_line(time.text()), languages)
    return shown if stated is None or (shown is not None and shown.local.date() == stated.local.date()) else stated


def _stated(node: LexborNode) -> str | None:
    attributes = node.attributes
    return attributes.get("content") or attributes.get("datetime") or one_line(node.text())
