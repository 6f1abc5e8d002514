"""Lines of a file that is handed in, read without a database: what is ready, what is refused, and what waits for its source."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from archive.sources import SourceRow
from pipelines.records import Line, Origin, read_records

AT = datetime(2024, 5, 1, 9, tzinfo=UTC)
KNOWN = {"import": Origin("import", SourceRow(None, "UTC")), "broken": Origin("broken", fault="kind: no such kind")}
TEXT = "The lock at Tolm is closed until the river has gone down, the harbour office said when it looked at both of its gates."


def line(number: int, **said: str) -> Line:
    return number, json.dumps({"url": f"https://tolm.example/{number}", "body_text": TEXT, **said}).encode()


def test_each_line_is_ready_refused_or_left_for_its_source() -> None:
    lines = [line(1), line(2, source="broken"), (3, None), (4, b"[]"), line(5, source="elsewhere"), line(6, colour="red")]
    found = read_records(lines, KNOWN, AT)
    assert [number for number, _ in found.sightings] == [1, 6]
    assert all(sighting.record is not None and sighting.bands is not None for _, sighting in found.sightings)
    assert found.refused == [(2, "source: kind: no such kind"), (3, "longer than a record may be"), (4, "not a JSON object")]
    assert (found.left, found.names, found.unread_keys) == ([line(5, source="elsewhere")], {"elsewhere"}, {"colour"})


def test_what_was_left_takes_its_place() -> None:
    found = read_records([line(1), line(2, source="elsewhere"), line(3)], KNOWN, AT)
    found.add(read_records(found.left, {"elsewhere": Origin("elsewhere", SourceRow(None, "UTC"))}, AT))
    assert [(number, sighting.source_id) for number, sighting in found.sightings] == [
        (1, "import"), (2, "elsewhere"), (3, "import"),
    ]  # fmt: skip
