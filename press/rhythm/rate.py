"""The rate at which a source publishes, for each hour of its week: what its kind and country suggest, moved by its memory. Pure.

Estimates are shrunk in steps, each level towards the one before it: the weekdays and the hours of a day (working days and days of
the weekend apart) towards the prior, then each single hour of the week towards its weekday's and hour's product. So ten
publications tell the morning from the night, and a thousand tell Tuesday 10 o'clock from Wednesday 10 o'clock.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from press.instant import zone_of
from press.rhythm import prior
from press.rhythm.memory import Memory
from press.source import Source, SourceKind

#: How many publications the level above is worth, for weekdays, for hours of a day, and for single hours of the week. Chosen on
#: the training weeks of benchmarks/freshness; half or double of each moves the delay by less than a hundredth.
WEEKDAYS_WORTH, HOURS_WORTH, SINGLE_WORTH = 12.0, 16.0, 60.0

#: The kind's volume is worth half a release: kinds differ from source to source by a factor of ten. The source's own volume over
#: months is worth four of the last weeks.
_KIND_WORTH, _LONG_WORTH = 0.5, 4.0
#: A prior's weight for how a source's releases crowd into the same days: so many active days at this share of independence.
_CROWDING_DAYS, _CROWDING = 5.0, 0.7


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`rates`: publications in an hour, for each hour of the week by the clock of `zone`. They follow the last weeks' volume.

    `usual`: what to multiply them by for the volume over months. `crowding` (0 to 1): the share of a publication that counts as
    one by itself when a silence is weighed; releases that come five on one day and none on the next break fewer silences than
    the rate says. `evidence`: days with publications on which that rests.
    """

    zone: tzinfo
    rates: tuple[float, ...]
    usual: float
    crowding: float
    evidence: float

    @property
    def a_day(self) -> float:
        """Publications in a day, on a mean over the week."""
        return sum(self.rates) / 7


def rhythm_of(source: Source, memory: Memory | None) -> Rhythm:
    """The source's rhythm; with no memory, its kind's and country's in its own zone."""
    return rhythm(source.kind, source.country, zone_of(source.time_zone), memory)


def rhythm(kind: SourceKind, country: str, zone: tzinfo, memory: Memory | None) -> Rhythm:
    """The rhythm of a source of the kind in the country."""
    believed, a_day = prior.shape(kind, country), prior.releases_a_day(kind)
    if memory is None:
        return Rhythm(zone, tuple(share * 7 * a_day for share in believed), 1.0, _CROWDING, 0.0)
    shares = _shape(believed, prior.weekend(country), memory.hours)
    long = (_KIND_WORTH + memory.long) / (_KIND_WORTH / a_day + memory.long_watched)
    fast = (_LONG_WORTH + memory.fast) / (_LONG_WORTH / long + memory.fast_watched)
    return Rhythm(zone, tuple(share * 7 * fast for share in shares), long / fast, _crowding(shares, long, memory), memory.days)


def _shape(believed: Sequence[float], weekend: frozenset[int], counts: Sequence[float]) -> list[float]:
    seen = sum(counts)
    days = _shrunk([sum(believed[d * 24 : d * 24 + 24]) for d in range(7)], [sum(counts[d * 24 : d * 24 + 24]) for d in range(7)],
                   WEEKDAYS_WORTH)  # fmt: skip
    hours: dict[bool, list[float]] = {}
    for rest in (False, True):
        of_it = [d for d in range(7) if (d in weekend) == rest]
        hours[rest] = _shrunk(_by_hour(believed, of_it), _smooth(_by_hour(counts, of_it)), HOURS_WORTH)
    product = [days[d] * hours[d in weekend][h] for d in range(7) for h in range(24)]
    return [(SINGLE_WORTH * share + count) / (SINGLE_WORTH + seen) for share, count in zip(product, counts, strict=True)]


def _shrunk(believed: Sequence[float], counts: Sequence[float], worth: float) -> list[float]:
    """Shares: the counts', drawn towards those believed as if these were so many more."""
    all_believed, seen = sum(believed), sum(counts)
    return [(worth * b / all_believed + n) / (worth + seen) for b, n in zip(believed, counts, strict=True)]


def _by_hour(by_week: Sequence[float], days: Sequence[int]) -> list[float]:
    return [sum(by_week[d * 24 + h] for d in days) for h in range(24)]


def _smooth(counts: Sequence[float]) -> list[float]:
    """Each hour with a quarter of its neighbours': who published at 9:50 may as well do so at 10:10."""
    return [counts[h - 1] / 4 + counts[h] / 2 + counts[(h + 1) % 24] / 4 for h in range(24)]


def _crowding(shares: Sequence[float], a_day: float, memory: Memory) -> float:
    """The factor at which a Poisson process would have as many active days a week as the source has."""
    weekdays = [7 * a_day * sum(shares[d * 24 : d * 24 + 24]) for d in range(7)]

    def active(factor: float) -> float:
        return sum(-math.expm1(-factor * rate) for rate in weekdays)

    usual = active(_CROWDING)
    days_believed = _CROWDING_DAYS * 7 / max(usual, 1e-9)  # days of watching in which the prior would have had its active days
    wanted = 7 * (_CROWDING_DAYS + memory.days) / (days_believed + memory.long_watched)
    low, high = 0.02, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if active(middle) < wanted else (low, middle)
    return (low + high) / 2
