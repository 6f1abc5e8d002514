"""When a source is asked again that failed: ever more seldom, and never given up. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from press.rhythm.plan import jittered
from press.source import Schedule

#: The longest wait, unless the file's own bound is longer: a site that is back after a year is found within the week.
LONGEST = timedelta(days=7)
#: A failure that waiting will hardly mend counts as so many that may pass.
_HARD = 2
#: Doublings are counted no further: the longest wait is reached long before.
_MOST_DOUBLINGS = 20


def back_off(bounds: Schedule, now: datetime, *, failures: int, hard: bool, seed: str) -> datetime:
    """The next look after so many failures in a row: twice the shortest interval, doubled with each.

    Sooner at first than an ordinary look may be: most failures pass. `seed`: as for `next_look`, so that the sources of a host
    that is down do not all come back at one instant.
    """
    if failures < 1:
        raise ValueError("back_off counts failures from 1")
    doublings = min(failures + (_HARD if hard else 0), _MOST_DOUBLINGS)
    span = timedelta(minutes=bounds.min_minutes * (1 << doublings))
    longest = max(LONGEST, timedelta(minutes=bounds.max_minutes))
    return now + min(span, longest) * jittered(seed, now)
