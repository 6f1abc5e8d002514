"""Recorded pages read in this process: how long each takes, and what text the archive must then have of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.normalise import normalise
from pipelines.validate import validate
from press.extraction import extract
from press.page import Lead, Page
from press.sighting import Sighting
from press.source import Source
from spiders.discovery import Document, read
from tests.acceptance.corpus import press_room
from tests.acceptance.corpus.recordings import Recording

#: The visit reads every page, within its limit of time; a third read here as well shows that it reads them as this process does.
EVERY = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One recording, read. `text_digest` is None where the page is no release; `seconds` are of this process' CPU."""

    recording: Recording
    page_kind: str
    text_digest: str | None
    seconds: float


def read_some(pages: Mapping[str, list[Recording]], source: Source) -> list[Reading]:
    """Recordings, in order, as a visit to `source` reads them: with the lead of the feed, or else of the sitemap.

    Every EVERY-th address, and all that were recorded more than once.
    """
    now = datetime.now(UTC)
    feed = dict(press_room.documents(pages, 0, now, now))[press_room.FEED]
    announced = {lead.url: lead for lead in read(Document(press_room.FEED, feed.body, None, None, "feed"), None).leads}
    return [
        _read(recording, source, announced.get(address) or Lead(address, way="sitemap"), now)
        for number, (address, recordings) in enumerate(pages.items())
        if number % EVERY == 0 or len(recordings) > 1
        for recording in recordings
    ]


def _read(recording: Recording, source: Source, lead: Lead, now: datetime) -> Reading:
    page = Page(recording.address, recording.content(), "text/html", fetched_at=now)
    began = time.process_time()
    extraction = extract(page, source, lead)
    seconds = time.process_time() - began
    sighting = validate(
        normalise(Sighting(recording.address, source.source_id, source.kind, source.time_zone, now, "crawl", extraction))
    )
    record = sighting.record
    return Reading(recording, extraction.page_kind, record.text_digest if record else None, seconds)
