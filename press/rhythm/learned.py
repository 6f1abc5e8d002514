"""What a source's row keeps of its rhythm: the memory, and the plan made from it, which a glance need not make again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from press.instant import zone_of
from press.rhythm.learning import learned_with
from press.rhythm.memory import VERSION, Memory
from press.rhythm.plan import Plan, next_look, plan
from press.rhythm.rate import Rhythm, rhythm, rhythm_of
from press.rhythm.week import HOURS, hour_of_week
from press.source import Schedule, Source, SourceKind

#: Where something new came unexpectedly more will follow: releases crowd. The next look comes after this share of its interval,
#: up to the whole of it where each look is expected to find something. Of five recordings three gain 2 to 30 % by it beside a
#: fixed interval with as many looks, one nothing, and one loses 4 %; where releases do not crowd it costs 1 to 3 %.
_SOONER = 0.6
#: That is for the look after the visit that found it, not for glances hours later.
_AT_ONCE = timedelta(minutes=5)
#: A plan holds for so long. A source at which nothing new is found gets no verdict and would be asked as often for ever.
_HOLDS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Learned:
    """`seen_until`: when the latest page was first seen that the memory has taken up. `plan`: none where it was made for other
    bounds or another zone. `sooner`: the share of its interval after which the next look comes."""

    memory: Memory | None = None
    seen_until: datetime | None = None
    plan: Plan | None = None
    sooner: float = 1.0

    @classmethod
    def of(cls, source: Source, memory: Memory, seen_until: datetime | None, *, new: bool = False) -> Learned:
        """With the plan that follows from the memory. `new`: this time something new had come."""
        rates = rhythm_of(source, memory)
        made = plan(rates, source.schedule)
        return cls(memory, seen_until, made, _sooner(rates, made, memory.at) if new else 1.0)

    @classmethod
    def read(cls, source: Source, said: Mapping[str, Any] | None) -> Learned:
        """From the row. What another version wrote or cannot be read counts as never learned."""
        memory = Memory.from_json(said)
        if memory is None or said is None:
            return cls()
        return cls(memory, _instant(said.get("seen_until")), _plan(source, said.get("plan")), _share(said.get("sooner")))

    def as_json(self) -> dict[str, Any]:
        """For the row; nothing was learned: refused."""
        if self.memory is None:
            raise ValueError("a source of which nothing was learned has no rhythm to keep")
        said = self.memory.as_json()
        said["seen_until"] = self.seen_until.astimezone(UTC).isoformat() if self.seen_until else None
        said["sooner"] = round(self.sooner, 3)
        if self.plan is not None:
            bounds = self.plan.bounds
            said["plan"] = [str(self.plan.zone), bounds.min_minutes, bounds.max_minutes, [round(m, 1) for m in self.plan.minutes]]
        return said


def next_due(source: Source, said: Mapping[str, Any] | None, now: datetime) -> datetime:
    """When the source is to be looked at next, after a look at `now` that did not fail, by what the row says."""
    due = next_look(plan_at(source, said, now), now, seed=source.source_id)
    if not isinstance(said, Mapping) or said.get("version") != VERSION:
        return due
    at, sooner = _instant(said.get("at")), _share(said.get("sooner"))
    if sooner == 1.0 or at is None or now - at > _AT_ONCE:
        return due
    return now + max((due - now) * sooner, timedelta(minutes=source.schedule.min_minutes))


def plan_at(source: Source, said: Mapping[str, Any] | None, now: datetime) -> Plan:
    """The plan for a look at this instant, by what the row says; the one kept where it still holds.

    After days without a verdict the silence since the last one counts too: nothing new is something learned.
    """
    if isinstance(said, Mapping) and said.get("version") == VERSION:
        at, kept = _instant(said.get("at")), _plan(source, said.get("plan"))
        if kept is not None and at is not None and now - at <= _HOLDS:
            return kept
    memory = Memory.from_json(said)
    if memory is None:
        return _first_plan(source.kind, source.country, source.time_zone, source.schedule)
    return plan(rhythm_of(source, learned_with(source, memory, (), max(now, memory.at))), source.schedule)


@lru_cache(maxsize=1024)
def _first_plan(kind: SourceKind, country: str, time_zone: str, bounds: Schedule) -> Plan:
    return plan(rhythm(kind, country, zone_of(time_zone), None), bounds)


def _sooner(rates: Rhythm, made: Plan, at: datetime) -> float:
    hour = hour_of_week(at.astimezone(rates.zone))
    return _SOONER + (1 - _SOONER) * min(rates.rates[hour] * made.minutes[hour] / 60, 1.0)


def _share(said: Any) -> float:
    return float(said) if isinstance(said, int | float) and _SOONER <= said <= 1 else 1.0


def _plan(source: Source, said: Any) -> Plan | None:
    bounds, zone = source.schedule, zone_of(source.time_zone)
    try:
        name, least, most, minutes = said
        gaps = tuple(float(gap) for gap in minutes)
    except (TypeError, ValueError):
        return None
    if (name, least, most, len(gaps)) != (str(zone), bounds.min_minutes, bounds.max_minutes, HOURS):
        return None
    return Plan(zone, bounds, gaps) if all(least - 0.1 <= gap <= most + 0.1 for gap in gaps) else None


def _instant(said: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else None
