"""A JSON endpoint that a source's file describes: its items as leads, the next page, and what to remember."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from press.page import Lead
from press.source import Answer
from spiders.discovery import json_answer
from spiders.discovery.document import JSON, Document, Found, Next, State
from spiders.discovery.json_endpoint_item import lead_of_item
from spiders.discovery.json_endpoint_memory import Memory, Walk, key_of
from spiders.discovery.json_endpoint_paging import next_address, number_in
from spiders.discovery.since import is_older

#: Pages of one endpoint in a visit, as for listings; the next visit goes on where this one stopped.
MAX_PAGES = 500

#: Items of one page that are read. A list that is longer is a whole archive in one answer.
MAX_ITEMS = 20_000

#: How servers say that there is no such page (those that do not just give an empty list).
_NO_SUCH_PAGE = frozenset([400, 404, 422])


def read_endpoint(document: Document, state: State | None, since: datetime | None, faults: Counter[str]) -> Found:
    """The leads of one page, and the one page to read next.

    The first visit reads all pages. A later one reads on while a page ends in an item that is new; a list of which it is not
    known that the newest comes first is looked at from its last page on as well. While a walk goes on, the state is that of the
    last visit with the walk's own (`walk`) beside it.
    """
    before = {name: value for name, value in (state or {}).items() if name not in ("walk", "incomplete")}
    unread: dict[str, JSON] = {**before, "incomplete": True}
    answer = document.answer
    if answer is None:
        faults["endpoint that is not described"] += 1
        return Found(state=unread, faults=dict(faults))
    memory = Memory.of(before)
    walk = _taken_up(document, state, memory, answer)
    items = _items(document, answer, walk, faults)
    if items is None:
        return Found(state=unread, faults=dict(faults))
    data, listed = items
    page = _Page(document, answer, data, listed, memory, walk, since, faults)
    following = page.following()
    if following is not None:
        nexts = (Next(following, "json", document.depth + 1, paged=True),)
        return Found(page.leads, nexts, {**unread, "walk": walk.to_json()}, faults=dict(faults), hints=page.hints)
    return Found(page.leads, (), page.remembered(), faults=dict(faults), hints=page.hints)


def _taken_up(document: Document, state: State | None, memory: Memory, answer: Answer) -> Walk:
    written = (state or {}).get("walk") if document.depth else None
    if isinstance(written, dict):
        return Walk.of(written)
    number = number_in(document.url, answer.page) if answer.page and not document.depth else None
    walk = Walk(base=memory.base if number is None else number, start="" if document.depth else document.url)
    if document.depth:  # the first page has not changed; this is the page to look at instead
        walk.mode = "rest" if memory.rest == document.url else "tail"
    return walk


def _items(document: Document, answer: Answer, walk: Walk, faults: Counter[str]) -> tuple[Any, list[dict[str, Any]]] | None:
    """The answer and its items; None, and a count, where it is not what the description says."""
    if document.status in _NO_SUCH_PAGE and document.depth and (answer.page or answer.offset):
        return None if not walk.pages and walk.mode == "new" else ({}, [])
    if document.status != 200:
        faults[f"endpoint answered {document.status}"] += 1
        return None
    before = faults.total()
    data = json_answer.parse(document, faults)
    if data is None and faults.total() > before:
        return None
    value = json_answer.at(data, answer.items)
    listed = json_answer.entries(value)
    if listed is None:
        if document.depth and not value:  # beyond the last page many say null
            return data, []
        faults[_no_list(answer)] += 1
        return None
    if len(listed) > MAX_ITEMS:
        faults[f"list cut after {MAX_ITEMS} items"] += 1
        listed = listed[:MAX_ITEMS]
    objects = [item for item in listed if isinstance(item, dict)]
    if len(objects) < len(listed):
        faults["item that is no object"] += len(listed) - len(objects)
    return data, objects


def _no_list(answer: Answer) -> str:
    return f"no list at {answer.items[:60]}" if answer.items else "not a list"


class _Page:
    """A page in its walk: taken into it at once, then asked what follows."""

    def __init__(
        self,
        document: Document,
        answer: Answer,
        data: Any,
        items: list[dict[str, Any]],
        memory: Memory,
        walk: Walk,
        since: datetime | None,
        faults: Counter[str],
    ) -> None:
        self.document, self.answer, self.data, self.items = document, answer, data, items
        self.memory, self.walk, self.since, self.faults = memory, walk, since, faults
        self.is_cut = False
        found = [lead_of_item(item, answer, document, faults) for item in items]
        self.all_leads = [lead for lead in found if lead is not None]
        keys = [key_of(lead.url if lead is not None else repr(item)[:500]) for lead, item in zip(found, items, strict=True)]
        self.known = frozenset(memory.seen)
        self.repeats = self.is_repeated = walk.take(keys, [lead.published or lead.modified for lead in self.all_leads])
        self.ends_new = bool(keys) and keys[-1] not in self.known
        self.is_full = len(items) >= max(memory.size, walk.size, 1)
        walk.size = max(walk.size, len(items))
        if items and not self.repeats:
            walk.last_good = document.url
        if not memory.is_first and not self.known.issuperset(keys):
            walk.new_on_first |= walk.mode == "new" and len(walk.pages) == 1
            walk.new_in_tail |= walk.mode == "tail"
        total = json_answer.text_at(data, answer.total)
        self.hints: dict[str, JSON] = (
            {"total": int(total)} if total and total.isascii() and total.isdigit() and len(total) < 10 else {}
        )

    @property
    def leads(self) -> tuple[Lead, ...]:
        """One an address; none where the page was read before."""
        if self.is_repeated:
            return ()
        unique = {lead.url: lead for lead in self.all_leads if not is_older(self.since, lead.published, lead.modified)}
        return tuple(unique.values())

    def following(self) -> str | None:
        """The page to read next, or None where the walk ends."""
        return self._further() or self._elsewhere()

    def remembered(self) -> dict[str, JSON]:
        """What the visit leaves behind, once its last page has been read."""
        walk, memory = self.walk, self.memory
        if walk.mode == "rest" and not self.is_cut:
            memory.rest = None
        memory.order, memory.base = walk.order(memory.order), walk.base
        memory.size = max(memory.size, walk.size)
        counted = bool(self.answer.page or self.answer.offset)
        if memory.order == "newest" or not (counted or memory.order == "oldest"):  # a mark to go on from may not be good for ever
            memory.tail = None
        elif self.since is None and not self.is_cut and self.document.depth:
            # Behind a first page that was not followed by another yet, it is that other one to look at.
            memory.tail = walk.last_good if walk.last_good != walk.start else self.document.url
        memory.remember(walk.entries)
        return memory.to_json()

    def _further(self) -> str | None:
        """The next page of the list as far as it is worth reading."""
        walk, document, answer = self.walk, self.document, self.answer
        if not self.items:
            return None
        if answer.page and walk.base < 0 and (number := number_in(document.url, answer.page)) is not None:
            walk.base = number if self.repeats else number - 1  # asked first without a number: page 1 is that one, or the second
            self.repeats = False
        if self.repeats or not self._wants_more():
            return None
        base = walk.base if walk.base >= 0 else None
        so_far = len(set(walk.entries)) if walk.mode == "new" else 0
        url = next_address(document, answer, self.data, len(self.items), so_far, base, self.faults)
        if url is None or url == document.url:
            return None
        if document.depth >= MAX_PAGES:
            self.faults[f"paging cut after {MAX_PAGES} pages: the next visit goes on"] += 1
            self.memory.rest, self.is_cut = url, True
            return None
        return url

    def _wants_more(self) -> bool:
        if self.since is not None:
            dated = [lead for lead in self.all_leads if lead.published or lead.modified]
            older = bool(dated) and all(is_older(self.since, lead.published, lead.modified) for lead in dated)
            return not older or self.walk.order(self.memory.order) != "newest"
        if self.walk.mode == "tail":  # behind a page that is not full there is none
            return self.ends_new or self.is_full
        if self.memory.is_first or self.walk.mode == "rest" or self.ends_new:
            return True
        # A list of one page, whose order is not known, may have got a second one behind it.
        return self.memory.tail is None and self.walk.order(self.memory.order) != "newest"

    def _elsewhere(self) -> str | None:
        """Where to go on when this part of the list is done: where a walk was cut off, then where the list may have grown."""
        walk, memory = self.walk, self.memory
        if self.is_cut or self.since is not None or memory.is_first or self.document.depth >= MAX_PAGES:
            return None
        if walk.mode == "new" and memory.rest is not None:
            walk.mode = "rest"
            return memory.rest
        if walk.mode == "rest":
            memory.rest = None
        if walk.mode == "tail" or memory.tail in (None, self.document.url) or walk.order(memory.order) == "newest":
            return None
        walk.mode = "tail"
        return memory.tail
