"""The words of one language, from its file in phrases/; en.toml explains the keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "phrases"


@dataclass(frozen=True, slots=True)
class Topic:
    """What releases are about: its name, two patterns for a headline, the first paragraph, and a list's entries."""

    name: str
    headlines: tuple[str, ...]
    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. `label` is a word of the site's furniture, by its key in the file."""

    language: str
    words: Mapping[str, Any]
    topics: Mapping[str, Topic]

    def several(self, key: str) -> tuple[str, ...]:
        return tuple(self.words[key])

    def label(self, key: str) -> str:
        return str(self.words["labels"][key])

    def pattern(self, key: str) -> str:
        """A sentence with slots that stands once in the file."""
        return str(self.words[key])

    def page(self, kind: str) -> tuple[str, ...]:
        """Title and paragraphs of a page that is no release."""
        return tuple(self.words["pages"][kind])

    def day(self, day: date) -> str:
        """A date as this language writes it out."""
        return str(self.words["date"]).format(day=day.day, month=self.words["months"][day.month - 1], year=day.year)


@cache
def phrases(language: str) -> Phrases:
    """Raises FileNotFoundError for a language that has no file."""
    words = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    topics = {
        key: Topic(it["name"], tuple(it["headlines"]), it["lead"], tuple(it["items"])) for key, it in words["topics"].items()
    }
    return Phrases(language, words, topics)
