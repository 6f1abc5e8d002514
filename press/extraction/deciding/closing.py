"""Where a release's own text ends: at the distributor's closing line."""

from __future__ import annotations

from collections.abc import Sequence

from press.grammar.distribution import distribution_of
from press.grammar.reading import Reading


def kept_of(reading: Reading, paragraphs: Sequence[str]) -> list[int]:
    """The numbers of the paragraphs that are the release's own text.

    What the grammar kept, without what stands below the last “Distributed by … on behalf of …” where most of the text stands
    above it: a line at the top of a page closes nothing.
    """
    if reading.distribution is None:
        return reading.kept
    taken = set(reading.kept)
    last = max((n for n, text in enumerate(paragraphs) if n not in taken and distribution_of(text)), default=len(paragraphs))
    above = [number for number in reading.kept if number < last]
    if sum(len(paragraphs[n]) for n in above) * 2 < sum(len(paragraphs[n]) for n in reading.kept):
        return reading.kept
    return above
