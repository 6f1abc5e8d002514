"""How a source's looks are spread over its week, and when the next one is. Pure.

With so many looks to spend, the delay from publication to look is least where looks are as dense as the square root of the rate
(docs/decisions/035). The density summed from look to look is 1; a look is moved by up to a quarter of that to where it catches
most: to the end of a working day rather than into the night after it.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import accumulate

from press.rhythm.rate import Rhythm
from press.rhythm.week import HOURS, hour_of_week, pieces
from press.source import Schedule

#: How far a look may be moved, as a share of the way to the next. A fifth to three tenths do equally well; none at all costs a
#: quarter more delay at two looks a day, and nothing at twenty.
_MOVED = 0.25
#: By how much of its interval a look is put forward or off, so that sources of one rhythm do not fall due at the same instant.
_JITTER = 0.05
#: Halvings of the range in which a factor is sought, on a scale of logarithms: 13 digits of it.
_STEPS = 48
#: A rate is never less than this (publications an hour): one in a hundred million years.
_NO_RATE = 1e-12


@dataclass(frozen=True, slots=True)
class Plan:
    """`minutes`: the interval between looks for each hour of the week, by the clock of `zone`; all within `bounds`."""

    zone: tzinfo
    bounds: Schedule
    minutes: tuple[float, ...]

    @property
    def looks_a_week(self) -> float:
        """What the plan spends."""
        return sum(60 / gap for gap in self.minutes)


def interval(rhythm: Rhythm, bounds: Schedule) -> float:
    """The fixed interval (minutes) that would make as many looks as are planned.

    A source with a release a day lies midway between its bounds, geometrically (2 hours between 10 minutes and a day); four times
    as many releases halve the interval, which makes a release's delay cost the same for every source with these bounds.
    """
    wanted = math.sqrt(bounds.min_minutes * bounds.max_minutes / max(rhythm.a_day, 1e-9))
    return min(max(wanted, bounds.min_minutes), bounds.max_minutes)


def plan(rhythm: Rhythm, bounds: Schedule) -> Plan:
    """Looks as dense as the root of the rate, none closer or farther apart than the bounds, as many as `interval` would make.

    Fewer where the shortest interval keeps some from the hours that would need them: in other hours they would save little.
    """
    least, most = 60 / bounds.max_minutes, 60 / bounds.min_minutes
    budget = HOURS * 60 / interval(rhythm, bounds)
    densities = spread(rhythm.rates, least, budget, budget)
    return Plan(rhythm.zone, bounds, tuple(60 / min(density, most) for density in densities))


def spread(rates: Sequence[float], least: float, most: float, budget: float) -> list[float]:
    """Densities (looks an hour) that sum up to the budget, in proportion to the roots of the rates but from `least` to `most`.

    The budget has to lie between what all least and all most would make. These densities make the mean delay, the sum of
    rate / density, as small as it can be within the bounds.
    """
    roots = [math.sqrt(max(rate, _NO_RATE)) for rate in rates]
    ordered = sorted(roots)
    summed = [0.0, *accumulate(ordered)]
    low, high = least / ordered[-1], most / ordered[0]
    for _ in range(_STEPS):
        factor = math.sqrt(low * high)
        under, over = bisect_left(ordered, least / factor), bisect_right(ordered, most / factor)
        spent = under * least + factor * (summed[over] - summed[under]) + (len(ordered) - over) * most
        low, high = (factor, high) if spent < budget else (low, factor)
    return [min(max(high * root, least), most) for root in roots]


def next_look(plan: Plan, now: datetime, *, seed: str) -> datetime:
    """When the source is to be looked at next, after a look at `now` (aware): never sooner or later than its bounds say.

    The looks of a source lie where its density, summed since the beginning of time, passes whole numbers, each moved as the
    module says; so a look that came late makes the next one neither later nor more frequent. `seed` is the source's own (its id)
    and gives it its share of a minute, an hour or a day: sources with the same rhythm have different ones.
    """
    densities = [60 / gap for gap in plan.minutes]
    least, most = plan.bounds.min_minutes / 60, plan.bounds.max_minutes / 60
    summed = _summed(densities, now.astimezone(plan.zone)) + _share(seed)
    rest = summed - round(summed)
    at = min(max(_best(plan, densities, now, 1 - rest, least, most), least), most)
    return now + timedelta(hours=min(max(at * jittered(seed, now), least), most))


def jittered(seed: str, now: datetime) -> float:
    """A factor about 1 for an interval that begins now: another one for each source and each time, and always the same."""
    return 1 + _JITTER * (2 * _share(f"{seed} {now.timestamp():.0f}") - 1)


def _best(plan: Plan, densities: Sequence[float], now: datetime, mass: float, least: float, most: float) -> float:
    """Hours from now to the look, where `mass` is the density left until its place.

    A look stands best where what it catches equals what an instant's wait would add until the next look: waiting pays while
    the rate, times the time to the next look, is more than the publications that wait already.
    """
    first, last, following = mass - _MOVED, mass + _MOVED, mass + 1
    walked: list[tuple[float, float, float, float]] = []  # hours from now, length, density, density summed before it
    at = summed = 0.0
    for hour, length in pieces(now, now.astimezone(UTC) + timedelta(hours=3 * most), plan.zone):
        density = densities[hour]
        walked.append((at, length, density, summed))
        if summed + density * length >= following:
            at += (following - summed) / density
            break
        at, summed = at + length, summed + density * length
    after, waiting = at, 0.0
    for at, length, density, summed in walked:
        rate = density * density  # what the density was made from, but for a factor
        begin = max((first - summed) / density, least - at, (after - at - waiting / rate) / 2, 0.0)
        end = min((last - summed) / density, length)
        if begin <= end:
            return at + begin
        if end < length:
            return at + end
        waiting += rate * length
    return most


def _summed(densities: Sequence[float], local: datetime) -> float:
    hour = hour_of_week(local)
    weeks = (local.toordinal() - 1) // 7  # day 1 of the calendar is a Monday
    return weeks * sum(densities) + sum(densities[:hour]) + densities[hour] * (local.minute * 60 + local.second) / 3600


def _share(seed: str) -> float:
    return zlib.crc32(seed.encode()) / 2**32
