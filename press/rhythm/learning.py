"""How a memory takes up publications. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from press.rhythm.memory import FAST_HALF_LIFE, HALF_LIFE, Memory, Publication, weight
from press.rhythm.oddness import KEPT, Oddness, oddness
from press.rhythm.rate import Rhythm, rhythm_of
from press.rhythm.week import HOURS, hour_of_week, integral, pieces
from press.source import Source

#: Of a source seen for the first time so many of the oldest publications do not count for its volume: one in ten stands in a feed
#: for years because somebody pinned it there, and would make the source look quiet.
_PINNED = 0.1
#: What became public within a longer span than this tells nothing of the hour; it counts for the volume alone.
_TELLING = timedelta(days=4)
#: A shorter span is taken for an instant.
_SHARP = timedelta(minutes=30)
#: A span of watching that is longer is counted in plain days.
_COUNTED = timedelta(weeks=2)


def learned_with(source: Source, memory: Memory | None, publications: Iterable[Publication], until: datetime) -> Memory:
    """The memory after these publications, which are new to it, and after watching until `until` (aware).

    With no memory yet the source was watched since its oldest publication but the pinned ones. Publications after `until` are
    taken to be of that instant: a publisher's clock may be wrong.
    """
    rhythm = rhythm_of(source, memory)
    found = sorted((_until(one, until) for one in publications), key=lambda one: one.high)
    since = memory.at if memory is not None else _watched_since(found, until)
    before = Memory(since) if memory is None else memory
    after = before.aged(until)
    at = after.at
    slow, fast = _watched(rhythm, since, at)
    odd = oddness(before, found, rhythm) if memory is not None else Oddness(0.0, before.last_hour, False)
    hours = [count * (KEPT if odd.broken else 1.0) for count in after.hours]
    long, recent, days, last_day = after.long, after.fast, after.days, after.last_day
    for one in found:
        weighs = weight(at - one.high, HALF_LIFE)
        for hour, share in _hours(one, rhythm):
            hours[hour] += share * weighs
        if memory is None and one.high < since:
            continue
        long += weighs
        recent += weight(at - one.high, FAST_HALF_LIFE)
        day = one.high.astimezone(rhythm.zone).toordinal()
        if day > last_day:
            days, last_day = days + weighs, day
    return replace(
        after, hours=tuple(hours), long=long, long_watched=after.long_watched + slow, fast=recent,
        fast_watched=after.fast_watched + fast, days=days, last_day=last_day,
        odd=odd.sum, last_hour=odd.last_hour,
    )  # fmt: skip


def _until(one: Publication, until: datetime) -> Publication:
    return one if one.high <= until else Publication(min(one.low, until), until)


def _watched_since(found: Sequence[Publication], until: datetime) -> datetime:
    return found[int(len(found) * _PINNED)].high if found else until


def _watched(rhythm: Rhythm, since: datetime, until: datetime) -> tuple[float, float]:
    """Days of the span, decayed to its end by the long half-life and by the short; a day is a seventh of a week."""
    span = until - since
    if span <= timedelta(0):
        return 0.0, 0.0
    if span > _COUNTED:
        long, short = (_mean_life(half_life) * (1 - weight(span, half_life)) for half_life in (HALF_LIFE, FAST_HALF_LIFE))
        return long, short
    days = integral(rhythm.rates, since, until, rhythm.zone) / rhythm.a_day
    return days * weight(span / 2, HALF_LIFE), days * weight(span / 2, FAST_HALF_LIFE)


def _mean_life(half_life: timedelta) -> float:
    """In days: the half-life of a decay over ln 2."""
    return half_life / timedelta(days=1) / math.log(2)


def _hours(one: Publication, rhythm: Rhythm) -> list[tuple[int, float]]:
    """The hours of the week in which it may have become public, with shares of 1; none where that is anybody's guess."""
    span = one.high - one.low
    if span <= _SHARP:
        return [(hour_of_week((one.low + span / 2).astimezone(rhythm.zone)), 1.0)]
    if span > _TELLING:
        return []
    likely = [0.0] * HOURS
    for hour, length in pieces(one.low.astimezone(UTC), one.high.astimezone(UTC), rhythm.zone):
        likely[hour] += rhythm.rates[hour] * length
    total = sum(likely)
    return [(hour, share / total) for hour, share in enumerate(likely) if share] if total > 0 else []
