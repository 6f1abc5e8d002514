"""When a known page is to be looked at again: soon after it was found, then ever more seldom. Pure.

Publishers mend a release in its first hours and take it down in its first months; a page that has stood for a year stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

#: The wait after each look; the last one repeats. What REVISIT_INTERVALS says where the environment does not.
INTERVALS: tuple[timedelta, ...] = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 3 * 24, 7 * 24, 30 * 24, 90 * 24))

#: A wait is longer by up to this share of it, each page's by its own: a thousand pages that one visit found fall due over a
#: quarter of an hour, then over an hour and a half, and in the end over three weeks, instead of in one minute.
SPREAD = 0.25


def next_look(looks: int, at: datetime, *, seed: str, intervals: Sequence[timedelta] = INTERVALS) -> datetime:
    """When a page is due again after its look number `looks` (1: it was just found) at the instant `at`, which needs a zone.

    Never sooner than the interval says. `seed` is the page's own (its address): the same page always gets the same share.
    """
    if at.tzinfo is None:
        raise ValueError("next_look needs an aware `at`")
    if looks < 1:
        raise ValueError("looks count from 1")
    if not intervals:
        raise ValueError("next_look needs at least one interval")
    share = int.from_bytes(hashlib.sha256(f"{seed}\n{looks}".encode()).digest()[:4]) / 2**32
    return at + intervals[min(looks, len(intervals)) - 1] * (1 + SPREAD * share)


def next_look_in_vain(
    looks: int, at: datetime, *, seed: str, gone: bool, gone_interval: timedelta, intervals: Sequence[timedelta] = INTERVALS
) -> datetime:  # fmt: skip
    """When a page is due again that was not found at its look number `looks`.

    While it is not sure that it is `gone`: after `gone_interval`, so that the looks that confirm it take place. After that it is
    looked for as ever more seldom as any page, for it may come back, and no sooner than that.
    """
    confirming = at + gone_interval
    return max(confirming, next_look(looks, at, seed=seed, intervals=intervals)) if gone else confirming
