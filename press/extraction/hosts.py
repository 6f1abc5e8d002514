"""Which host a page is of: its address says it, else what its head names as its own address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from press.page import Page

#: The head of a page stands in so many bytes; a larger one is of scripts and styles.
_HEAD = 400_000
_ELEMENT = re.compile(rb"<(?:link|meta)\s([^<>]{1,2000})>", re.IGNORECASE)
_SAYS_ADDRESS = re.compile(rb"\brel\s*=\s*[\"']?canonical\b|\b(?:property|name)\s*=\s*[\"']?og:url\b", re.IGNORECASE)
_ADDRESS = re.compile(rb"\b(?:href|content)\s*=\s*[\"']?(https?://[^\s\"'<>]{1,300})", re.IGNORECASE)


def host_of(page: Page) -> str | None:
    """The host of a page, without `www.`; None where neither its address nor its head says one."""
    return host_of_address(page.url) if page.url else host_of_page(page.body)


def host_of_address(url: str) -> str | None:
    """The host of an address, without the `www.` that many sites answer with and without."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def host_of_page(body: bytes) -> str | None:
    """The host of the canonical link or of Open Graph's address, the first that is there; None where neither is."""
    for element in _ELEMENT.finditer(body, 0, _HEAD):
        if _SAYS_ADDRESS.search(element[1]) and (address := _ADDRESS.search(element[1])):
            return host_of_address(address[1].decode("ascii", "replace"))
    return None
