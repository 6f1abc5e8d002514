"""Identify: the keys by which a page is recognised as a copy, computed before any lock is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from itemadapter import ItemAdapter

from press.identity.glance import kept_of
from press.identity.keys import FEWEST_WORDS, believed, keys, page_keys
from press.identity.portrait import Portrait
from press.identity.signature import sign
from press.identity.variants import claims
from press.sighting import Record, Sighting
from press.text import word_count

#: Characters in which a text of words as long as these languages have them shows that it is long enough.
_BEGINNING = 20 * FEWEST_WORDS


class Identify:
    """Item pipeline."""

    def process_item(self, item: Sighting) -> Sighting:
        return identify(item)


def identify(sighting: Sighting) -> Sighting:
    """The sighting with its keys: its address, the copy it names, the digest of its text, and what ties it to other addresses of
    the same page. A canonical link that is not believed is taken out of the record; provenance keeps it."""
    record: Record | None = ItemAdapter(sighting)["record"]
    if record is None:
        return sighting
    url, count = sighting.url, _words(record.body_text)
    canonical = believed(url, record.canonical_url, sighting.source_kind)
    if canonical != record.canonical_url:
        record = replace(record, canonical_url=canonical, provenance=_refused(record))
    others = claims(url, canonical, sighting.redirected_from)
    of_page = page_keys(url, others, record.headline, record.body_text, count)
    of_release = keys(url, canonical, record.text_digest, count)
    portrait = Portrait.of(sighting, record)
    return replace(
        sighting, record=record, keys=(*of_release, *of_page), page_keys=of_page, bands=sign(portrait), glance=kept_of(portrait)
    )  # fmt: skip


def _refused(record: Record) -> dict[str, Any]:
    entry = record.provenance.get("canonical_url") or {"witness": None, "confidence": 0.0, "others": []}
    refused = {"value": record.canonical_url, "reason": "it names no single page, or one of another site"}
    return {**record.provenance, "canonical_url": {**entry, "refused": refused}}


def _words(text: str) -> int:
    """How many words the text has, or its beginning, where that alone has as many as a key asks for."""
    begun = word_count(text[:_BEGINNING])
    return begun if begun >= FEWEST_WORDS else word_count(text)
