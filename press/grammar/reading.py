"""A whole release's paragraphs, read by the grammar: what is text, what is a field, what is furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from press.dates import parse
from press.grammar.boilerplate import boilerplate_of, is_issuer
from press.grammar.closing_blocks import contacts_end, portrait_end
from press.grammar.contacts import contact_heading, contacts_of, is_sentence
from press.grammar.dateline import Dateline, dateline_of, is_mark
from press.grammar.distribution import Distribution, distribution_of
from press.grammar.embargo import embargo_of
from press.grammar.furniture import is_end_mark, is_furniture, provided_by
from press.grammar.original_link import original_link_of
from press.grammar.release_number import release_number_of
from press.grammar.source_line import core_of, credited_of, source_of
from press.grammar.wires import distributor_named, wire_named
from press.instant import Instant

#: A dateline opens the text: it is looked for in this many paragraphs, for a standfirst may come first.
_OPENING = 4
#: With place, day and wire it cannot be taken for anything else, and may stand below a list of highlights.
_LATEST = 12
#: An issuer's self-portrait and the contacts stand at the end: not before this share of the paragraphs or of their characters.
_CLOSING = 0.3
#: Contacts also stand at the top, between a mark of release and the headline, in one of the first lines.
_TOP = 6
#: A line that names the source in ordinary case is one of the last.
_LAST = 8
_LONGEST_STAMP = 40


@dataclass(slots=True)
class Reading:
    """What the paragraphs state. `kept` are the numbers of those that are the release's own text."""

    kept: list[int] = field(default_factory=list)
    dateline: Dateline | None = None
    distribution: Distribution | None = None
    source: str | None = None
    provided_by: str | None = None
    original_url: str | None = None
    original_wire: str | None = None
    embargo: Instant | None = None
    release_number: str | None = None
    boilerplate: str | None = None
    contacts: tuple[Mapping[str, str], ...] = ()
    portrayed: list[str] = field(default_factory=list)
    introduced: str | None = None

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

    @property
    def issuer(self) -> str | None:
        """Whose release it is, as the text says it: by the surest line that names it."""
        stated = self.distribution.issuer if self.distribution else None
        return stated or self.source or self.provided_by or self.introduced

    @property
    def distributor(self) -> str | None:
        """Who distributes it, in the spelling that the distributor uses; None where the text names none."""
        stated = self.distribution.distributor if self.distribution else self.dateline.wire if self.dateline else None
        return distributor_named(stated) if stated else self.original_wire


def read(paragraphs: Sequence[str], languages: tuple[str, ...] = (), on: date | None = None) -> Reading:
    """The reading of a text's paragraphs. Never all of the text is furniture: where nothing would be left, everything is kept.

    `on` is the day of publication, where it is known: it completes days that are stated without a year or as weekdays.
    """
    reading = Reading()
    after_end = False
    number = said = 0
    whole = sum(map(len, paragraphs))
    while number < len(paragraphs):
        line = paragraphs[number]
        if (taken := _fielded(reading, paragraphs, number, languages, on)) is not None:
            number = taken
            continue
        if is_end_mark(line) and reading.kept:
            after_end = True
        elif not is_furniture(line):
            closing = after_end or (bool(reading.kept) and (number >= len(paragraphs) * _CLOSING or said >= whole * _CLOSING))
            if (taken := _set_apart(reading, paragraphs, number, closing)) is not None:
                number = taken
                continue
            _hear_dateline(reading, line, languages, on)
            if not is_mark(line):
                reading.kept.append(number)
                said += len(line)
        number += 1
    if not reading.kept:
        reading.kept = list(range(len(paragraphs)))
    reading.introduced = _introduced(reading, paragraphs, languages, on)
    _credit(reading, paragraphs)
    return reading


def _fielded(reading: Reading, paragraphs: Sequence[str], number: int, languages: tuple[str, ...], on: date | None) -> int | None:
    """The next paragraph's number where this one states a field and is no text; None where it is text."""
    line = paragraphs[number]
    if distribution := distribution_of(line):
        reading.distribution = reading.distribution or distribution
    elif (late := number * 2 >= len(paragraphs)) and (source := source_of(line)):
        reading.source = source
    elif link := original_link_of(line):
        reading.original_url = reading.original_url or link.url
        reading.original_wire = reading.original_wire or link.wire
    elif (name := provided_by(line)) is not None:
        after = number + 1
        if not name and after < len(paragraphs) and len(paragraphs[after]) <= 80:
            name = paragraphs[after].strip()
            after += 1
        reading.provided_by = name or reading.provided_by
        # The wire's own stamp comes next, and is no text.
        return after + 1 if after < len(paragraphs) and _is_stamp(paragraphs[after], languages) else after
    elif embargo := embargo_of(line, languages, on):
        reading.embargo = embargo
    elif not late and number < _OPENING and (release_number := release_number_of(line)):
        reading.release_number = release_number
    else:
        return None
    return number + 1


def _is_stamp(line: str, languages: tuple[str, ...]) -> bool:
    return len(line) <= _LONGEST_STAMP and parse(line, languages) is not None


def _set_apart(reading: Reading, paragraphs: Sequence[str], number: int, closing: bool) -> int | None:
    """The number after a portrait or a block of contacts that begins here; None where none does."""
    line = paragraphs[number]
    if closing and (name := boilerplate_of(line)):
        end = portrait_end(paragraphs, number)
        portrait = "\n".join(paragraphs[number:end])
        reading.boilerplate = f"{reading.boilerplate}\n{portrait}" if reading.boilerplate else portrait
        reading.portrayed.append(name)
        return end
    if (closing or number < _TOP) and contact_heading(line):
        end = contacts_end(paragraphs, number)
        found = contacts_of(paragraphs[number:end])
        reading.contacts = (*reading.contacts, *found)
        # A heading without anybody to ask is the text's own, and so is a sentence.
        return end if found and not is_sentence(line) else None
    return None


def _hear_dateline(reading: Reading, line: str, languages: tuple[str, ...], on: date | None) -> None:
    known = reading.dateline
    if len(reading.kept) >= _LATEST or (known is not None and known.wire and not _is_bare(known)):
        return
    found = dateline_of(line, languages, on)
    if found is None or (len(reading.kept) >= _OPENING and not (found.place and found.day and found.wire)):
        return
    if known is not None and found.place is None:  # place and day in one line, the wire's mark in the next
        reading.dateline = replace(known, wire=known.wire or found.wire)
    elif known is None or _is_bare(known):
        reading.dateline = found


def _is_bare(dateline: Dateline) -> bool:
    """A wire's mark without place, or a place alone: the next paragraph may say more."""
    return dateline.day is None and (dateline.wire is None or dateline.place is None)


def _introduced(reading: Reading, paragraphs: Sequence[str], languages: tuple[str, ...], on: date | None) -> str | None:
    """The issuer by its portrait: the one portrayed whose name is the first thing after the dateline."""
    if reading.dateline is None or not (reading.dateline.day or reading.dateline.wire):
        return None
    for number in reading.kept[:_LATEST]:
        if dateline := dateline_of(paragraphs[number], languages, on):
            lead = paragraphs[number][dateline.length :].lstrip(" -–—")
            for name in reading.portrayed:
                if is_issuer(name) and lead.removeprefix("The ").startswith(core_of(name)) and len(core_of(name)) > 2:
                    return name
            return None
    return None


def _credit(reading: Reading, paragraphs: Sequence[str]) -> None:
    """`Source: X` in ordinary case: the issuer's line where the text is a release by another sign and has spoken of X before."""
    dateline = reading.dateline
    is_release = (
        reading.distribution or (reading.contacts and reading.boilerplate) or (dateline and (dateline.wire or dateline.day))
    )
    if reading.source or not is_release:
        return
    for number in range(max(1, len(paragraphs) - _LAST, len(paragraphs) // 2), len(paragraphs)):
        name = credited_of(paragraphs[number])
        before = " ".join(paragraphs[kept] for kept in reading.kept[:_LATEST] if kept < number)
        if name and not wire_named(name) and core_of(name) in before:
            reading.source = name
            reading.kept = [kept for kept in reading.kept if kept != number] or reading.kept
            return
