"""Identify: the keys by which a page is recognised as a copy, computed before any lock is taken."""

from __future__ import annotations

from dataclasses import replace

from itemadapter import ItemAdapter

from press.identity.keys import FEWEST_WORDS, keys
from press.sighting import Record, Sighting
from press.text import word_count

#: Characters in which a text of words as long as these languages have them shows that it is long enough.
_BEGINNING = 20 * FEWEST_WORDS


class Identify:
    """Item pipeline."""

    def process_item(self, item: Sighting) -> Sighting:
        return identify(item)


def identify(sighting: Sighting) -> Sighting:
    """The sighting with its keys: its address, the canonical one it names, and the digest of its text."""
    record: Record | None = ItemAdapter(sighting)["record"]
    if record is None:
        return sighting
    return replace(sighting, keys=keys(sighting.url, record.canonical_url, record.text_digest, _words(record.body_text)))


def _words(text: str) -> int:
    """How many words the text has, or its beginning, where that alone has as many as a key asks for."""
    begun = word_count(text[:_BEGINNING])
    return begun if begun >= FEWEST_WORDS else word_count(text)
