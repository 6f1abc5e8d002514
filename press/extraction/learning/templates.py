"""The templates of a source's pages: places of an element that holds the text, and holds it on several pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from press.extraction.blocks import Blocks
from press.extraction.hints import hint_of
from press.extraction.learning.observation import Observation
from press.extraction.main_text.by_layout import body_of, digest, text_in
from press.extraction.places import Step, places_below, read_step, shortest_place, steps_around
from press.learned_layout import Place

#: The text's element holds at least this share of the text that the careful reading found below its lead.
_NEARLY_ALL = 0.9
#: A lead is no more of the text than this.
_MOST_LEAD = 0.4
_MOST_ABOVE = 3
#: Elements around it that are tried too: on one page of a template the text fills it, on another only a part of it.
_AROUND = 5
#: Elements without a name between the text's element and the first one with a name.
_MOST_UNNAMED = 4
#: Groups of alike elements that are looked at: pages of one design have a few dozen, and what was made to have many is cut short.
_MOST_TRIED = 100
_LONG = 1_000
#: From here on two readings are the same text with a line more or less.
AGREES = 0.8
_SPEAKING = frozenset(["article", "main"])


@dataclass
class Seen:
    """An observation with what is asked of it often. `family` is the same for copies of one text."""

    observation: Observation
    family: int
    _texts: dict[int, frozenset[int]] = field(default_factory=dict)
    _places: dict[int, list[Place]] = field(default_factory=dict)
    _standing: dict[int, tuple[dict[Place, int], frozenset[Place]]] = field(default_factory=dict)
    _words: dict[int, str] = field(default_factory=dict)

    @property
    def blocks(self) -> Blocks:
        return self.observation.blocks

    def text_in(self, container: int) -> frozenset[int]:
        """The numbers of the blocks that read as the text of a container, with the lead above it."""
        if container not in self._texts:
            self._texts[container] = frozenset(text_in(self.blocks, self.observation.rows, container, self.observation.said))
        return self._texts[container]

    def text_below(self, container: int) -> list[int]:
        """The same without the lead above the container, in order."""
        return sorted(number for number in self.text_in(container) if number >= self.blocks.first[container])

    def place_below(self, container: int, body: int) -> Place:
        """The place of a container within another one."""
        if body not in self._places:
            self._places[body] = places_below(self.blocks, body)
        return self._places[body][container - body]

    def standing_below(self, body: int) -> tuple[dict[Place, int], frozenset[Place]]:
        """The places within a container below which a block stands, each with the characters outside links of the longest line
        there, and those below which the careful reading has text. A heading, which stands for text, counts as a long line.
        """
        if body not in self._standing:
            standing: dict[Place, int] = {}
            holding: set[Place] = set()
            for number in range(self.blocks.first[body], self.blocks.last[body]):
                block = self.blocks.blocks[number]
                place = self.place_below(block.container, body)
                line = _LONG if block.is_heading else len(block.text) - block.links
                for length in range(1, len(place) + 1):
                    around = place[:length]
                    standing[around] = max(standing.get(around, 0), line)
                    if number in self.observation.text:
                        holding.add(around)
            self._standing[body] = standing, frozenset(holding)
        return self._standing[body]

    def words(self, number: int) -> str:
        """The digest of a block."""
        if number not in self._words:
            self._words[number] = digest(self.blocks.blocks[number].text)
        return self._words[number]

    def agreement(self, numbers: frozenset[int], text: frozenset[int] | None = None) -> float:
        """The characters that a choice of blocks has in common with the careful reading (or `text`), over those of either."""
        text = self.observation.text if text is None else text
        either = self.length(numbers | text)
        return self.length(numbers & text) / either if either else 0.0

    def length(self, numbers: Iterable[int]) -> int:
        return sum(len(self.blocks.blocks[number].text) for number in numbers)


@dataclass(frozen=True)
class Template:
    """A place, the pages whose text stands there with their containers, and how many more have a different text there."""

    body: Place
    members: tuple[tuple[Seen, int], ...]
    against: int

    @property
    def families(self) -> int:
        return len({seen.family for seen, _ in self.members})


def templates_of(pages: Sequence[Seen], fewest: int) -> list[Template]:
    """The templates of at least `fewest` families of pages, those with most pages first."""
    found: list[Template] = []
    left = list(pages)
    while len(left) >= fewest:
        tried = [_tried(place, left) for place in sorted(_places(left))]
        best = max(tried, key=_worth, default=None)
        if best is None or best.families < fewest:
            break
        found.append(best)
        taken = {id(seen) for seen, _ in best.members}
        left = [seen for seen in left if id(seen) not in taken]
    return sorted(found, key=lambda template: (-template.families, template.body))


def place_for(members: Sequence[tuple[Seen, int]], least: int = 1) -> Place | None:
    """The shortest place that is that of the given container on each of the pages, and of no other; None where there is none."""

    def holds(place: Place) -> bool:
        return all(body_of(place, seen.blocks) == container for seen, container in members)

    return shortest_place([steps_around(seen.blocks, container) for seen, container in members], holds, least)


def _places(pages: Sequence[Seen]) -> set[Place]:
    """Places that two pages at least have in common."""
    alike: dict[tuple[tuple[str, ...], str], dict[int, tuple[Seen, int]]] = defaultdict(dict)
    for seen in pages:
        for container in _candidates(seen):
            for key in _keys(steps_around(seen.blocks, container)):
                alike[key].setdefault(id(seen), (seen, container))
    found: dict[frozenset[tuple[int, int]], tuple[list[tuple[Seen, int]], int]] = {}
    for (tags, _), members in alike.items():
        if len(members) > 1:
            found.setdefault(frozenset((id(s), c) for s, c in members.values()), (list(members.values()), len(tags)))
    likeliest = sorted(found.values(), key=lambda group: -len(group[0]))[:_MOST_TRIED]
    return {place for members, least in likeliest if (place := place_for(members, least)) is not None}


def _candidates(seen: Seen) -> list[int]:
    """The smallest container that holds nearly all of the text, the smallest without its first paragraphs, and those around them,
    inside out.
    """
    text = sorted(seen.observation.text)
    found: dict[int, None] = {}
    for skipped in range(min(_MOST_ABOVE, len(text) - 1) + 1):
        if seen.length(text[:skipped]) <= _MOST_LEAD * seen.length(text):
            smallest = _smallest(seen, text[skipped:])
            found |= dict.fromkeys(container for container in seen.blocks.ancestors(smallest)[:_AROUND] if container > 0)
    return sorted(found, reverse=True)


def _smallest(seen: Seen, text: Sequence[int]) -> int:
    """The smallest container that holds nearly all of these blocks."""
    blocks, taken = seen.blocks, frozenset(text)
    sums = [0, *accumulate(len(block.text) if number in taken else 0 for number, block in enumerate(blocks.blocks))]
    smallest, child = 0, 1
    while child < blocks.end[smallest]:
        if sums[blocks.last[child]] - sums[blocks.first[child]] >= _NEARLY_ALL * sums[-1]:
            smallest, child = child, child + 1
        else:
            child = blocks.end[child]
    return smallest


def _keys(steps: Sequence[Step]) -> list[tuple[tuple[str, ...], str]]:
    """What two containers must share to be the same element of a template: the tags out to the first name, and that name."""
    for length, (tag, names) in enumerate(steps[: _MOST_UNNAMED + 1], start=1):
        tags = tuple(step[0] for step in steps[:length])
        if names:
            return [(tags, name) for name in sorted(names)]
        if tag in _SPEAKING:
            return [(tags, "")]
    return []


def _tried(place: Place, pages: Sequence[Seen]) -> Template:
    members, against = [], 0
    for seen in pages:
        container = body_of(place, seen.blocks)
        if container is None:
            continue
        if seen.agreement(seen.text_in(container)) >= AGREES:
            members.append((seen, container))
        else:
            against += 1
    return Template(place, tuple(members), against)


def _worth(template: Template) -> tuple[int, float, int, int, Place]:
    """More families of pages first, then a better agreement, the tighter element, a name that says content."""
    agreement = sum(seen.agreement(seen.text_in(body)) for seen, body in template.members)
    mean = round(agreement / len(template.members), 4) if template.members else 0.0
    held = sum(seen.blocks.last[container] - seen.blocks.first[container] for seen, container in template.members)
    tag, names = read_step(template.body[-1])
    return template.families - template.against, mean, -held, hint_of(tag, " ".join(names)), template.body
