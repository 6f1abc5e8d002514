"""The item of the pipelines: one page, seen once, on its way from extraction to the archive.

A Sighting begins with what the crawl knows (address, source, capture, extraction) and each pipeline adds its part:
`normalise` the record, `validate` the standing, `identify` the keys; `store` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from press.capture import Capture
from press.page import Attachment
from press.release import Extraction
from press.source import SourceKind

#: release: a release by its own strength. own_news: a republisher's page, or a notice, that nothing ties to a release yet.
#: not_a_release: anything else; its capture is kept, its lead ends, and nothing more is written.
Standing = Literal["release", "own_news", "not_a_release"]

#: crawl: seen on the web. import: handed in as a file. reextract: an old capture read by newer code.
Origin = Literal["crawl", "import", "reextract"]


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a revision as the database has them: text clean, times in UTC beside the publisher's own wall clock."""

    headline: str | None
    body_text: str
    text_digest: str  # sha-256 of normalised headline and body, lowercase hex
    extractor_version: str
    subheadline: str | None = None
    body_html: str | None = None
    boilerplate: str | None = None
    contacts: tuple[Mapping[str, str], ...] = ()
    language: str | None = None
    published_at: datetime | None = None
    published_local: datetime | None = None  # naive: the publisher's wall clock
    published_zone: str | None = None
    published_precision: Literal["minute", "day"] | None = None
    modified_at: datetime | None = None
    dateline_place: str | None = None
    dateline_date: date | None = None
    issuer: str | None = None
    distributor: str | None = None
    release_number: str | None = None
    wire_ids: tuple[str, ...] = ()
    embargoed_until: datetime | None = None
    pubstatus: Literal["usable", "canceled"] = "usable"
    confidence: float | None = None
    canonical_url: str | None = None
    original_url: str | None = None  # the copy that the text itself points to
    alternates: tuple[tuple[str, str], ...] = ()  # (language, address) of its translations, by hreflang
    switches: tuple[tuple[str, str], ...] = ()  # the same, by its visible links
    attachments: tuple[Attachment, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)  # as press.revision shows it


@dataclass(frozen=True, slots=True, repr=False)
class Sighting:
    """A page seen once. `url` is as fetched (after redirects), normalised; `seen_at` is aware.

    `lead_id` is the lead that ends with it (None for an import). `attached` are the captures of its files.
    `rereads` names the revision that newer code reads again. `redirected_from` are the addresses that led to `url`, normalised.
    `layouts` are the keys of the learned layouts that the reading was offered, in order of their letters.
    `keys` tie the page to a release; those of them in `page_keys` tie it to other addresses of the same page.
    `bands` are its text's signature (press.identity.signature), `glance` what is kept beside it (press.identity.glance).
    `words` (for the search) and `telling` (press.identity.telling) are there where they were made ready in advance.
    """

    url: str
    source_id: str
    source_kind: SourceKind | None
    time_zone: str
    seen_at: datetime
    origin: Origin
    extraction: Extraction
    lead_id: int | None = None
    capture: Capture | None = None
    attached: tuple[Capture, ...] = ()
    rereads: UUID | None = None
    layouts: tuple[str, ...] = ()
    redirected_from: tuple[str, ...] = ()
    record: Record | None = None
    standing: Standing | None = None
    reason: str | None = None
    keys: tuple[bytes, ...] = ()
    page_keys: tuple[bytes, ...] = ()
    bands: tuple[int, ...] = ()
    glance: bytes = b""
    words: str | None = None
    telling: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.seen_at.tzinfo is None:
            raise ValueError("Sighting.seen_at needs a zone")

    def __repr__(self) -> str:
        """For logs: which page, not its text."""
        return f"<Sighting {self.url[:200]} of {self.source_id}: {self.standing or self.extraction.page_kind}>"
