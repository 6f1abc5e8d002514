"""A capture: where the bytes of one answer lie, and what proves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

RecordType = Literal["response", "revisit", "resource"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One WARC record, as `press.capture` shows it.

    `payload_digest` is the sha-256 of the payload as stored (content coding kept), `content_digest` that of the decoded one;
    both lowercase hex. `content_digest` is None where the payload could not be decoded within its bounds.
    """

    capture_id: UUID
    url: str
    source_id: str | None
    fetched_at: datetime
    http_status: int | None
    media_type: str | None
    record_type: RecordType
    payload_digest: str
    content_digest: str | None
    warc_file: str
    warc_offset: int
    warc_length: int
    refers_to: UUID | None = None

    def __post_init__(self) -> None:
        if self.fetched_at.tzinfo is None:
            raise ValueError("Capture.fetched_at needs a zone")
