"""The verdict on a source after a visit: its health, and a sentence why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from press.health.record import SourceRecord
from press.health.sign import Sign
from press.health.signs import pages, visits
from press.health.signs.silence import ordinary_until
from press.health.visit_seen import VisitSeen
from press.rhythm import Rhythm

Health = Literal["unverified", "ok", "degraded", "failing"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is one line, None where all is well; `signs` all that was found, the gravest first. `quiet_until`: when silence
    becomes a sign of its own, None where nothing can be said."""

    health: Health
    reason: str | None
    signs: tuple[Sign, ...]
    record: SourceRecord
    quiet_until: datetime | None


def judge(
    record: SourceRecord, visit: VisitSeen, rhythm: Rhythm, *, languages: Sequence[str], fields: Sequence[str],
    succeeded_before: bool, most_days_quiet: int | None = None,
) -> Verdict:  # fmt: skip
    """The verdict after `visit`, and the record with it.

    `fields`: what a healthy page has. `succeeded_before`: whether any visit succeeded, this one included; until then health is
    `unverified`.
    """
    record = record.with_visit(visit)
    found = visits.signs(record, visit)
    if not visit.by_date:
        found += pages.signs(record, languages=languages, expected=fields)
    quiet_until = None
    if record.new_at is not None:
        quiet_until = ordinary_until(record.new_at, rhythm, longest=record.longest, most_days=most_days_quiet)
        if visit.finished_at > quiet_until:
            found.append(silence(record.new_at, visit.finished_at))
    found.sort(key=lambda sign: sign.gravity != "failing")
    record = record.judged(visit.finished_at, ill=bool(found))
    reason = "; ".join(sign.sentence for sign in found[:2]) or None
    if reason is None and visit.complaint:
        reason = f"once, which says little yet: {visit.complaint}"
    if not succeeded_before:
        return Verdict("unverified", reason, tuple(found), record, quiet_until)
    return Verdict(found[0].gravity if found else "ok", reason, tuple(found), record, quiet_until)


def silence(new_at: datetime, now: datetime) -> Sign:
    """The sign of a silence that is longer than the source's rhythm allows."""
    return Sign(
        "silent", "degraded", f"nothing new since {new_at:%Y-%m-%d} ({(now - new_at).days} days), longer than its rhythm allows"
    )
