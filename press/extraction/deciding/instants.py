"""When the page was published and last changed: the surest witness' day, and the finest statement of that same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from press.extraction.hearing import Hearing
from press.instant import Instant, zone_of
from press.release import Finding, Testimony

#: Two statements this far apart may be one instant: a day is told in two zones.
_FURTHEST = timedelta(hours=14)
_SAME_DAY = timedelta(hours=26)
_AHEAD = timedelta(days=2)
_NEAR = timedelta(days=14)
#: Confidence from which a day stands beside the headline in a line made for it; up to which it was found somewhere in the page;
#: and from which data calls it the publication, and no bare date.
_SHOWN, _SOMEWHERE, _NAMED_AS_PUBLISHED = 0.73, 0.62, 0.8
_FIRST_TIME, _LABELLED = 0.7, 0.775
#: What is left of a witness' confidence where another sure one tells another day.
_CONTRADICTED = 0.93
#: Witnesses whose words readers see, and the address, which is made on the publisher's calendar.
_SHOWING = ("page-words", "learned-layout", "time", "microdata", "address", "title")


def decide(
    hearing: Hearing, field: str, seen_at: datetime | None = None, zones: Sequence[str] = ()
) -> tuple[Instant | None, Finding | None]:
    """The instant of `field` (`published`, `modified`). A date after the page was seen is a typing error and is left out.

    The surest witness decides the day. Where it knows the day only (or midnight, which is how software writes a day), a
    witness of the same day with a time is taken; where it knows no zone, one that tells the same wall clock with a zone.
    `zones` are those where the publisher may be: an instant in UTC is told in the one in which it is of the day that the page
    shows, where that is another day than in UTC.
    """
    said = [testimony for testimony in hearing.of(field) if not is_ahead(testimony.value, seen_at)]
    if field == "published":
        said = _weighed(said, hearing)
    if not said:
        return None, None
    chosen = max(said, key=lambda testimony: testimony.confidence)
    same_day = [t for t in said if abs(t.value.at() - chosen.value.at()) <= _SAME_DAY]
    if field == "published" and any(_contradicts(told, chosen) for told in said):
        chosen = replace(chosen, confidence=chosen.confidence * _CONTRADICTED)
    finer = _on_shown_day(_in_zone(_finer(chosen, same_day), hearing), same_day, zones)
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
        limit = shown_last if told.witness == "page-words" and shown_last is not None else last
        is_weak = told.confidence <= _SOMEWHERE or limit is shown_last
        if limit is not None and is_weak and told.value.local.date() > limit.local.date():
            continue
        if (twice and is_bare) or (is_bare and any(_is_before(day, told.value) for day in in_elements)):
            told = replace(told, confidence=_SOMEWHERE)
        elif twice and any(_is_before(day, told.value) for day in shown):
            told = replace(told, confidence=min(told.confidence, _SHOWN - 0.01))
        weighed.append(told)
    return weighed


def _contradicts(told: Testimony, chosen: Testimony) -> bool:
    """Whether a sure witness tells another day. Those of elements and lines near the headline may speak of other pages."""
    speaks_of_this = told.confidence >= (_LABELLED if told.witness in ("page-words", "time") else _FIRST_TIME)
    return speaks_of_this and abs(told.value.at() - chosen.value.at()) > _SAME_DAY


def _is_before(day: Instant, instant: Instant) -> bool:
    """Whether a day that is shown lies before an instant in every zone that there is."""
    return instant.at() - day.at() > _FURTHEST + (timedelta(days=1) if day.precision == "day" else timedelta())


def _finer(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    if _is_day(chosen.value):
        timed = [t for t in same_day if not _is_day(t.value) and _same_date(t.value, chosen.value)]
        if timed:
            return _zoned(max(timed, key=lambda t: t.confidence), same_day)
        return chosen
    return _zoned(chosen, same_day)


def _zoned(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    """The same instant as a witness tells it in the publisher's own zone rather than in none, or in UTC."""
    value: Instant = chosen.value
    for other in same_day:
        told: Instant = other.value
        if _is_day(told) or told.zone == "+00:00":
            continue
        if told.zone is None:
            if value.zone == "+00:00" and (offset := _offset(told.local, value.local)):
                return replace(other, value=_moved(value, offset), confidence=chosen.confidence)
            continue
        if value.zone is None and _minute(told.local) == _minute(value.local):
            return replace(other, confidence=chosen.confidence)
        if value.zone == "+00:00" and _minute(told.at()) == _minute(value.at()):
            return replace(other, confidence=chosen.confidence)
    return chosen


def _in_zone(chosen: Testimony, hearing: Hearing) -> Testimony:
    """An instant in UTC told in the zone in which the page tells its last change, where that was in the same days: a zone's
    offset changes twice a year.
    """
    value: Instant = chosen.value
    if value.zone != "+00:00" or _is_day(value):
        return chosen
    changes = [t.value for t in hearing.of("modified") if not _is_day(t.value) and abs(t.value.local - value.local) < _NEAR]
    on_the_wall, in_utc = ([t.local for t in changes if t.zone == zone] for zone in (None, "+00:00"))
    for wall in on_the_wall:
        for utc in in_utc:
            if offset := _offset(wall, utc):
                return replace(chosen, value=_moved(value, offset))
    return chosen


def _on_shown_day(chosen: Testimony, same_day: Sequence[Testimony], zones: Sequence[str]) -> Testimony:
    value: Instant = chosen.value
    shown = {t.value.local.date() for t in same_day if t.witness in _SHOWING and t.value.zone is None}
    if value.zone != "+00:00" or _is_day(value) or not shown or value.local.date() in shown:
        return chosen
    for zone in zones:
        told = Instant.of(value.at().astimezone(zone_of(zone)))
        if told.local.date() in shown:
            return replace(chosen, value=told)
    return chosen


def _moved(value: Instant, offset: timedelta) -> Instant:
    return replace(value, local=value.local + offset, zone=_named(offset))


def _offset(on_the_wall: datetime, in_utc: datetime) -> timedelta | None:
    """The zone in which a page's own words tell an instant that its data gives in UTC: the same minute, whole half hours
    apart.
    """
    apart = _minute(on_the_wall) - _minute(in_utc)
    return apart if apart and abs(apart) <= _FURTHEST and not apart % timedelta(minutes=30) else None


def _named(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _is_day(instant: Instant) -> bool:
    return instant.precision == "day" or (instant.local.hour, instant.local.minute, instant.local.second) == (0, 0, 0)


def _same_date(timed: Instant, day: Instant) -> bool:
    """The same day on the wall, or a UTC midnight's neighbour."""
    return abs(timed.local.date() - day.local.date()) <= timedelta(days=1 if timed.zone != day.zone else 0)


def _as_day(instant: Instant) -> Instant:
    return replace(instant, precision="day") if _is_day(instant) and instant.precision != "day" else instant


def is_ahead(instant: Instant, seen_at: datetime | None) -> bool:
    """Whether an instant lies after the page was seen by more than clocks and zones explain."""
    return seen_at is not None and instant.at() > seen_at + _AHEAD
