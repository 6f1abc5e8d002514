"""A feed as its readers (XML, JSON, broken XML) hand it on: texts and addresses as written, not yet judged."""

from __future__ import annotations

from dataclasses import dataclass, field

from spiders.discovery.document import JSON


@dataclass(frozen=True, slots=True)
class Media:
    """A file that an entry names: type, title and size (bytes) as stated."""

    reference: str
    media_type: str | None = None
    title: str | None = None
    size: str | None = None


@dataclass(slots=True)
class Entry:
    """One entry. `links` are its addresses, best first, each with the base that it is relative to.

    `title_markup`: the title may hold entities and tags beyond the XML's own. `content` and `summary` are HTML fragments.
    """

    ident: str | None = None
    links: list[tuple[str, str]] = field(default_factory=list)
    title: str | None = None
    title_markup: bool = True
    content: str | None = None
    summary: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    language: str | None = None
    media: list[tuple[Media, str]] = field(default_factory=list)


@dataclass(slots=True)
class Feed:
    """The whole: `older` is where earlier entries stand (RFC 5005's prev-archive or next; JSON Feed's next_url), if it says."""

    entries: list[Entry] = field(default_factory=list)
    language: str | None = None
    author: str | None = None
    older: str | None = None
    complete: bool = False
    hints: dict[str, JSON] = field(default_factory=dict)
