"""A release that somebody already has, as a JSON object: its fields become an Extraction by the rules that read a page.

What the record states stands; what its text states besides (distributor's line, SOURCE line, dateline, contacts) is read by the
same grammar as a page's, and furniture is cut from the body.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from press import language, urls
from press.dates import parse_iso
from press.extraction.body_html import body_html
from press.extraction.deciding import parties
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.paragraphs import Paragraph, body_text, from_blocks
from press.extraction.version import EXTRACTOR_VERSION
from press.grammar.reading import Reading, read
from press.grammar.wire_ids import wire_ids_of
from press.instant import Instant
from press.page import Page
from press.release import Extraction, Finding
from press.source import Source
from press.text import clean, one_line

WITNESS = "import"

#: The keys of a record; all are texts.
KEYS = (
    "url", "headline", "subheadline", "body_text", "body_html", "published_at", "language", "source", "issuer", "distributor",
    "canonical_url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A record, checked: addresses normalised, the date read; texts as they were given. `others` are keys that nobody reads."""

    url: str
    body_text: str | None
    body_html: str | None
    headline: str | None
    subheadline: str | None
    published: Instant | None
    language: str | None
    source: str | None
    issuer: str | None
    distributor: str | None
    canonical_url: str | None
    others: tuple[str, ...]


def parse(line: bytes) -> HandedIn:
    """The record on a line of JSON. Raises ValueError with the reason for which it is refused."""
    try:
        said = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("not JSON that can be read: nested too deep") from error
    if not isinstance(said, dict):
        raise ValueError("not a JSON object")
    text = {key: _text(said, key) for key in KEYS}
    if text["body_text"] is None and text["body_html"] is None:
        raise ValueError("no body: needs body_text or body_html")
    published = parse_iso(text["published_at"]) if text["published_at"] else None
    if text["published_at"] and published is None:
        raise ValueError(f"published_at: {text['published_at'][:80]!r} is no date or instant in ISO 8601")
    return HandedIn(
        url=_address(text["url"], "url"),
        body_text=text["body_text"],
        body_html=text["body_html"],
        headline=text["headline"],
        subheadline=text["subheadline"],
        published=published,
        language=text["language"],
        source=text["source"],
        issuer=text["issuer"],
        distributor=text["distributor"],
        canonical_url=_address(text["canonical_url"], "canonical_url") if text["canonical_url"] else None,
        others=tuple(str(key) for key in said if key not in KEYS),
    )


def extraction_of(record: HandedIn, source: Source | None = None) -> Extraction:
    """The record as extraction gives a page. Raises ValueError where no body is left once markup and blanks are gone.

    `source` says who issues what stands there, where neither the record nor its text does.
    """
    markup = record.body_html if record.body_text is None else None
    document = Document.of(Page(record.url, (markup or "").encode("utf-8", "replace"), "text/html", "utf-8"))
    if markup is not None:
        paragraphs = from_blocks(document.blocks, range(len(document.blocks.blocks)))
    else:
        lines = clean(record.body_text or "").split("\n")
        paragraphs = [Paragraph(line) for line in lines if line.strip()]
    if not paragraphs:
        raise ValueError("no body: nothing is left of it without markup and blanks")
    spoken = language.of(body_text(paragraphs[:12]), record.language)
    day = record.published.local.date() if record.published else None
    reading = read([paragraph.text for paragraph in paragraphs], (spoken,) if spoken else (), day)
    kept = [paragraphs[number] for number in reading.kept]
    hearing = _hearing(record, reading, spoken)
    issuer, issuer_finding = parties.decide_issuer(hearing, reading, source)
    distributor, distributor_finding = parties.decide_distributor(hearing, reading)
    grammar = Finding("grammar", 0.85)
    found: dict[str, tuple[Any, Finding | None]] = {
        **{name: _surest(hearing, name) for name in ("headline", "subheadline", "language", "published")},
        "body_text": (body_text(kept), Finding(WITNESS, 1.0)),
        "issuer": (issuer, issuer_finding),
        "distributor": (distributor, distributor_finding),
        "dateline_place": (reading.dateline.place if reading.dateline else None, grammar),
        "dateline_date": (reading.dateline.day if reading.dateline else None, grammar),
        "release_number": (reading.release_number, grammar),
        "embargoed_until": (reading.embargo, grammar),
        "boilerplate": (reading.boilerplate, grammar),
        "contacts": (reading.contacts, grammar),
        "wire_ids": (
            tuple(dict.fromkeys((*wire_ids_of(record.url), *wire_ids_of(reading.original_url or "")))),
            Finding("address", 0.9),
        ),
    }
    said = {name: value for name, (value, finding) in found.items() if finding is not None and value not in (None, "", ())}
    sure = [found[name][1] for name in ("headline", "body_text", "published") if name in said]
    return Extraction(
        url=record.url,
        extractor_version=EXTRACTOR_VERSION,
        canonical_url=record.canonical_url,
        original_url=urls.join(record.url, reading.original_url) if reading.original_url else None,
        body_html=body_html(document, kept),
        confidence=round(sum(finding.confidence for finding in sure if finding) / 3, 3),
        provenance={name: finding for name, (_, finding) in found.items() if name in said and finding is not None},
        **said,
    )


def _hearing(record: HandedIn, reading: Reading, spoken: str | None) -> Hearing:
    hearing = Hearing()
    hearing.add("headline", WITNESS, one_line(record.headline), 1.0)
    hearing.add("subheadline", WITNESS, one_line(record.subheadline), 1.0)
    hearing.add("issuer", WITNESS, one_line(record.issuer), 1.0)
    hearing.add("distributor", WITNESS, one_line(record.distributor), 1.0)
    hearing.add("published", WITNESS, record.published, 1.0)
    if reading.dateline and reading.dateline.day and reading.dateline.is_stated:
        hearing.add("published", "dateline", parse_iso(reading.dateline.day.isoformat()), 0.68)
    if spoken is not None:
        stated = language.tag(record.language) == spoken
        hearing.add("language", WITNESS if stated else "text", spoken, 1.0 if stated else 0.9)
    hearing.add("language", WITNESS, one_line(record.language), 0.5)
    return hearing


def _surest(hearing: Hearing, field: str) -> tuple[Any, Finding | None]:
    chosen = hearing.surest(field)
    return (chosen.value, hearing.finding(field, chosen)) if chosen else (None, None)


def _text(said: Mapping[str, Any], key: str) -> str | None:
    """A key's text; blank counts as missing."""
    value = said.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key}: not a text")
    return value if value and value.strip() else None


def _address(text: str | None, key: str) -> str:
    if text is None:
        raise ValueError(f"no {key}")
    try:
        return urls.normalise(text)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from error
