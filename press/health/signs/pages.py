"""Signs in the pages: the last ones share something that this source's pages do not have.

Each property is counted over the last pages and over the usual ones. The last few, each address once, are a sign where so many of
them have the property that chance hardly does it (`press.health.surprise`). The bound is set for the numbers of a catalogue: a
thousand sources, a month and some fifteen properties are half a million looks, and none of them should call wolf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from press.health.page_seen import NOT_HAD, PageSeen
from press.health.record import SourceRecord
from press.health.sign import Sign
from press.health.signs.properties import PROPERTIES, Context, Property, context_of, without
from press.health.surprise import chance

RARE = 1e-7
#: At least this share of the last pages, and this many of them.
SHARE = 0.8
FEWEST = 4
#: A first visit has only its own other pages to compare with: nearly all of so many must be wrong, or those that came last.
FEWEST_AT_FIRST = 5


def signs(record: SourceRecord, *, languages: Iterable[str], expected: Sequence[str]) -> list[Sign]:
    """What the last pages have that the usual ones have not. `expected`: fields that a healthy page of this source has."""
    context = context_of(record, languages)
    found = [sign for one in (*PROPERTIES, *map(without, expected)) if (sign := _sign(one, record, context)) is not None]
    return [sign for sign in found if not _is_implied(sign, found)]


def _sign(one: Property, record: SourceRecord, context: Context) -> Sign | None:
    usual = [page for page in record.usual if one.applies(page, context)]
    before_with = one.ordinary + sum(one.has(page, context) for page in usual)
    seen = {page.page: page for page in record.recent if one.applies(page, context)}
    with_it = sum(one.has(page, context) for page in seen.values())
    last: dict[str, PageSeen] = {}
    best: tuple[float, int, int] | None = None
    k = 0
    for page in reversed(record.recent):
        if page.page in last or not one.applies(page, context):
            continue
        last[page.page] = page
        k += one.has(page, context)
        m = len(last)
        if m < (FEWEST if usual else FEWEST_AT_FIRST) or k < SHARE * m:
            continue
        if usual:
            rare = chance(k, m, before_with, one.ordinary + len(usual))
        elif not one.absolute:
            break
        else:  # what a first visit read before them is all that they can be seen against
            rare = chance(k, m, with_it - k, len(seen) - m) if len(seen) > m else 0.0
        if rare < RARE and (best is None or rare < best[0]):
            best = (rare, k, m)
    if best is None:
        return None
    kinds = Counter(page.kind for page in last.values() if one.has(page, context))
    kind = kinds.most_common(1)[0][0] if kinds else ""
    return Sign(one.word, one.gravity, one.sentence.format(k=best[1], m=best[2], kind=f"“{kind.removeprefix(NOT_HAD)}”"))


#: What follows from another sign, and need not be said beside it.
_IMPLIED = {
    "no_release": {"lost_release"},
    "same_head": {"same_body"},
    "short": {"same_body"},
    "long": {"same_body"},
    "disputed": {"to_come", "rendered_now"},
    "rewritten": {"same_body", "same_head", "same_headline", "short", "long", "garbled", "language"},
}


def _is_implied(sign: Sign, found: Sequence[Sign]) -> bool:
    return bool(_IMPLIED.get(sign.word, set()) & {other.word for other in found})
