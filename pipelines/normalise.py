"""Normalise: what extraction found becomes the fields of a revision, every text clean and every instant resolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from itemadapter import ItemAdapter

from press import text
from press.grammar.notices import is_kill_notice
from press.identity import written
from press.instant import Instant
from press.provenance import as_json
from press.release import Extraction
from press.sighting import Record, Sighting

#: A publication further ahead of its sighting than this is a mistake of the page (an event's date, a typo), not an instant.
AHEAD = timedelta(days=2)
#: Nothing was published on the web before it; a page with an older date has a typo or a placeholder (0001-01-01). What is handed
#: in as a file may well be older.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


class Normalise:
    """Item pipeline."""

    def process_item(self, item: Sighting) -> Sighting:
        return normalise(item)


def normalise(sighting: Sighting) -> Sighting:
    """The sighting with its record; one that is no release keeps record None, its capture is all that is stored."""
    found: Extraction = ItemAdapter(sighting)["extraction"]
    if found.page_kind != "release":
        return sighting
    provenance = as_json(found.provenance)
    published = _plausible(found.published, sighting, provenance, "published_at")
    modified = _plausible(found.modified, sighting, provenance, "modified_at")
    headline = _one_line(found.headline)
    body = text.clean(found.body_text)
    record = Record(
        headline=headline,
        body_text=body,
        text_digest=written.digest(headline, body),
        extractor_version=found.extractor_version,
        subheadline=_one_line(found.subheadline),
        body_html=_clean(found.body_html),
        boilerplate=_clean(found.boilerplate),
        contacts=tuple({_one_line(key) or "": text.clean(value) for key, value in contact.items()} for contact in found.contacts),
        language=found.language,
        published_at=published.at(sighting.time_zone) if published else None,
        published_local=published.local if published else None,
        published_zone=(published.zone or sighting.time_zone) if published else None,
        published_precision=published.precision if published else None,
        modified_at=modified.at(sighting.time_zone) if modified else None,
        dateline_place=_one_line(found.dateline_place),
        dateline_date=found.dateline_date,
        issuer=_one_line(found.issuer),
        distributor=_one_line(found.distributor),
        release_number=_one_line(found.release_number),
        wire_ids=tuple(sorted({text.clean(wire_id) for wire_id in found.wire_ids})),
        embargoed_until=_embargo(found.embargoed_until, sighting, provenance),
        pubstatus="canceled" if found.pubstatus == "canceled" or is_kill_notice(headline, body) else "usable",
        confidence=found.confidence,
        canonical_url=found.canonical_url,
        original_url=found.original_url,
        alternates=found.alternates,
        switches=found.switches,
        attachments=found.attachments,
        provenance=provenance,
    )
    return replace(sighting, record=record)


def _plausible(instant: Instant | None, sighting: Sighting, provenance: dict[str, Any], field: str) -> Instant | None:
    """The instant if it can be true; a date that cannot is kept in provenance, with the reason, and not as a field."""
    if instant is None:
        return None
    at = _at(instant, sighting)
    if at is not None and at <= sighting.seen_at + AHEAD and (at >= EARLIEST or sighting.origin == "import"):
        return instant
    _refuse(instant, provenance, field, "not between 1990 and two days after it was seen")
    return None


def _embargo(instant: Instant | None, sighting: Sighting, provenance: dict[str, Any]) -> datetime | None:
    """An embargo may lie as far ahead as the calendar goes."""
    if instant is None:
        return None
    at = _at(instant, sighting)
    if at is None:
        _refuse(instant, provenance, "embargoed_until", "beyond the calendar")
    return at


def _at(instant: Instant, sighting: Sighting) -> datetime | None:
    """None at the calendar's ends, where an instant in its zone is none in UTC (0001-01-01 as placeholder, east of Greenwich)."""
    try:
        return instant.at(sighting.time_zone)
    except OverflowError:
        return None


def _refuse(instant: Instant, provenance: dict[str, Any], field: str, reason: str) -> None:
    entry = dict(provenance.get(field) or {"witness": None, "confidence": 0.0, "others": []})
    entry["refused"] = {"value": instant.isoformat(), "reason": reason}
    provenance[field] = entry


def _one_line(value: str | None) -> str | None:
    """A field of one line: inner line breaks become blanks; empty is None."""
    return " ".join(text.clean(value).split()) or None if value else None


def _clean(value: str | None) -> str | None:
    return text.clean(value) or None if value else None
