"""Pages that are copies of one another teach what one teaches: a release at two addresses makes none of its text furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from press.extraction.learning.observation import Observation
from press.extraction.main_text.agreement import shingles

#: From this share of the shorter text's shingles on, two pages are of one family: a copy, an excerpt, a new version. Releases of
#: one issuer that only share a portrait and contacts stay below it.
_SAME = 0.5
#: What stands on more than half of the pages, and on so many at least, tells no page from another: a notice, a form's phrases. A
#: page that has nothing else is a copy.
_COMMON = 3


def families_of(observations: Sequence[Observation]) -> list[int]:
    """The family of each page, as the number of the first page in it."""
    sets = [shingles("\n".join(seen.blocks.blocks[number].text for number in sorted(seen.text))) for seen in observations]
    on = Counter(shingle for words in sets for shingle in words)
    common = {shingle for shingle, pages in on.items() if pages >= _COMMON and 2 * pages > len(sets)}
    sets = [words - common for words in sets]
    family = list(range(len(sets)))
    for later in range(len(sets)):
        for earlier in range(later):
            shorter = min(len(sets[later]), len(sets[earlier]))
            if family[later] != family[earlier] and len(sets[later] & sets[earlier]) >= _SAME * shorter:
                joined, old = sorted((family[later], family[earlier]))
                family = [joined if one == old else one for one in family]
    return family
