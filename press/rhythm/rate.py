"""The rate at which a source publishes, for each hour of its week: what its kind and country suggest, moved by its memory. Pure.

What is believed is corrected in three steps: by what the weekdays brought, then by the hours of a day (working days and days of
the weekend apart), then by each single hour of the week. Each step multiplies by what came over what was expected, both with a
constant added: a few publications change little, and an hour without any is never taken for impossible.
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

#: The constants, in publications, for a weekday, an hour of a day and an hour of the week. Chosen on 132 random offices that are
#: not those of benchmarks/freshness; half or double of each moves the delay by less than a hundredth.
_WEEKDAYS_SURE, _HOURS_SURE, _SINGLE_SURE = 4.0, 0.25, 4.0
#: The share of an hour's publications that may as well have come in the hour before, and in the one after.
_SMEARED = 0.1

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
    """Shares of the week's publications, by hour of the week."""
    seen = sum(counts)
    shares = list(believed)
    for day in range(7):
        hours = range(day * 24, day * 24 + 24)
        factor = _corrected(sum(counts[h] for h in hours), seen * sum(shares[h] for h in hours), _WEEKDAYS_SURE)
        for h in hours:
            shares[h] *= factor
    shares = _normal(shares)
    for rest in (False, True):
        days = [day for day in range(7) if (day in weekend) == rest]
        came = _smeared([sum(counts[day * 24 + h] for day in days) for h in range(24)])
        for h in range(24):
            hours_alike = [day * 24 + h for day in days]
            factor = _corrected(came[h], seen * sum(shares[one] for one in hours_alike), _HOURS_SURE)
            for one in hours_alike:
                shares[one] *= factor
    shares = _normal(shares)
    return _normal([s * _corrected(count, seen * s, _SINGLE_SURE) for s, count in zip(shares, counts, strict=True)])


def _corrected(came: float, expected: float, sure: float) -> float:
    return (sure + came) / (sure + expected)


def _normal(weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]


def _smeared(counts: Sequence[float]) -> list[float]:
    """Who published at 9:50 may as well do so at 10:10."""
    return [
        _SMEARED * counts[h - 1] + (1 - 2 * _SMEARED) * counts[h] + _SMEARED * counts[(h + 1) % 24] for h in range(24)
    ]  # fmt: skip


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
