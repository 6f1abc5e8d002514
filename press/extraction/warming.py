"""What a reading process loads before its first page: a page that waits for it would seem slow, and might be given up."""

from __future__ import annotations

from press.extraction.reading import extract
from press.page import Page

_SENTENCE = "The lock at Tolm was opened again after the flood, and boats may pass at all hours of the day. "
_LINKS = "<ul>" + '<li><a href="/r">Another page of the river office at Tolm</a></li>' * 20 + "</ul>"
_SECTION = f"<div><p>{_SENTENCE * 2}</p><p>{_SENTENCE * 2}</p></div>{_LINKS}"
#: No language and no date: the detector, the search for dates. A date of no month in the page's language: the months of all.
#: Texts between lists of links, which the two finders choose from each in its way, and broken JSON-LD: the third
#: extractor, the mender.
_PAGES = (
    f"<html><title>Locks</title><body><article><h1>Locks</h1><p>{_SENTENCE * 4}</p></article></body></html>",
    f"<html lang=fr><title>Locks</title><body><h1>Locks</h1><p>3 abcd 2024</p><p>{_SENTENCE * 4}</p></body></html>",
    "<html lang=en><script type='application/ld+json'>{'@type': 'NewsArticle',, }</script><title>Locks</title>"
    f"<body><div>{_SECTION * 3}</div></body></html>",
)


def warm_up() -> None:
    """Reads a few invented pages, which between them use every library that reading may need (.9 s the first time)."""
    for number, html in enumerate(_PAGES):
        extract(Page(f"http://warm.example/{number}", html.encode(), "text/html"))
