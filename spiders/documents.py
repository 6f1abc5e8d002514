"""The walk over a source's discovery documents: what to ask, what was read, what to remember.

Leads are rows as soon as their document has been read. What is remembered of a document (ETag, digests, cursor) commits with
them if nothing hangs on it, and otherwise when its last page and last child have been read: a visit cut off in between reads it
again, and no page or child of it is forgotten.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive import documents
from archive.documents import DocumentSeen, DocumentState
from crawler.answer import charset_of, media_type_of
from crawler.quiet import until
from crawler.reading import ReadingFailed
from crawler.visiting import Visiting
from press import urls
from press.capture import Capture
from press.page import Lead
from press.source import Way, WayKind
from spiders.conditions import conditions, rests
from spiders.discovery import Document, Found, Next, address_to_ask, forget, is_incomplete, read, unchanged
from spiders.discovery.document import HEADERS
from spiders.discovery.listing import without_page

#: RFC 9110 sections 15.5.5 and 15.5.11; and what robots.txt forbids is not there for us.
_NOT_THERE = ("http_404", "http_410", "robots")


@dataclass(eq=False)
class Ticket:
    """One document on its way. `first` is the first page of its listing where this is a further one.

    `url` is what it is remembered under; `asks`, if any, is what is asked instead.
    """

    url: str
    way: Way
    kind: WayKind
    depth: int = 0
    parent: Ticket | None = None
    first: Ticket | None = None
    awaited: int = 0  # pages and children that have not ended yet
    seen: DocumentSeen | None = None  # what to remember once none is awaited
    lost: list[str] = field(default_factory=list)  # children that could not be had
    page_lost: bool = False
    ended: bool = False  # the document itself, not what hangs on it
    asks: str | None = None


class Walk:
    """All discovery documents of one visit."""

    def __init__(self, visiting: Visiting, *, most: int) -> None:
        self._visiting = visiting
        self._most = most
        self._known: dict[str, DocumentState] = {}
        self._asked: set[str] = set()
        self._pending: set[Ticket] = set()
        self._ended = asyncio.Event()

    async def begin(self) -> list[Ticket]:
        """The documents that the source file names, without the ways that rest."""
        visiting = self._visiting
        self._known = await documents.state_of(visiting.workshop.archive, visiting.source.source_id)
        tickets = []
        for way in visiting.source.discover:
            url = urls.normalise(way.url)
            if self._rests(way, self._known.get(url)):
                visiting.documents[url] = "not_due"
            else:
                known = self._known.get(url)
                asks = address_to_ask(way, known.state if known else None, visiting.since)
                tickets.append(Ticket(url, way, way.kind, asks=asks if asks != url else None))
        return self._admit(tickets)

    def _rests(self, way: Way, known: DocumentState | None) -> bool:
        """Whether a way with `sweep_hours` was read whole within these hours. Going back by date asks it all the same."""
        visiting = self._visiting
        return visiting.since is None and not visiting.revisit_all and rests(way, known, datetime.now(UTC))

    async def drained(self, crawler: Crawler) -> None:
        """Wait until every document that was asked has ended; those that vanished without a word end as `unheard`."""
        if not await until(lambda: not self._pending, self._ended, crawler):
            for ticket in list(self._pending):
                await self.failed(ticket, "unheard", ())

    def conditions(self, ticket: Ticket) -> tuple[dict[str, str], dict[str, Any]]:
        """Headers and meta for asking conditionally. Going back by date needs the whole document, whatever is known of it."""
        known, whole = self._known.get(ticket.url), self._visiting.since is not None
        return conditions(ticket.kind, known, is_further=ticket.first is not None, whole=whole, elsewhere=ticket.asks is not None)

    async def arrived(self, ticket: Ticket, response: Response) -> list[Ticket]:
        """Read a document, keep what it says, and name the documents to ask next."""
        visiting, first = self._visiting, ticket.first or ticket
        known = self._known.get(first.url)
        if response.meta.get("press_unchanged") and known is not None and not is_incomplete(known.state):
            await documents.checked(visiting.workshop.archive, visiting.visit, [ticket.url])
            nexts = unchanged(ticket.url, known.state, depth=ticket.depth)
            if any(
                following.paged for following in nexts
            ):  # a listing whose further pages may have changed: it is remembered anew
                ticket.seen = DocumentSeen(
                    ticket.url,
                    ticket.kind,
                    known.etag,
                    known.last_modified,
                    known.payload_digest,
                    known.content_digest,
                    known.state,
                )
            following = self._follow(ticket, nexts)
            await self._end(ticket, "unchanged")
            return following
        captured: list[Capture] = response.meta["press_captures"]
        document = Document(
            url=urls.normalise(response.url), body=response.body, media_type=media_type_of(response),
            charset=charset_of(response), kind=ticket.kind, language=ticket.way.language, depth=ticket.depth,
            answer=ticket.way.answer, status=response.status,
            headers={name: value for name in HEADERS if (value := _header(response, name)) is not None},
        )  # fmt: skip
        state = first.seen.state if first.seen is not None else known.state if known is not None else None
        try:
            # No function of this module: a reading process would load the crawl and the archive with it (ReadingPool.run).
            found: Found = await visiting.workshop.reading.run(partial(read, since=visiting.since), document, state)
        except ReadingFailed as failure:
            await self.failed(ticket, failure.word, captured)
            return []
        leads = self._count(ticket, found)
        if ticket.first is None:
            ticket.seen = DocumentSeen(
                url=ticket.url, kind=ticket.kind,
                etag=_header(response, "ETag"), last_modified=_header(response, "Last-Modified"),
                payload_digest=captured[-1].payload_digest if captured else known.payload_digest if known else None,
                content_digest=response.meta.get("press_content_digest"), state=found.state,
            )  # fmt: skip
        elif first.seen is not None:
            first.seen = replace(first.seen, state=found.state)
        following = self._follow(ticket, found.documents)
        alone = ticket.first is None and not ticket.awaited and not ticket.lost and not _fault(found)
        await documents.record(visiting.workshop.archive, visiting.visit, ticket.seen if alone else None, leads, captured)
        if alone or _fault(found):
            ticket.seen = None  # committed; or not the document it should be, and nothing of it is to be remembered
        await self._end(ticket, _fault(found) or "read")
        return following

    async def failed(self, ticket: Ticket, word: str, captured: Sequence[Capture]) -> None:
        """A document could not be had."""
        self._visiting.ledger.keep(captured)
        if ticket.first is not None:
            _lose_page(ticket.first, ticket.url, word)
        elif ticket.parent is not None:
            ticket.parent.lost.append(ticket.url)
        await self._end(ticket, word)

    def crashed(self, ticket: Ticket) -> None:
        """Reading it failed by a fault of ours; the exception is on its way to the log and the visit's report."""
        self._visiting.documents[ticket.url] = "error"
        self._pending.discard(ticket)
        self._ended.set()

    def _follow(self, ticket: Ticket, nexts: Iterable[Next]) -> list[Ticket]:
        first = ticket.first or ticket
        tickets = []
        for following in nexts:
            url = urls.without_parameters(following.url, self._visiting.source.ignore_parameters)
            if following.paged:
                tickets.append(Ticket(url, ticket.way, following.kind, following.depth, first.parent, first))
            else:
                tickets.append(Ticket(url, ticket.way, following.kind, following.depth, first))
        admitted = self._admit(tickets)
        first.awaited += len(admitted)
        return admitted

    def _admit(self, tickets: Iterable[Ticket]) -> list[Ticket]:
        """Those not asked in this visit yet, within its bound; what the bound keeps out stays to be asked next time."""
        admitted = []
        for ticket in tickets:
            if ticket.url in self._asked:
                continue
            if len(self._asked) >= self._most:
                self._visiting.fault("too_many_documents")
                if ticket.first is not None:
                    ticket.first.page_lost = True
                elif ticket.parent is not None:
                    ticket.parent.lost.append(ticket.url)
                continue
            self._asked.add(ticket.url)
            self._pending.add(ticket)
            admitted.append(ticket)
        return admitted

    async def _end(self, ticket: Ticket, how: str) -> None:
        """One document less to wait for."""
        self._visiting.documents[ticket.url] = how
        if ticket.first is not None:
            ticket.first.awaited -= 1
            await self._complete(ticket.first)
        else:
            ticket.ended = True
            await self._complete(ticket)
        self._pending.discard(ticket)
        self._ended.set()

    async def _complete(self, ticket: Ticket) -> None:
        """Remember a document when all that hangs on it has ended, but neither a listing cut short nor a child not had."""
        if ticket.awaited or not ticket.ended:
            return
        if ticket.seen is not None and not ticket.page_lost:
            seen = ticket.seen
            for url in ticket.lost:
                seen = replace(seen, state=forget(seen.state or {}, url))
            await documents.record(self._visiting.workshop.archive, self._visiting.visit, seen, (), ())
        if ticket.parent is not None:
            ticket.parent.awaited -= 1
            await self._complete(ticket.parent)

    def _count(self, ticket: Ticket, found: Found) -> list[Lead]:
        visiting = self._visiting
        for word, count in found.faults.items():
            visiting.fault(word, count)
        visiting.gap |= found.gap
        visiting.changed = True
        leads = self._wanted(ticket.way, found.leads)
        visiting.leads_found += len(leads)
        return leads

    def _wanted(self, way: Way, leads: Iterable[Lead]) -> list[Lead]:
        wanted = []
        since, zone, ignored = self._visiting.since, self._visiting.source.time_zone, self._visiting.source.ignore_parameters
        for said in leads:
            lead = replace(said, url=urls.without_parameters(said.url, ignored)) if ignored else said
            dated = lead.published or lead.modified
            if way.include and not any(re.search(pattern, lead.url) for pattern in way.include):
                self._visiting.fault("not_included")
            elif any(re.search(pattern, lead.url) for pattern in way.exclude):
                self._visiting.fault("excluded")
            elif since is not None and dated is not None and dated.at(zone) < since:
                self._visiting.fault("before_since")
            else:
                wanted.append(lead if lead.language or not way.language else replace(lead, language=way.language))
        return wanted


def request_for(walk: Walk, ticket: Ticket, callback: Any, errback: Any) -> Request:
    """The request for a document; documents come before pages in the scheduler's queue."""
    headers, meta = walk.conditions(ticket)
    return Request(
        ticket.asks or ticket.url, headers=headers, priority=100,
        meta={**meta, "press_captures": [], "press_render": ticket.kind == "listing"},
        callback=callback, errback=errback, cb_kwargs={"ticket": ticket},
    )  # fmt: skip


def _lose_page(first: Ticket, url: str, word: str) -> None:
    """A further page of a listing could not be had.

    Where the server says that there is no such page, or robots.txt that nobody may ask for it, asking again would say the same at
    each visit and the listing would never be remembered: its state goes on without that page. Any other failure may be over at
    the next visit, which reads the list again.
    """
    state = without_page(first.seen.state, url) if first.seen is not None and word in _NOT_THERE else None
    if first.seen is None or state is None:
        first.page_lost = True
    else:
        first.seen = replace(first.seen, state=state)


def _fault(found: Found) -> str:
    """The reason where a document is not what it should be and yielded nothing; else empty."""
    return "" if found.leads or found.documents else next(iter(found.faults), "")


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
