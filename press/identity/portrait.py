"""A portrait: one reading of a page as far as it is compared with others. From an item of the pipelines, or from a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from press.sighting import Record, Sighting
from press.source import SourceKind


@dataclass(frozen=True, slots=True)
class Portrait:
    """Fields as a revision has them. `kind` is the source's; `original_url` the copy that the text itself points to."""

    url: str
    source_id: str
    kind: SourceKind | None
    headline: str | None
    body_text: str
    language: str | None = None
    published_at: datetime | None = None
    published_precision: Literal["minute", "day"] | None = None
    dateline_place: str | None = None
    dateline_date: date | None = None
    issuer: str | None = None
    distributor: str | None = None
    release_number: str | None = None
    wire_ids: tuple[str, ...] = ()
    canonical_url: str | None = None
    original_url: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, sighting: Sighting, record: Record) -> Portrait:
        """Of a page that was just read."""
        return cls(
            sighting.url, sighting.source_id, sighting.source_kind, record.headline, record.body_text, record.language,
            record.published_at, record.published_precision, record.dateline_place, record.dateline_date, record.issuer,
            record.distributor, record.release_number, record.wire_ids, record.canonical_url, record.original_url,
            record.alternates,
        )  # fmt: skip
