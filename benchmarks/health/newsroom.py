"""A simulated source: when it publishes, what its pages are like when all is well, and the visits that see them.

Nothing here knows how health is judged. Sources differ in how much they publish (one release in ten days to fifteen a day), in
their habits (the same headline every week, dates by day, texts that begin alike, pages that are no releases) and in their luck
(answers that time out, pages that are edited). Weekends are quiet, holidays of one to three days quieter, and work comes in
bursts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from press.health import PageSeen, VisitSeen
from press.rhythm import Rhythm

FIELDS = ("headline", "body_text", "published_at")
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
#: When a page is looked at again, counted from each look.
AGAIN = (1, 6, 24, 72, 168, 720)


@dataclass
class Newsroom:
    """Everything random comes from `seed`."""

    seed: int
    a_day: float = 0.0
    by_day: bool = False
    others: float = 0.0
    without: dict[str, float] = field(default_factory=dict)
    repeats_headlines: float = 0.0
    begins_alike: float = 0.0
    disputed: float = 0.0
    edits: float = 0.0
    length: float = 7.5
    languages: tuple[str, ...] = ("en",)
    fit: bool = False
    unlucky: float = 0.0
    hours: float = 4.0

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        self.chance = chance
        self.a_day = min(15.0, max(0.1, chance.lognormvariate(0.0, 1.2)))
        self.by_day = chance.random() < 0.4
        self.others = chance.choice((0.0, 0.0, 0.02, 0.1, 0.3))
        self.without = {name: chance.choice((0.0, 0.0, 0.02, 0.2)) for name in FIELDS[::2]}
        self.repeats_headlines = chance.choice((0.0, 0.0, 0.02, 0.3))
        self.begins_alike = chance.choice((0.0, 0.0, 0.0, 0.5, 0.9))
        self.disputed = chance.choice((0.0, 0.02, 0.1, 0.4))
        self.edits = chance.choice((0.0, 0.02, 0.1))
        self.length = chance.uniform(6.5, 8.3)
        self.languages = chance.choice((("en",), ("fr", "en"), ("ar", "fr", "en"), ("es",)))
        self.fit = chance.random() < 0.5
        self.unlucky = chance.choice((0.0, 0.01, 0.05))
        self.hours = chance.choice((0.5, 2.0, 6.0, 12.0)) if self.a_day > 0.5 else chance.choice((6.0, 24.0))
        self._holidays = {chance.randrange(2000) + run for _ in range(60) for run in range(chance.randint(1, 3))}
        self._count = 0

    def rate(self, at: datetime) -> float:
        """Releases an hour. Eight in nine come in office hours of a working day."""
        days = (at - BEGIN).days
        if days in self._holidays:
            return 0.0
        return self.a_day / 24 * (3.0 if _office(at) else 0.15)

    def rhythm(self) -> Rhythm:
        """What would have been learned of it in time: hours and weekdays, and no holiday."""
        hours = (BEGIN + HOUR * n for n in range(168))  # BEGIN is a Monday at midnight
        return Rhythm(UTC, tuple(self.a_day / 24 * (3.0 if _office(at) else 0.15) for at in hours), 1.0, 0.7, 40.0)

    def page(self, now: datetime, published: datetime) -> PageSeen:
        """A new page as a healthy visit sees it."""
        chance, self._count = self.chance, self._count + 1
        mark = f"{self.seed:05d}{self._count:07d}"
        if chance.random() < self.others:
            return PageSeen(mark, chance.choice(("section", "about", "tag")))
        headline = f"h{chance.randrange(3)}" if chance.random() < self.repeats_headlines else f"h{mark}"
        head = f"b{chance.randrange(2)}" if chance.random() < self.begins_alike else f"b{mark}"
        age = (now - published) / HOUR
        return PageSeen(
            page=mark,
            kind="release",
            headline=headline,
            body=f"t{mark}",
            head=head,
            characters=int(chance.lognormvariate(self.length, 0.6)),
            age=age // 24 * 24 if self.by_day else round(age, 2),
            by_day=self.by_day,
            disputed=chance.random() < self.disputed,
            missing=tuple(name for name, share in self.without.items() if chance.random() < share),
            language=chance.choice(self.languages),
            confidence=min(1.0, max(0.0, chance.gauss(0.85, 0.06))),
            fit=min(1.0, max(0.0, chance.gauss(0.9, 0.05))) if self.fit else None,
        )

    def visits(self, days: float) -> Iterator[tuple[datetime, VisitSeen]]:
        """The visits of so many days, as long as nothing is wrong: the first finds forty old releases."""
        chance, at = self.chance, BEGIN
        waiting = [at - timedelta(days=chance.uniform(1, 300)) for _ in range(40)]
        known: list[tuple[datetime, int, PageSeen]] = []  # when to look again, how often one did, the page
        first: dict[str, datetime] = {}  # when a page was first looked at
        asked = at
        while at < BEGIN + timedelta(days=days):
            hour = asked
            while hour < at:
                count = _poisson(chance, self.rate(hour) * chance.choice((0.2, 0.8, 2.0)))
                waiting.extend(hour + HOUR * chance.random() for _ in range(count))
                hour += HOUR
            asked = hour
            if chance.random() < self.unlucky:
                word = chance.choice(("timeout", "http_503", "connection"))
                yield (
                    at,
                    VisitSeen(
                        at, "failed", ways={"feed": word}, reasons=(f"no discovery document could be read (feed: {word})",)
                    ),
                )
                at += self._pause()
                continue
            fresh = [self.page(at, published) for published in waiting if published <= at]
            waiting = [published for published in waiting if published > at]
            again = [entry for entry in known if entry[0] <= at]
            known = [entry for entry in known if entry[0] > at]
            first |= {page.page: at for page in fresh}
            looks = [
                replace(
                    page,
                    again=True,
                    revised=page.kind == "release" and chance.random() < self.edits,
                    age=_older(page, at - first[page.page]),
                )
                for _, _, page in again
            ]
            releases = [page for page in fresh if page.kind == "release"]  # nothing else is looked at again
            for looked, page in [*((n, page) for _, n, page in again), *((-1, page) for page in releases)]:
                known.append((at + timedelta(hours=AGAIN[min(looked + 1, 5)]), looked + 1, page))
            if fresh or looks:
                missed = (PageSeen(f"x{chance.random()}", "!timeout"),) if chance.random() < self.unlucky else ()
                yield (
                    at,
                    VisitSeen(
                        at,
                        "partial" if missed else "done",
                        leads=chance.randint(18, 22),
                        new=sum(page.kind == "release" for page in fresh),
                        ways={"feed": "read" if fresh else "unchanged"},
                        reasons=("1 pages: timeout",) if missed else (),
                        pages=(*fresh, *looks, *missed),
                    ),
                )
            at += self._pause()

    def _pause(self) -> timedelta:
        return timedelta(hours=self.hours * self.chance.uniform(0.8, 1.2))


def _older(page: PageSeen, by: timedelta) -> float | None:
    """The age of a page that is looked at again."""
    if page.age is None:
        return None
    age = page.age + by / HOUR
    return age // 24 * 24 if page.by_day else round(age, 2)


def _office(at: datetime) -> bool:
    return at.weekday() < 5 and 8 <= at.hour < 18


def _poisson(chance: random.Random, mean: float) -> int:
    """Knuth's way; means here are small."""
    count, product, least = 0, chance.random(), 2.718281828**-mean
    while product > least:
        count += 1
        product *= chance.random()
    return count
