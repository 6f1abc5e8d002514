"""A feed's entries, whichever dialect: leads, the overlap with the last poll, and how far to page back (RFC 5005)."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime

from press.page import Lead
from press.urls import join
from spiders.discovery.document import JSON, Document, Found, Next, State
from spiders.discovery.feed_entry import Entry, Feed
from spiders.discovery.feed_json import read_json
from spiders.discovery.feed_lead import lead_of
from spiders.discovery.feed_malformed import MAX_BYTES as MAX_MALFORMED_BYTES
from spiders.discovery.feed_malformed import read_malformed
from spiders.discovery.feed_xml import MAX_ENTRIES, ROOTS, parse, read_xml
from spiders.discovery.payload import Payload
from spiders.discovery.since import is_older

#: Identities of entries to remember: the last poll's, whatever the feed's length, fit in 4 kB of state.
REMEMBERED = 200

#: Pages of one listing that are followed. At WordPress's ten entries a page: 10,000 releases back.
MAX_PAGES = 1_000

_NOT_A_FEED = "not a feed"


def is_feed(payload: Payload) -> bool:
    """Whether the document's first element is one of a feed's, or it may be a JSON Feed."""
    return payload.root in ROOTS or payload.shape == "json"


def read_feed(document: Document, payload: Payload, state: State | None, since: datetime | None, faults: Counter[str]) -> Found:
    """Leads, and the next older page where there is reason to go there.

    Paging is followed on the first visit, on a gap until the last poll's entries come into sight, and with `since` until a
    page holds nothing but older entries. While it goes on, the state carries the walk under `walk`: what the last visit
    had seen (`known`), the pages that were read (`pages`), and whether a gap is open.
    """
    feed = _parse(payload, document.url, faults)
    if feed is None:
        return Found(state=dict(state or {}), faults=dict(faults))
    leads = _leads(feed, document, since, faults)
    if len(feed.entries) > MAX_ENTRIES:
        faults[f"feed cut after {MAX_ENTRIES} entries"] += 1
    seen = list(dict.fromkeys(filter(None, (_identity(entry) for entry in feed.entries))))
    walk = _Walk(document, state)
    overlaps = not walk.known.isdisjoint(seen)
    apart = bool(walk.known) and bool(seen) and not overlaps and not feed.complete
    gap = apart if not walk.is_page else walk.gap and not overlaps
    older = _older(document, feed, walk, faults)
    go_on = older is not None and bool(seen) and (
        (since is not None and bool(leads))  # no lead: all that it holds is older
        or (since is None and (gap or (walk.first and not overlaps)))
    )  # fmt: skip
    remembered = [*walk.seen, *seen, *walk.before] if walk.is_page else [*seen, *walk.seen]
    kept: list[JSON] = [*dict.fromkeys(remembered)]
    new_state: dict[str, JSON] = {"seen": kept[:REMEMBERED]}
    documents: tuple[Next, ...] = ()
    if go_on and older is not None:
        documents = (Next(older, "feed", document.depth + 1, paged=True),)
        new_state["walk"] = walk.onward(document.url, gap)
    return Found(leads, documents, new_state, gap and not go_on, dict(faults), dict(feed.hints))


class _Walk:
    """What the state says of the pages before this one. A state of any other shape is one that remembers nothing."""

    def __init__(self, document: Document, state: State | None) -> None:
        state = state or {}
        self.seen = _strings(state.get("seen"))
        self.is_page = document.kind == "feed" and document.depth > 0
        walk = state.get("walk") if self.is_page else None
        walk = walk if isinstance(walk, dict) else {}
        known = _strings(walk.get("known")) if walk else self.seen
        self.known = frozenset(known)
        self.before = known if self.is_page else []
        self.pages = _strings(walk.get("pages"))
        self.gap = walk.get("gap") is True
        self.first = walk.get("first") is True if walk else not known

    def onward(self, url: str, gap: bool) -> dict[str, JSON]:
        return {"known": [*sorted(self.known)], "pages": [*self.pages, _short_hash(url)], "gap": gap, "first": self.first}

    def has_read(self, url: str) -> bool:
        return _short_hash(url) in self.pages


def _parse(payload: Payload, url: str, faults: Counter[str]) -> Feed | None:
    if payload.shape == "json":
        feed = read_json(payload.body, url)
        if feed is None:
            faults[_NOT_A_FEED] += 1
        return feed
    if payload.shape in ("html", "empty"):
        faults[_NOT_A_FEED if payload.shape == "html" else "empty document"] += 1
        return None
    if (root := parse(payload.body)) is not None:
        return read_xml(root, url)
    if payload.root not in ROOTS:
        faults[_NOT_A_FEED] += 1
        return None
    faults["malformed XML"] += 1
    return _mend(payload, url, faults)


def _mend(payload: Payload, url: str, faults: Counter[str]) -> Feed | None:
    """The reading with more to it of two: feedparser's, and what lxml makes of the tree up to and past the damage."""
    feed = read_malformed(payload.body, url, faults) if len(payload.body) <= MAX_MALFORMED_BYTES else Feed()
    root = parse(payload.body, recover=True)
    recovered = read_xml(root, url) if root is not None else Feed()
    return recovered if _usable(recovered) > _usable(feed) else feed


def _usable(feed: Feed) -> int:
    return sum(1 for entry in feed.entries if entry.links)


def _leads(feed: Feed, document: Document, since: datetime | None, faults: Counter[str]) -> tuple[Lead, ...]:
    """One lead an address, the first (newest) entry's; entries older than `since` are left out."""
    found: dict[str, Lead] = {}
    for entry in feed.entries[:MAX_ENTRIES]:
        lead = lead_of(entry, feed, document, faults)
        if lead is not None and lead.url not in found and not is_older(since, lead.published, lead.modified):
            found[lead.url] = lead
    return tuple(found.values())


def _older(document: Document, feed: Feed, walk: _Walk, faults: Counter[str]) -> str | None:
    older = join(document.url, feed.older) if feed.older else None
    if older is None or older == document.url:
        return None
    if walk.has_read(older):
        faults["paging goes in a circle"] += 1
        return None
    if document.depth >= MAX_PAGES:
        faults[f"paging cut after {MAX_PAGES} pages"] += 1
        return None
    return older


def _identity(entry: Entry) -> str | None:
    """An entry's identity, short: its id, else its first link as written."""
    text = entry.ident or (entry.links[0][0] if entry.links else entry.title)
    return _short_hash(text.strip()) if text else None


def _short_hash(text: str) -> str:
    """64 bits: by chance alike once in 10^14 pairs of polls."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _strings(value: JSON) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
