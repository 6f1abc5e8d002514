"""A source's looks, one after another, over publications whose instants are known. Each look is learned from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from press.rhythm import Learned, Memory, next_due, rhythm_of
from press.rhythm.learning import learned_with
from press.rhythm.sightings import Found, publications
from press.source import Source


@dataclass(frozen=True, slots=True)
class Run:
    """`looks`: when the source was looked at. `publications`: what there was to find, in order. `learned`: the row at the end."""

    looks: Sequence[datetime]
    publications: Sequence[datetime]
    learned: Learned


def replay(source: Source, published: Sequence[datetime], since: datetime, until: datetime, *, clocks: bool = True) -> Run:
    """Looks from `since` until after `until` at the instants that the schedule itself asks for.

    The first look finds nothing; `published` are sorted. `clocks` False: pages name no time, so that only the looks tell when
    they came.
    """
    now, looks, known = since, [since], Learned.of(source, Memory(since), None)
    said = known.as_json()
    zone = rhythm_of(source, None).zone
    begin = bisect_right(published, since)
    while now < until:
        looked, now = now, next_due(source, said, now)
        looks.append(now)
        end = bisect_right(published, now, begin)
        if end > begin:
            found = [Found(now, now, looked, at if clocks else None, None, True) for at in published[begin:end]]
            known = Learned.of(source, learned_with(source, known.memory, publications(found, zone), now), now, new=True)
            said = known.as_json()
        begin = end
    return Run(looks, published, known)
