"""When the page was published and last changed: the surest witness' day, and the finest statement of that same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import prod

from press.extraction.deciding.wall_clocks import FURTHEST, in_said_zone, in_zone, is_day_alone, on_shown_day, proven_utc, zoned
from press.extraction.hearing import Hearing
from press.instant import Instant
from press.release import Finding, Testimony

_SAME_DAY = timedelta(hours=26)
_AHEAD = timedelta(days=2)
#: Confidence from which a day stands beside the headline in a line made for it; up to which it was found somewhere in the page;
#: and from which data calls it the publication, and no bare date.
_SHOWN, _SOMEWHERE, _NAMED_AS_PUBLISHED = 0.73, 0.62, 0.8
_FIRST_TIME = 0.7
#: Witnesses that one program writes, or that are read from the same words, are of one kind.
_KINDS = {
    "meta": "json-ld", "open-graph": "json-ld", "page-state": "json-ld",
    "time": "microdata", "microformats": "microdata",
    "title": "page-words", "learned-layout": "page-words", "htmldate": "page-words", "dateline": "page-words",
}  # fmt: skip


def decide(
    hearing: Hearing, field: str, seen_at: datetime | None = None, zones: Sequence[str] = ()
) -> tuple[Instant | None, Finding | None]:
    """The instant of `field` (`published`, `modified`). A date after the page was seen is a typing error and is left out.

    The day is the one that is surest when all who tell it are heard; kinds of witnesses that depend on each other count once.
    Of those who tell it the surest is taken. Where it knows the day only (or midnight, which is how software writes a day), a
    witness of the same day with a time is taken; where it knows no zone, one that tells the same wall clock with a zone.
    `zones` are those where the publisher may be: an instant in UTC is told in the one in which it is of the day that the page
    shows, where that is another day than in UTC.
    """
    latest = seen_at + _AHEAD if seen_at is not None else None
    said = [testimony for testimony in hearing.of(field) if latest is None or testimony.value.at() <= latest]
    if field == "published":
        said = _weighed(said, hearing)
    if not said:
        return None, None
    chosen = said[0] if len(said) == 1 else _surest(said)
    moment = chosen.value.at()
    same_day = [t for t in said if abs(t.value.at() - moment) <= _SAME_DAY]
    finer = on_shown_day(in_said_zone(in_zone(_finer(chosen, same_day), hearing), hearing), same_day, zones)
    return _as_day(finer.value), hearing.finding(field, finer)


def _weighed(said: list[Testimony], hearing: Hearing) -> list[Testimony]:
    """The testimonies of publication beside those of the last change.

    Data that gives one instant for both may tell the last change twice: a day before it that the page shows is surer. A bare
    date that is also that of the last change, or follows the day in the page's first `<time>`, is the last change. What was
    found somewhere in the page is not the publication where it is later than the page's last change; nor is a day that the page
    shows where it is later than the last change that the page shows. (Data may be changed before it is published.)
    """
    changed = hearing.of("modified")
    last = max(changed, key=lambda testimony: testimony.confidence).value if changed else None
    shown_last = max((t.value for t in changed if t.witness == "page-words"), key=Instant.at, default=None)
    shown = [t.value for t in said if t.witness == "page-words" and t.confidence >= _SHOWN]
    in_elements = [t.value for t in said if t.witness == "time" and t.confidence >= _FIRST_TIME]
    weighed = []
    for told in said:
        is_bare = told.witness == "meta" and told.confidence < _NAMED_AS_PUBLISHED
        twice = (
            told.witness != "page-words"
            and told.value.precision == "minute"
            and any(told.value == other.value for other in changed)
        )
        by_what_is_shown = told.witness == "page-words" and shown_last is not None
        limit = shown_last if by_what_is_shown else last if told.confidence <= _SOMEWHERE else None
        if limit is not None and told.value.local.date() > limit.local.date():
            continue
        if (twice and is_bare) or (is_bare and any(_is_before(day, told.value) for day in in_elements)):
            told = replace(told, confidence=_SOMEWHERE)
        elif twice and any(_is_before(day, told.value) for day in shown):
            told = replace(told, confidence=min(told.confidence, _SHOWN - 0.01))
        weighed.append(told)
    return weighed


def _surest(said: Sequence[Testimony]) -> Testimony:
    """The testimony whose day is surest by all who tell it (the chance that not all kinds of witnesses are wrong), of those the
    surest itself, of equals the first."""
    told = [
        (one.value.local.toordinal(), one.value.zone, _KINDS.get(one.witness, one.witness), 1.0 - one.confidence) for one in said
    ]
    best, best_sure = said[0], (-1.0, 0.0)
    for one, (day, zone, _, _) in zip(said, told, strict=True):
        wrong: dict[str, float] = {}
        for other_day, other_zone, kind, doubt in told:
            if abs(other_day - day) <= (other_zone != zone):  # as `_same_date` has it
                wrong[kind] = min(wrong.get(kind, 1.0), doubt)
        if (sure := (1.0 - prod(wrong.values()), one.confidence)) > best_sure:
            best, best_sure = one, sure
    return best


def is_disputed(instant: Instant | None, finding: Finding | None) -> bool:
    """Whether somebody told a day that cannot be the instant's in any zone."""
    others = finding.others if instant is not None and finding is not None else ()
    return any(abs(other.value.local - instant.local) > _SAME_DAY for other in others if instant is not None)


def _is_before(day: Instant, instant: Instant) -> bool:
    """Whether a day that is shown lies before an instant in every zone that there is."""
    return instant.at() - day.at() > FURTHEST + (timedelta(days=1) if day.precision == "day" else timedelta())


def _finer(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    if is_day_alone(chosen.value):
        timed = [t for t in same_day if not is_day_alone(t.value) and _same_date(t.value, chosen.value)]
        if timed:
            return proven_utc(zoned(max(timed, key=lambda t: t.confidence), same_day), same_day)
        return chosen
    return proven_utc(zoned(chosen, same_day), same_day)


def _same_date(timed: Instant, day: Instant) -> bool:
    """The same day on the wall, or a UTC midnight's neighbour."""
    return abs((timed.local.date() - day.local.date()).days) <= (timed.zone != day.zone)


def _as_day(instant: Instant) -> Instant:
    return replace(instant, precision="day") if is_day_alone(instant) and instant.precision != "day" else instant


def is_ahead(instant: Instant, seen_at: datetime | None) -> bool:
    """Whether an instant lies after the page was seen by more than clocks and zones explain."""
    return seen_at is not None and instant.at() > seen_at + _AHEAD
