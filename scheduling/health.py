"""A source's health after its visits: what the archive kept of them goes to `press.health`, one visit after the other."""

from __future__ import annotations

from archive.schedule import EndedVisit, Standing
from press.health import PageSeen, SourceRecord, Verdict, VisitSeen, judge
from press.rhythm import Rhythm
from press.source import Source

#: Visits and glances in a row that failed, before the site is taken for rebuilt. archive/sql/queries/glances.sql asks for the
#: visit that makes the second.
FAILURES = 2


def verdict_on(source: Source, standing: Standing, rhythm: Rhythm) -> tuple[Verdict | None, int, bool]:
    """The verdict after the ended visits (None: there is none of them), how many visits in a row have failed then, and whether
    waiting will hardly help. A visit that was lost says nothing of its source."""
    record, failures, verdict, hard = SourceRecord.from_json(standing.record), standing.failures, None, False
    succeeded = standing.succeeded
    for ended in standing.visits:
        if ended.outcome == "lost":
            continue
        failures = failures + 1 if ended.outcome == "failed" else 0
        seen = _seen(ended, failures)
        hard = ended.outcome == "failed" and not seen.may_pass
        succeeded = succeeded or ended.outcome == "done"
        verdict = judge(
            record, seen, rhythm, languages=source.languages, fields=source.healthy.fields, succeeded_before=succeeded,
            most_days_quiet=source.healthy.max_days_quiet,
        )  # fmt: skip
        record = verdict.record
    return verdict, failures, hard


def leads_nowhere(verdict: Verdict, failures: int, *, hard: bool) -> bool:
    """Whether its ways have ceased to lead to releases: all are lost for good, or what they name has all but ended."""
    return verdict.health == "failing" and (
        (hard and failures >= FAILURES) or any(one.word == "no_leads" for one in verdict.signs)
    )


def _seen(ended: EndedVisit, in_a_row: int) -> VisitSeen:
    outcomes = ended.detail.get("outcomes", {})
    return VisitSeen(
        finished_at=ended.finished_at, outcome=ended.outcome, leads=ended.leads,
        new=sum(outcomes.get(word, 0) for word in ("new", "appeared", "own_news")),
        ways=ended.seen.get("ways", {}), reasons=tuple(ended.detail.get("reasons", ())),
        pages=tuple(PageSeen.from_json(page) for page in ended.seen.get("pages", ())), in_a_row=in_a_row,
        by_date=bool(ended.seen.get("by_date")),
    )  # fmt: skip
