"""A line as the tables of dates read it: folded, and each sign of it traced to the text that it came from."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from press.dates.months import folded


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    # Marks of direction and joining (category Cf) stand inside Arabic and Persian dates and say nothing.
    return "" if unicodedata.category(sign) == "Cf" else folded(sign)


def traced(text: str) -> tuple[str, list[int]]:
    """`text` folded sign by sign, without invisible marks, and for each sign of that its place in `text`."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces = [_plain(sign) for sign in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]
