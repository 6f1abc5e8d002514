"""How much a source should have published in a span of time, and how long it may be silent before that means something. Pure."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from press.rhythm.rate import Rhythm
from press.rhythm.week import integral, pieces

#: A source whose habits nobody knows yet is believed to keep them about as well as one seen for so many days: the rate may be
#: off by a factor of two or three.
_FIRST_EVIDENCE = 2.0
#: Nobody's habits are surer than that: there are holidays, strikes and summers.
_MOST_EVIDENCE = 40.0
#: However seldom a source publishes, a silence beyond this is told.
_LONGEST = timedelta(days=730)


def expected(rhythm: Rhythm, since: datetime, until: datetime) -> float:
    """Publications to be expected in the span (aware instants), by hour of the week, weekday, zone and recent volume.

    0 where the span ends before it begins. Of the recent and the usual volume the smaller counts: a source that has become
    quiet over weeks is not expected to be loud.
    """
    return integral(rhythm.rates, since, until, rhythm.zone) * min(1.0, rhythm.usual)


def quiet_probability(rhythm: Rhythm, since: datetime, until: datetime) -> float:
    """The chance that the source, with nothing broken, publishes nothing at all in the span (0 to 1; 1 for an empty span).

    `since` is when its last release appeared, or when it began to be watched. Wider than a Poisson process: releases crowd into
    the same days (`Rhythm.crowding`), and what little is known of a source may be wrong (`Rhythm.evidence`): with no evidence
    this falls as 1/x², with much nearly as exp(-x).
    """
    return _chance(rhythm, expected(rhythm, since, until))


def longest_silence(rhythm: Rhythm, since: datetime, chance: float = 1e-4) -> datetime:
    """The instant until which a silence that began at `since` is still ordinary: `quiet_probability` reaches `chance` there.

    At most two years after `since`. `chance` lies between 0 and 1, both excluded.
    """
    if not 0 < chance < 1:
        raise ValueError("the chance of an ordinary silence lies between 0 and 1")
    evidence = _evidence(rhythm)
    enough = evidence * (chance ** (-1 / evidence) - 1) / (rhythm.crowding * min(1.0, rhythm.usual))
    a_week = sum(rhythm.rates)
    weeks = max(int(min(enough / a_week, 1000)) - 1, 0) if a_week > 0 else 1000
    at, latest = since + weeks * timedelta(weeks=1), since + _LONGEST
    if at >= latest:
        return latest
    left = enough - integral(rhythm.rates, since, at, rhythm.zone)
    for hour, length in pieces(at, latest, rhythm.zone):
        mass = rhythm.rates[hour] * length
        if mass >= left:
            return min(at + timedelta(hours=length * max(left, 0.0) / mass), latest)
        left -= mass
        at += timedelta(hours=length)
    return latest


def _chance(rhythm: Rhythm, count: float) -> float:
    evidence = _evidence(rhythm)
    return math.exp(-evidence * math.log1p(rhythm.crowding * count / evidence))


def _evidence(rhythm: Rhythm) -> float:
    return min(_FIRST_EVIDENCE + rhythm.evidence, _MOST_EVIDENCE)
