"""A text taken apart for comparing: its words, its shingles with their places, and the facts that it states.

A fact is what a template is filled with: a number, a name, a word that is said again and again. Names are words with a capital
inside a sentence; scripts without capitals have numbers and repeated words alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from itertools import compress

from press.language_tags import primary

#: Words of a shingle, and signs where a script puts no blanks between words.
WORDS = 3
SIGNS = 5
#: Longer texts are compared by their beginning, in characters: some 20,000 words. By then a release has told which it is.
MOST = 120_000

_LETTERS = r"[^\W\d_]+"
_NUMBER = r"\d+(?:[.,٫٬'’\u00a0\u202f ]\d{2,}|[.,٫]\d)*"
_SIGNS = r"[.!?:…\n\"“”„«»•。！？؟]+"
#: Signs beyond the basic plane: letters of old scripts, rare Chinese ones, emoji.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
#: A dateline with its wire's mark: when a text was sent, not what it says. Two mailings of one release differ in it.
_DATELINE = re.compile(
    r"\A(?=[^\n]{0,139}[\d/(])[^\n“”\"]{0,140}?(?:/[^/\n]{3,40}/|\([^()\n]{3,40}\)|[\s\d,.)])\s?(?:--|—|–|―)\s?"
)
_APOSTROPHE = re.compile(r"['’](?<=\w.)s?\b")
#: Tokens of which the caseless form is kept: some megabytes.
_KEPT_TOKENS = 50_000
#: Shorter words are articles and prepositions in most scripts.
_LEAST = 3
#: A first line that ends before so many signs is no paragraph.
_SHORTEST_LEAD = 60
#: A first paragraph of more signs is the text, and no lead.
_LONGEST_LEAD = 2_000
#: Languages that write every noun with a capital: there a capital makes no name.
_CAPITAL_NOUNS = frozenset({"de", "lb"})


class Facts:
    """`tokens` are its words in order, caseless (signs, where the script puts no blanks). `is_unspaced`: it has such a script.

    What it states beyond them is worked out when it is asked for: to sign a text its shingles are enough.
    """

    def __init__(self, text: str, language: str | None) -> None:
        self._language = language
        is_ascii = text.isascii()
        is_astral = not is_ascii and _ASTRAL.search(text) is not None
        self._written: list[str] | None = _token(is_astral).findall(_without_apostrophes(text))
        self._folded = _in_small_letters(self._written) if is_ascii else list(map(_FOLDED.__getitem__, self._written))
        self.is_unspaced = not is_ascii and _UNSPACED.search(text) is not None
        words = filter(None, self._folded)
        self.tokens = tuple("".join(words)) if self.is_unspaced else tuple(words)

    @property
    def words(self) -> int:
        """How many words it has; in scripts without blanks two signs count as one."""
        return len(self.tokens) // 2 if self.is_unspaced else len(self.tokens)

    @cached_property
    def shingles(self) -> dict[str, int]:
        """Each shingle with its first place among the tokens, in their order."""
        tokens = self.tokens
        length, blank = (SIGNS, "") if self.is_unspaced else (WORDS, " ")
        found = list(map(blank.join, zip(*(tokens[at:] for at in range(length)), strict=False)))
        places = dict(zip(found, range(len(found)), strict=True))
        if len(places) < len(found):
            places.update(zip(reversed(found), range(len(found) - 1, -1, -1), strict=True))  # the first is told last, and stays
        return places

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words; where a script puts no blanks, pairs of signs."""
        return self._in_pairs[0] | self.numbers if self.is_unspaced else frozenset(self.tokens)

    @property
    def numbers(self) -> frozenset[str]:
        """Digits without their separators."""
        return self._said[0]

    @property
    def names(self) -> frozenset[str]:
        """Words with a capital inside a sentence that never stand without one, caseless."""
        return self._said[1]

    @property
    def numbers_early(self) -> frozenset[str]:
        """The numbers of its first half, where no page has furniture that lists other releases."""
        return self.numbers & self.stated_early

    @property
    def stated_early(self) -> frozenset[str]:
        """The numbers and names of that half."""
        return self._said[2]

    @property
    def stated(self) -> frozenset[str]:
        """Its numbers, and whatever stands in it with a capital: all that a part of it may state."""
        return self._said[3]

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Words said at least twice."""
        if self.is_unspaced:
            return self._in_pairs[1]
        return frozenset(
            word for word, count in Counter(self.tokens).items() if count > 1 and len(word) >= _LEAST and not word[0].isdecimal()
        )

    @cached_property
    def _said(self) -> tuple[frozenset[str], ...]:
        """Numbers, names, those of both that the first half has, and numbers with all words that have a capital somewhere."""
        assert self._written is not None  # noqa: S101  # it is let go below, when all is known
        written, folded = self._written, self._folded
        self._written = None
        if not self.is_unspaced:
            self._folded = []
        forms = dict(zip(written, folded, strict=True))
        capitals = {token for token in forms if token[0].isupper()}
        numbers = {form for token, form in forms.items() if token[0].isdecimal()}
        names = set(map(forms.__getitem__, capitals.intersection(compress(written[1:], folded))))
        if not self.is_unspaced:
            if primary(self._language) in _CAPITAL_NOUNS:
                names.clear()
            lower = {form for token, form in forms.items() if token not in capitals}
            names = {name for name in names - lower if len(name) > 1}
        early = (numbers | names).intersection(folded[: len(folded) // 2])
        stated = numbers.union(map(forms.__getitem__, capitals))
        return frozenset(numbers), frozenset(names), frozenset(early), frozenset(stated)

    @cached_property
    def _in_pairs(self) -> tuple[frozenset[str], frozenset[str]]:
        """Of a script without blanks the pairs of signs: all, and what is repeated."""
        return _pairs(filter(None, self._folded))


@lru_cache(maxsize=256)
def facts_of_body(text: str, language: str | None = None) -> Facts:
    """What a body states. The last 256 are kept: a page is compared with several others, and they with the next page."""
    return _body(text, language)


@lru_cache(maxsize=256)
def facts_of(text: str, language: str | None = None) -> Facts:
    """What a line states, such as a headline: kept apart from the bodies, which would push it out."""
    return Facts(text[:MOST], language)


@lru_cache(maxsize=256)
def after_the_lead(text: str, language: str | None = None) -> int:
    """The place of the first word after the first paragraph; 0 where the text is all one. A stamp or a place is no paragraph."""
    end = text.find("\n", _SHORTEST_LEAD, _LONGEST_LEAD)
    return len(_body(text[:end], language).tokens) if end > 0 else 0


def _without_apostrophes(text: str) -> str:
    return _APOSTROPHE.sub("", text) if "'" in text or "’" in text else text


def _body(text: str, language: str | None) -> Facts:
    return Facts(_DATELINE.sub("", text[:MOST], count=1), language)


@cache
def _token(is_astral: bool) -> re.Pattern[str]:
    """Words, numbers, and signs that end a sentence or open one. A set of letters that is written out is twice as fast as one
    that says what is none."""
    letters = _LETTERS
    if not is_astral:
        runs = re.findall(_LETTERS, "".join(map(chr, range(0x10000))))
        letters = f"[{''.join(f'{run[0]}-{run[-1]}' for run in runs)}]+"
    return re.compile(f"{letters}|{_NUMBER}|{_SIGNS}")


def _pairs(words: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Pairs of signs stand for words, since most words of these scripts have two: all, and those that are said again."""
    seen = Counter(
        pair
        for word in words
        for pair in ([word[at : at + 2] for at in range(len(word) - 1)] if _UNSPACED.match(word) else [word])
    )
    return frozenset(seen), frozenset(pair for pair, count in seen.items() if count > 1 and not pair[0].isdecimal())


def _in_small_letters(written: list[str]) -> list[str]:
    """`_FOLDED` of ASCII tokens, all words at once: a look into a large table for each of them waits for memory. No token has a
    tab."""
    lower = "\t".join(written).lower().split("\t") if written else []
    return [token if token.isalpha() else _FOLDED[token] for token in lower]


class _Folded(dict[str, str]):
    """Tokens as they are compared: caseless, numbers without separators, signs as nothing. A language's frequent words stand in
    every text, so they are kept; when there are very many all are forgotten."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _KEPT_TOKENS:
            self.clear()
        first = token[0]
        if first.isdecimal():
            folded = digits_of(token).lstrip("0") or "0"
        else:
            folded = token.casefold() if first.isalnum() else ""
        self[token] = folded
        return folded


_FOLDED = _Folded()


def digits_of(number: str) -> str:
    """Its digits as ASCII ones, without separators."""
    if number.isascii():
        return number if number.isdecimal() else "".join(filter(str.isdecimal, number))
    return "".join(str(unicodedata.decimal(sign)) for sign in number if sign.isdecimal())
