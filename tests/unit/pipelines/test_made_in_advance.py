"""What a handed-in record brings along is what a store would make of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from archive.prepared import prepare
from archive.sources import SourceRow
from pipelines.records import Origin, read_records

AT = datetime(2026, 3, 1, tzinfo=UTC)
LINE = {
    "url": "https://port.example/news/4711-a-new-quay-for-lindholm",
    "headline": "A new quay for Lindholm",
    "body_text": "The port of Lindholm opens a quay of 412 metres, says Director Åsa Brandt. It cost 38,500,000 crowns.",
    "published_at": "2026-02-27T09:30:00Z",
    "language": "en",
}  # fmt: skip


def test_words_and_facts_are_those_that_a_store_would_make() -> None:
    found = read_records([(1, json.dumps(LINE).encode())], {"import": Origin("import", SourceRow(None, "UTC"))}, AT)
    [(_number, sighting)] = found.sightings
    assert sighting.record is not None
    assert sighting.words and sighting.telling
    ready = prepare(0, sighting, sighting.record)
    bare = prepare(0, replace(sighting, words=None, telling=None), sighting.record)
    assert (ready.words, ready.telling) == (bare.words, bare.telling)
    assert "'lindholm'" in ready.words
    assert {"number:412", "name:brandt"} <= ready.telling
