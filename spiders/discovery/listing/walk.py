"""One page of a listing: its releases as leads, whether there is more to read and where, and what to remember."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from press.page import Lead
from spiders.discovery.document import JSON, Document, Found, Next, State
from spiders.discovery.listing.memory import Memory, Walk, key_of
from spiders.discovery.listing.survey import Entry, Order, Survey, steps_of, survey_with
from spiders.discovery.since import is_older

#: Pages of one listing in a visit. At ten entries a page this is five thousand; what is beyond is read by the next visit.
MOST_PAGES = 500
#: Pages in a row that bring nothing new before a walk ends. One may: a page two that shows the first page's entries again.
MOST_BARREN = 2
#: An address that gets longer with every page of so many has no end.
MOST_LONGER = 6
#: Structures that are remembered, so that a last page with one entry is read like the others.
_MOST_SHAPES = 8
_PAGE_SEGMENT = re.compile(r"/(?:[^\W\d_]+[/_-]?)?\d{1,6}(?=/|$)")


def read_listing(document: Document, state: State | None, since: datetime | None) -> Found:
    """The leads of one page, and the one page to read next.

    All entries are leads; the database knows which are known. The next page is read while the page ends in entries that are
    new, on a first visit to the end, with `since` until all are older. The state counts when no page follows.
    """
    memory = Memory.of(state)
    written = (state or {}).get("walk")
    walk = Walk.of(written) if isinstance(written, dict) else Walk(start=document.url)
    if not walk.pages and document.depth:  # the first page has not changed; this is the page to look at instead
        walk.mode = "rest" if memory.rest is not None else "tail"
    seen = survey_with(document, frozenset((*memory.shapes, *walk.shapes)))
    faults: Counter[str] = Counter(dict(seen.faults))
    if not walk.pages and not seen.entries and not seen.off_site:
        return _nothing(document, seen, state, faults)
    page = _Page(document, seen, memory, walk, since, faults)
    following = page.following()
    leads = page.leads()
    if seen.pagination.how == "scripts" and walk.pages == 1:
        faults["pagination needs scripts"] += 1
    elif seen.pagination.says_more and seen.pagination.next is None:
        faults["says that it has more pages than it leads to"] += 1
    if seen.off_site:
        faults["leads to another site"] += len(seen.off_site)
    if not leads and following is None:
        faults.clear()  # nothing is wrong with a page whose releases are all older than asked for
    hints = {name: value for name, value in (("title", seen.title), ("language", seen.language)) if value is not None}
    if following is None:
        return Found(leads, (), page.remembered(), faults=dict(faults), hints=dict(hints))
    kept = {} if memory.is_first else memory.to_json()
    kept["walk"] = walk.to_json()
    nexts = (Next(following, "listing", document.depth + 1, paged=True),)
    return Found(leads, nexts, kept, faults=dict(faults), hints=dict(hints))


def _nothing(document: Document, seen: Survey, state: State | None, faults: Counter[str]) -> Found:
    """A first page that lists nothing: what is remembered stays, and the reason is counted."""
    if seen.is_empty_without_scripts:
        faults["page is empty without scripts"] += 1
    else:
        faults["no list of releases"] += 1
    kept = {name: value for name, value in (state or {}).items() if name != "walk"}
    return Found(state=kept, faults=dict(faults))


class _Page:
    """A page in its walk: taken into it at once, then asked what follows."""

    def __init__(
        self, document: Document, seen: Survey, memory: Memory, walk: Walk, since: datetime | None, faults: Counter[str]
    ) -> None:
        self.document, self.seen, self.memory, self.walk = document, seen, memory, walk
        self.since, self.faults = since, faults
        self.known = frozenset(memory.seen)
        self.is_cut = False
        keys = [key_of(entry.url) for entry in (*seen.entries, *seen.off_site)]
        self._arrive(keys)
        _count_order(walk, seen.entries)

    def leads(self) -> tuple[Lead, ...]:
        document, seen = self.document, self.seen
        return tuple(
            Lead(
                entry.url, way="listing", found_in=document.url, headline=entry.headline, summary=entry.summary,
                published=entry.published, modified=entry.modified, language=document.language or seen.language,
            )
            for entry in seen.entries
            if not is_older(self.since, entry.dated)
        )  # fmt: skip

    def following(self) -> str | None:
        """The page to read next, or None where the walk ends."""
        url = self._further() or self._elsewhere()
        if url is not None:
            self.walk.asked.append(key_of(url))
        return url

    def remembered(self) -> dict[str, JSON]:
        """What the visit leaves behind, once its last page has been read."""
        walk, memory = self.walk, self.memory
        if walk.mode == "rest" and not self.is_cut and self.since is None:
            memory.rest = None
        is_whole = walk.mode != "new" or memory.is_first or memory.tail_lost
        memory.order = self._order()
        if memory.order == "newest":
            memory.tail = None
        elif self.since is None and not self.is_cut and is_whole and walk.pages > 1:
            memory.tail = walk.last_good
        if self.since is None and not self.is_cut:
            memory.tail_lost = False
        return _closed(walk, memory)

    def _arrive(self, keys: list[str]) -> None:
        """Take the page into the walk: its address, and what it brings that is new."""
        walk, own = self.walk, key_of(self.document.url)
        if own not in walk.asked:
            walk.asked.append(own)
        walk.pages += 1
        before = frozenset(walk.entries)
        fresh = [key for key in dict.fromkeys(keys) if key not in before]
        walk.entries.extend(fresh)
        walk.barren = 0 if fresh else walk.barren + 1
        if fresh:
            walk.last_good = self.document.url
            walk.shapes = list(dict.fromkeys((*walk.shapes, *self.seen.shapes)))[:_MOST_SHAPES]
        if not self.memory.is_first and not self.known.issuperset(fresh):
            if walk.pages == 1 and walk.mode == "new":
                walk.new_on_first = True
            walk.new_in_tail |= walk.mode == "tail"

    def _further(self) -> str | None:
        """The next page of the list as far as it is worth reading."""
        walk, url = self.walk, self.seen.pagination.next
        if url is None or walk.barren >= MOST_BARREN or key_of(url) in walk.asked or not self._wants_more():
            return None
        if self._grows(url):
            self.faults["address of the next page grows without end"] += 1
            return None
        if walk.pages >= MOST_PAGES:
            self.faults["more pages than are read in one visit"] += 1
            self.memory.rest, self.is_cut = url, True
            return None
        return url

    def _wants_more(self) -> bool:
        """Whether older releases are wanted than this page has."""
        if self.since is not None:
            dated = [entry for entry in self.seen.entries if entry.is_dated]
            older = bool(dated) and all(is_older(self.since, entry.dated) for entry in dated)
            return not older or self._order() != "newest"
        if self.memory.is_first or self.walk.mode != "new":
            return True
        if self.memory.tail_lost and self._order() != "newest" and not (self.walk.pages == 1 and self.seen.pagination.last_page):
            return True
        last = _main_list(self.seen.entries)[-1:]
        return any(key_of(entry.url) not in self.known for entry in last)

    def _elsewhere(self) -> str | None:
        """Where to go on when this part of the list is done: where a walk was cut off, then where the list may have grown."""
        walk, memory = self.walk, self.memory
        if self.is_cut or self.since is not None or memory.is_first or walk.pages >= MOST_PAGES:
            return None
        if walk.mode == "new" and memory.rest is not None and key_of(memory.rest) not in walk.asked:
            walk.mode, walk.barren = "rest", 0
            return memory.rest
        if walk.mode == "rest":
            memory.rest = None
        if (
            walk.mode == "tail"
            or self._order() == "newest"
            or walk.new_on_first
            or (memory.tail is None and not memory.tail_lost)
        ):
            return None
        tail = (self.seen.pagination.last_page if walk.pages == 1 else None) or memory.tail
        if tail is None or key_of(tail) in walk.asked:
            return None
        walk.mode, walk.barren = "tail", 0
        return tail

    def _order(self) -> Order:
        return _order_of(self.walk, self.memory)

    def _grows(self, url: str) -> bool:
        """Whether addresses get longer without end: a parameter or a page's number that is hung on once more each time."""
        start, now = urlsplit(self.walk.start), urlsplit(url)
        if len(_PAGE_SEGMENT.findall(now.path)) > len(_PAGE_SEGMENT.findall(start.path)) + 1:
            return True
        before = Counter(name for name, _ in parse_qsl(start.query, keep_blank_values=True))
        after = Counter(name for name, _ in parse_qsl(now.query, keep_blank_values=True))
        if any(count > max(before[name], 1) for name, count in after.items()):
            return True
        self.walk.longer = self.walk.longer + 1 if len(url) > len(self.document.url) + 1 else 0
        return self.walk.longer > MOST_LONGER


def without_page(state: State | None, url: str) -> dict[str, JSON] | None:
    """A listing's state where the further page at `url` is not there (404, 410): what can be remembered all the same.

    A page where the walk went down is asked once more by the next visit, and if it is not there then either, the list ends before
    it. Where the list's known last page has gone, the next visit goes down from the first page. None: not a listing's state.
    """
    written = (state or {}).get("walk")
    memory = Memory.of(state)
    if isinstance(written, dict) and "start" in written and "shapes" in written:
        walk = Walk.of(written)
    elif "shapes" in (state or {}):  # nothing has been read: the first page had not changed
        walk = Walk(mode="rest" if memory.rest == url else "tail")
    else:
        return None
    if walk.mode == "tail":
        memory.tail, memory.tail_lost = None, True
    elif walk.mode == "rest":
        memory.rest = None
    else:
        memory.rest = url
    memory.order = _order_of(walk, memory)
    return _closed(walk, memory)


def _closed(walk: Walk, memory: Memory) -> dict[str, JSON]:
    """What is remembered where a walk ends."""
    memory.remember(walk.entries)
    memory.shapes = list(dict.fromkeys((*walk.shapes, *memory.shapes)))[:_MOST_SHAPES]
    return memory.to_json()


def _order_of(walk: Walk, memory: Memory) -> Order:
    """The order of a list: by the dates of this walk, else as remembered, else by where new entries turned up."""
    if walk.down > 0 and walk.down >= 2 * walk.up:
        return "newest"
    if walk.up > 1 and walk.up >= 2 * walk.down:
        return "oldest"
    if memory.order == "unknown" and walk.new_on_first != walk.new_in_tail:
        return "newest" if walk.new_on_first else "oldest"
    return memory.order


def _main_list(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of the largest group."""
    sizes = Counter(entry.group for entry in entries)
    largest = max(sizes, key=lambda group: (sizes[group], -group), default=0)
    return [entry for entry in entries if entry.group == largest]


def _count_order(walk: Walk, entries: Sequence[Entry]) -> None:
    """Add to the walk which way the dates run, from page to page too."""
    down, up = steps_of(entries)
    days = [entry.dated.local.date().isoformat() for entry in _main_list(entries) if entry.dated is not None]
    if days and walk.last_day is not None and walk.mode == "new":
        down, up = down + (days[0] < walk.last_day), up + (days[0] > walk.last_day)
    walk.down, walk.up = walk.down + down, walk.up + up
    if days:
        walk.last_day = days[-1]
