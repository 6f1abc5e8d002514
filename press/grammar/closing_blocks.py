"""How far an issuer's portrait and a block of contacts reach. A doubtful paragraph is left to the text."""

from __future__ import annotations

from collections.abc import Sequence

from press.grammar.boilerplate import boilerplate_of
from press.grammar.contacts import contact_heading, ends_contact, is_contact_line
from press.grammar.distribution import distribution_of
from press.grammar.furniture import is_furniture
from press.grammar.legal import is_notice
from press.grammar.original_link import original_link_of
from press.grammar.source_line import credited_of, source_of

_LONGEST_CONTACTS = 14
#: An issuer introduces itself in a few paragraphs: what goes on longer is text under a heading that only looks like a portrait's.
_LONGEST_PORTRAIT, _MOST_SIGNS = 6, 4000
_LONGEST_HEADING, _SHORTEST_TEXT = 90, 120


def portrait_end(paragraphs: Sequence[str], number: int) -> int:
    """The number after the portrait whose heading is `number`: before what begins something else, or another heading."""
    end, signs = number + 1, len(paragraphs[number])
    while end < len(paragraphs) and end - number <= _LONGEST_PORTRAIT:
        if _begins_something(paragraphs[end]) or (end > number + 1 and _is_heading(paragraphs, end)):
            break
        signs += len(paragraphs[end])
        if signs > _MOST_SIGNS:
            break
        end += 1
    return end


def contacts_end(paragraphs: Sequence[str], number: int) -> int:
    """The number after the last line of the block whose heading is `number` that has a telephone, an address or a site."""
    end = last = number + 1
    while end < min(len(paragraphs), number + _LONGEST_CONTACTS) and is_contact_line(paragraphs[end]):
        if _begins_something(paragraphs[end]) and not contact_heading(paragraphs[end]):
            break
        end += 1
        if ends_contact(paragraphs[end - 1]):
            last = end
    return last


def _begins_something(line: str) -> bool:
    return bool(
        boilerplate_of(line)
        or contact_heading(line)
        or distribution_of(line)
        or source_of(line)
        or credited_of(line)
        or original_link_of(line)
        or is_furniture(line)
        or is_notice(line)
    )


def _is_heading(paragraphs: Sequence[str], number: int) -> bool:
    """A short line without an end, with text below it."""
    line = paragraphs[number].strip()
    if len(line) > _LONGEST_HEADING or line.endswith((".", "!", "?", "…", ",", ";")) or ends_contact(line) or line[:1].islower():
        return False
    return number + 1 < len(paragraphs) and len(paragraphs[number + 1]) >= _SHORTEST_TEXT
