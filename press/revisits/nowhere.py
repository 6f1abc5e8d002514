"""A page that is not there, told by the site's own words: it says the same at an address that cannot exist. Pure.

Lists of phrases end where a language does, and a site that shows its home page in a lost page's place says nothing at all. What
it shows where nothing can stand is its own word for "there is no such page".
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from press.identity.facts import facts_of_body
from press.identity.written import written

#: Of an edited text more than this share of word triples stays; a page that stands in for it has next to none of them.
_SAME_PAGE = 0.2
#: Of two answers for want of a page nearly all is alike: what differs is the address they repeat, a date, a list of the latest.
_ALIKE = 0.8

#: An ending such as `.html`, `.aspx`; some servers hand their scripts only what has the right one.
_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,30}")


def is_another(before: str, now: str) -> bool:
    """Whether hardly anything of the text that stood at an address is left, so that something else may stand in for it."""
    return not _share(_shingles(before), _shingles(now)) > _SAME_PAGE


def are_alike(one: str, other: str) -> bool:
    """Whether two answers say the same. A text of no words is alike to nothing: it may be a page that could not be read."""
    ours, theirs = _shingles(one), _shingles(other)
    both = len(ours & theirs)
    return both > 0 and both >= _ALIKE * max(len(ours), len(theirs))


def folder_of(url: str) -> str:
    """The part of a site in which an address stands, with its host: answers differ by it (`/fr/` and `/ar/`)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"


def impossible(url: str, letters: str) -> str:
    """An address beside `url`, made like it, that cannot exist. `letters` is at least twelve random ones, of the Latin alphabet.

    A page that its query names (`?id=4711`) has the last such value replaced, any other its last part. A number stays one, of
    more digits than anybody counts to: some sites look only at addresses of the form that theirs have.
    """
    if len(letters) < 12 or not (letters.isascii() and letters.isalpha()):
        raise ValueError("impossible needs at least twelve letters")
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    named = [number for number, (_, value) in enumerate(pairs) if _DIGITS.search(value)]
    if named:
        name, value = pairs[named[-1]]
        pairs[named[-1]] = name, _another(value, letters)
        return parts._replace(query=urlencode(pairs), fragment="").geturl()
    before, _, last = parts.path.rstrip("/").rpartition("/")
    slash = "/" if parts.path.endswith("/") and last else ""
    ending = _ENDING.search(last)
    stem = last[: ending.start()] if ending else last
    path = f"{before}/{_another(stem, letters)}{ending[0] if ending else ''}{slash}"
    return parts._replace(path=path, query="", fragment="").geturl()


def _another(value: str, letters: str) -> str:
    if _DIGITS.fullmatch(value):
        return "9" + "".join(str(ord(letter) % 10) for letter in letters[:12])
    return letters


def _shingles(text: str) -> frozenset[str]:
    """The word triples of what the publisher wrote; of a text too short for any, itself."""
    own = written(text)
    return frozenset(facts_of_body(own).shingles) or frozenset({" ".join(own.split()).casefold()} - {""})


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Of the shorter text's triples those that the other has: a part of a text is no other text."""
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least else 0.0
