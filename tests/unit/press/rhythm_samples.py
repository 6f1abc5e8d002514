"""Invented sources and publications for the tests of rhythms."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from press.instant import zone_of
from press.rhythm import Publication
from press.source import Source, SourceKind


def source(kind: SourceKind = "ministry", country: str = "fr", zone: str = "Europe/Paris", **more: object) -> Source:
    """A source with a file of the least that one can say."""
    said = {
        "source_id": f"{country}_sample", "country": country, "name": "Sample", "kind": kind, "languages": ["fr"],
        "time_zone": zone, "home": "https://press.example/", "discover": [{"kind": "feed", "url": "https://press.example/feed"}],
        **more,
    }  # fmt: skip
    return Source.model_validate(said)


def moments(
    since: datetime, until: datetime, *, zone: str = "Europe/Paris", first: int = 9, last: int = 17, a_day: float = 3.0,
    days: frozenset[int] = frozenset(range(5)), seed: int = 1,
) -> list[datetime]:  # fmt: skip
    """Publications at random in the hours from `first` to before `last` on these weekdays, so many a day."""
    chance, found, at = random.Random(seed), [], since
    where = zone_of(zone)
    while at < until:
        local = at.astimezone(where)
        if local.weekday() not in days or not first <= local.hour < last:
            at += timedelta(minutes=60 - local.minute)
            continue
        if chance.random() < a_day / (last - first) / 60:
            found.append(at)
        at += timedelta(minutes=1)
    return found


def points(at: list[datetime]) -> list[Publication]:
    """Publications whose instants are known."""
    return [Publication(one, one) for one in at]


def utc(*parts: int) -> datetime:
    """An instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]
