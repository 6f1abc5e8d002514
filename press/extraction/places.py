"""Places in a page's tree: how an element is named so that the same element of another page has the same name.

A step is `tag.name.name`: the names that authors give the element (class, id, role), numbers in them as `*`. A place is the steps
from some element around it down to the element itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from press.extraction.blocks import Blocks
from press.extraction.hints import hint_of
from press.learned_layout import Place

_NUMBERS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
#: More names than this on one element are states and themes; a place needs no more to be known again.
_MOST_NAMES = 24
_LONGEST_NAME = 80
#: Steps that are looked at around an element. Pages whose names begin further out have none that help.
_DEEPEST = 12

Step = tuple[str, frozenset[str]]


@lru_cache(maxsize=32768)
def step_of(tag: str, names: str) -> Step:
    """The tag and the stable names of an element."""
    words = names.replace(".", " ").split(maxsplit=_MOST_NAMES)[:_MOST_NAMES]
    return tag, frozenset(_NUMBERS.sub("*", word) for word in words if len(word) <= _LONGEST_NAME and _LETTER.search(word))


def written(step: Step) -> str:
    """The step as it stands in a layout."""
    return ".".join([step[0], *sorted(step[1])])


@lru_cache(maxsize=32768)
def written_step(tag: str, names: str) -> str:
    """The step of an element as it stands in a layout."""
    return written(step_of(tag, names))


@lru_cache(maxsize=4096)
def read_step(text: str) -> Step:
    """The step that `written` wrote. Names have no dot: a class with one is two names."""
    tag, *names = text.split(".")
    return tag, frozenset(names)


def steps_around(blocks: Blocks, container: int) -> list[Step]:
    """The steps of an element and of those around it, inside out, without the page's `body`."""
    steps: list[Step] = []
    while container > 0 and len(steps) < _DEEPEST:
        steps.append(step_of(blocks.tag[container], blocks.names[container]))
        container = blocks.parent[container]
    return steps


def shared(one: Sequence[Step], other: Sequence[Step]) -> list[Step]:
    """What two ways inside out have in common, as far as the tags are the same."""
    alike = takewhile(lambda pair: pair[0][0] == pair[1][0], zip(one, other, strict=False))
    return [(a[0], a[1] & b[1]) for a, b in alike]


def shortest_place(ways: Sequence[Sequence[Step]], holds: Callable[[Place], bool], least: int = 1) -> Place | None:
    """The shortest place of `least` steps or more that all the ways inside out have in common and that `holds`, with as few names
    as do: a name less is a name less that may change. None where none holds.
    """
    common = list(ways[0]) if ways else []
    for way in ways[1:]:
        common = shared(common, way)
    for length in range(least, len(common) + 1):
        if holds(place_of(steps := common[:length])):
            for number in range(length):
                steps[number] = next(
                    (
                        step
                        for step in _fewer(steps[number], number)
                        if holds(place_of([*steps[:number], step, *steps[number + 1 :]]))
                    ),
                    steps[number],
                )
            return place_of(steps)
    return None


def _fewer(step: Step, number: int) -> Iterator[Step]:
    """The step with one of its names or, but for the innermost one, with none: names that say content first, then longer ones
    (what software invents is short).
    """
    tag, names = step
    if number:
        yield tag, frozenset()
    for name in sorted(names, key=lambda name: (-hint_of(tag, name), -len(name), name)):
        yield tag, frozenset([name])


def place_of(steps: Sequence[Step]) -> Place:
    """Steps inside out as a place, outside in."""
    return tuple(written(step) for step in reversed(steps))


def matching(place: Place, blocks: Blocks) -> list[int]:
    """The numbers of the containers that stand at the place, in order."""
    if not place:
        return []
    (tag, names), *around = (read_step(text) for text in reversed(place))
    probe = _probe(names)
    all_names = blocks.names
    return [
        number
        for number, own in enumerate(blocks.tag)
        if own == tag
        and number
        and probe in all_names[number]
        and _has(blocks, number, names)
        and _stands_in(blocks, number, around)
    ]


@lru_cache(maxsize=4096)
def _probe(names: frozenset[str]) -> str:
    """The longest piece that every element with these names must have among its own: asked before anything dearer."""
    return max((piece for name in sorted(names) for piece in name.split("*")), key=len, default="")


def _has(blocks: Blocks, container: int, names: frozenset[str]) -> bool:
    return not names or names <= step_of(blocks.tag[container], blocks.names[container])[1]


def _stands_in(blocks: Blocks, container: int, around: Sequence[Step]) -> bool:
    for tag, names in around:
        container = blocks.parent[container]
        if container <= 0 or blocks.tag[container] != tag or not _has(blocks, container, names):
            return False
    return True


def stands_below(place: Place, blocks: Blocks, container: int, body: int) -> bool:
    """Whether the container stands at the place, which begins right below `body`."""
    for step in reversed(place):
        if container <= body or written_step(blocks.tag[container], blocks.names[container]) != step:
            return False
        container = blocks.parent[container]
    return container == body


def places_below(blocks: Blocks, body: int) -> list[Place]:
    """The places of `body` and of the containers in it, as the steps that begin right below it, in the order of their numbers.
    What is deeper than _DEEPEST has the place of the element that it stands in.
    """
    places: list[Place] = [()]
    for container in range(body + 1, blocks.end[body]):
        around = places[blocks.parent[container] - body]
        deep = len(around) >= _DEEPEST
        places.append(around if deep else (*around, written_step(blocks.tag[container], blocks.names[container])))
    return places
