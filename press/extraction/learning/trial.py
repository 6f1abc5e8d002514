"""What is learned is tried before it is used: each page is read by the layout that the other pages teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from press.extraction.learning.furniture import never_text, repeated_blocks
from press.extraction.learning.templates import AGREES, Seen, Template, place_for
from press.extraction.main_text.by_layout import body_of, chosen, line_at
from press.extraction.places import shortest_place, steps_around
from press.learned_layout import LearnedLayout, Place

#: Mean agreement with the careful reading below which a layout is not used.
STANDS = 0.85
#: Pages that agree for each that does not: an element that holds the text no more often than this is not the text's.
_MOST_TIMES = 2
#: More of a page's text than this is not furniture, whatever repeats.
_MOST_DROPPED = 0.3

Members = Sequence[tuple[Seen, int]]


@dataclass(frozen=True)
class Trial:
    """A layout with its evidence, and why it may not be used; None where it may."""

    layout: LearnedLayout
    fault: str | None


def tried(template: Template) -> Trial | None:
    """The template's layout, tried on each page by what the others teach; None where its pages agree on no place."""
    layout = _taught(template.members)
    if layout is None:
        return None
    results = []
    for number, (seen, _) in enumerate(template.members):
        others = [*template.members[:number], *template.members[number + 1 :]]
        others = [(other, body) for other, body in others if other.family != seen.family]
        taught = _taught(others)
        results.append(_agreement(taught, seen) if taught is not None else 0.0)
    mean = sum(results) / len(results)
    agreeing = sum(result >= AGREES for result in results)
    fault = None
    if mean < STANDS:
        fault = f"it agreed to {mean:.2f} with pages it was not learned from, and it takes {STANDS}"
    elif agreeing <= _MOST_TIMES * (len(results) - agreeing + template.against):
        fault = f"of {len(results) + template.against} pages {agreeing} have their text there, and others have something else"
    host = template.members[0][0].observation.host
    stood = replace(layout, pages=len(results), held_out=len(results), agreement=round(mean, 3), host=host)
    return Trial(stood, fault)


def _taught(members: Members) -> LearnedLayout | None:
    body = place_for(members)
    if not members or body is None:
        return None
    return LearnedLayout(
        body,
        headline=_line([(seen, seen.observation.headline) for seen, _ in members]),
        published=_line([(seen, seen.observation.published) for seen, _ in members]),
        furniture=repeated_blocks(members),
        furniture_places=never_text(members),
    )


def _line(stands: Sequence[tuple[Seen, int | None]]) -> Place:
    """The place whose first block is the given one on every page; empty where the pages agree on none."""
    known = [(seen, number) for seen, number in stands if number is not None]
    if not known or len(known) < len(stands):
        return ()
    ways = [steps_around(seen.blocks, seen.blocks.blocks[number].container) for seen, number in known]
    return shortest_place(ways, lambda place: all(line_at(place, seen.blocks) == number for seen, number in known)) or ()


def _agreement(layout: LearnedLayout, seen: Seen) -> float:
    """How far the page's text by the layout is that of the careful reading, less the blocks that other pages have too."""
    body = body_of(layout.body, seen.blocks)
    if body is None:
        return 0.0
    text = seen.observation.text
    furniture = frozenset(n for n in text if seen.words(n) in layout.furniture)
    if seen.length(furniture) <= _MOST_DROPPED * seen.length(text):
        text -= furniture
    return seen.agreement(frozenset(chosen(layout, seen.blocks, seen.observation.rows, body, seen.observation.said)), text)
