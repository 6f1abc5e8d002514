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
from press.rhythm.plan import Plan, plan
from press.rhythm.rate import rhythm, rhythm_of
from press.source import Schedule, Source, SourceKind

#: A plan holds for so long. A source at which nothing new is found gets no verdict and would be asked as often for ever.
_HOLDS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Learned:
    """`seen_until`: when the latest page was first seen that the memory has taken up. `plan`: none where it was made for other
    bounds or another zone."""

    memory: Memory | None = None
    seen_until: datetime | None = None
    plan: Plan | None = None

    @classmethod
    def of(cls, source: Source, memory: Memory, seen_until: datetime | None) -> Learned:
        """With the plan that follows from the memory."""
        return cls(memory, seen_until, plan(rhythm_of(source, memory), source.schedule))

    @classmethod
    def read(cls, source: Source, said: Mapping[str, Any] | None) -> Learned:
        """From the row. What another version wrote or cannot be read counts as never learned."""
        memory = Memory.from_json(said)
        if memory is None or said is None:
            return cls()
        return cls(memory, _instant(said.get("seen_until")), _plan(source, said.get("plan")))

    def as_json(self) -> dict[str, Any]:
        """For the row; nothing was learned: refused."""
        if self.memory is None:
            raise ValueError("a source of which nothing was learned has no rhythm to keep")
        said = self.memory.as_json()
        said["seen_until"] = self.seen_until.astimezone(UTC).isoformat() if self.seen_until else None
        if self.plan is not None:
            bounds = self.plan.bounds
            said["plan"] = [str(self.plan.zone), bounds.min_minutes, bounds.max_minutes, [round(m, 1) for m in self.plan.minutes]]
        return said


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


def _plan(source: Source, said: Any) -> Plan | None:
    bounds, zone = source.schedule, zone_of(source.time_zone)
    try:
        name, least, most, minutes = said
        gaps = tuple(float(gap) for gap in minutes)
    except (TypeError, ValueError):
        return None
    if (name, least, most, len(gaps)) != (str(zone), bounds.min_minutes, bounds.max_minutes, 168):
        return None
    return Plan(zone, bounds, gaps) if all(least - 0.1 <= gap <= most + 0.1 for gap in gaps) else None


def _instant(said: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else None
