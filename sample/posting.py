"""A posting: one text at one address of one site, with all that is true of it. Sites render it; the truth is read from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sample.markup import Block

Site = Literal["ministry", "wire", "courier", "observatory"]
Role = Literal["original", "wire", "republication", "excerpt"]
#: What a page says of itself to machines; a page may carry any of these, or none.
Mark = Literal["json-ld", "open-graph", "time", "figure"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that belongs to a release. `path` is on the posting's own site."""

    path: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """One page. `release` is `story.language`, the same for every copy of one release, and None for a site's own news.

    `published` and `modified` carry the site's own offset. `day_only`: the page states the day and no time. `note` is what
    an editor has put above the text. `about`, `contacts` and `furniture` stand below the text and are no part of its body;
    `furniture` is the wire's or the publisher's own last line, such as the distributor's.
    """

    site: Site
    path: str
    story: str
    release: str | None
    role: Role | None
    language: str
    headline: str
    blocks: tuple[Block, ...]
    published: datetime
    modified: datetime
    topic: str
    subheadline: str | None = None
    note: str | None = None
    issuer: str | None = None
    distributor: str | None = None
    number: str | None = None
    dateline: str | None = None
    about_title: str | None = None
    about: tuple[Block, ...] = ()
    contacts: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    attachment: Attachment | None = None
    marks: frozenset[Mark] = frozenset()
    day_only: bool = False
    post_id: int = 0

    def __post_init__(self) -> None:
        if self.published.tzinfo is None or self.modified.tzinfo is None:
            raise ValueError(f"{self.story}: a posting's times need a zone")
