"""A glance at a source: its discovery documents, asked conditionally, one after the other, until one has changed.

Nothing is read: what a changed document says is a visit's to find out. Asked are the documents that the source's file names and
those that an index of them would have a visit ask again though it has not changed itself. A source of which these cannot tell
whether something is new is left to a visit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from scrapy import Request
from scrapy.http import Response

from archive.documents import DocumentState
from crawler.backoff import Reason, reason_of
from press import urls
from press.errors import ArchiveLost
from press.source import Source, WayKind
from spiders.conditions import conditions, rests
from spiders.discovery import address_to_ask, is_incomplete, unchanged

#: Documents of one source that a glance asks; with more of them a crawl of its own is no dearer.
MOST_DOCUMENTS = 12

#: A source of which some documents cannot be had while the others have not changed is visited once in this time, so that it is
#: judged and the loss told.
JUDGED_EVERY = timedelta(days=1)

#: What is known of documents, by address.
LookUp = Callable[[Iterable[str]], Awaitable[Mapping[str, DocumentState]]]

#: The host may not be asked now: nothing was learned of the source.
_NOT_NOW = frozenset({"host_busy", "host_delay", "retry_after", "stopped", "cancelled"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance saw.

    `word` and `detail` say why it is not `unchanged` (words as in `crawler.backoff`; `new`, `unread`, `needs_visit`), or which
    document was lost although it is. `hard`: waiting will hardly help. `until`: when the host may be asked again, if it is known.
    `checked`: the documents that had not changed.
    """

    outcome: Literal["unchanged", "changed", "failed", "busy"]
    word: str = ""
    detail: str = ""
    hard: bool = False
    until: datetime | None = None
    checked: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Document:
    url: str
    kind: WayKind
    known: DocumentState
    asks: str
    depth: int = 0

    def request(self) -> Request:
        headers, meta = conditions(self.kind, self.known, elsewhere=self.asks != self.url)
        return Request(self.asks, headers=headers, meta=meta)


def addresses(source: Source) -> tuple[str, ...]:
    """What the documents that the source's file names are remembered under."""
    return tuple(dict.fromkeys(urls.normalise(way.url) for way in source.discover))


async def look(
    source: Source, known: Mapping[str, DocumentState], ask: Callable[[Request], Awaitable[Response]], *,
    children: LookUp, visited_at: datetime | None, now: datetime,
) -> Seen:  # fmt: skip
    """Glance at a source. `known`: its documents by address; `children` looks others up; `ask` raises whatever a request ends in.

    `visited_at`: when its latest visit with a row began.
    """
    named = _named(source, known, now)
    if isinstance(named, Seen):
        return named
    waiting, asked = deque(named), {document.url for document in named}
    checked: list[str] = []
    lost: list[tuple[str, Reason]] = []
    while waiting:
        document = waiting.popleft()
        try:
            response = await ask(document.request())
        except ArchiveLost:
            raise
        except Exception as error:  # noqa: BLE001  # whatever kept it from being had is judged by its reason
            reason = reason_of(error) or Reason("exception", False, str(error))
            if reason.word == "host_delay" and checked:  # the next glance would begin with the first again
                return Seen("changed", "needs_visit", f"{reason.detail}: a visit waits for it")
            if reason.word in _NOT_NOW:
                return Seen("busy", reason.word, reason.detail, until=getattr(error, "until", None))
            lost.append((document.url, reason))
            continue
        if not response.meta.get("press_unchanged"):
            lost_reason = reason_of(response.status)
            if lost_reason is None or response.status in response.meta.get("handle_httpstatus_list", ()):
                return Seen("changed", "new", f"{document.url} has changed")
            lost.append((document.url, lost_reason))
            continue
        checked.append(document.url)
        below = await _below(source, document, asked, children)
        if isinstance(below, Seen):
            return below
        waiting.extend(below)
    return _judged(checked, lost, visited_at, now)


def _named(source: Source, known: Mapping[str, DocumentState], now: datetime) -> list[_Document] | Seen:
    """The documents of the source's ways, without those that rest; or why only a visit can tell."""
    if source.render == "browser" or source.override is not None:
        return Seen("changed", "needs_visit", "its documents are built by scripts, or asked for in a way of its own")
    documents: dict[str, _Document] = {}
    for way in source.discover:
        url = urls.normalise(way.url)
        state = known.get(url)
        if state is None:
            return Seen("changed", "unread", f"{url} was never read")
        if url in documents or rests(way, state, now):
            continue
        if is_incomplete(state.state):
            return Seen("changed", "unread", f"{url} was not read to its end")
        documents[url] = _Document(url, way.kind, state, address_to_ask(way, state.state))
    for document in documents.values():
        if any(following.paged for following in unchanged(document.url, document.known.state)):
            return Seen("changed", "needs_visit", f"{document.url} may go on changing on its further pages")
    if len(documents) > MOST_DOCUMENTS:
        return Seen("changed", "needs_visit", f"it has {len(documents)} documents")
    return list(documents.values())


async def _below(source: Source, document: _Document, asked: set[str], children: LookUp) -> list[_Document] | Seen:
    """The documents to ask although the one that names them has not changed; or why only a visit can tell."""
    following = {
        urls.without_parameters(one.url, source.ignore_parameters): one
        for one in unchanged(document.url, document.known.state, depth=document.depth)
    }
    fresh = {url: one for url, one in following.items() if url not in asked}
    if not fresh:
        return []
    if any(one.paged for one in fresh.values()) or len(asked) + len(fresh) > MOST_DOCUMENTS:
        return Seen("changed", "needs_visit", f"what {document.url} names may have changed though it has not")
    known = await children(fresh)
    below = []
    for url, one in fresh.items():
        if (state := known.get(url)) is None or is_incomplete(state.state):
            return Seen("changed", "unread", f"{url} was not read to its end")
        asked.add(url)
        below.append(_Document(url, one.kind, state, url, one.depth))
    return below


def _judged(checked: list[str], lost: list[tuple[str, Reason]], visited_at: datetime | None, now: datetime) -> Seen:
    if not lost:
        return Seen("unchanged", checked=tuple(checked))
    url, reason = lost[0]
    told = f"{url}: {reason.detail}"
    if not checked:
        return Seen("failed", reason.word, told, hard=all(_is_hard(one) for _, one in lost))
    if visited_at is None or now - visited_at >= JUDGED_EVERY:
        return Seen("changed", reason.word, told)
    return Seen("unchanged", reason.word, told, checked=tuple(checked))


def _is_hard(reason: Reason) -> bool:
    """Whether waiting will hardly help: a lasting answer, or a name that is gone."""
    return not reason.transient or reason.word == "dns"
