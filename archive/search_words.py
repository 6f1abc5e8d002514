"""Text as search sees it: words without accents and case, and pairs of characters where a script has no spaces.

PostgreSQL's own parser takes a Chinese sentence for one word, so the words are found here, for texts and for questions alike,
and handed over as a finished tsvector or tsquery.
"""

from __future__ import annotations

import re
import unicodedata

# Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana, Han (with extensions and compatibility forms).
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks that are part of a word, which `\w` leaves out: vowel signs and the like of the Indic scripts and Tibetan; joiners.
_MARKS = (
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a51\u0a81-\u0acd\u0b01-\u0b57"
    "\u0b82-\u0bd7\u0c00-\u0c56\u0c81-\u0cd6\u0d00-\u0d57\u0d81-\u0ddf\u0f18-\u0f84\u200c\u200d"
)
_TOKEN = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}_])[\w{_MARKS}])+")
# The same where no unspaced script and no underscore is about: one set instead of a look ahead at each character.
_SPACED_TOKEN = re.compile(rf"[\w{_MARKS}]+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
# What folding takes away: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs, hamza above and below, tatweel.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640]")

#: A tsvector holds 1 MB, positions included; half of it leaves room for how PostgreSQL lays it out.
MOST_BYTES = 500_000
#: PostgreSQL refuses a lexeme over 2,046 bytes; what is longer than this is an address, no word: it is cut.
LONGEST_WORD = 100
#: PostgreSQL's own bounds: 14 bits for a position, 256 positions for a lexeme.
LAST_POSITION = 16_383
MOST_POSITIONS = 255

#: Positions as they are written, by weight, each behind a comma: made once, since a page has hundreds.
_PLACES = {weight: [f",{place}{weight}" for place in range(1, LAST_POSITION + 1)] for weight in ("A", "B", "")}


def fold(text: str) -> str:
    """`text` without case, accents and compatibility forms."""
    if text.isascii():
        return text.lower()
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", folded).casefold()


def tokens(text: str) -> list[str]:
    """The words of a text, folded. An unspaced run becomes its pairs of characters and its last character alone, so that a
    pair or a single character can be asked for wherever it stands."""
    folded = fold(text)
    if folded.isascii() or _IS_UNSPACED.search(folded) is None:
        found: list[str] = _SPACED_TOKEN.findall(folded.replace("_", " "))
        if max(map(len, found), default=0) <= LONGEST_WORD:
            return found
        return [token[:LONGEST_WORD] for token in found]
    parted: list[str] = []
    for token in _TOKEN.findall(folded):
        if _IS_UNSPACED.match(token):
            parted += (token[at : at + 2] for at in range(len(token)))
        else:
            parted.append(token[:LONGEST_WORD])
    return parted


def words(headline: str | None, subheadline: str | None, body: str) -> str:
    """The text of a tsvector: weights A, B and D. What goes beyond a tsvector's bounds is left out, the end of the text first."""
    found: dict[str, str] = {}  # a word's places, each behind a comma
    position = 0
    for weight, text in (("A", headline), ("B", subheadline), ("", body)):
        if not text:
            continue
        field = tokens(text[:MOST_BYTES])
        room = max(0, LAST_POSITION - position)
        for token, place in zip(field, _PLACES[weight][position : position + len(field)], strict=False):
            if token in found:
                found[token] += place
            else:
                found[token] = place
        for token in field[room:]:
            found.setdefault(token, "")
        position += len(field) + 1  # no phrase goes from the headline into the body
    return _literal(found)


def question(text: str) -> str:
    """The text of a tsquery: all words must be there; `"a phrase"` in order; `-word` not. Empty where nothing can be asked.

    An unspaced run is asked for as a phrase of its pairs.
    """
    return " & ".join(
        f"!({term})" if match[1] else f"({term})"
        for match in _TERM.finditer(text)
        if (term := _phrase(match[2] if match[2] is not None else match[3]))
    )


def _phrase(text: str) -> str:
    """Its words side by side: those of a quoted phrase, the parts of `UNO/2024`, the pairs of an unspaced run."""
    parts = []
    for match in _TOKEN.finditer(fold(text)):
        token = match[0]
        if not _IS_UNSPACED.match(token):
            parts.append(_quoted(token[:LONGEST_WORD]))
        elif len(token) == 1:
            parts.append(f"{_quoted(token)}:*")  # the beginning of a pair
        else:
            parts.extend(_quoted(token[at : at + 2]) for at in range(len(token) - 1))
    return " <-> ".join(parts)


def _literal(found: dict[str, str]) -> str:
    if 4 * sum(map(len, found)) + (8 + 2 * MOST_POSITIONS) * len(found) < MOST_BYTES:  # nearly every text: no need to count
        return " ".join([f"'{token}':{_bounded(places)[1:]}" if places else f"'{token}'" for token, places in found.items()])
    entries: list[str] = []
    size = 0
    for token, places in found.items():
        size += len(token.encode()) + 2 * min(places.count(","), MOST_POSITIONS) + 8
        if size > MOST_BYTES:
            break
        entries.append(f"'{token}':{_bounded(places)[1:]}" if places else f"'{token}'")
    return " ".join(entries)


def _bounded(places: str) -> str:
    """As many as a word may have."""
    if len(places) <= 2 * MOST_POSITIONS or places.count(",") <= MOST_POSITIONS:
        return places
    return ",".join(places.split(",", MOST_POSITIONS + 1)[: MOST_POSITIONS + 1])


def _quoted(token: str) -> str:
    return f"'{token}'"  # a token has letters, digits and marks alone: nothing to escape
