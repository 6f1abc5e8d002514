"""Invented offices: the hours in which they publish, which are not those that their kind and country suggest.

Publications are an inhomogeneous Poisson process with these rates, by the clock on the office's wall.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from press.instant import zone_of
from press.rhythm.week import HOURS, pieces
from press.source import Source, SourceKind


@dataclass(frozen=True, slots=True)
class Office:
    """`hours`: weights from one hour to before another, others weigh `idle`. `rest`: days that weigh `weekend`."""

    name: str
    kind: SourceKind
    country: str
    zone: str
    a_day: float
    hours: Mapping[tuple[int, int], float]
    rest: frozenset[int] = frozenset({5, 6})
    weekend: float = 0.05
    idle: float = 0.02
    days: Mapping[int, float] = field(default_factory=dict)  # weights of single weekdays

    def rates(self) -> list[float]:
        """Publications an hour, for each hour of the week."""
        weights = [
            self._hour(h) * (self.weekend if d in self.rest else 1.0) * self.days.get(d, 1.0) for d in range(7) for h in range(24)
        ]
        return [weight * self.a_day * 7 / sum(weights) for weight in weights]

    def source(self) -> Source:
        """Its file, with the bounds that files have where they say nothing."""
        return Source.model_validate(
            {
                "source_id": f"{self.country}_{self.name.lower().translate(_PLAIN)}", "country": self.country, "name": self.name,
                "kind": self.kind, "languages": ["en"], "time_zone": self.zone, "home": "https://press.example/",
                "discover": [{"kind": "feed", "url": "https://press.example/feed"}],
            }
        )  # fmt: skip

    def _hour(self, hour: int) -> float:
        return next((weight for (first, last), weight in self.hours.items() if first <= hour < last), self.idle)


_PLAIN = {ord(sign): "_" for sign in " ,-/"}

OFFICES: tuple[Office, ...] = (
    Office("ministry, long lunch", "ministry", "es", "Europe/Madrid", 3, {(9, 14): 1, (14, 17): 0.15, (17, 20): 0.7}),
    Office("ministry, Friday rests", "ministry", "eg", "Africa/Cairo", 5, {(11, 16): 1, (19, 23): 0.4}, frozenset({4, 5}), 0.25),
    Office("ministry, noon embargo", "ministry", "kr", "Asia/Seoul", 8, {(6, 7): 2, (9, 11): 0.6, (11, 12): 4, (12, 18): 0.7}),
    Office("ministry, by night", "ministry", "ve", "America/Caracas", 2, {(0, 2): 1, (10, 18): 0.3, (18, 24): 1}, weekend=0.7),
    Office("ministry, small", "ministry", "ke", "Africa/Nairobi", 0.2, {(8, 17): 1}),
    Office("agency", "agency", "de", "Europe/Berlin", 1, {(8, 12): 1, (12, 16): 0.6}, days={4: 0.4}),
    Office("agency, weekly", "agency", "us", "America/New_York", 0.6, {(8, 18): 1}, days={0: 0.2, 1: 0.3, 3: 3.0, 4: 0.4}),
    Office("statistics office", "agency", "ca", "America/Toronto", 4, {(8, 9): 8, (9, 15): 0.3}),
    Office("union of states", "intergovernmental", "int", "Africa/Addis_Ababa", 4, {(9, 13): 1, (13, 20): 0.8}, weekend=0.3),
    Office("wire, one continent", "newswire", "int", "Africa/Johannesburg", 25, {(7, 10): 0.8, (10, 18): 1, (18, 22): 0.4}),
    Office("wire, markets", "newswire", "us", "America/New_York", 60, {(6, 7): 1.5, (7, 10): 3, (10, 16): 1, (16, 18): 1.8}),
    Office("paper", "republisher", "in", "Asia/Kolkata", 15, {(6, 23): 1}, frozenset({6}), 0.6, 0.15),
)  # fmt: skip


def publications(rates: Sequence[float], zone: str, since: datetime, until: datetime, *, seed: str) -> list[datetime]:
    """Instants from `since` to `until`, in order."""
    assert len(rates) == HOURS
    chance, where, at, found = random.Random(seed), zone_of(zone), since.astimezone(UTC), []
    for hour, length in pieces(since, until, where):
        offset = chance.expovariate(rates[hour]) if rates[hour] > 0 else length
        while offset < length:
            found.append(at + timedelta(hours=offset))
            offset += chance.expovariate(rates[hour])
        at += timedelta(hours=length)
    return found
