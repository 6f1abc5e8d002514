"""What a page says of its place among the pages of its list: "Page 2 / 6", "Seite 2 von 6", "صفحة 2 من 6", "第2页 共6页"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.dates.months import folded
from spiders.discovery.listing.tree import Tree, text_of

_LONGEST = 40
#: Elements with more inside hold more than such a line.
_MOST_INSIDE = 12

#: "Page" in folded text, as pages say it before or after their number.
_PAGE = folded(
    r"pages?|pagina|pag\.?|paxina|seite|sivu|sida|side|strona|strana|stranka|stranica|str\.?|oldal|lehekulg|puslapis|lapa|faqe|orri"
    r"|sayfa|sahifa|halaman|laman|trang|ukurasa|страница|стр\.?|сторінка|старонка|страна|бет|σελιδα|صفحة|الصفحة|صفحه|עמוד|דף"
    r"|पषठ|পষঠা|หนา|ページ|页|頁|페이지|쪽"
)
_OF = folded(
    r"/|\||of|out of|sur|de|da|di|do|von|van|av|af|z|ze|iz|od|din|ne|sa|su|no|kohta|dari|daripada|tren"
    r"|из|із|з|от|од|απο|من|از|מתוך|का|में से|จาก|的|中|共"
)
_AFTER = re.compile(rf"(?:^|\W)(?:{_PAGE})\s*:?\s*(\d{{1,5}})\s*(?:{_OF})\s*(\d{{1,5}})(?:\s*(?:{_PAGE}))?\W*$")
_BEFORE = re.compile(rf"^\W*(\d{{1,5}})\s*(?:{_OF})\s*(\d{{1,5}})\s*(?:{_PAGE})\W*$")
_CHINESE = re.compile(r"第\s*(\d{1,5})\s*[页頁]\W{0,4}[共/]\s*(\d{1,5})\s*[页頁]")
_TOTAL_FIRST = re.compile(r"[共全]\s*(\d{1,5})\s*[页頁ページ]{1,3}\W{0,4}第?\s*(\d{1,5})\s*[页頁]")
_BARE = re.compile(r"^\W*(\d{1,5})\s*(?:/|of|sur|von|van|de|di|из|من)\s*(\d{1,5})\W*$")
_HINT = re.compile(rf"\d\s*(?:{_OF})\s*\d|(?:{_PAGE})", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
#: Highest number that a list of pages is believed to have.
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Position:
    """The page's number and the number of pages. `is_said`: with the word for page, so that it is nothing else."""

    current: int
    last: int
    is_said: bool


def position_of(tree: Tree, near: frozenset[int]) -> Position | None:
    """What the page says of its place. Two bare numbers ("2 / 6") count in the elements of `near` alone, which hold its pager."""
    said: set[Position | None] = set()
    bare: set[Position | None] = set()
    for element in tree.elements:
        if element.tag in ("a", "option", "h1") or element.end - element.number > _MOST_INSIDE:
            continue
        own = [child for child in element.children if isinstance(child, str)]
        if not own or (element.end - element.number == 1 and not any(map(_NUMBER.search, own))):
            continue  # most elements: what follows folds a text
        if sum(map(len, own)) > _LONGEST or not _HINT.search(folded(" 1 ".join(own))):
            continue
        text = folded(text_of(element))
        if len(text) > _LONGEST or not _NUMBER.search(text):
            continue
        if (found := _said(text)) is not None:
            said.add(found)
        elif element.number in near and (match := _BARE.match(text)) is not None and not 1900 < int(match[2]) < 2100:
            bare.add(_position(int(match[1]), int(match[2]), is_said=False))
    only = said or bare
    return only.pop() if len(only) == 1 else None  # several: places in other things, as in the entries' documents


def _said(text: str) -> Position | None:
    if match := _AFTER.search(text) or _BEFORE.search(text) or _CHINESE.search(text):
        return _position(int(match[1]), int(match[2]), is_said=True)
    if match := _TOTAL_FIRST.search(text):
        return _position(int(match[2]), int(match[1]), is_said=True)
    return None


def _position(current: int, last: int, *, is_said: bool) -> Position | None:
    return Position(current, last, is_said) if 1 <= current <= last <= _MOST and last > 1 else None
