"""Invented texts from a seed: releases, and the other things that an office puts on its site. No sentence is anybody's."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sample.generated.tongues import MINISTRY, TONGUES

Kind = Literal["release", "event", "job", "tender", "page", "gallery", "opinion"]


@dataclass(frozen=True, slots=True)
class Story:
    """One text. `published` is aware; for an event it is when it takes place. `number` ties the translations of one story."""

    kind: Kind
    number: int
    language: str
    headline: str
    paragraphs: tuple[str, ...]
    published: datetime
    slug: str
    topic: str


_held: ContextVar[int] = ContextVar("held", default=0)


@contextmanager
def holding_back(count: int) -> Iterator[None]:
    """A site as it was before it published its `count` newest releases of each series, every other text the same."""
    before = _held.set(count)
    try:
        yield
    finally:
        _held.reset(before)


def stories(
    seed: str, count: int, languages: tuple[str, ...] = ("en",), *, zone: str = "Europe/Oslo", newest: str = "2026-10-30T15:40",
    hours: int = 61,
) -> list[Story]:  # fmt: skip
    """`count` releases, each in every language, the newest first; times are of whole minutes in office hours.

    `hours`: what lies between two of them, on average. Within `holding_back` the newest ones are left out.
    """
    dice = random.Random(seed)  # noqa: S311 - invented texts are no secret
    at = datetime.fromisoformat(newest).replace(tzinfo=ZoneInfo(zone))
    made: list[Story] = []
    seen: set[str] = set()
    for number in range(count, 0, -1):
        figures = [dice.randint(21, 979) for _ in range(40)]
        made += [_story(seed, number, language, figures, at, seen) for language in languages]
        at -= timedelta(minutes=dice.randint(20, 2 * hours) * 60 + dice.randint(0, 59))
        at = at.replace(hour=dice.randint(8, 17))
    return made[_held.get() * len(languages) :]


def others(seed: str, kind: Kind, count: int, *, zone: str = "Europe/Oslo") -> list[Story]:
    """What is no release, in English: events to come, vacancies, calls for tenders, galleries, signed columns of the past months."""
    dice = random.Random(f"{seed} {kind}")  # noqa: S311
    made = []
    for number in range(1, count + 1):
        place = dice.choice(TONGUES["en"].places)
        at = datetime(2026, 12, 1, tzinfo=ZoneInfo(zone)) + timedelta(days=dice.randint(0, 60), hours=dice.randint(8, 18))
        figure = dice.randint(100, 999)
        headline, paragraphs = {
            "event": (
                f"Open day {figure} at the district office of {place}",
                (f"Visitors can see the workshops of {place} and talk to the engineers.", "Entrance is free."),
            ),
            "job": (
                f"Surveyor ({figure}) for the district of {place}",
                (f"We look for a surveyor with {figure % 9 + 2} years of practice.", "Send a letter and two references."),
            ),
            "tender": (
                f"Call for tenders {figure}: supply of gravel to {place}",
                (f"Offers are invited for {figure} tonnes of washed gravel.", "Sealed offers go to the procurement unit."),
            ),
            "gallery": (f"Pictures: the works in {place}, part {figure}", (f"Photographs of the works in {place}.",)),
            "opinion": (
                f"What {figure} letters from {place} have taught me",
                (
                    f"I came to {place} as a young surveyor, and I still remember the smell of the wet planks on the quay.",
                    f"When {figure} people write to us, I read every letter myself. Most of them do not complain; they ask why, and they are right to.",
                    "I do not have an answer to all of it. But I believe that an office which explains itself makes fewer mistakes than one which does not.",
                    "So write to me, and tell me what I have missed. I will come back to it in my next column.",
                ),
            ),
        }[kind]
        if kind == "opinion":
            at -= timedelta(days=70 + 11 * number)
        made.append(Story(kind, number, "en", headline, paragraphs, at, slug_of(headline, number), "works"))
    return made


def issuers(count: int) -> list[str]:
    """Names of invented offices and firms, all different."""
    forms = (
        "{} Port Authority", "{} Cement Works", "Bank of {}", "{} Growers' Union", "University of {}", "{} Railways", "City of {}",
    )  # fmt: skip
    names = [form.format(place) for form in forms for place in TONGUES["en"].places]
    return names[:count]


def in_the_name_of(story: Story, issuer: str) -> Story:
    """The same text as told by somebody else than the ministry."""

    def renamed(paragraph: str) -> str:
        for name in MINISTRY[story.language]:
            paragraph = paragraph.replace(name, issuer)
        return paragraph

    return replace(story, paragraphs=tuple(map(renamed, story.paragraphs)))


def slug_of(headline: str, number: int) -> str:
    """An address' last part: plain letters, or the number alone for other scripts."""
    plain = unicodedata.normalize("NFKD", headline).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"n-{number}"


def _story(seed: str, number: int, language: str, figures: list[int], at: datetime, seen: set[str]) -> Story:
    dice = random.Random(f"{seed} {number} {language}")  # noqa: S311
    tongue = TONGUES[language]
    at_place = figures[0] % len(tongue.places)
    topic = figures[1] % len(tongue.topics)
    words = {
        "place": tongue.places[at_place],
        "other": tongue.places[(at_place + 3) % len(tongue.places)],
        "thing": tongue.topics[topic],
    }
    left = iter(figures[2:])

    def said(sentence: str) -> str:
        return sentence.format(**words, number=next(left), small=next(left) % 17 + 3)

    headline = said(tongue.headlines[figures[3] % len(tongue.headlines)])
    if headline in seen:
        headline = f"{headline} ({number})"
    seen.add(headline)
    body = dice.sample(tongue.middles, k=min(len(tongue.middles), 3 + figures[4] % 4))
    paragraphs = [said(dice.choice(tongue.openings))]
    paragraphs += [" ".join(map(said, body[first : first + 2])) for first in range(0, len(body), 2)]
    paragraphs.append(said(dice.choice(tongue.endings)))
    slug = slug_of(headline, number) if language != "ar" else f"{language}-{number}"
    return Story("release", number, language, headline, tuple(paragraphs), at, f"{slug}-{number}", TONGUES["en"].topics[topic])
