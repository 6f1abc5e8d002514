"""What goes into extraction: a page's bytes with what the transport said of them, and the lead that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from press.instant import Instant


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a release: a PDF, an image, a recording.

    Once it has been fetched: its size in bytes and sha-256 (lowercase hex) without content coding, the capture that has it, and
    the text of a PDF.
    """

    url: str
    media_type: str | None = None
    title: str | None = None
    byte_size: int | None = None
    sha256: str | None = None
    capture_id: UUID | None = None
    body_text: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that may be a release, with all that the document it was found in says of it.

    `way` is the discovery kind (feed, sitemap, …), `found_in` the address of that document. `published` is the
    instant of first publication, `modified` of the last change (a sitemap's lastmod is a `modified`). `alternates` are its
    translations as the document names them: (language, address).
    """

    url: str
    way: str
    found_in: str | None = None
    headline: str | None = None
    summary: str | None = None
    body_html: str | None = None
    author: str | None = None
    language: str | None = None
    published: Instant | None = None
    modified: Instant | None = None
    media: tuple[Attachment, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """What a page's scripts asked for and were answered with, JSON or text; content coding removed.

    `media_type` and `charset` are what the transport said. `method` is GET or POST.
    """

    url: str
    body: bytes
    status: int = 200
    media_type: str | None = None
    charset: str | None = None
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Page:
    """A payload as extraction reads it: content coding removed, everything else as it was received.

    `headers` has lower-case names and only what bears on reading (content-type, content-language, last-modified, link).
    `answers` is what the scripts of a rendered page were answered with; its body is then the DOM that they made.
    """

    url: str
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[ApiAnswer, ...] = ()

    def __post_init__(self) -> None:
        if self.fetched_at is not None and self.fetched_at.tzinfo is None:
            raise ValueError("Page.fetched_at needs a zone")
