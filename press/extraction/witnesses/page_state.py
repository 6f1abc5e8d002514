"""The state that a page's scripts start from: a text that is in the page only for a program to show it.

Asked where the page shows next to no text. Only objects that name the page's own headline are heard, for a state holds other
articles' texts too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from press.extraction.blocks import blocks_of
from press.extraction.deciding.headline import same
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.witnesses.flight import flight_values
from press.text import clean

WITNESS = "page-state"
_SCRIPT = re.compile(r"<script\b([^>]{0,600})>", re.IGNORECASE)
_STATE = re.compile(r"^\s{0,200}(?:(?:var|let|const)\s+)?[\w.$]{2,80}(?:\[[\"'][\w-]{1,60}[\"']\])?\s{0,4}=\s{0,4}(?=[{\[])")
#: Smaller scripts hold settings, larger ones would take seconds.
_LEAST, _MOST = 500, 3_000_000
_MOST_OBJECTS = 30_000
#: A text has this many signs, and a paragraph of a text that is kept in pieces this many.
_TEXT, _PIECE = 200, 40


def hear(document: Document, hearing: Hearing, headline: str | None) -> None:
    """Adds the longest text that stands in an object of the page's headline."""
    if not headline:
        return
    texts = [text for state in _states(document) for text in _texts(state, headline)]
    best = max(texts, key=len, default="")
    hearing.add("body", WITNESS, best if len(best) >= _TEXT else None, 0.4)


def _states(document: Document) -> Iterator[Any]:
    """The JSON values of the page's scripts: whole scripts, what a script's first statement assigns, and component trees."""
    text = document.text
    if document.mentions("__next_f"):
        yield from flight_values(text)
    for tag in _SCRIPT.finditer(text):
        end = text.find("</script", tag.end())
        if not _LEAST <= end - tag.end() <= _MOST or "ld+json" in tag[1].lower():
            continue
        script = text[tag.end() : end].lstrip()
        assigned = _STATE.match(script)
        start = assigned.end() if assigned else 0
        if script[start : start + 1] in ("{", "["):
            try:
                yield json.JSONDecoder(strict=False).raw_decode(script, start)[0]
            except (ValueError, RecursionError):
                continue


def _texts(state: Any, headline: str) -> Iterator[str]:
    """The texts in the objects that have the headline as one of their values."""
    waiting, left = [state], _MOST_OBJECTS
    while waiting and left:
        left -= 1
        value = waiting.pop()
        if isinstance(value, dict):
            # Two spellings of a headline are nearly as long as each other; most strings are put aside by their length.
            said = (part for part in value.values() if isinstance(part, str) and 0.6 < len(part) / len(headline) < 1.7)
            if any(same(part, headline) for part in said):
                yield from (text for part in value.values() if (text := text_of(part)))
            waiting.extend(part for part in value.values() if isinstance(part, (dict, list)))
        elif isinstance(value, list):
            waiting.extend(part for part in value if isinstance(part, (dict, list)))


def text_of(value: Any) -> str:
    """A value as text: a long string, its markup read, or the long strings below it in their order."""
    if isinstance(value, str):
        return _without_markup(value) if len(value) >= _TEXT and " " in value.strip() else ""
    pieces: list[str] = []
    waiting, left = [value], _MOST_OBJECTS
    while waiting and left:
        left -= 1
        part = waiting.pop()
        if isinstance(part, str):
            if len(part) >= _PIECE and " " in part.strip() and not part.startswith(("http", "/", "{")):
                pieces.append(_without_markup(part))
        elif isinstance(part, dict):
            waiting.extend(reversed(part.values()))
        elif isinstance(part, list):
            waiting.extend(reversed(part))
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece))


def _without_markup(text: str) -> str:
    if "<" not in text:
        return clean(text)
    body = LexborHTMLParser(text).body
    if body is None:
        return ""
    blocks = blocks_of(body)
    own = [block for block in blocks.blocks if not any(blocks.hint[around] < 0 for around in blocks.ancestors(block.container))]
    return "\n".join(clean(block.text) for block in own or blocks.blocks)
