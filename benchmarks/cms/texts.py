"""An invented ministry's releases, and its pages that are none, drawn from a seed: the truth that the archive is held to.

Release number N has the same facts and the same order of sentences in every language, as translations have. What the sentences
say varies so much from one release to the next that two of them share no more than real releases of one office do.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from benchmarks.cms.phrases import Phrases, phrases

#: The newest release's day. Fixed, so that each run has the same texts; in the past, so that no CMS holds one back.
NEWEST = date(2025, 9, 30)

BlockKind = Literal["paragraph", "list", "quote"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a quotation set apart, or a list with its entries."""

    kind: BlockKind
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """A release. `published` and `modified` are aware, in the site's zone, without seconds; `modified` None: never edited."""

    number: int
    language: str
    slug: str
    headline: str
    topic: str
    blocks: tuple[Block, ...]
    published: datetime
    modified: datetime | None

    @property
    def body(self) -> str:
        """The text, one block a line: what body_text is compared with."""
        return "\n".join(text for block in self.blocks for text in block.texts)

    @property
    def summary(self) -> str:
        return self.blocks[0].texts[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is no release. `kind` is a key of phrases' [pages]; `day` is an event's, or a closing date."""

    kind: str
    number: int
    language: str
    slug: str
    title: str
    paragraphs: tuple[str, ...]
    day: date | None


def releases(languages: Sequence[str], count: int, zone: str, seed: str) -> list[Release]:
    """`count` releases in each language, the newest first, translations next to each other. Slugs are unique in a language."""
    made: list[Release] = []
    taken: set[tuple[str, str]] = set()
    moment = datetime(NEWEST.year, NEWEST.month, NEWEST.day, tzinfo=UTC)
    for number in range(count, 0, -1):
        facts = random.Random(f"{seed}/when/{number}")
        moment -= timedelta(days=facts.choice((1, 2, 3, 5, 8, 13)))
        wall = moment.replace(hour=facts.randint(8, 18), minute=facts.randint(1, 59), tzinfo=ZoneInfo(zone))
        edited = wall + timedelta(days=facts.randint(1, 4), minutes=facts.randint(3, 50)) if facts.random() < 0.2 else None
        for language in languages:
            release = _release(phrases(language), number, wall, edited, seed)
            if (language, release.slug) in taken:
                release = _release(phrases(language), number, wall, edited, seed, suffix=f"-{number}")
            taken.add((language, release.slug))
            made.append(release)
    return made


def one_more(language: str, zone: str, seed: str) -> Release:
    """A release that is newer than all of `releases`."""
    (release,) = releases((language,), 1, zone, f"{seed} one more")
    newer = datetime(NEWEST.year, NEWEST.month, NEWEST.day, 11, 20, tzinfo=ZoneInfo(zone)) + timedelta(days=1)
    return replace(release, slug=f"{release.slug}-2", published=newer, modified=None)


#: How many of each kind a site has, in each language. Plain pages stand once.
OTHERS = {
    "about": 1, "contact": 1, "legal": 1, "faq": 1, "history": 1, "services": 1, "accessibility": 1,
    "event": 8, "job": 4, "tender": 4, "gallery": 3, "staff": 3,
}  # fmt: skip
PLAIN = tuple(kind for kind, count in OTHERS.items() if count == 1)


def others(languages: Sequence[str], seed: str) -> list[Page]:
    """What stands on the site beside the releases."""
    made = []
    for language in languages:
        words = phrases(language)
        for kind, count in OTHERS.items():
            for number in range(1, count + 1):
                draw = _Draw(words, random.Random(f"{seed}/{kind}/{number}"))
                draw.day = NEWEST + timedelta(days=draw.random.randint(-200, 400))
                title, *paragraphs = (draw.fill(text) for text in words.page(kind))
                slug = _slug(title) if count == 1 else f"{_slug(title)}-{number}"
                dated = draw.day if kind in ("event", "job", "tender") else None
                made.append(Page(kind, number, language, slug, title, tuple(paragraphs), dated))
    return made


class _Draw:
    """Fills the slots of sentences with what this text is about: its place, its person, and figures drawn as they come."""

    def __init__(self, words: Phrases, seeded: random.Random) -> None:
        self.words, self.random = words, seeded
        self.place, self.other = self.random.sample(words.several("places"), 2)
        self.person = self.random.choice(words.several("people"))
        self.topic = self.random.choice(sorted(words.topics))
        self.day = NEWEST

    def one(self, key: str) -> str:
        return self.random.choice(self.words.several(key))

    def fill(self, sentence: str) -> str:
        whole, tenth = self.random.randint(2, 98), self.random.randint(1, 9)
        amount = self.words.pattern("amount").format(whole=whole, tenth=tenth)
        return sentence.format(
            place=self.place,
            other=self.other,
            person=self.person,
            amount=amount,
            count=self.random.randint(11, 940),
            share=self.random.randint(4, 61),
            year=self.random.randint(1871, 2019),
            soon=self.random.randint(2027, 2036),
            topic=self.words.topics[self.topic].name,
            date=self.words.day(self.day),
        )


def _release(words: Phrases, number: int, wall: datetime, edited: datetime | None, seed: str, suffix: str = "") -> Release:
    draw = _Draw(words, random.Random(f"{seed}/{number}"))
    draw.day = wall.date()
    topic = words.topics[draw.topic]
    headline = draw.fill(topic.headlines[draw.random.randrange(2)])
    headline = headline[0].upper() + headline[1:]
    return Release(
        number, words.language, _slug(headline) + suffix, headline, draw.topic, tuple(_blocks(draw, number)), wall, edited
    )  # fmt: skip


def _blocks(draw: _Draw, number: int) -> Iterator[Block]:
    words, topic = draw.words, draw.words.topics[draw.topic]
    lead = f"{draw.fill(topic.lead)} {_act(draw)}"
    if draw.random.random() < 0.4:
        lead = words.pattern("dateline").format(place=draw.place, date=words.day(draw.day), text=lead)
    yield Block("paragraph", (lead,))
    for kind in draw.random.sample(("acts", "acts", "quote", "list", "background", "acts"), draw.random.randint(3, 6)):
        if kind == "quote":
            said = words.pattern("quote").format(text=draw.fill(draw.one("quotes")), person=draw.person, place=draw.place)
            yield Block("quote" if draw.random.random() < 0.5 else "paragraph", (said,))
        elif kind == "list":
            entries = draw.random.sample(topic.items, draw.random.randint(2, 4))
            yield Block("list", tuple(draw.fill(entry) for entry in entries))
        elif kind == "background":
            yield Block("paragraph", (" ".join(map(draw.fill, draw.random.sample(words.several("background"), 2))),))
        else:
            yield Block("paragraph", (" ".join(_act(draw) for _ in range(draw.random.randint(2, 4))),))
    yield Block("paragraph", (f"{draw.fill(draw.one('ahead'))} {_act(draw)}",))
    if draw.random.random() < 0.3:
        yield Block("paragraph", (words.pattern("number").format(number=number, year=draw.day.year),))


def _act(draw: _Draw) -> str:
    return draw.fill(f"{draw.one('subjects')} {draw.one('acts')} {draw.one('circumstances')}.")


def _slug(title: str) -> str:
    """As a CMS makes an address of a title: letters and digits of any script, marks dropped."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", title.lower()) if not unicodedata.combining(letter))
    return "-".join(re.findall(r"\w+", plain))[:80].rstrip("-")
