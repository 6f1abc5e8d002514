"""Records on their way to the archive: lines of JSON become sightings that are ready to be stored, or are refused.

Pure, so that it runs in a thread as well as in a reading process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from archive.prepared import in_advance
from archive.sources import SourceRow
from pipelines.identify import identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press.extraction.handed_in import HandedIn, extraction_of, parse
from press.sighting import Sighting
from press.source import Source
from press.text import one_line

#: The source of records that name none.
DEFAULT_SOURCE = "import"
_LONGEST_NAME = 200

#: A line of a file with its number; None: it is longer than a record may be.
Line = tuple[int, bytes | None]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record belongs, or why it can belong nowhere."""

    source_id: str
    row: SourceRow | None = None
    source: Source | None = None
    fault: str = ""


@dataclass(slots=True)
class Records:
    """What became of some lines. `unread_keys` are those that no field is made of.

    `left` are lines of sources that are not known yet, and `names` these sources' names.
    """

    sightings: list[tuple[int, Sighting]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    unread_keys: set[str] = field(default_factory=set)
    left: list[Line] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, others: Records) -> None:
        """What became of the lines that were left, in their places."""
        self.sightings = sorted((*self.sightings, *others.sightings), key=lambda one: one[0])
        self.refused = sorted((*self.refused, *others.refused))
        self.unread_keys |= others.unread_keys


def read_records(lines: Sequence[Line], origins: Mapping[str, Origin], at: datetime) -> Records:
    """Everything about the lines that needs no database. `at` is when they were handed in."""
    found = Records()
    for number, line in lines:
        if line is None:
            found.refused.append((number, "longer than a record may be"))
            continue
        try:
            record = parse(line)
            found.unread_keys.update(record.others)
            name = one_line((record.source or DEFAULT_SOURCE)[:_LONGEST_NAME]) or DEFAULT_SOURCE
            origin = origins.get(name)
            if origin is None:
                found.left.append((number, line))
                found.names.add(name)
            elif origin.row is None:
                found.refused.append((number, f"source: {origin.fault}"))
            else:
                found.sightings.append((number, _sighting(record, origin, origin.row, at)))
        except ValueError as error:
            found.refused.append((number, str(error)))
    return found


def _sighting(record: HandedIn, origin: Origin, row: SourceRow, at: datetime) -> Sighting:
    extraction = extraction_of(record, origin.source)
    sighting = Sighting(record.url, origin.source_id, row.kind, row.time_zone, at, "import", extraction)
    return in_advance(identify(validate(normalise(sighting))))
