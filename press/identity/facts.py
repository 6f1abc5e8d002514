"""A text taken apart for comparing: its words, its shingles with their places, and the facts that it states.

A fact is what a template is filled with: a number, a name, a word that is said again and again. Names are words with a capital
inside a sentence; scripts without capitals have numbers and repeated words alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

#: Words of a shingle, and signs where a script puts no blanks between words.
WORDS = 3
SIGNS = 5
#: Longer texts are compared by their beginning, in characters: some 20,000 words. By then a release has told which it is.
MOST = 120_000

_TOKEN = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f ]\d{2,}|[.,٫]\d)*|[^\W\d_]+|[.!?:…\n\"“”„«»•。！？؟]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
#: A dateline with its wire's mark: when a text was sent, not what it says. Two mailings of one release differ in it.
_DATELINE = re.compile(
    r"\A(?=[^\n]{0,139}[\d/(])[^\n“”\"]{0,140}?(?:/[^/\n]{3,40}/|\([^()\n]{3,40}\)|[\s\d,.)])\s?(?:--|—|–|―)\s?"
)
_APOSTROPHE = re.compile(r"(?<=\w)['’]s?\b")
#: Shorter words are articles and prepositions in most scripts.
_LEAST = 3
#: A first line that ends before so many signs is no paragraph.
_SHORTEST_LEAD = 60
#: A first paragraph of more signs is the text, and no lead.
_LONGEST_LEAD = 2_000
#: Languages that write every noun with a capital: there a capital makes no name.
_CAPITAL_NOUNS = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Facts:
    """`tokens` are its words in order, caseless (signs, where the script puts no blanks), and `shingles` has each shingle's first
    place among them. `vocabulary` are the words, there pairs of signs.

    `numbers` are digits without their separators, `names` caseless; `repeated` are words said at least twice.
    """

    tokens: tuple[str, ...]
    shingles: dict[str, int]
    vocabulary: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    repeated: frozenset[str]
    is_unspaced: bool = False

    @property
    def words(self) -> int:
        """How many words it has; in scripts without blanks two signs count as one."""
        return len(self.tokens) // 2 if self.is_unspaced else len(self.tokens)


@lru_cache(maxsize=256)
def facts_of_body(text: str, language: str | None = None) -> Facts:
    """What a body states. The last 256 are kept: a page is compared with several others, and they with the next page."""
    return _read(_DATELINE.sub("", text[:MOST], count=1), language)


@lru_cache(maxsize=256)
def facts_of(text: str, language: str | None = None) -> Facts:
    """What a line states, such as a headline: kept apart from the bodies, which would push it out."""
    return _read(text[:MOST], language)


@lru_cache(maxsize=256)
def after_the_lead(text: str, language: str | None = None) -> int:
    """The place of the first word after the first paragraph; 0 where the text is all one. A stamp or a place is no paragraph."""
    end = text.find("\n", _SHORTEST_LEAD, _LONGEST_LEAD)
    return len(_read(_DATELINE.sub("", text[:end], count=1), language).tokens) if end > 0 else 0


def _read(text: str, language: str | None) -> Facts:
    text = _APOSTROPHE.sub("", text)
    capitals = (language or "").partition("-")[0] not in _CAPITAL_NOUNS
    seen: dict[str, int] = {}
    lower: set[str] = set()
    numbers: set[str] = set()
    capital: set[str] = set()
    words: list[str] = []
    opens = True
    for token in _TOKEN.findall(text):
        if not (token[0].isalnum()):
            opens = True
            continue
        folded = token.casefold()
        if token[0].isdecimal():
            folded = _digits(token)
            numbers.add(folded)
        elif not token[0].isupper():
            lower.add(folded)
        elif not opens:
            capital.add(folded)
        words.append(folded)
        seen[folded] = seen.get(folded, 0) + 1
        opens = False
    if _UNSPACED.search(text):
        return _unspaced(words, numbers, capital)
    repeated = frozenset(word for word, count in seen.items() if count > 1 and len(word) >= _LEAST and not word[0].isdecimal())
    names = frozenset(word for word in capital if len(word) > 1 and word not in lower) if capitals else frozenset()
    shingles: dict[str, int] = {}
    for at in range(len(words) - WORDS + 1):
        shingles.setdefault(" ".join(words[at : at + WORDS]), at)
    return Facts(tuple(words), shingles, frozenset(seen), frozenset(numbers), names, repeated)


def _unspaced(words: list[str], numbers: set[str], capital: set[str]) -> Facts:
    """Pairs of signs stand for words: most words of these scripts have two."""
    signs = "".join(words)
    shingles: dict[str, int] = {}
    for at in range(len(signs) - SIGNS + 1):
        shingles.setdefault(signs[at : at + SIGNS], at)
    seen: dict[str, int] = {}
    for word in words:
        for pair in (word[at : at + 2] for at in range(len(word) - 1)) if _UNSPACED.match(word) else (word,):
            seen[pair] = seen.get(pair, 0) + 1
    repeated = frozenset(pair for pair, count in seen.items() if count > 1 and not pair[0].isdecimal())
    return Facts(tuple(signs), shingles, frozenset(seen) | numbers, frozenset(numbers), frozenset(capital), repeated, True)


def _digits(token: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) for sign in token if sign.isdecimal()).lstrip("0") or "0"
