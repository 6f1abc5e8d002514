"""One door for every kind of discovery document: what it is, is read from its bytes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from spiders.discovery.document import Document, Found, State
from spiders.discovery.feed import is_feed, read_feed
from spiders.discovery.json_endpoint import read_endpoint
from spiders.discovery.listing import read_listing
from spiders.discovery.payload import unpack
from spiders.discovery.robots import is_robots, read_robots
from spiders.discovery.sitemap import is_sitemap, read_sitemap
from spiders.discovery.wordpress import read_wordpress


def read(document: Document, state: State | None, *, since: datetime | None = None) -> Found:
    """The leads in `document`, the documents to read next, and what to remember.

    `state` is what the last visit remembered of this document (None on the first; for a further page of a listing, the state
    that came of the page before it). `since` (with a zone) goes back again to that date and leaves out what is known to be
    older. A document of another kind than it was asked for as (a feed among the sitemaps) is read as what it is.
    Any bytes are read without an exception; what cannot be used is counted in `Found.faults`.
    """
    if since is not None and since.tzinfo is None:
        raise ValueError("since needs a zone")
    faults: Counter[str] = Counter()
    if document.kind == "wordpress":
        return read_wordpress(document, state, since, faults)
    if document.kind == "json":
        return read_endpoint(document, state, since, faults)
    payload = unpack(document, faults)
    if is_robots(document):
        return read_robots(document, payload, state, faults)
    if is_sitemap(payload):
        return read_sitemap(document, payload, state, since, faults)
    if document.kind == "listing" and not is_feed(payload):
        return read_listing(document, state, since)
    if document.kind == "feed" or is_feed(payload):
        return read_feed(document, payload, state, since, faults)
    return read_sitemap(document, payload, state, since, faults)
