"""Where a release's own text ends: at the distributor's closing line, and before the initials that editors put below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.grammar.distribution import distribution_of
from press.grammar.reading import Reading

#: `(dmk)`, `aja/PAP`, `dpa/rc`: the initials of those who wrote a text and of agencies, in brackets or parted by strokes.
_INITIALS = re.compile(r"\((?:[^\W\d_]{2,6}[/, ]{0,2}){1,4}\)|[^\W\d_]{2,8}(?: ?/ ?[^\W\d_]{2,8}){1,4}")


def kept_of(reading: Reading, paragraphs: Sequence[str]) -> list[int]:
    """The numbers of the paragraphs that are the release's own text.

    What the grammar kept, without what stands below the last “Distributed by … on behalf of …” where most of the text stands
    above it: a line at the top of a page closes nothing. Nor is a last line of nothing but initials.
    """
    kept = _above_distributor(reading, paragraphs)
    return kept[:-1] if len(kept) > 1 and _INITIALS.fullmatch(paragraphs[kept[-1]]) else kept


def _above_distributor(reading: Reading, paragraphs: Sequence[str]) -> list[int]:
    if reading.distribution is None:
        return reading.kept
    taken = set(reading.kept)
    last = max((n for n, text in enumerate(paragraphs) if n not in taken and distribution_of(text)), default=len(paragraphs))
    above = [number for number in reading.kept if number < last]
    if sum(len(paragraphs[n]) for n in above) * 2 < sum(len(paragraphs[n]) for n in reading.kept):
        return reading.kept
    return above
