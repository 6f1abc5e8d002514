"""Invented records for `scrapy import`: words as frequent as words are, copies, excerpts, and families on one template.

Of a hundred records 80 are releases, one in five of which stands on a template with 2 to 299 siblings; 15 are copies of an
earlier one, edited or with furniture; 5 are excerpts. What a record is of stands in its address, so that the archive can be
scored.
"""

from __future__ import annotations

import itertools
import json
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

#: Words of the language; the n-th most frequent is n times rarer than the first, as in any language.
_VOCABULARY = 30_000
_COPIES, _EXCERPTS, _SIBLINGS = 0.15, 0.05, 0.2
_FEWEST_WORDS, _MOST_WORDS = 200, 700
_SMALLEST_FAMILY, _LARGEST_FAMILY = 3, 300
#: Families that are under way at a time, and records back to which a copy reaches.
_OPEN, _RECENT = 40, 4_000
_SITES = 60
_SYLLABLES = [first + last for first in "bcdfglmnprstvz" for last in ("a", "e", "i", "o", "u", "an", "er", "il", "os", "un")]
_FURNITURE = "Read our terms before you reprint; subscribers of {site} receive {number} letters a year and cancel by mail."

#: Numbers of probes that are releases, beyond all of a series.
_PROBES_FROM = 1_000_000_000

#: What a new page can be: nothing like it is there, an edited copy, an excerpt, another release on the template of many.
Kind = Literal["fresh", "copy", "excerpt", "sibling"]


@dataclass(frozen=True, slots=True)
class Told:
    """A release: its number, headline, and sentences."""

    number: int
    headline: str
    sentences: tuple[str, ...]
    at: datetime


@dataclass(slots=True)
class _Family:
    """A template: sentences with gaps for facts, and how many siblings are still to come."""

    patterns: list[list[str]]
    left: int


class Texts:
    """An endless series of records, the same for the same seed. `first` sets the addresses and texts of two series apart."""

    def __init__(self, seed: int, *, first: int = 0) -> None:
        self._dice = random.Random(f"scale {seed}")
        words = random.Random("words")
        self._words = ["".join(words.choices(_SYLLABLES, k=1 + (rank > 30) + (rank > 900))) for rank in range(_VOCABULARY)]
        self._weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(_VOCABULARY)))
        self._names = [word.capitalize() for word in self._words[900:5_000]]
        self._families: list[_Family] = []
        self._recent: deque[Told] = deque(maxlen=_RECENT)
        self._number = first
        self._probes = 0

    def records(self, count: int) -> Iterator[bytes]:
        """`count` records, a line each."""
        for _ in range(count):
            yield json.dumps(self.record(), ensure_ascii=False).encode() + b"\n"

    def record(self) -> dict[str, str]:
        """The next record."""
        self._number += 1
        drawn = self._dice.random()
        if self._recent and drawn < _COPIES + _EXCERPTS:
            told = self._dice.choice(self._recent)
            sentences = self._copied(told) if drawn < _COPIES else list(told.sentences[: max(4, len(told.sentences) // 2)])
            headline = told.headline if self._dice.random() < 0.6 else self._headline()
            return self._as_record(told, headline, sentences, "copy" if drawn < _COPIES else "excerpt")
        told = self._release()
        self._recent.append(told)
        return self._as_record(told, told.headline, list(told.sentences), "release")

    def probe(self, kind: Kind) -> dict[str, str]:
        """A record to look for copies of, which none of the series is or will be of: of one that came before it, or new."""
        self._probes += 1
        if kind in ("copy", "excerpt"):
            told = self._dice.choice(self._recent)
            sentences = self._edited_copy(told) if kind == "copy" else list(told.sentences[: max(4, len(told.sentences) // 2)])
            record = self._as_record(told, told.headline, sentences, kind)
            number = told.number
        else:
            number = _PROBES_FROM + self._probes
            told = self._filled(self._dice.choice(self._families).patterns if kind == "sibling" else self._patterns())
            record = self._as_record(told, told.headline, list(told.sentences), "release")
        return record | {"url": f"https://probe.example/{kind}/{self._probes}-of-{number}"}

    def _release(self) -> Told:
        return self._filled(self._family().patterns if self._dice.random() < _SIBLINGS else self._patterns())

    def _filled(self, patterns: list[list[str]]) -> Told:
        at = datetime(2020, 1, 1, 8, tzinfo=UTC) + timedelta(minutes=self._number)
        return Told(self._number, self._headline(), tuple(self._said(pattern) for pattern in patterns), at)

    def _family(self) -> _Family:
        if len(self._families) < _OPEN:
            size = round(_SMALLEST_FAMILY * (_LARGEST_FAMILY / _SMALLEST_FAMILY) ** self._dice.random())
            self._families.append(_Family(self._patterns(), size))
        at = self._dice.randrange(len(self._families))
        family = self._families[at]
        family.left -= 1
        if not family.left:
            del self._families[at]
        return family

    def _patterns(self) -> list[list[str]]:
        """Sentences; "#" stands for a number and "@" for a name, about one word in eight."""
        left = self._dice.randint(_FEWEST_WORDS, _MOST_WORDS)
        patterns = []
        while left > 0:
            length = min(max(6, int(self._dice.gauss(21, 8))), 60)
            words = self._dice.choices(self._words, cum_weights=self._weights, k=length)
            for at in range(length):
                drawn = self._dice.random()
                if drawn < 0.13:
                    words[at] = "#" if drawn < 0.045 else "@"
            patterns.append(words)
            left -= length
        return patterns

    def _said(self, pattern: list[str]) -> str:
        told = " ".join(self._fact(word) for word in pattern)
        return told[0].upper() + told[1:] + "."

    def _fact(self, word: str) -> str:
        if word == "#":
            return f"{self._dice.randint(2, 9_999):,}"
        return self._dice.choice(self._names) if word == "@" else word

    def _headline(self) -> str:
        words = self._dice.choices(self._words, cum_weights=self._weights, k=self._dice.randint(6, 11))
        return f"{self._dice.choice(self._names)} {' '.join(words)}"

    def _copied(self, told: Told) -> list[str]:
        """With furniture at the end, or with one word in twenty to one in seven replaced by another; facts stand."""
        sentences = list(told.sentences)
        if self._dice.random() < 0.5:
            return [*sentences, *[_FURNITURE.format(site=self._dice.choice(self._names), number=self._dice.randint(50, 400))] * 2]
        return self._edited_copy(told)

    def _edited_copy(self, told: Told) -> list[str]:
        share = self._dice.uniform(0.05, 0.14)
        return [" ".join(self._edited(word, share) for word in sentence.split(" ")) for sentence in told.sentences]

    def _edited(self, word: str, share: float) -> str:
        if word[0].isdigit() or word[0].isupper() or self._dice.random() >= share:
            return word
        return self._dice.choices(self._words, cum_weights=self._weights)[0]

    def _as_record(self, told: Told, headline: str, sentences: list[str], kind: str) -> dict[str, str]:
        site = self._dice.randrange(_SITES)
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        at = told.at if kind == "release" else told.at + timedelta(minutes=self._dice.randint(10, 4_000))
        return {
            "url": f"https://site-{site}.example/{kind}/{self._number}-of-{told.number}",
            "headline": headline, "body_text": "\n\n".join(paragraphs), "published_at": at.isoformat(), "language": "en",
            "source": f"site-{site}",
        }  # fmt: skip
