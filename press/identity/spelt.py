"""Two words that are one, spelt otherwise: with an ending, or with a slip of the pen. Pure."""

from __future__ import annotations

#: Words that are shorter differ by a letter because they are others: Iran and Iraq, Laos and Lagos.
_SLIPS_FROM = 7
#: Letters that an ending has at most: a genitive that lost its apostrophe, a plural.
_ENDING = 2


def are_one_word(ours: str, theirs: str) -> bool:
    """Whether two words, in lower case, are spellings of one."""
    short, long = sorted((ours, theirs), key=len)
    if long.startswith(short) and len(long) - len(short) <= _ENDING:
        return True
    return is_misspelt(ours, theirs)


def is_misspelt(ours: str, theirs: str) -> bool:
    """Whether a letter of a long word was left out, doubled or put in another's place; not its first or its last, which make
    other words (`Eastern`, `Marina` and `Marine`)."""
    short, long = sorted((ours, theirs), key=len)
    if len(short) < _SLIPS_FROM or len(long) - len(short) > 1 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    at = next((number for number, letter in enumerate(short) if letter != long[number]), len(short))
    rest = short[at + 1 :] if len(short) == len(long) else short[at:]
    return short.isalpha() and long.isalpha() and short != long and rest == long[at + 1 :]
