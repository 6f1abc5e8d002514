"""Blocks that stand on several pages of a template, and places whose blocks are never text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from press.extraction.learning.templates import Seen
from press.learned_layout import Place

#: Families of pages on which a block must stand to be furniture where its markup sets it apart from the text.
_APART = 2
#: The same where it stands in the text's own markup, at its end, with a link: the last line of two releases may be the same by
#: chance or by somebody's will.
_AT_THE_END = 3
#: A place is furniture where it stands on so many families of pages and holds no text on any.
_NEVER_TEXT = 2
#: On a single page a careful reading may have missed a part of the text: there only places without a line of so many characters
#: are furniture.
_LINE = 80
#: Blocks and places that are kept of a layout, those of most pages first: recorded sites have 13 at most, and a row is not to
#: grow without end.
_MOST = 100

Members = Sequence[tuple[Seen, int]]


def repeated_blocks(members: Members) -> frozenset[str]:
    """Digests of the blocks in the text's element that repeat on pages with different texts, and are no words of the texts.

    What the grammar reads as a field is left to it, and so are headings and the first line. A line amid the text, in the text's
    own markup, is the author's, however often he says it.
    """
    standing: dict[str, list[tuple[Seen, int, int]]] = defaultdict(list)
    for seen, body in members:
        for number in seen.text_below(body):
            standing[seen.words(number)].append((seen, body, number))
    repeats = {word: _families(stands) for word, stands in standing.items() if _families(stands) >= _APART}
    of_texts = _places_of_texts(members, repeats)
    own_ends = {id(seen): _own_end(seen, body, repeats) for seen, body in members}
    furniture = set()
    for word, families in repeats.items():
        stands = standing[word]
        if any(_is_the_authors(seen, number) for seen, _, number in stands):
            continue
        apart = all(s.place_below(s.blocks.blocks[n].container, body) not in of_texts for s, body, n in stands)
        if apart or (families >= _AT_THE_END and all(_ends(seen, number, own_ends[id(seen)]) for seen, _, number in stands)):
            furniture.add(word)
    return frozenset(sorted(furniture, key=lambda word: (-repeats[word], word))[:_MOST])


def never_text(members: Members) -> tuple[Place, ...]:
    """Places below the text's element, with a name of their own, that hold text on no page, and stand on several or hold no line
    that could be text.
    """
    holds: set[Place] = set()
    on: dict[Place, set[int]] = defaultdict(set)
    longest: dict[Place, int] = defaultdict(int)
    for seen, body in members:
        standing, holding = seen.standing_below(body)
        holds |= holding
        for place, line in standing.items():
            on[place].add(seen.family)
            longest[place] = max(longest[place], line)
    never = {
        place
        for place, families in on.items()
        if place not in holds and "." in place[-1] and (len(families) >= _NEVER_TEXT or longest[place] < _LINE)
    }
    outermost = (place for place in never if not any(place[:length] in never for length in range(1, len(place))))
    return tuple(sorted(sorted(outermost, key=lambda place: (-len(on[place]), place))[:_MOST]))


def _families(stands: Sequence[tuple[Seen, int, int]]) -> int:
    return len({seen.family for seen, _, _ in stands})


def _places_of_texts(members: Members, repeats: dict[str, int]) -> set[Place]:
    """The places within the text's element where words stand that do not repeat: the text's own markup."""
    return {
        seen.place_below(seen.blocks.blocks[number].container, body)
        for seen, body in members
        for number in seen.text_below(body)
        if seen.words(number) not in repeats
    }


def _is_the_authors(seen: Seen, number: int) -> bool:
    return number in seen.observation.stated or seen.blocks.blocks[number].is_heading


def _own_end(seen: Seen, body: int, repeats: dict[str, int]) -> int:
    """The number of the last block that does not repeat; beyond all blocks where there is none, for then nothing ends a text."""
    own = (number for number in reversed(seen.text_below(body)) if seen.words(number) not in repeats)
    return next(own, len(seen.blocks.blocks))


def _ends(seen: Seen, number: int, own_end: int) -> bool:
    """Whether the block leads elsewhere, and nothing of the text follows. Without a link it may be an issuer's set phrase, which
    is text for the reader.
    """
    return seen.blocks.blocks[number].anchors > 0 and number > own_end
