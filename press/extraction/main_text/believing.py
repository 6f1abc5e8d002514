"""Which names to believe: those that would leave a page or a container without its text are not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from press.extraction.blocks import Blocks
from press.extraction.hints import furniture_name

#: A container with this share of the prose is around the text, where no more than that share stands before it: comments come
#: after the text.
_MOST, _BEFORE = 0.5, 0.25
_MOST_LIARS = 6
#: There may be more of what readers say, of captions, notices and teasers than of the text.
_NEVER_TEXT = re.compile(
    r"comment|kommentar|coment|repl(?:y|ies)|respond|disqus|^fig|foot|(?<![a-z])nav|menu|slider|carousel|ticker|teaser"
    r"|related|recommend|cookie|consent"
)


def furniture_within(blocks: Blocks, prose_sum: Sequence[float], within: int, least: float) -> list[bool]:
    """By container: whether it is furniture by its names, seen from inside `within`; what is around that has no say.

    `prose_sum` are running totals of prose by block. Where the names inside leave less than `least` of the prose, the name
    that costs the most is disbelieved wherever it stands, then the next one.
    """
    liars: set[str] = set()
    while True:
        furniture = _judged(blocks, prose_sum, within, liars)
        costs = _costs(blocks, prose_sum, within, furniture)
        total = prose_sum[blocks.last[within]] - prose_sum[blocks.first[within]]
        if sum(costs.values()) <= (1 - least) * total or len(liars) == _MOST_LIARS:
            return furniture
        suspects = [name for name in costs if name not in liars and not _NEVER_TEXT.search(name)]
        if not suspects:
            return furniture
        liars.add(max(suspects, key=lambda name: costs[name]))


def _judged(blocks: Blocks, prose_sum: Sequence[float], within: int, liars: set[str]) -> list[bool]:
    first, last = blocks.first[within], blocks.last[within]
    begin, total = prose_sum[first], prose_sum[last] - prose_sum[first]
    furniture = [False] * len(blocks.tag)
    for number in range(within + 1, blocks.end[within]):
        named = blocks.hint[number] < 0
        if named:
            before, until = prose_sum[blocks.first[number]], prose_sum[blocks.last[number]]
            around = until - before >= _MOST * total and before - begin <= _BEFORE * total
            if around or liars:
                name = furniture_name(blocks.tag[number], blocks.names[number])
                named = name not in liars and (not around or _NEVER_TEXT.search(name) is not None)
        furniture[number] = named or furniture[blocks.parent[number]]
    return furniture


def _costs(blocks: Blocks, prose_sum: Sequence[float], within: int, furniture: Sequence[bool]) -> dict[str, float]:
    """The prose that stands in furniture, by the name of the outermost container."""
    costs: dict[str, float] = defaultdict(float)
    number = within + 1
    while number < blocks.end[within]:
        if furniture[number]:
            cost = prose_sum[blocks.last[number]] - prose_sum[blocks.first[number]]
            if cost:
                costs[furniture_name(blocks.tag[number], blocks.names[number])] += cost
            number = blocks.end[number]
        else:
            number += 1
    return costs
