"""Pairs made of recorded releases at run time: what republishers do to a text, and other releases on its form."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from press.identity.portrait import Portrait
from press.source import SourceKind

_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,} ){1,2}[A-Z][a-z]{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: A half of a shorter text is hardly more than its lead.
_LONG_ENOUGH = 1_200
_UNDATED = datetime(2025, 5, 5, 9, tzinfo=UTC)
_PEOPLE = ("Orla Venn", "Pietro Lanz", "Greta Holm", "Ivo Karst", "Lea Brandt", "Tomas Eskil", "Nadia Verrault", "Juno Aldane")
_BEFORE = ("By our own correspondent in the capital", "Share this page with a friend", "Photo: the ministry's press service")
_AFTER = (
    "Read also: What the new timetable means for commuters in the valley",
    "Follow us for more news about politics, business and the weather of the coming days",
    "The views in this text are those of its authors and not of this paper, which has appeared here since it was founded",
    "Subscribe to our evening letter, which tells in five minutes what the day has brought",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A pair and what it is: `kind` names what was done, `is_one` whether both carry one release."""

    kind: str
    name: str
    first: Portrait
    second: Portrait
    is_one: bool


def made_of(texts: Sequence[tuple[str, Portrait]], seed: int = 7) -> Iterator[Made]:
    """For each text one pair of each kind. Texts that are too short to say anything are left out."""
    long = [(name, one) for name, one in texts if len(one.body_text.split()) >= 90 and "\n" in one.body_text]
    for number, (name, original) in enumerate(long):
        chance = random.Random(f"{seed} {name}")
        original = replace(original, kind="ministry", source_id="ministry")
        others = [long[(number + step) % len(long)][1].body_text for step in (1, 2, 3)]
        words = others[0].split()

        def of(
            body: str, headline: str | None = None, kind: SourceKind | None = "republisher", original: Portrait = original
        ) -> Portrait:
            return replace(
                original, url=f"https://daily.example/{abs(hash(body))}", source_id="daily", kind=kind, body_text=body,
                headline=headline or original.headline,
                published_at=original.published_at + timedelta(hours=5) if original.published_at else None,
            )  # fmt: skip

        text, own = original.body_text, " ".join(words[:8])
        handed_in = replace(original, kind=None, published_at=original.published_at or _UNDATED)
        for share in (0.05, 0.10, 0.15):
            yield Made(f"edited {share:.0%}", name, original, of(_edited(text, share, words, chance)), True)
        yield Made("furniture", name, original, of(_furnished(text, chance)), True)
        yield Made("other headline", name, original, of(text + "\n" + chance.choice(_AFTER), own), True)
        yield Made("first half", name, original, of(_half(text)), True)
        yield Made("first paragraphs", name, original, of(_paragraphs(text) + "\nRead more"), True)
        yield Made("first half, other headline", name, original, of(_half(text), own), True)
        yield Made("first half, handed in", name, handed_in, of(_half(text)[:-2], own, None, handed_in), True)
        yield Made("first paragraphs, handed in", name, handed_in, of(_paragraphs(text), own, None, handed_in), True)
        if len(text) > _LONG_ENOUGH:
            cut = _half(_with_another_lead(text, words, chance))
            yield Made("first half, other lead", name, original, of(cut, own), True)
        if (sibling := _sibling(text, chance)) is not None:
            headline = _sibling(original.headline or "", chance, least=0)
            yield Made("same form", name, original, of(sibling, headline), False)
            yield Made("same form, edited", name, original, of(_edited(sibling, 0.08, words, chance), headline), False)
            yield Made("same form, cut", name, original, of(_half(sibling), headline), False)
            same = replace(original, url=original.url + "-2", body_text=sibling)
            yield Made("same form, same site", name, original, same, False)
        yield Made("same headline", name, original, of(others[1]), False)
        yield Made("report that quotes", name, original, of(_report(text, others[0])), False)
        if 2 * min(len(_longest(text)), 600) < len(text):
            yield Made("short report that quotes", name, original, of(_short_report(text, others[0]), own), False)
        if 2 * len(_paragraphs(text)) < len(text):
            yield Made("round-up of leads", name, original, of("\n".join(map(_paragraphs, (text, *others[1:]))), own), False)
        several = "\n".join((text, *others[1:]))
        yield Made("round-up, handed in", name, handed_in, of(several, "The day in short", None, handed_in), False)
        yield Made("round-up", name, original, of("\n".join((text, *others[1:])), "The day in short"), False)


def _edited(text: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    """`share` of the words replaced, left out, or followed by another; line ends stay."""
    found = []
    for token in re.split(r"(\s+)", text):
        if not token.strip() or chance.random() >= share:
            found.append(token)
        else:
            other = chance.choice(words)
            found.append(chance.choice((other, "", f"{token} {other}")))
    return "".join(found)


def _furnished(text: str, chance: random.Random) -> str:
    return "\n".join((chance.choice(_BEFORE), text, *chance.sample(_AFTER, 2)))


def _half(text: str) -> str:
    words = re.split(r"(\s+)", text)
    return "".join(words[: len(words) // 2]) + " …"


def _with_another_lead(text: str, words: Sequence[str], chance: random.Random) -> str:
    """The first paragraph written anew: of its ordinary words six in ten are others, the facts stand."""
    lines = text.split("\n")
    until = next((at for at in range(1, len(lines)) if sum(len(line.split()) for line in lines[:at]) >= 25), len(lines))
    plain = [word for word in words if word.isalpha() and word.islower()] or ["and"]
    for at in range(until):
        parts = lines[at].split(" ")
        lines[at] = " ".join(chance.choice(plain) if one[:1].islower() and chance.random() < 0.6 else one for one in parts)
    return "\n".join(lines)


def _paragraphs(text: str) -> str:
    """The first paragraphs, until they have forty words."""
    taken: list[str] = []
    for line in text.split("\n"):
        taken.append(line)
        if sum(len(one.split()) for one in taken) >= 40:
            break
    return "\n".join(taken)


def _sibling(text: str, chance: random.Random, least: int = 3) -> str | None:
    """The same form with other facts: its people and half of its numbers, each the same throughout; None where it has too few."""
    people = {match[0]: chance.choice(_PEOPLE) for match in _NAME.finditer(text)}
    numbers = sorted({match[0] for match in _NUMBER.finditer(text)})
    chosen = set(chance.sample(numbers, (len(numbers) + 1) // 2))
    if len(people) * 2 + len(chosen) < least:
        return None
    for person, other in people.items():
        text = text.replace(person, other)
    return _NUMBER.sub(lambda match: str(chance.randint(2, 98)) if match[0] in chosen else match[0], text)


def _report(text: str, own: str) -> str:
    """A report of its own that quotes the longest paragraph."""
    lines = own.split("\n")
    middle = len(lines) // 2
    return "\n".join((*lines[:middle], _longest(text)[:600], *lines[middle:]))


def _short_report(text: str, own: str) -> str:
    """A lead of its own, and one paragraph that is quoted."""
    return "\n".join((_paragraphs(own), _longest(text)[:600]))


def _longest(text: str) -> str:
    return max(text.split("\n"), key=len)
