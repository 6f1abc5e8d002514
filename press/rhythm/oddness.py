"""Whether a source has changed its hours: a sum over its last publications of how odd the hours were in which they came. Pure.

Months of habits would need as many months to be outweighed. Where publication upon publication comes when hardly any should, the
habits are over, and most of what is remembered of them is let go at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from press.rhythm.memory import Memory, Publication
from press.rhythm.rate import Rhythm
from press.rhythm.week import hour_of_week

#: What is kept of the hours when they are over. Not nothing: the weekdays and much else mostly stay as they were.
KEPT = 0.25
#: The sum at which they are: five odd hours without an ordinary one between them, or more with some. The likelihood of the hours
#: by the habits is then exp(-12) of what it would be if any hour of the day were as good as another. At 8 a change is learned a
#: few releases sooner, and a real newsroom's two long nights of announcements are taken for one. Days are not compared: a wire
#: has many releases on each Sunday, few as they are.
_BROKEN = 12.0
#: One hour adds at most so much and takes off at most so much: no single release ends a habit, and a month of ordinary ones does
#: not excuse what comes after.
_MOST, _LEAST = 2.5, -2.0
#: Of a source with fewer publications nothing is let go: it has no habits yet.
_HABIT = 12.0


@dataclass(frozen=True, slots=True)
class Oddness:
    """The sum, the last hour that is in it (counted from 1970), and whether the habits are over, with which it begins anew."""

    sum: float
    last_hour: int
    broken: bool


def oddness(memory: Memory, publications: Iterable[Publication], rhythm: Rhythm) -> Oddness:
    """The sum after these publications, which are in order. What is sent off together in an odd hour is one event.

    Only instants count: what is known by the looks alone lies where the rhythm expects it.
    """
    sums, last, broken = memory.odd, memory.last_hour, False
    for one in publications:
        hour = int(one.high.timestamp() // 3600)
        if one.low != one.high or hour < last:
            continue
        of_week = hour_of_week(one.high.astimezone(rhythm.zone))
        day = of_week - of_week % 24
        usual = rhythm.rates[of_week] / sum(rhythm.rates[day : day + 24]) * 24
        odd = min(max(-math.log(usual), _LEAST), _MOST)
        if odd < 0 or hour > last:
            sums = max(0.0, sums + odd)
        last = hour
        if sums > _BROKEN and sum(memory.hours) >= _HABIT:
            sums, broken = 0.0, True
    return Oddness(sums, last, broken)
