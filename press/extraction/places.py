"""Places in a page's tree: how an element is named so that the same element of another page has the same name.

A step is `tag.name.name`: the names that authors give the element (class, id, role), in order, without their numbers. A place is
the steps from some element around it down to the element itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile

from press.extraction.blocks import Blocks
from press.extraction.hints import hint_of
from press.learned_layout import Place

_NUMBERS = re.compile(r"\d+")
#: More names than this on one element are states and themes; a place needs no more to be known again.
_MOST_NAMES = 24
_LONGEST_NAME = 80
#: A name of fewer letters says nothing once its numbers are gone.
_SHORTEST_NAME = 2
#: Steps that are looked at around an element. Pages whose names begin further out have none that help.
DEEPEST = 12

Step = tuple[str, frozenset[str]]


@lru_cache(maxsize=32768)
def step_of(tag: str, names: str) -> Step:
    """The tag and the stable names of an element."""
    return tag, frozenset(
        name
        for word in names.split(maxsplit=_MOST_NAMES)[:_MOST_NAMES]
        if len(word) <= _LONGEST_NAME and len(name := _NUMBERS.sub("", word).strip("-_")) >= _SHORTEST_NAME
    )


def written(step: Step) -> str:
    """The step as it stands in a layout."""
    return ".".join([step[0], *sorted(step[1])])


@lru_cache(maxsize=4096)
def read_step(text: str) -> Step:
    """The step that `written` wrote. Names have no dot: a class with one is two names."""
    tag, *names = text.split(".")
    return tag, frozenset(names)


def steps_around(blocks: Blocks, container: int) -> list[Step]:
    """The steps of an element and of those around it, inside out, without the page's `body`."""
    steps: list[Step] = []
    while container > 0 and len(steps) < DEEPEST:
        steps.append(step_of(blocks.tag[container], blocks.names[container].replace(".", " ")))
        container = blocks.parent[container]
    return steps


def shortest_place(ways: Sequence[Sequence[Step]], holds: Callable[[Place], bool], least: int = 1) -> Place | None:
    """The shortest place of `least` steps or more that all the ways inside out have in common and that `holds`, with as few names
    as do: a name less is a name less that may change. None where none holds.
    """
    common = list(ways[0]) if ways else []
    for way in ways[1:]:
        common = shared(common, way)
    for length in range(least, len(common) + 1):
        if holds(place_of(steps := common[:length])):
            for number, (tag, names) in enumerate(steps):
                fewer = (frozenset([name]) for name in sorted(names, key=lambda name: _telling(tag, name)))
                for kept in (frozenset[str](), *fewer) if number else fewer:
                    if holds(place_of([*steps[:number], (tag, kept), *steps[number + 1 :]])):
                        steps[number] = (tag, kept)
                        break
            return place_of(steps)
    return None


def _telling(tag: str, name: str) -> tuple[int, int, str]:
    """The order in which names are tried: those that say content, then longer ones (what software invents is short)."""
    return -hint_of(tag, name), -len(name), name


def shared(one: Sequence[Step], other: Sequence[Step]) -> list[Step]:
    """What two ways inside out have in common, as far as the tags are the same."""
    alike = takewhile(lambda pair: pair[0][0] == pair[1][0], zip(one, other, strict=False))
    return [(a[0], a[1] & b[1]) for a, b in alike]


def place_of(steps: Sequence[Step]) -> Place:
    """Steps inside out as a place, outside in."""
    return tuple(written(step) for step in reversed(steps))


def matching(place: Place, blocks: Blocks) -> list[int]:
    """The numbers of the containers that stand at the place, in order."""
    if not place:
        return []
    (tag, names), *around = (read_step(text) for text in reversed(place))
    found = []
    for number, own in enumerate(blocks.tag):
        if own == tag and number and _has(blocks, number, names) and _stands_in(blocks, number, around):
            found.append(number)
    return found


def _has(blocks: Blocks, container: int, names: frozenset[str]) -> bool:
    return not names or names <= step_of(blocks.tag[container], blocks.names[container].replace(".", " "))[1]


def _stands_in(blocks: Blocks, container: int, around: Sequence[Step]) -> bool:
    for tag, names in around:
        container = blocks.parent[container]
        if container <= 0 or blocks.tag[container] != tag or not _has(blocks, container, names):
            return False
    return True


def place_within(blocks: Blocks, container: int, body: int) -> Place:
    """The steps from below `body` down to the container; empty for the body itself."""
    steps: list[Step] = []
    while container > body:
        steps.append(step_of(blocks.tag[container], blocks.names[container].replace(".", " ")))
        container = blocks.parent[container]
    return place_of(steps)
