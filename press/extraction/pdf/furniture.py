"""A page's furniture: running heads and feet, page numbers. What stands at the edge of several pages is no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from press.extraction.pdf.fragments import Fragment, PageText

#: The share of a page's height, above and below, in which furniture stands.
_EDGE = 0.13
#: A number that counts pages, alone or with its total: 3, - 3 -, 3/12, and with words around it where it repeats.
_NUMBER = re.compile(r"[\W_]*(?:\d{1,4}|[ivxlc]{1,6})(?:\W{1,3}\d{1,4})?[\W_]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
#: Addresses of files that browsers print below a page.
_FILE = re.compile(r"file://\S+", re.IGNORECASE)


def without_furniture(pages: Sequence[PageText]) -> list[PageText]:
    """The pages without it."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_folded(fragment.text) for fragment in page.fragments if _at_edge(page, fragment)})
    enough = max(2, len(pages) // 3)
    return [
        replace(page, fragments=tuple(one for one in page.fragments if not _is_furniture(page, one, seen, enough)))
        for page in pages
    ]


def _is_furniture(page: PageText, fragment: Fragment, seen: Counter[str], enough: int) -> bool:
    if not _at_edge(page, fragment):
        return False
    if _NUMBER.fullmatch(fragment.text) or _FILE.match(fragment.text):
        return True
    return seen[_folded(fragment.text)] >= enough


def _at_edge(page: PageText, fragment: Fragment) -> bool:
    """By its place among the page's own text: a page that is cut to its text has no margins."""
    tops = [one.y for one in page.fragments]
    top, bottom = max(tops), min(tops)
    edge = _EDGE * (top - bottom)
    return top > bottom and not bottom + edge <= fragment.y <= top - edge


def _folded(text: str) -> str:
    return _DIGITS.sub("0", text).casefold()
