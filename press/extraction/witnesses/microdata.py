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
_MOST_TIMES = 12
_EVENT = re.compile(r"schema\.org/[A-Z][a-z]{2,20}Event\b")
_THINGS = '[itemtype*="Event"], [itemtype*="JobPosting"], .vevent, .h-event'


def hear(document: Document, hearing: Hearing) -> None:
    """Adds what `itemprop` attributes and `<time>` elements say."""
    languages = (document.html_language,) if document.html_language else ()
    if document.mentions("schema.org/Event", "schema.org/JobPosting", "vevent", "h-event") or _EVENT.search(document.text):
        _hear_things(document, hearing)
    if document.mentions("itemprop", "ITEMPROP"):
        _hear_properties(document, hearing, languages)
    if document.mentions("<time", "<TIME"):
        _hear_times(document, hearing, languages)


def _hear_things(document: Document, hearing: Hearing) -> None:
    """Adds the events and posts to fill that elements describe, with their names: (type, name)."""
    found = []
    for node in document.tree.css(_THINGS)[:20]:
        name = node.css_first('[itemprop~="name" i], [itemprop~="title" i], .summary, .p-name')
        kind = (node.attributes.get("itemtype") or "Event").rstrip("/").rsplit("/", 1)[-1]
        found.append((kind, one_line(name.attributes.get("content") or name.text()) if name else None))
    hearing.add("things", "microdata", tuple(found), 0.8)


def _hear_properties(document: Document, hearing: Hearing, languages: tuple[str, ...]) -> None:
    for prop, (field, confidence) in _DATES.items():
        if not document.mentions(prop, prop.lower()):
            continue
        for node in document.tree.css(f'[itemprop~="{prop}" i]')[:2]:
            hearing.add(field, "microdata", parse(_stated(node), languages), confidence)
    if not document.mentions("headline"):
        return
    if heading := document.tree.css_first('h1[itemprop~="headline" i], h2[itemprop~="headline" i], [itemprop~="headline" i]'):
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
            hearing.add("published", "time", _instant(node, languages), 0.7 - number * 0.03)


def _instant(time: LexborNode, languages: tuple[str, ...]) -> Instant | None:
    return parse(time.attributes.get("datetime"), languages) or parse(one_line(time.text()), languages)


def _stated(node: LexborNode) -> str | None:
    attributes = node.attributes
    return attributes.get("content") or attributes.get("datetime") or one_line(node.text())
