"""Verification: whether two pages whose signatures share bands carry one release, and by what a person can see it.

No measure of words alone tells an edited copy from another release on the same template: both share nine words in ten. They
differ in which words differ. An edit replaces ordinary words and hardly ever puts another number or name in a number's or name's
place; a template is filled with other facts and leaves the ordinary words alone.
"""

from __future__ import annotations

from press.identity.facts import facts_of_body
from press.identity.glance import state_others
from press.identity.links import are_linked
from press.identity.notices import about
from press.identity.pair import PART_SHARES, WHOLE, Pair
from press.identity.portrait import Portrait
from press.identity.ties import Likeness

#: Which rules compared two pages.
RULES = 5


def compare(first: Portrait, second: Portrait) -> Likeness | None:
    """What two portraits have in common; None where they are no copies of one release. The order of the two does not matter."""
    if (said := about(first, second)) is not None:
        return Likeness("excerpt", 1.0, 0.0, "first", said)
    if (said := about(second, first)) is not None:
        return Likeness("excerpt", 1.0, 0.0, "second", said)
    ours, theirs = facts_of_body(first.body_text, first.language), facts_of_body(second.body_text, second.language)
    if state_others(ours, theirs) and not are_linked(first, second):
        return None
    shorter_is_first = (ours.words, first.url) <= (theirs.words, second.url)
    pair = Pair(first, second, ours, theirs) if shorter_is_first else Pair(second, first, theirs, ours)
    if not pair.short.shingles or pair.contradicts:
        return None
    if pair.corrects:
        return Likeness("copy", pair.score, round(pair.shared, 3), None, pair.evidence())
    if pair.breaks_off and pair.is_part:
        return Likeness("excerpt", pair.score, round(pair.shared, 3), "first" if shorter_is_first else "second", pair.evidence())
    if pair.ratio >= WHOLE or (pair.is_furnished and pair.shared >= PART_SHARES):
        return Likeness("copy", pair.score, round(pair.shared, 3), None, pair.evidence()) if pair.is_copy else None
    if pair.is_part:
        return Likeness("excerpt", pair.score, round(pair.shared, 3), "first" if shorter_is_first else "second", pair.evidence())
    return None
