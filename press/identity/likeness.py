"""Verification: whether two pages whose signatures share bands carry one release, and by what a person can see it.

No measure of words alone tells an edited copy from another release on the same template. So what has to agree are the facts:
the numbers that a text states.
"""

from __future__ import annotations

import re

from press.identity.portrait import Portrait
from press.identity.signature import shingles_of
from press.identity.ties import Likeness

#: Which rules compared two pages.
RULES = 1

#: Of the shorter text's shingles this share stands in the longer one: an edit of one word in ten leaves about .7.
_SHARED = 0.45
#: Of the shorter text's numbers this share stands in the longer one.
_NUMBERS_SHARED = 0.7
#: A text shorter than this share of the other is a part of it.
_WHOLE = 0.7

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def compare(first: Portrait, second: Portrait) -> Likeness | None:
    """What two portraits have in common; None where they are no copies of one release. The order of the two does not matter."""
    ours, theirs = shingles_of(first.body_text), shingles_of(second.body_text)
    shorter = min(len(ours), len(theirs))
    if not shorter:
        return None
    shared = len(ours & theirs) / shorter
    numbers, others = set(_NUMBER.findall(first.body_text)), set(_NUMBER.findall(second.body_text))
    fewest = min(len(numbers), len(others))
    agreed = len(numbers & others)
    if shared < _SHARED or (fewest and agreed / fewest < _NUMBERS_SHARED):
        return None
    evidence = {"words": round(shared, 3), "numbers": f"{agreed} of {fewest}"}
    if shorter >= _WHOLE * max(len(ours), len(theirs)):
        return Likeness("copy", shared, shared, None, evidence)
    return Likeness("excerpt", shared, shared, "first" if len(ours) == shorter else "second", evidence)
