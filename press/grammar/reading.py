"""A whole release's paragraphs, read by the grammar: what is text, what is a field, what is furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from press.grammar.boilerplate import boilerplate_heading
from press.grammar.contacts import contact_heading, contacts_of, is_contact_line
from press.grammar.dateline import Dateline, dateline_of
from press.grammar.distribution import Distribution, distribution_of
from press.grammar.embargo import embargo_of
from press.grammar.furniture import is_end_mark, is_furniture, provided_by
from press.grammar.original_link import original_link_of
from press.grammar.release_number import release_number_of
from press.grammar.source_line import source_of
from press.instant import Instant

#: A dateline opens the text: it is looked for in this many paragraphs, for a standfirst may come first.
_OPENING = 4
#: An issuer's self-portrait and the contacts stand at the end: not before this share of the paragraphs.
_CLOSING = 0.3
_LONGEST_CONTACTS = 14


@dataclass(slots=True)
class Reading:
    """What the paragraphs state. `kept` are the numbers of those that are the release's own text."""

    kept: list[int] = field(default_factory=list)
    dateline: Dateline | None = None
    distribution: Distribution | None = None
    source: str | None = None
    provided_by: str | None = None
    original_url: str | None = None
    embargo: Instant | None = None
    release_number: str | None = None
    boilerplate: str | None = None
    contacts: tuple[Mapping[str, str], ...] = ()

    @property
    def reads_as_release(self) -> bool:
        """Whether the text has a phrase that only releases have."""
        return bool(
            self.distribution
            or self.source
            or self.original_url
            or self.provided_by
            or (self.dateline and self.dateline.wire and self.dateline.day)
        )


def read(paragraphs: Sequence[str], languages: tuple[str, ...] = ()) -> Reading:
    """The reading of a text's paragraphs. Never all of the text is furniture: where nothing would be left, everything is kept."""
    reading = Reading()
    after_end = False
    number = 0
    while number < len(paragraphs):
        line = paragraphs[number]
        if (taken := _fielded(reading, paragraphs, number, languages)) is not None:
            number = taken
            continue
        if is_end_mark(line) and reading.kept:
            after_end = True
        elif not is_furniture(line):
            closing = after_end or (number >= len(paragraphs) * _CLOSING and reading.kept)
            if closing and boilerplate_heading(line):
                number = _boilerplate(reading, paragraphs, number)
                continue
            if closing and contact_heading(line):
                number = _contacts(reading, paragraphs, number)
                continue
            if reading.dateline is None and len(reading.kept) < _OPENING:
                reading.dateline = dateline_of(line, languages)
            reading.kept.append(number)
        number += 1
    if not reading.kept:
        reading.kept = list(range(len(paragraphs)))
    return reading


def _fielded(reading: Reading, paragraphs: Sequence[str], number: int, languages: tuple[str, ...]) -> int | None:
    """The next paragraph's number where this one states a field and is no text; None where it is text."""
    line = paragraphs[number]
    if distribution := distribution_of(line):
        reading.distribution = reading.distribution or distribution
    elif (late := number * 2 >= len(paragraphs)) and (source := source_of(line)):
        reading.source = source
    elif link := original_link_of(line):
        reading.original_url = reading.original_url or link.url
    elif (name := provided_by(line)) is not None:
        if not name and number + 1 < len(paragraphs) and len(paragraphs[number + 1]) <= 80:
            reading.provided_by = paragraphs[number + 1].strip()
            return number + 2
        reading.provided_by = name or reading.provided_by
    elif embargo := embargo_of(line, languages):
        reading.embargo = embargo
    elif not late and number < _OPENING and (release_number := release_number_of(line)):
        reading.release_number = release_number
    else:
        return None
    return number + 1


def _boilerplate(reading: Reading, paragraphs: Sequence[str], number: int) -> int:
    """Takes the heading and the paragraphs below it, up to what begins something else."""
    end = number + 1
    while end < len(paragraphs) and not _begins_something(paragraphs[end]):
        end += 1
    portrait = "\n".join(paragraphs[number:end])
    reading.boilerplate = f"{reading.boilerplate}\n{portrait}" if reading.boilerplate else portrait
    return end


def _contacts(reading: Reading, paragraphs: Sequence[str], number: int) -> int:
    end = number + 1
    while end < min(len(paragraphs), number + _LONGEST_CONTACTS) and is_contact_line(paragraphs[end]):
        if _begins_something(paragraphs[end]) and not contact_heading(paragraphs[end]):
            break
        end += 1
    found = contacts_of(paragraphs[number:end])
    if not found:  # a heading without anybody to ask is the text's own
        reading.kept.append(number)
        return number + 1
    reading.contacts = (*reading.contacts, *found)
    return end


def _begins_something(line: str) -> bool:
    return bool(
        boilerplate_heading(line)
        or contact_heading(line)
        or distribution_of(line)
        or source_of(line)
        or original_link_of(line)
        or is_furniture(line)
    )
