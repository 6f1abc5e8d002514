"""What an import needs to know before it stores: the rows of the sources it names, and which readings are there already."""

from __future__ import annotations

from collections.abc import Sequence

from archive.connection import Archive
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.sources import SourceRow
from press import urls
from press.identity.history import Reading, fields_digest
from press.sighting import Sighting
from press.source import Source


async def put_source(archive: Archive, source: Source) -> SourceRow:
    """The row of a source that has a file, brought up to it as a visit would."""
    said = {
        "source_id": source.source_id, "name": source.name, "kind": source.kind, "country": source.country,
        "languages": list(source.languages), "time_zone": source.time_zone, "home": source.home,
    }  # fmt: skip
    async with archive.connection() as connection:
        await connection.execute(Queries("visits")["put_source"], said)
    return SourceRow(source.kind, source.time_zone)


async def is_known(archive: Archive, sightings: Sequence[Sighting]) -> list[bool]:
    """For each sighting whether its page had this reading at any time, as a release.

    A file that is handed in says what somebody has, not what stands at the address now: a reading that is in the page's history
    already, be it an old one, is nothing new, and handing in a file twice changes nothing.
    """
    digests = {sighting.url: urls.digest(sighting.url) for sighting in sightings}
    rows = json_rows({"url_digest": digest} for digest in digests.values())
    async with archive.connection() as connection:
        found = await (await connection.execute(Queries("handed_in")["readings"], {"rows": rows})).fetchall()
    known: dict[bytes, list[Reading]] = {}
    for row in found:
        reading = Reading(row["text_digest"], row["fields_digest"], row["extractor_version"])
        known.setdefault(row["url_digest"], []).append(reading)
    return [any(one.is_same(_reading(sighting)) for one in known.get(digests[sighting.url], ())) for sighting in sightings]


def _reading(sighting: Sighting) -> Reading:
    record = sighting.record
    assert record is not None  # noqa: S101  # asked of sightings that went through `normalise`
    return Reading(bytes.fromhex(record.text_digest), fields_digest(record), record.extractor_version)
