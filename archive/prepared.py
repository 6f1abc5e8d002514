"""What can be made ready before the membership lock is taken: a sighting's row as JSON, its digests, and its search words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from archive.json_rows import json_row
from archive.search_words import words
from press import urls
from press.identity.history import Reading, fields_digest
from press.identity.keys import address_key
from press.identity.page import Seen
from press.identity.telling import telling
from press.page import Attachment
from press.sighting import Record, Sighting


@dataclass(frozen=True)
class Prepared:
    """A sighting, ready to be stored. `content` is its revision's fields as the inside of a JSON object."""

    seen: Seen
    keys: frozenset[bytes]
    content: str
    attachments: dict[bytes, Attachment]

    @cached_property
    def words(self) -> str:
        """Its search words: made when first asked for, since most pages that are visited again show nothing new."""
        if self.seen.sighting.words is not None:
            return self.seen.sighting.words
        return words_of(self.seen.record)

    @cached_property
    def telling(self) -> frozenset[str]:
        """What it tells in any language; asked for where it is a revision's reading."""
        if self.seen.sighting.telling is not None:
            return self.seen.sighting.telling
        return telling(self.seen.sighting.url, self.seen.record)


def in_advance(sighting: Sighting) -> Sighting:
    """A sighting that is likely to be new, with all that is asked of one that is: made where the time for it is, and while what
    its text states is still at hand."""
    if sighting.record is None:
        return sighting
    return replace(sighting, words=words_of(sighting.record), telling=telling(sighting.url, sighting.record))


def words_of(record: Record) -> str:
    """The search words of a reading."""
    return words(record.headline, record.subheadline, record.body_text)


def prepare(position: int, sighting: Sighting, record: Record) -> Prepared:
    """Everything about one sighting that costs time. Raises ValueError (UnicodeError among it) for what cannot be a row."""
    attachments = {attachment_key(one): one for one in record.attachments}
    content_digest = sighting.capture.content_digest if sighting.capture else None
    reading = Reading(
        text_digest=bytes.fromhex(record.text_digest),
        fields_digest=fields_digest(record),
        extractor_version=record.extractor_version,
        content_digest=bytes.fromhex(content_digest) if content_digest else None,
    )
    fields = revision_fields(record, reading) | {
        "layouts": list(sighting.layouts), "layout_fit": sighting.extraction.layout_fit,
    }  # fmt: skip
    content = json_row(fields)
    if "\\u0000" in content:  # a backslash before it is escaped itself, so this may be text that speaks of NUL: look closely
        _refuse_nul(fields)
    if sighting.rereads is not None:
        fields = json.loads(content)  # as the database will show it
    keys = frozenset((*sighting.keys, address_key(sighting.url)))
    seen = Seen(position, replace(sighting, keys=tuple(sorted(keys))), record, reading, fields, frozenset(attachments))
    return Prepared(seen, keys, content[1:-1], attachments)


def revision_fields(record: Record, reading: Reading) -> dict[str, Any]:
    """The columns of archive.revision that a reading fills."""
    return {
        "headline": record.headline,
        "subheadline": record.subheadline,
        "body_text": record.body_text,
        "body_html": record.body_html,
        "boilerplate": record.boilerplate,
        "contacts": [dict(contact) for contact in record.contacts],
        "language": record.language,
        "published_at": record.published_at,
        "published_local": record.published_local,
        "published_zone": record.published_zone,
        "published_precision": record.published_precision,
        "modified_at": record.modified_at,
        "dateline_place": record.dateline_place,
        "dateline_date": record.dateline_date,
        "issuer": record.issuer,
        "distributor": record.distributor,
        "release_number": record.release_number,
        "wire_ids": list(record.wire_ids),
        "embargoed_until": record.embargoed_until,
        "pubstatus": record.pubstatus,
        # The column is a 4-byte float: four places are what it keeps, and what compares as equal again.
        "confidence": None if record.confidence is None else round(record.confidence, 4),
        "canonical_url": record.canonical_url,
        "original_url": record.original_url,
        "alternates": [list(alternate) for alternate in record.alternates],
        "switches": [list(switch) for switch in record.switches],
        "text_digest": reading.text_digest,
        "fields_digest": reading.fields_digest,
        "extractor_version": record.extractor_version,
        "provenance": record.provenance,
    }


def attachment_key(one: Attachment) -> bytes:
    """What tells an attachment from those that are stored: its address's digest and, once it was fetched, its content's."""
    return urls.digest(one.url) + (bytes.fromhex(one.sha256) if one.sha256 else b"")


def by_position(prepared: Sequence[Prepared]) -> dict[int, Prepared]:
    """The sightings by their place in the batch."""
    return {one.seen.position: one for one in prepared}


def _refuse_nul(value: object) -> None:
    if isinstance(value, str) and "\0" in value:
        raise ValueError("a NUL byte in the text: PostgreSQL keeps none; `clean` takes them out")
    if isinstance(value, dict):
        for item in value.items():
            _refuse_nul(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_nul(item)
