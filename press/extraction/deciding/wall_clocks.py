"""An instant told in the publisher's own zone: by what the page shows of the same instant, where its data has UTC or no zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from press.extraction.hearing import Hearing
from press.instant import Instant, zone_of
from press.release import Testimony

#: Two statements this far apart may be one instant: a day is told in two zones.
FURTHEST = timedelta(hours=14)
_NEAR = timedelta(days=14)
#: People publish at full hours and five past: there two clocks may have the same minutes by chance.
_ROUND = 5
#: Witnesses whose words readers see, and the address, which is made on the publisher's calendar.
SHOWING = ("page-words", "learned-layout", "time", "microdata", "microformats", "address", "title")


def zoned(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    """The same instant as a witness tells it in the publisher's own zone rather than in none, or in UTC."""
    value: Instant = chosen.value
    for other in same_day:
        told: Instant = other.value
        if is_day_alone(told):
            continue
        if told.zone == "+00:00":
            if value.zone is None and value.local.minute % _ROUND and (offset := _offset(value.local, told.local)):
                return replace(chosen, value=_moved(told, offset))
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


def proven_utc(chosen: Testimony, same_day: Sequence[Testimony]) -> Testimony:
    """A wall clock without a zone, in UTC where another says so or where its minutes are no round ones, and where the page tells
    the same instant by another clock. Where it does not, the other may have written UTC behind its own local time.
    """
    value: Instant = chosen.value
    if value.zone is not None or chosen.witness == "page-words":
        return chosen
    is_said = any(t.value.zone == "+00:00" and _minute(t.value.local) == _minute(value.local) for t in same_day)
    if not is_said and value.local.minute % _ROUND == 0:
        return chosen
    shown = [t for t in same_day if t.witness == "page-words"]
    told = zoned(replace(chosen, value=replace(value, zone="+00:00")), shown)
    return told if told.value.zone != "+00:00" else chosen


def in_zone(chosen: Testimony, hearing: Hearing) -> Testimony:
    """An instant in UTC told in the zone in which the page tells its last change, where that was in the same days: a zone's
    offset changes twice a year.
    """
    value: Instant = chosen.value
    if value.zone != "+00:00" or is_day_alone(value):
        return chosen
    changes = [t.value for t in hearing.of("modified") if not is_day_alone(t.value) and abs(t.value.local - value.local) < _NEAR]
    on_the_wall, in_utc = ([t.local for t in changes if t.zone == zone] for zone in (None, "+00:00"))
    for wall in on_the_wall:
        for utc in in_utc:
            if offset := _offset(wall, utc):
                return replace(chosen, value=_moved(value, offset))
    return chosen


def in_said_zone(chosen: Testimony, hearing: Hearing) -> Testimony:
    """A clock that readers see, in the zone that the page says all its clocks are of."""
    value: Instant = chosen.value
    said = hearing.surest("zone")
    if said is None or value.zone is not None or is_day_alone(value) or chosen.witness not in SHOWING:
        return chosen
    return replace(chosen, value=replace(value, zone=said.value))


def on_shown_day(chosen: Testimony, same_day: Sequence[Testimony], zones: Sequence[str]) -> Testimony:
    value: Instant = chosen.value
    shown = {t.value.local.date() for t in same_day if t.witness in SHOWING and t.value.zone is None}
    if value.zone != "+00:00" or is_day_alone(value) or not shown or value.local.date() in shown:
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
    apart. Just twelve hours apart, one of the two has forgotten its am or pm.
    """
    apart = _minute(on_the_wall) - _minute(in_utc)
    if not apart or abs(apart) == timedelta(hours=12) or abs(apart) > FURTHEST or apart % timedelta(minutes=30):
        return None
    return apart


def _named(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def is_day_alone(instant: Instant) -> bool:
    return instant.precision == "day" or (instant.local.hour, instant.local.minute, instant.local.second) == (0, 0, 0)
