"""When a source is visited next: its own rhythm within the bounds in its file, failures and what its hosts ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from archive import rhythms
from archive.connection import Archive
from press.instant import zone_of
from press.rhythm import Learned, Rhythm, back_off, next_due, rhythm_of
from press.rhythm.learning import learned_with
from press.rhythm.sightings import publications
from press.source import Source


def next_visit_at(
    source: Source, learned: Mapping[str, Any] | None, *, now: datetime, failures: int = 0, hard: bool = False,
    not_before: datetime | None = None,
) -> datetime:  # fmt: skip
    """The instant at which the source falls due again.

    `learned` is `archive.source.rhythm`. `failures` counts visits and glances in a row that failed; `hard` where the last says
    that waiting will hardly help (the name is gone, 403, 404). `not_before`: what a host asked for (Retry-After). Cheap enough
    for every glance: no database, and seldom more than a tenth of a millisecond.
    """
    if failures:
        due = back_off(source.schedule, now, failures=failures, hard=hard, seed=source.source_id)
    else:
        due = next_due(source, learned, now)
    return max(due, not_before or due)


def rhythm(source: Source, learned: Mapping[str, Any] | None) -> Rhythm:
    """The source's rhythm, from `archive.source.rhythm`; what was not learned is its kind's and country's."""
    return rhythm_of(source, Learned.read(source, learned).memory)


async def learn(archive: Archive, source: Source) -> dict[str, Any]:
    """What the source's row is to hold as `rhythm` from now on: what it held, and the publications since then.

    Time in which no look succeeded was not watched: a silence of ours is none of the source's. Reads only; whoever gives the
    verdict writes it. To be asked after a visit, when all its pages are stored. Raises LookupError where the source has no row,
    and ArchiveLost.
    """
    before = await rhythms.learned(archive, source.source_id)
    known = Learned.read(source, before.rhythm)
    found = await rhythms.found_since(archive, source.source_id, known.seen_until)
    seen_until = max((one.first_seen_at for one in found), default=known.seen_until)
    until = max([before.looked_at, *(one.found_at for one in found)])
    told = publications(found, zone_of(source.time_zone))
    return Learned.of(source, learned_with(source, known.memory, told, until), seen_until, new=bool(told)).as_json()
