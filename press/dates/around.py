"""The day and the year beside a month's name, in the orders in which languages write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from press.dates.weekdays import weekdays_of

#: How far to the left and right of the name day and year may stand.
_LEFT, _RIGHT = 24, 32

# No part of a number, a price or a time: `$12.50 May`, `10:30 May`.
_ALONE = r"(?<!\d)(?<!\d[.,:])"
# `1st`, `1er`, `14-ое`, `5(a)`; then signs; then a short word as `of`, `de`, `من`.
_DAY = (
    rf"{_ALONE}(?P<day>\d{{1,2}})(?:-?[^\W\d_]{{1,5}}(?![^\W\d_])|\([^\W\d_]\))?[\s.,،'’‘`´º°ª/|()\-–]{{0,3}}"
    r"(?:[^\W\d_]{1,5}['’ʼ.\s\-]{1,3}){0,2}"
)
_LEFT_DAY = re.compile(rf"{_DAY}$")
#: The first of a month in words, folded.
_LEFT_FIRST = re.compile(
    r"(?<![^\W\d_])(?:فاتح|الاول من|premier|first of|first day of|primero de|primeiro de|primo|ersten)\s{1,2}$"
)
_LEFT_YEAR = re.compile(r"(?<!\d)(?P<year>\d{4})\D{0,8}$")
_LEFT_YEAR_DAY = re.compile(rf"(?<!\d)(?P<year>\d{{4}})(?=\D{{0,7}}\s)[^\d:;/]{{1,8}}{_DAY}$")
_ENDS = r"(?!\d(?!\d?:\d\d))"  # a time may be glued to the year where a page parts the two by style alone
_RIGHT_YEAR = re.compile(rf"^\D{{0,18}}(?P<year>\d{{4}}){_ENDS}")
# Between day and year stands a short word or a weekday, for a longer one may be another language's month: `April – 2 May 2026`.
_RIGHT_DAY_YEAR = re.compile(
    r"^\D{0,6}(?P<day>\d{1,2})(?!\d)(?:-?[^\W\d_]{1,4}(?![^\W\d_])|\([^\W\d_]\))?[^\w:]{1,3}(?:(?P<between>[^\W\d_]{1,12})[.,]?\s{1,2})?"
    rf"(?:\([^()\d]{{1,12}}\)[\s,]{{0,2}})?(?P<year>\d{{4}}){_ENDS}"
)
_RIGHT_DAY = re.compile(r"^\D{0,4}(?P<day>\d{1,2})(?!\d|[:.]\d)")
#: Two digits are a year where a sign says so: `14-Oct-26`, `Oct 14, '26`.
_RIGHT_SHORT = re.compile(r"^\.?(?:\s?['’‘]\s?|[-/])(?P<year>\d{2})(?![\d/:.-])")
_RIGHT_DAY_SHORT = re.compile(r"^\.?\s(?P<day>\d{1,2}),?\s?['’‘](?P<year>\d{2})(?![\d/:.-])")
#: In Thai they are without a sign: `14 ต.ค. 69`.
_RIGHT_SHORT_THAI = re.compile(r"^\.?\s?(?P<year>\d{2})(?![\d:.])")


@dataclass(frozen=True, slots=True)
class Written:
    """A day and a year that stand beside a month's name, and the span of all three. `is_short`: the year has two digits."""

    day: int
    year: int
    start: int
    end: int
    is_short: bool = False


def around(plain: str, begins: int, ends: int, names: re.Pattern[str] | None, *, is_thai: bool = False) -> Iterator[Written]:
    """What can be day and year of the month named from `begins` to `ends`, the likeliest first.

    A month of `names` between the two makes them another month's: Welsh `Maw 5 Mai 2026`, French `mar. 5 mai 2026`.
    """
    offset = max(0, begins - _LEFT)
    left, right = plain[offset:begins], plain[ends : ends + _RIGHT]
    day = _LEFT_DAY.search(left)
    if day and (year := _RIGHT_YEAR.search(right)):
        yield Written(int(day["day"]), int(year["year"]), offset + day.start(), ends + year.end())
    if day and (year := (_RIGHT_SHORT_THAI if is_thai else _RIGHT_SHORT).search(right)):
        yield Written(int(day["day"]), int(year["year"]), offset + day.start(), ends + year.end(), is_short=True)
    if not day and (first := _LEFT_FIRST.search(left)) and (year := _RIGHT_YEAR.search(right)):
        yield Written(1, int(year["year"]), offset + first.start(), ends + year.end())
    both = _RIGHT_DAY_YEAR.search(right)
    if both and _may_stand_between(both["between"]) and not (names and names.search(right, both.end("day"), both.start("year"))):
        yield Written(int(both["day"]), int(both["year"]), begins, ends + both.end())
    if (both := _LEFT_YEAR_DAY.search(left)) and not (names and names.search(left, both.end("year"))):
        yield Written(int(both["day"]), int(both["year"]), offset + both.start(), ends)
    if (year := _LEFT_YEAR.search(left)) and (day := _RIGHT_DAY.search(right)):
        yield Written(int(day["day"]), int(year["year"]), offset + year.start(), ends + day.end())
    if both := _RIGHT_DAY_SHORT.search(right):
        yield Written(int(both["day"]), int(both["year"]), begins, ends + both.end(), is_short=True)


def _may_stand_between(word: str | None) -> bool:
    return word is None or len(word) <= 2 or word in ("del", "the") or word in _weekdays()


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    """The names of weekdays, long and short, in the commonest languages: software writes `Dec 28 Sat 2013`."""
    return frozenset(name for language in ("en", "fr", "es", "pt", "de", "it", "ar") for name in weekdays_of(language))
