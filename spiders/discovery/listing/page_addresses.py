"""What two addresses say of each other as pages of one list: that one goes on from the other, before it or after it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

PAGE_IN_ADDRESS = re.compile(
    r"(?:^|[/_.-])(?:page|seite|pagina|paged?|pg|p|str|strana|strona|sida|side|trang|halaman)[/_=-]?\d{1,5}(?:$|[/_.-])",
    re.IGNORECASE,
)
_MONTH_IN_ADDRESS = re.compile(r"(?<![\d-])((?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/](?:0?[1-9]|[12]\d|3[01]))?)(?=$|[/?&#])")
_COUNTED = re.compile(r"[-_]?\d{1,5}(?=\.\w{2,5}$)")
_NUMBERS = re.compile(r"(\d{1,9})")
_PAGE_PARAMETER = re.compile(
    r"page|^p$|^pg$|^pn$|start|offset|^from$|^skip$|^seite$|^pagina$|pagenum|^b_start|updated-max|cursor|after", re.IGNORECASE
)


def is_the_second(page: str, url: str) -> bool:
    """Whether an address is that of the page after this one, whatever the link to it says: "see all", an icon, "archive"."""
    if not (continues(page, url) and is_page_address(url)):
        return False
    own, other = _NUMBERS.findall(page), _NUMBERS.findall(url)
    return [number for number in other if number not in own][-1:] in (["2"], ["1"]) and is_after(page, url)


def is_before(page: str, url: str) -> bool:
    """Whether two addresses differ in one number alone, and this page's is the higher one (or the other has none left)."""
    a, b = _NUMBERS.split(page), _NUMBERS.split(url)
    if len(a) == len(b):
        differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        return (
            len(differing) == 1 and all(part.isdecimal() for part in differing[0]) and int(differing[0][0]) > int(differing[0][1])
        )
    return is_page_address(page) and page.startswith(url.rstrip("/"))


def is_after(page: str, url: str) -> bool:
    """Whether an address is this page's with a higher number, or with a page's number where this one has none."""
    return is_before(url, page)


def is_of_a_month(page: str, url: str) -> bool:
    """Whether an address names a month or day that the page's own does not: a calendar, which has no end."""
    return bool(set(_MONTH_IN_ADDRESS.findall(url)) - set(_MONTH_IN_ADDRESS.findall(page)))


def is_page_address(url: str) -> bool:
    parts = urlsplit(url)
    return bool(PAGE_IN_ADDRESS.search(parts.path)) or any(_PAGE_PARAMETER.search(name) for name, _ in parse_qsl(parts.query))


def continues(page: str, url: str) -> bool:
    """Whether an address is a page's own with something that counts: another query, or a path that goes on with a number."""
    own, other = urlsplit(page), urlsplit(url)
    if own.netloc != other.netloc:
        return False
    if own.path.rstrip("/") == other.path.rstrip("/"):
        changed = set(parse_qsl(other.query)) - set(parse_qsl(own.query))
        return any(value.isdigit() or _PAGE_PARAMETER.search(name) for name, value in changed)
    if own.path != other.path and _COUNTED.sub("", own.path) == _COUNTED.sub("", other.path):
        return True  # index.html, index2.html
    stem = re.sub(r"(?:/(?:page|seite|pagina))?/\d{1,5}/?$", "", own.path.rstrip("/"))
    if not other.path.startswith(stem.rstrip("/") + "/"):
        return bool(PAGE_IN_ADDRESS.search(other.path)) and PAGE_IN_ADDRESS.sub("", other.path) == PAGE_IN_ADDRESS.sub(
            "", own.path
        )
    return bool(re.fullmatch(r"/?(?:[^\W\d_]{1,12}[/_-]?)?\d{1,5}(?:\.\w{2,5})?/?", other.path[len(stem.rstrip("/")) :]))
