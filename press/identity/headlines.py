"""Headlines of two pages: whether they are one, and whether they are a form's that was filled in with other facts."""

from __future__ import annotations

from press.grammar.corrections import marked
from press.identity.facts import Facts, facts_of
from press.identity.portrait import Portrait
from press.identity.spelt import is_misspelt

#: Words that have to agree where headlines are to count as one, and how many words each has at least.
_SAME, _FEWEST = 0.8, 4
#: Words that the headlines of one form have in common.
_OF_A_FORM = 0.5
#: Words that a corrected headline has kept of the first one.
_KEPT = 0.6


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
    ours_alone = missing & (our_text.names | our_text.repeated) - their_text.vocabulary
    theirs_alone = added & (their_text.names | their_text.repeated) - our_text.vocabulary
    slips = {(one, other) for one in ours_alone for other in theirs_alone if is_misspelt(one, other)}
    return bool(ours_alone - {one for one, _ in slips} and theirs_alone - {other for _, other in slips})


def is_sent_again(ours: Portrait, theirs: Portrait) -> bool:
    """Whether one of two headlines says that it corrects or repeats a release, and the other may be that release's."""
    our_mark, our_rest = marked(ours.headline)
    their_mark, their_rest = marked(theirs.headline)
    if our_mark is None and their_mark is None:
        return False
    one, other = facts_of(our_rest, ours.language).vocabulary, facts_of(their_rest, theirs.language).vocabulary
    if min(len(one), len(other)) < _FEWEST:  # `/C O R R E C T I O N -- Acme/` names the issuer alone
        return True
    return len(one & other) >= _KEPT * min(len(one), len(other))
