"""What goes into discovery and what comes out of it: a document's bytes; leads, next documents and a new state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from press.instant import Instant
from press.page import Lead
from press.source import Answer, WayKind

#: What a state is made of: it is kept as jsonb beside the document's ETag and digest.
JSON: TypeAlias = Union[bool, int, float, str, list["JSON"], dict[str, "JSON"], None]  # noqa: UP007 - a recursive alias

#: What of an answer's headers a reading is given: the next page (RFC 8288), WordPress' counts, and the server's clock.
HEADERS = ("date", "link", "x-wp-total", "x-wp-totalpages")


@dataclass(frozen=True, slots=True)
class Document:
    """A discovery document as it was received, its content coding removed.

    `media_type` and `charset` are what the transport said. `kind` is what it was asked for as; what it is, is read from its
    bytes. `language` is what the source's file says of the way, `answer` how it describes a JSON endpoint. `depth` is 0 for the
    way's own address, else that of the `Next` that led here. `url` is the address asked, for some kinds not the way's own
    (`address_to_ask`). `status` is HTTP's; `headers` has lower-case names, and only those that bear on paging (`HEADERS`).
    """

    url: str
    body: bytes
    media_type: str | None
    charset: str | None
    kind: WayKind
    language: str | None = None
    depth: int = 0
    answer: Answer | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Next:
    """A document to read next.

    `paged`: a further page of the same listing. Hand its reading the state that came of the page before it; the state
    counts only when the last page has been read. Otherwise: a child document with a state of its own.
    `lastmod` is what the parent says of the child.
    """

    url: str
    kind: WayKind
    depth: int
    paged: bool
    lastmod: Instant | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a document holds.

    `state` is what to remember for the next visit. It may be kept once all of `documents` have been read: before that, a
    page or child that was not read would never be asked for again (`forget` takes out a child that could not be read).
    `gap`: this poll and the last one do not overlap although the feed has entries, so that it may have rolled past us;
    where further pages may still close the gap, the last page says it.
    `faults` counts, by reason, what could not be used. `hints` is what the document says of itself (title, ttl in
    minutes, update_period, update_frequency, hub, self, complete, generator).
    """

    leads: tuple[Lead, ...] = ()
    documents: tuple[Next, ...] = ()
    state: dict[str, JSON] = field(default_factory=dict)
    gap: bool = False
    faults: dict[str, int] = field(default_factory=dict)
    hints: dict[str, JSON] = field(default_factory=dict)


State: TypeAlias = Mapping[str, JSON]
