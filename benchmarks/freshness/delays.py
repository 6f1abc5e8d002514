"""Mean delays of a run within some of its weeks, beside a fixed interval's and the best schedule's with as many looks.

A fixed interval of I minutes delays a publication by I / 2 on a mean, whenever it comes. The best that looks can do, if they are
as many and the rates (by hour of the week) are known, is (E√λ)²/Eλ of that: looks as dense as √λ. Looks that are few can do a
little better than this bound for many, and a file may forbid it: `within_bounds` is the best that keeps the file's bounds.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from press.rhythm.plan import spread
from press.rhythm.week import HOURS, pieces
from press.source import Schedule

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Delays:
    """Minutes, but for `looks` and `publications` (how many), which are a day."""

    publications: float
    looks: float
    ours: float
    fixed: float
    bound: float
    within_bounds: float

    @property
    def over(self) -> float:
        """By how much of it the delay is above the bound."""
        return self.ours / self.bound - 1

    @property
    def over_within_bounds(self) -> float:
        """The same for the bound that a file's own bounds leave."""
        return self.ours / self.within_bounds - 1


def of_rates(
    looks: Sequence[datetime], rates: Sequence[float], zone: tzinfo, bounds: Schedule, since: datetime, until: datetime
) -> Delays:
    """The delay that is to be expected where the true rates (an hour, by hour of the week) are known: no luck in it."""
    gaps = _gaps(looks, since, until)
    waited = came = 0.0
    for begin, end in gaps:
        left = (end - begin) / _MINUTE
        for hour, length in pieces(begin, end, zone):
            came += rates[hour] * length
            left -= length * 60
            waited += rates[hour] * length * (left + length * 30)
    return _against(waited / came, came, gaps, rates, bounds)


def of_publications(
    looks: Sequence[datetime],
    published: Sequence[datetime],
    rates: Sequence[float],
    bounds: Schedule,
    since: datetime,
    until: datetime,
) -> Delays:
    """The delay that publications had; the bound goes by these rates, which are somebody's estimate."""
    gaps = _gaps(looks, since, until)
    begin, end = gaps[0][0], gaps[-1][1]
    within = published[bisect_right(published, begin) : bisect_right(published, end)]
    waits = [(looks[bisect_left(looks, at)] - at) / _MINUTE for at in within]
    return _against(sum(waits) / len(waits), len(waits), gaps, rates, bounds)


def _gaps(looks: Sequence[datetime], since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    first, last = bisect_left(looks, since), bisect_left(looks, until)
    return list(zip(looks[first : last - 1], looks[first + 1 : last], strict=True))


def _against(
    ours: float, came: float, gaps: Sequence[tuple[datetime, datetime]], rates: Sequence[float], bounds: Schedule
) -> Delays:
    minutes = (gaps[-1][1] - gaps[0][0]) / _MINUTE
    fixed = minutes / len(gaps) / 2
    roots = [math.sqrt(rate) for rate in rates]
    bound = fixed * (sum(roots) / HOURS) ** 2 / (sum(rates) / HOURS)
    least, most = 60 / bounds.max_minutes, 60 / bounds.min_minutes
    budget = min(max(HOURS * 30 / fixed, HOURS * least), HOURS * most)
    best = spread(rates, least, most, budget)
    within = 30 * sum(rate / density for rate, density in zip(rates, best, strict=True)) / sum(rates)
    return Delays(came / minutes * 1440, len(gaps) / minutes * 1440, ours, fixed, bound, within)
