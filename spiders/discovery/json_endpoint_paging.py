"""Where the next page of a JSON endpoint's list is, by its description or by the answer's Link header (RFC 8288)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from press.source import Answer
from press.urls import join, same_site
from spiders.discovery.document import Document
from spiders.discovery.json_answer import at, text_of
from spiders.discovery.query import parameter, with_parameters

_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_NEXT = re.compile(r";\s*rel\s*=\s*(?:\"(?:[^\"]*\s)?next(?:\s[^\"]*)?\"|next\b)", re.IGNORECASE)


def next_address(
    document: Document, answer: Answer, data: Any, count: int, so_far: int, base: int | None, faults: Counter[str]
) -> str | None:
    """The normalised address of the page after this one, which holds `count` items; None where it is the last.

    `so_far` is the number of items read from the list's beginning up to this page's end, 0 where that is not known. `base` is the
    number of the first page; None: it was asked without a number, and page 1 is that one or the second.
    """
    if answer.next:
        return _named(document, answer, at(data, answer.next), faults)
    if answer.page:
        number = number_in(document.url, answer.page)
        following = number + 1 if number is not None else base + 1 if base is not None else 1
        pages = _count(at(data, answer.pages)) if answer.pages else None
        if pages is not None and (pages <= 1 or (base is not None and following >= pages + base)):
            return None
        total = _count(at(data, answer.total)) if answer.total else None
        if pages is None and total is not None and total <= so_far:
            return None
        return join(document.url, with_parameters(document.url, {answer.page: str(following)}))
    if answer.offset:
        following = (number_in(document.url, answer.offset) or 0) + count
        total = _count(at(data, answer.total)) if answer.total else None
        if total is not None and following >= total:
            return None
        return join(document.url, with_parameters(document.url, {answer.offset: str(following)}))
    for address, attributes in _LINK.findall(document.headers.get("link", "")):
        if _NEXT.search(attributes):
            return _on_this_site(document, address, faults)
    return None


def number_in(url: str, name: str) -> int | None:
    """The count that a parameter of the address states."""
    text = parameter(url, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _named(document: Document, answer: Answer, value: Any, faults: Counter[str]) -> str | None:
    if isinstance(value, dict):
        value = value.get("href") or value.get("url")
    text = text_of(value)
    if text is None:
        return None
    if answer.cursor:
        return join(document.url, with_parameters(document.url, {answer.cursor: text}))
    return _on_this_site(document, text, faults)


def _on_this_site(document: Document, address: str, faults: Counter[str]) -> str | None:
    """The address, if it is the endpoint's site. Servers behind a proxy name themselves as they know themselves: the same path on
    another host is the endpoint's own next page."""
    url = join(document.url, address)
    if url is None or same_site(url, document.url):
        return url
    there, here = urlsplit(url), urlsplit(document.url)
    if there.path == here.path:
        return join(document.url, f"{here.scheme}://{here.netloc}{there.path}?{there.query}")
    faults["next page is on another site"] += 1
    return None


def _count(value: Any) -> int | None:
    text = text_of(value) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
