"""robots.txt as a way to find sitemaps: its `Sitemap:` lines (sitemaps.org; RFC 9309, section 2.2.4)."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from press.urls import join
from spiders.discovery.document import Document, Found, State
from spiders.discovery.payload import Payload
from spiders.discovery.sitemap_children import Child, decide

# RFC 9309, section 2.5: a crawler must read at least 500 KiB.
_MAX_BYTES = 512_000


def is_robots(document: Document) -> bool:
    """Whether the document's address is a robots.txt."""
    return urlsplit(document.url).path.endswith("/robots.txt")


def read_robots(document: Document, payload: Payload, state: State | None, faults: Counter[str]) -> Found:
    """The sitemaps that a robots.txt names, in its order. It says no dates, so all of them are asked for on every visit."""
    if payload.shape in ("html", "xml"):
        faults["not a robots.txt"] += 1
        return Found(state=dict(state or {}), faults=dict(faults))
    children = []
    for line in payload.body[:_MAX_BYTES].splitlines():
        key, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon or key.strip().lower() != "sitemap":
            continue
        url = join(document.url, value.split(" #", 1)[0])
        if url is None:
            faults["child sitemap without an address"] += 1
        else:
            children.append(Child(url))
    if not children:
        faults["robots.txt names no sitemap"] += 1
    documents, new_state = decide(document, children, state, None, faults)
    return Found(documents=documents, state=new_state, faults=dict(faults))
