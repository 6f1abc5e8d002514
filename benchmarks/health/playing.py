"""Playing visits to a judge: healthy months, and sources that break."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from benchmarks.health.breakages import Breakage
from benchmarks.health.newsroom import BEGIN, FIELDS, Newsroom
from press.health import SourceRecord, Verdict, judge
from press.health.visit_seen import VisitSeen
from press.rhythm import Rhythm

#: Days before a source breaks.
HEALTHY_DAYS = 90.0


@dataclass(frozen=True)
class Found:
    """How long a breakage went unseen: in visits that saw it, and in the source's rhythms (the mean
    span between releases, and no less than between visits)."""

    visits: int
    rhythms: float
    word: str


def judged(room: Newsroom, record: SourceRecord, visit: VisitSeen, rhythm: Rhythm) -> Verdict:
    """The verdict on a visit of the room."""
    fields = [name for name in FIELDS if name != "body_text"]
    return judge(record, visit, rhythm, languages=room.languages, fields=fields, succeeded_before=True)


def alarms(seed: int, days: float) -> list[tuple[datetime, str]]:
    """What is said against a source with which nothing is wrong; each spell once."""
    room, record, ill, found = Newsroom(seed), SourceRecord(), False, []
    quiet_until = None
    for at, visit in room.visits(days):
        if quiet_until is not None and at > quiet_until and not visit.new:
            found.append((at, "silent"))
        verdict = judged(room, record, visit, room.rhythm())
        record, quiet_until = verdict.record, verdict.quiet_until
        if verdict.health != "ok" and not ill:
            found.append((at, f"{verdict.signs[0].word}: {verdict.reason}"))
        ill = verdict.health != "ok"
    return found


def found(seed: int, breakage: Breakage, *, healthy_days: float = HEALTHY_DAYS, most_days: float = 120.0) -> Found | None:
    """Break a source after `healthy_days`; None where it is not found within `most_days`, or was ill before."""
    room, record = Newsroom(seed), SourceRecord()
    breaks, visits, last, in_a_row = BEGIN + timedelta(days=healthy_days), 0, "ok", 0
    rhythm = max(timedelta(days=1) / room.a_day, timedelta(hours=room.hours))
    for at, visit in room.visits(healthy_days + most_days):
        broken = at >= breaks
        seen = breakage(visit) if broken else visit
        in_a_row = in_a_row + 1 if seen.outcome == "failed" else 0
        verdict = judged(room, record, replace(seen, in_a_row=in_a_row), room.rhythm())
        record = verdict.record
        if not broken:
            last = verdict.health
            continue
        if last != "ok":
            return None
        visits += 1
        if verdict.health != "ok":
            return Found(visits, (at - breaks) / rhythm, verdict.signs[0].word)
    return None


def silence_found(seed: int) -> float | None:
    """A feed that is frozen: after how many of its longest ordinary silences that is said. None: too little is known of it."""
    room, record, quiet_until = Newsroom(seed), SourceRecord(), None
    for _, visit in room.visits(HEALTHY_DAYS):
        verdict = judged(room, record, visit, room.rhythm())
        record, quiet_until = verdict.record, verdict.quiet_until
    if quiet_until is None or record.new_at is None or not record.longest:
        return None
    return (quiet_until - record.new_at) / record.longest
