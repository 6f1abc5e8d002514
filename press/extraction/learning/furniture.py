"""Blocks that stand on several pages of a template, and places whose blocks are never text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from press.extraction.learning.templates import Seen
from press.extraction.main_text.by_layout import digest
from press.extraction.places import place_within
from press.learned_layout import Place

#: Families of pages on which a block must stand to be furniture where its markup sets it apart from the text.
_APART = 2
#: The same where it stands in the text's own markup, at its end, with a link: the last line of two releases may be the same by
#: chance or by somebody's will.
_AT_THE_END = 3
#: A place is furniture where it stands on so many families of pages and holds no text on any.
_NEVER_TEXT = 2

Members = Sequence[tuple[Seen, int]]


def repeated_blocks(members: Members) -> frozenset[str]:
    """Digests of the blocks in the text's element that repeat on pages with different texts, and are no words of the texts.

    What the grammar reads as a field is left to it, and so are headings and the first line. A line amid the text, in the text's
    own markup, is the author's, however often he says it.
    """
    standing: dict[str, list[tuple[Seen, int, int]]] = defaultdict(list)
    for seen, body in members:
        for number in seen.text_below(body):
            standing[digest(seen.blocks.blocks[number].text)].append((seen, body, number))
    repeats = {word: _families(stands) for word, stands in standing.items() if _families(stands) >= _APART}
    of_texts = _places_of_texts(members, repeats)
    furniture = set()
    for word, families in repeats.items():
        stands = standing[word]
        if any(_is_the_authors(seen, number) for seen, _, number in stands):
            continue
        apart = all(place_within(s.blocks, s.blocks.blocks[n].container, body) not in of_texts for s, body, n in stands)
        if apart or (families >= _AT_THE_END and all(_ends(seen, body, number, repeats) for seen, body, number in stands)):
            furniture.add(word)
    return frozenset(furniture)


def never_text(members: Members) -> tuple[Place, ...]:
    """Places below the text's element, with a name of their own, that stand on several pages and hold text on none."""
    holds: set[Place] = set()
    standing: dict[Place, set[int]] = defaultdict(set)
    for seen, body in members:
        for number in range(seen.blocks.first[body], seen.blocks.last[body]):
            place = place_within(seen.blocks, seen.blocks.blocks[number].container, body)
            for length in range(1, len(place) + 1):
                standing[place[:length]].add(seen.family)
                if number in seen.observation.text:
                    holds.add(place[:length])
    never = {place for place, on in standing.items() if len(on) >= _NEVER_TEXT and place not in holds and "." in place[-1]}
    return tuple(sorted(place for place in never if not any(place[:length] in never for length in range(1, len(place)))))


def _families(stands: Sequence[tuple[Seen, int, int]]) -> int:
    return len({seen.family for seen, _, _ in stands})


def _places_of_texts(members: Members, repeats: dict[str, int]) -> set[Place]:
    """The places within the text's element where words stand that do not repeat: the text's own markup."""
    return {
        place_within(seen.blocks, seen.blocks.blocks[number].container, body)
        for seen, body in members
        for number in seen.text_below(body)
        if digest(seen.blocks.blocks[number].text) not in repeats
    }


def _is_the_authors(seen: Seen, number: int) -> bool:
    return number in seen.observation.stated or seen.blocks.blocks[number].is_heading


def _ends(seen: Seen, body: int, number: int, repeats: dict[str, int]) -> bool:
    """Whether it leads elsewhere, and nothing but repeated blocks follows within the text. Without a link it may be an issuer's
    set phrase, which is text for the reader.
    """
    text = seen.text_below(body)
    if not seen.blocks.blocks[number].anchors:
        return False
    before = any(n < number and digest(seen.blocks.blocks[n].text) not in repeats for n in text)
    return before and all(digest(seen.blocks.blocks[n].text) in repeats for n in text if n >= number)
