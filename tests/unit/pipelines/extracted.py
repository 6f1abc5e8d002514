"""An invented page as extraction hands it over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from press.release import Extraction
from press.sighting import Origin, Sighting
from press.source import SourceKind

SEEN_AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
URL = "https://locks.example/news/lock-opens"


def sighting(
    *, time_zone: str = "Africa/Casablanca", origin: Origin = "crawl", kind: SourceKind | None = "agency", **found: Any
) -> Sighting:
    """A sighting of a page of which extraction found this; without more, a release with a headline and a text."""
    fields = {"headline": "The lock opens", "body_text": "The lock has opened.", **found}
    return Sighting(
        url=URL, source_id="xx_locks", source_kind=kind, time_zone=time_zone, seen_at=SEEN_AT, origin=origin,
        extraction=Extraction(URL, "7", **fields),
    )  # fmt: skip
