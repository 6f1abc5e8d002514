"""Events from a seed, and the texts that tell of them: the facts are drawn once, so that each language tells the same."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from babel.dates import format_date

from tests.acceptance.identity.phrases import FAMILY, FIELDS, GIVEN, HEADLINES, PLACES, SENTENCES, SYNONYMS

_CHOICE = re.compile(r"\[([^\[\]]{1,300})\]")


@dataclass(frozen=True)
class Office:
    """Who issues releases: its name by language."""

    names: Mapping[str, str]

    def named(self, language: str) -> str:
        return self.names.get(language, self.names["en"])


@dataclass(frozen=True)
class Event:
    """Something that an office tells of. `number` draws its facts, `shape` which sentences are told and in which words.

    Two events of one shape are siblings on a template: the same words about other facts.
    """

    number: int
    office: Office
    at: datetime
    shape: int
    headline_shape: int

    @cached_property
    def _facts(self) -> dict[str, object]:
        dice = random.Random(f"facts {self.number}")
        places, people = dice.sample(PLACES, 2), [(dice.choice(GIVEN), dice.choice(FAMILY)) for _ in range(2)]
        counts = [
            dice.randint(3, 48), dice.randint(400, 64_000), dice.randint(2, 29), dice.randint(5, 35), dice.randint(4, 26), dice.randint(11, 240),
            dice.randint(31, 900), dice.randint(40, 390), dice.randint(3, 19), dice.randint(21, 400), dice.randint(700, 9_800), dice.randint(60, 690),
        ]  # fmt: skip
        return {
            "places": places, "people": people, "counts": counts, "field": dice.choice(FIELDS), "partner": dice.choice(PLACES),
            "partner_kind": dice.randrange(3), "amounts": (dice.randint(120, 4_900) / 10, dice.randint(11, 119) / 10),
            "shares": (dice.randint(41, 890) / 10, dice.randint(5, 95) / 10), "year": dice.randint(1988, 2024),
            "later": self.at.date() + timedelta(days=dice.randint(9, 200)),
        }  # fmt: skip

    def said(self, language: str) -> dict[str, str]:
        """The facts as this language writes them."""
        facts: dict[str, object] = self._facts
        arabic = int(language == "ar")
        places, people = facts["places"], facts["people"]
        counts, amounts, shares = facts["counts"], facts["amounts"], facts["shares"]
        field, partner, later = facts["field"], facts["partner"], facts["later"]
        assert isinstance(places, list) and isinstance(people, list) and isinstance(counts, list) and isinstance(field, dict)
        assert isinstance(amounts, tuple) and isinstance(shares, tuple) and isinstance(partner, tuple) and isinstance(later, date)
        kind = int(str(facts["partner_kind"]))
        partners = {
            "en": ("the {} Development Bank", "the University of {}", "the {} Chamber of Trades"),
            "fr": ("la Banque de développement de {}", "l’université de {}", "la chambre des métiers de {}"),
            "ar": ("بنك {} للتنمية", "جامعة {}", "غرفة الحرف في {}"),
        }
        things, counted = field[language]
        org = self.office.named(language)
        return {
            "org": org if language != "en" or not org.startswith(("Ministry", "Agency")) else f"the {org}",
            "partner": partners[language][kind].format(partner[arabic]),
            "things": things, "things_": things.capitalize(), "people": counted,
            "place": places[0][arabic], "place2": places[1][arabic],
            "person": " ".join(part[arabic] for part in people[0]), "person2": " ".join(part[arabic] for part in people[1]),
            "date1": format_date(self.at.date(), "d MMMM y", language), "date2": format_date(later, "d MMMM y", language),
            "month": format_date(later, "MMMM y", language), "year": str(facts["year"]),
            **{f"n{at}": _count(number, language) for at, number in enumerate(counts, 1)},
            **{f"amount{at}": _share(number, language) for at, number in enumerate(amounts, 1)},
            **{f"pct{at}": _share(number, language) for at, number in enumerate(shares, 1)},
        }  # fmt: skip

    def text(self, language: str) -> Text:
        """What the office publishes."""
        dice = random.Random(f"shape {self.shape}")
        kinds = ["lead", *dice.sample([kind for kind in SENTENCES if kind not in ("lead", "closing")], 6), "closing"]
        kinds += dice.sample(["numbers", "detail", "quote", "history"], dice.randint(1, 3)) if language == "en" else []
        sentences, used = [], set()
        for kind in kinds:
            number = dice.randrange(12)
            options = SENTENCES[kind][language]
            if (kind, number % len(options)) not in used:
                used.add((kind, number % len(options)))
                sentences.append(Sentence(options[number % len(options)], dice.randrange(1 << 30)))
        headlines = HEADLINES[language]
        headline = headlines[self.headline_shape % len(headlines)].format(**self.said(language))
        return Text(self, language, headline[0].upper() + headline[1:], tuple(sentences))

    def namesake(self, number: int) -> Event:
        """A sibling on the template: the same sentences about other facts."""
        return replace(self, number=number, at=self.at + timedelta(days=number % 40 + 1))


@dataclass(frozen=True)
class Sentence:
    """A pattern, and the choices of words made in it."""

    pattern: str
    seed: int

    def words(self, facts: Mapping[str, str]) -> str:
        dice = random.Random(self.seed)
        chosen = _CHOICE.sub(lambda found: dice.choice(found[1].split("|")), self.pattern)
        told = chosen.format(**facts)
        return told[0].upper() + told[1:]


@dataclass(frozen=True)
class Text:
    """A headline and sentences. `edits` draws what an editor changed; 0 is as it was published."""

    event: Event
    language: str
    headline: str
    sentences: tuple[Sentence, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        facts = self.event.said(self.language)
        words = [sentence.words(facts) for sentence in self.sentences]
        return (words[0], *(" ".join(words[at : at + 2]) for at in range(1, len(words), 2)))


def edited(text: Text, seed: int) -> list[str]:
    """The paragraphs after an editor changed from 5 to 15 of 100 words: other choices, other words, now and then a sentence less."""
    plain = list(text.paragraphs)
    for attempt in range(200):
        dice = random.Random(f"{seed} {attempt}")
        sentences = [
            replace(one, seed=dice.randrange(1 << 30)) if "[" in one.pattern and dice.random() < 0.4 else one
            for one in text.sentences
        ]
        if len(sentences) > 7 and dice.random() < 0.3:
            del sentences[dice.randrange(2, len(sentences))]
        paragraphs = [
            " ".join(SYNONYMS[word] if word in SYNONYMS and dice.random() < 0.35 else word for word in paragraph.split(" "))
            for paragraph in replace(text, sentences=tuple(sentences)).paragraphs
        ]
        if 0.05 <= changed(plain, paragraphs) <= 0.15:
            return paragraphs
    return plain


def changed(before: Sequence[str], after: Sequence[str]) -> float:
    """The share of words that an editor took away or put in, by the longest common runs."""
    from difflib import SequenceMatcher

    ours, theirs = " ".join(before).split(), " ".join(after).split()
    same = sum(block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks())
    return 1 - same / max(len(ours), len(theirs))


def _count(number: int, language: str) -> str:
    said = f"{number:,}"
    return said.replace(",", "\u202f") if language == "fr" else said


def _share(number: float, language: str) -> str:
    said = f"{number:.1f}"
    return said.replace(".", ",") if language == "fr" else said
