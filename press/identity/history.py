"""A page's history: its revisions in the order in which they were seen, whatever the order in which sightings arrive.

A revision is a run of sightings of one reading. A sighting that arrives late finds its place by `seen_at`: it lengthens the
run it falls into, or becomes a revision between two others (whose numbers move up), and never replaces a newer one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from press import urls
from press.sighting import Record


@dataclass(frozen=True, slots=True)
class Reading:
    """What two sightings of one address are compared by. Digests are raw bytes; `content_digest` is the payload's."""

    text_digest: bytes
    fields_digest: bytes
    extractor_version: str
    content_digest: bytes | None = None

    def is_same(self, other: Reading) -> bool:
        """Whether the publisher changed nothing between the two.

        Read by the same code, every field counts that the publisher states. Read by different code, a difference may be the
        code's own: equal bytes are the same page, and else only the words decide.
        """
        if self.extractor_version == other.extractor_version:
            return self.text_digest == other.text_digest and self.fields_digest == other.fields_digest
        if self.content_digest is not None and self.content_digest == other.content_digest:
            return True
        return self.text_digest == other.text_digest


@dataclass(frozen=True, slots=True)
class Run:
    """A revision within a history. `number` and `previous` are as stored (None: not stored yet).

    `sighting` is the position in the batch of the sighting that brings its fields; `copy_of` the revision whose fields it
    repeats: one that was seen before and after a reading that arrived late.
    """

    revision_id: UUID
    seen_at: datetime
    last_seen_at: datetime
    reading: Reading
    number: int | None = None
    previous: UUID | None = None
    sighting: int | None = None
    copy_of: UUID | None = None

    @property
    def order(self) -> tuple[datetime, bytes, bytes]:
        """Time first; at one instant (a file that was handed in) the digests decide, so that the order is the same for all."""
        return self.seen_at, self.reading.text_digest, self.reading.fields_digest

    @property
    def end(self) -> tuple[datetime, bytes, bytes]:
        """The place in that order of its last sighting."""
        return self.last_seen_at, self.reading.text_digest, self.reading.fields_digest


def place(runs: list[Run], seen: Run, copy_id: UUID) -> list[Run]:
    """The history with one sighting more. `copy_id` is used where a run has to be cut in two."""
    at = sum(run.order <= seen.order for run in runs)
    before = runs[at - 1] if at else None
    after = runs[at] if at < len(runs) else None
    if before is not None and before.reading.is_same(seen.reading):
        longer = replace(before, last_seen_at=max(before.last_seen_at, seen.seen_at))
        return [*runs[: at - 1], longer, *runs[at:]]
    if before is not None and before.end > seen.order:
        first = replace(before, last_seen_at=before.seen_at)
        again = replace(
            before, revision_id=copy_id, seen_at=before.last_seen_at, number=None, previous=None,
            copy_of=before.copy_of or before.revision_id,
        )  # fmt: skip
        return [*runs[: at - 1], first, seen, again, *runs[at:]]
    if after is not None and after.reading.is_same(seen.reading):
        return [*runs[:at], replace(after, seen_at=seen.seen_at), *runs[at + 1 :]]
    return [*runs[:at], seen, *runs[at:]]


def fields_digest(record: Record) -> bytes:
    """SHA-256 of what a publisher states beside the text, in one spelling.

    Left out: `modified_at` and `confidence`, contacts, boilerplate and markup, which change with a page's furniture, and what
    our own reading adds (language, provenance). Of these a revision has what the sighting said with which it was stored.
    """
    stated = [
        record.headline,
        record.subheadline,
        _told(record),
        record.published_precision,
        record.dateline_place,
        record.dateline_date.isoformat() if record.dateline_date else None,
        record.issuer,
        record.distributor,
        record.release_number,
        sorted(record.wire_ids),
        record.embargoed_until.isoformat() if record.embargoed_until else None,
        record.pubstatus,
        _page(record.canonical_url),
    ]
    return hashlib.sha256(json.dumps(stated, ensure_ascii=True, separators=(",", ":")).encode()).digest()


def _told(record: Record) -> str | None:
    """The day, or the instant to its minute: seconds are software's, and a zone has many names (`UTC`, `+00:00`)."""
    if record.published_at is None:
        return None
    if record.published_precision == "day" and record.published_local is not None:
        return record.published_local.date().isoformat()
    return record.published_at.replace(second=0, microsecond=0).isoformat()


def _page(canonical_url: str | None) -> str | None:
    """The page that a canonical link names: many a template repeats in it how the page was asked for (http, a mark)."""
    try:
        return urls.twin(canonical_url) if canonical_url is not None else None
    except ValueError:
        return canonical_url
