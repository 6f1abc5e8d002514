"""Months in languages that the page does not name: by script, and by names that mean one month wherever they are used."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from press.dates.months import months_of

#: The languages that are tried where a line has letters of their script: those with most readers.
_BY_SCRIPT = (
    (re.compile("[\u0e00-\u0e7f]"), ("th",)),
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "kk")),
    (re.compile("[\u0370-\u03ff]"), ("el",)),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u0600-\u06ff]"), ("fa", "ur")),
    (re.compile("[\u0900-\u097f]"), ("hi", "mr", "ne")),
    (re.compile("[\u0980-\u09ff]"), ("bn",)),
    (re.compile("[\u0b80-\u0bff]"), ("ta",)),
    (re.compile("[\u0530-\u058f]"), ("hy",)),
    (re.compile("[\u10a0-\u10ff]"), ("ka",)),
)
_LATIN = (
    "nl", "pl", "tr", "id", "ro", "cs", "sk", "hu", "sv", "da", "nb", "fi", "hr", "sl", "lt", "lv", "et", "sq",
    "az", "sw", "ca", "gl",
)  # fmt: skip
#: Short forms are words of other languages (`set`, `maj`); whole names are longer.
_SHORTEST = 4
_DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(?<!\d[.,:/-])(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s{1,2}(?P<month>[^\W\d_]{4,14})"
    r"\.?,?\s{1,2}(?P<year>(?:19|20)\d\d)(?!\d)"
)
#: A number joined to the day by a sign or a short word, in whatever language: the first day of a range.
_RANGE = re.compile(r"(?<![\d:.,])\d{1,2}\.?\s?(?:[-–—]|[^\W\d_]{1,3})\s?$")


def languages_by_script(plain: str) -> tuple[str, ...]:
    """The languages of the scripts in a folded line, Latin left out."""
    if plain.isascii():
        return ()
    return tuple(code for script, codes in _BY_SCRIPT if script.search(plain) for code in codes)


def day_anywhere(plain: str) -> tuple[date, int, int] | None:
    """A day, a month's whole name in a language with Latin letters, and a year, one behind the other in a folded line."""
    for match in _DAY_MONTH_YEAR.finditer(plain):
        month = _months_anywhere().get(match["month"])
        if month and not _RANGE.search(plain[max(0, match.start() - 12) : match.start()]):
            try:
                return date(int(match["year"]), month, int(match["day"])), *match.span()
            except ValueError:
                continue
    return None


@lru_cache(maxsize=1)
def _months_anywhere() -> dict[str, int]:
    """Whole names that no two languages use for different months, as Croatian and Polish do `listopada`."""
    numbers: dict[str, set[int]] = {}
    for language in _LATIN:
        table = months_of(language)
        for name, number in table[1].items() if table else ():
            if len(name) >= _SHORTEST:
                numbers.setdefault(name, set()).add(number)
    return {name: months.pop() for name, months in numbers.items() if len(months) == 1}
