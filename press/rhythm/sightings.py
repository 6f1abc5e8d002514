"""When a page became public, as far as that can be told: by what it says, and by the looks that did and did not find it. Pure.

What counts is when the source's documents could first show it. A release dated nine o'clock that was not there at ten came later,
whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from press.rhythm.memory import Publication

#: What is older than that when it is first seen was there before and is found late (another way, a backfill).
_LATE = timedelta(days=3)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a source: when it was first seen and found (named by a document), when the source had been looked at before that
    (None: never), and what the page says of its publication. `has_clock`: it names a time of day."""

    first_seen_at: datetime
    found_at: datetime
    looked_before_at: datetime | None
    published_at: datetime | None
    published_local: datetime | None
    has_clock: bool


def publications(found: Iterable[Found], zone: tzinfo) -> list[Publication]:
    """What the pages tell of the source's rhythm; `zone` is the source's, for days without a time."""
    told = (publication(one, zone) for one in found)
    return [one for one in told if one is not None]


def publication(found: Found, zone: tzinfo) -> Publication | None:
    """When the page became public; None where nothing can be told, or where it was there long before it was found."""
    high, looked = found.found_at, found.looked_before_at
    if looked is not None and looked >= high:
        looked = None
    said = _said(found, zone)
    if looked is None:  # everything is new at the first look: the page alone can tell
        if said is None or said.low > high:
            return None
        return Publication(said.low, min(said.high, high))
    if said is None or said.low > high:  # nothing said, or a day to come: between the looks
        return Publication(looked, high)
    if said.high < looked - _LATE:
        return None
    low = max(said.low, looked)
    return Publication(low, min(said.high, high)) if said.high >= low else Publication(looked, high)


def _said(found: Found, zone: tzinfo) -> Publication | None:
    """The instant, or the whole day. Midnight to the second is how software writes a day."""
    if found.published_at is None:
        return None
    local = found.published_local or found.published_at.astimezone(zone).replace(tzinfo=None)
    if found.has_clock and local.time() != time(0):
        return Publication(found.published_at, found.published_at)
    return Publication(found.published_at, found.published_at + _DAY)
