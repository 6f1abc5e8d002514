"""A page's furniture: running heads and feet, page numbers. What stands at the edge of several pages is no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from press.extraction.pdf.fragments import Fragment, PageText

#: The share of the height of a page's text, and of its sheet, above and below, in which furniture stands.
_EDGE = 0.13
_MARGIN = 0.16
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
    if _FILE.match(fragment.text) or (_NUMBER.fullmatch(fragment.text) and _stands_alone(page, fragment)):
        return True
    return seen[_folded(fragment.text)] >= enough


def _stands_alone(page: PageText, fragment: Fragment) -> bool:
    """A number in a table is none of a page."""
    return sum(abs(one.y - fragment.y) <= 0.5 * fragment.size for one in page.fragments) == 1


def _at_edge(page: PageText, fragment: Fragment) -> bool:
    """By its place among the page's text and, where the sheet has its usual corner, on the sheet."""
    tops = [one.y for one in page.fragments]
    top, bottom = max(tops), min(tops)
    edge, margin = _EDGE * (top - bottom), _MARGIN * page.height
    if top == bottom or bottom + edge < fragment.y < top - edge:
        return False
    return bottom < 0 or top > page.height or not margin < fragment.y < page.height - margin


def _folded(text: str) -> str:
    return _DIGITS.sub("0", text).casefold()
