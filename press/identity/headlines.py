"""Headlines of two pages: whether they are one, and whether they are a form's that was filled in with other facts."""

from __future__ import annotations

from press.identity.facts import Facts, facts_of
from press.identity.portrait import Portrait

#: Words that have to agree where headlines are to count as one, and how many words each has at least.
_SAME, _FEWEST = 0.8, 4
#: Words that the headlines of one form have in common.
_OF_A_FORM = 0.5


def headline(portrait: Portrait) -> Facts:
    """What a page's headline states."""
    return facts_of(portrait.headline or "", portrait.language)


def are_one(ours: Facts, theirs: Facts) -> bool:
    """Whether two headlines say the same, but for a word or two."""
    if len(ours.vocabulary) < _FEWEST or len(theirs.vocabulary) < _FEWEST or ours.numbers != theirs.numbers:
        return False
    return len(ours.vocabulary & theirs.vocabulary) >= _SAME * len(ours.vocabulary | theirs.vocabulary)


def name_others(ours: Facts, theirs: Facts, our_text: Facts, their_text: Facts) -> bool:
    """The same headline with another number or name, which the other page has nowhere: a form's."""
    missing, added = ours.vocabulary - theirs.vocabulary, theirs.vocabulary - ours.vocabulary
    fewest = min(len(ours.vocabulary), len(theirs.vocabulary))
    if not missing or not added or len(ours.vocabulary & theirs.vocabulary) < _OF_A_FORM * fewest:
        return False
    if ours.numbers - theirs.numbers - their_text.numbers and theirs.numbers - ours.numbers - our_text.numbers:
        return True
    return bool(
        missing & (our_text.names | our_text.repeated) - their_text.vocabulary
        and added & (their_text.names | their_text.repeated) - our_text.vocabulary
    )  # fmt: skip
