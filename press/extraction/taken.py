"""Files that have been fetched or read from their captures, put into the extraction of the page that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from press.extraction.pdf.text import PdfText
from press.release import Extraction
from press.text import clean

#: Characters kept of an attachment's text.
MOST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it was received: size in bytes and sha-256 (lowercase hex) of its content, and what was read in a PDF."""

    capture_id: UUID | None
    byte_size: int
    sha256: str | None
    media_type: str | None
    pdf: PdfText | None = None


def with_taken(extraction: Extraction, taken: Mapping[str, TakenFile]) -> Extraction:
    """The extraction whose attachments have what is known of their files, by their addresses. The others stay as they are."""
    if not taken:
        return extraction
    attachments = []
    for one in extraction.attachments:
        if (file := taken.get(one.url)) is not None:
            text = clean(file.pdf.body_text[:MOST_TEXT]) if file.pdf is not None else None
            one = replace(
                one, media_type=file.media_type or one.media_type, byte_size=file.byte_size, sha256=file.sha256,
                capture_id=file.capture_id, body_text=text or None,
            )  # fmt: skip
        attachments.append(one)
    return replace(extraction, attachments=tuple(attachments))
