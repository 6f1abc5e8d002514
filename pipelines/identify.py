"""Identify: the keys by which a page is recognised as a copy, computed before any lock is taken."""

from __future__ import annotations

from dataclasses import replace

from itemadapter import ItemAdapter

from press.identity.keys import keys
from press.sighting import Record, Sighting
from press.text import word_count


class Identify:
    """Item pipeline."""

    def process_item(self, item: Sighting) -> Sighting:
        return identify(item)


def identify(sighting: Sighting) -> Sighting:
    """The sighting with its keys: its address, the canonical one it names, and the digest of its text."""
    record: Record | None = ItemAdapter(sighting)["record"]
    if record is None:
        return sighting
    return replace(sighting, keys=keys(sighting.url, record.canonical_url, record.text_digest, word_count(record.body_text)))
