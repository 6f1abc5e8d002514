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
_NUMBERS = re.compile(_NUMBER)
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
        self._written: list[str] | None = _token(is_astral).findall(_APOSTROPHE.sub("", text))
        self._folded = list(map(_FOLDED.__getitem__, self._written))
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
        places = dict.fromkeys(found, 0)
        places.update(zip(reversed(found), range(len(found) - 1, -1, -1), strict=True))  # the first one is told last, and stays
        return places

    @property
    def vocabulary(self) -> frozenset[str]:
        """Its words; where a script puts no blanks, pairs of signs."""
        return self._said[0]

    @property
    def numbers(self) -> frozenset[str]:
        """Digits without their separators."""
        return self._said[1]

    @property
    def names(self) -> frozenset[str]:
        """Words with a capital inside a sentence that never stand without one, caseless."""
        return self._said[2]

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Words said at least twice."""
        if self.is_unspaced:
            return self._said[3]
        return frozenset(
            word for word, count in Counter(self.tokens).items() if count > 1 and len(word) >= _LEAST and not word[0].isdecimal()
        )

    @cached_property
    def _said(self) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
        """Vocabulary, numbers, names, and of a script without blanks what is repeated."""
        assert self._written is not None  # noqa: S101  # it is let go below, when all is known
        written, folded = self._written, self._folded
        numbers: set[str] = set()
        capitals: set[str] = set()
        tokens = set(written)
        lower = tokens & _PLAIN
        for token in tokens - lower:
            first = token[0]
            if first.isdecimal():
                numbers.add(_FOLDED[token])
            elif first.isupper():
                capitals.add(token)
            else:
                lower.add(_FOLDED[token])
                if _FOLDED[token] == token:
                    _PLAIN.add(token)
        after_words = compress(written[1:], folded)
        names = {_FOLDED[token] for token in capitals.intersection(after_words)}
        self._written, self._folded = None, []
        if self.is_unspaced:
            vocabulary, repeated = _pairs(filter(None, folded))
            return vocabulary | numbers, frozenset(numbers), frozenset(names), repeated
        makes_names = primary(self._language) not in _CAPITAL_NOUNS
        kept = (word for word in names - lower if len(word) > 1) if makes_names else ()
        return frozenset(self.tokens), frozenset(numbers), frozenset(kept), frozenset()


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


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text or a part of it, as `Facts.numbers` has them."""
    return frozenset(map(_FOLDED.__getitem__, _NUMBERS.findall(_APOSTROPHE.sub("", text))))


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


class _Folded(dict[str, str]):
    """Tokens as they are compared: caseless, numbers without separators, signs as nothing. A language's frequent words stand in
    every text, so they are kept; when there are very many all are forgotten."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _KEPT_TOKENS:
            self.clear()
            _PLAIN.clear()
        first = token[0]
        if first.isdecimal():
            folded = digits_of(token).lstrip("0") or "0"
        else:
            folded = token.casefold() if first.isalnum() else ""
        self[token] = folded
        return folded


_FOLDED = _Folded()
#: Words that stand in a text as they are compared, without a capital: most of its words. Forgotten with the tokens' forms.
_PLAIN: set[str] = set()


def digits_of(number: str) -> str:
    """Its digits as ASCII ones, without separators."""
    if number.isascii():
        return number if number.isdecimal() else "".join(filter(str.isdecimal, number))
    return "".join(str(unicodedata.decimal(sign)) for sign in number if sign.isdecimal())
