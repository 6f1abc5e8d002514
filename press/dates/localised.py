"""Dates in people's own words: `mercredi 1er mai 2024 à 10h30`, `May 1, 2024, 9 am ET`, `٣ ماي ٢٠٢٤`, `2024年5月1日`,
`01/05/2024`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from press.dates.asctime import parse_asctime
from press.dates.clock import clock_in
from press.dates.iso import parse_iso
from press.dates.months import folded, months_of, order_of
from press.dates.rfc822 import parse_rfc822
from press.instant import Instant

#: Longer texts are no dates: a line of a page that says when it was published is shorter.
_LONGEST = 200
#: Tried where the page's language is unknown, or its dates are in the site's other language.
_COMMON = ("en", "fr", "es", "pt", "ar", "de", "it")
_EARLIEST, _LATEST = 1900, 2100

_EAST_ASIAN = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]?")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])")
_LEFT_DAY = re.compile(r"(?<!\d)(\d{1,2})\D{0,8}$")
_LEFT_YEAR = re.compile(r"(?<!\d)(\d{4})\D{0,6}$")
_ENDS = r"(?!\d(?!\d?:\d\d))"  # a time may be glued to the year where a page parts the two by style alone
_RIGHT_YEAR = re.compile(rf"^\D{{0,16}}(\d{{4}}){_ENDS}")
_RIGHT_DAY_YEAR = re.compile(rf"^\D{{0,6}}(\d{{1,2}})(?!\d)\D{{1,8}}(\d{{4}}){_ENDS}")
_RIGHT_DAY = re.compile(r"^\D{0,4}(\d{1,2})(?!\d)")

#: What dateparser is asked for has a day and a year of some calendar, not far from each other.
_YEAR = r"(?<!\d)(?:1[3-9]|2[0-6])\d\d(?!\d)"
_DAY_AND_YEAR = re.compile(rf"(?<![\d.,:])\d{{1,2}}(?![\d:,])\D{{1,25}}{_YEAR}|{_YEAR}\D{{1,25}}\d{{1,2}}(?![\d:,])")

_Found = tuple[datetime, int, int]  # the day, and the span of the text that says it


def parse(text: str | None, languages: Sequence[str] = (), order: str | None = None) -> Instant | None:
    """The instant that `text` states, or None.

    `languages` are BCP 47 tags, the page's own first: their months are looked for first, and the first gives the order
    of numeric dates unless `order` (`DMY`, `MDY`, `YMD`) does. Machine formats keep their own offset. Where only the day
    is known, the precision is `day`. Dates without a year and relative ones ("yesterday") are none.
    """
    if not text or not (text := text.strip()) or len(text) > _LONGEST:
        return None
    if machine := parse_iso(text) or parse_rfc822(text) or parse_asctime(text):
        return machine if _EARLIEST <= machine.local.year < _LATEST else None
    plain = folded(text)
    if not any(sign.isdigit() for sign in plain):
        return None
    order = order or order_of(languages[0] if languages else None)
    found = _named(plain, languages) or _numeric(plain, order)
    if found is None:
        return _by_dateparser(text, languages, order) if _has_day_and_year(plain) else None
    day, start, end = found
    # The rest is read from the original where folding kept its length, so that zone names keep their capitals.
    whole = text if len(text) == len(plain) else plain
    if clock := clock_in(f"{whole[:start]} | {whole[end:]}"):
        return Instant(datetime.combine(day, clock[0]), clock[1])
    return Instant(day, precision="day")


def find(text: str, languages: Sequence[str] = (), order: str | None = None) -> tuple[Instant, int, int] | None:
    """The first date inside a longer line, at day precision, with the span of the characters that say it."""
    plain = folded(text[:_LONGEST])
    if len(plain) != len(text[:_LONGEST]):  # folding moved the characters: composed letters first
        text = unicodedata.normalize("NFC", text[:_LONGEST])
        plain = "".join(folded(sign)[:1] or " " for sign in text)
    found = _named(plain, languages) or _numeric(plain, order or order_of(languages[0] if languages else None))
    return (Instant(found[0], precision="day"), found[1], found[2]) if found else None


def _named(plain: str, languages: Sequence[str]) -> _Found | None:
    """A date with the month's name in one of the languages, else in a common one."""
    primary = [tag.split("-")[0].lower() for tag in languages]
    for language in dict.fromkeys((*primary, *_COMMON)):
        table = months_of(language)
        if table is None:
            continue
        pattern, numbers = table
        for match in pattern.finditer(plain):
            if found := _around(plain, match, numbers[match[0]], pattern, language):
                return found
    return None


def _around(plain: str, name: re.Match[str], month: int, names: re.Pattern[str], language: str) -> _Found | None:
    left, right = plain[max(0, name.start() - 16) : name.start()], plain[name.end() : name.end() + 32]
    offset = max(0, name.start() - 16)
    if (day := _LEFT_DAY.search(left)) and (year := _RIGHT_YEAR.search(right)):
        return _found(int(year[1]), month, int(day[1]), offset + day.start(), name.end() + year.end(), language)
    # A month that comes after the day makes the word before it a weekday: Welsh `Maw 5 Mai 2026`, French `mar. 5 mai 2026`.
    if (both := _RIGHT_DAY_YEAR.search(right)) and not names.search(right, both.end(1), both.start(2)):
        return _found(int(both[2]), month, int(both[1]), name.start(), name.end() + both.end(), language)
    if (year := _LEFT_YEAR.search(left)) and (day := _RIGHT_DAY.search(right)):
        return _found(int(year[1]), month, int(day[1]), offset + year.start(), name.end() + day.end(), language)
    return None


def _numeric(plain: str, order: str) -> _Found | None:
    if match := _EAST_ASIAN.search(plain):
        return _found(int(match[1]), int(match[2]), int(match[3]), *match.span())
    if match := _YEAR_FIRST.search(plain):
        return _found(int(match[1]), int(match[3]), int(match[4]), *match.span())
    match = _NUMERIC.search(plain)
    if match is None:
        return None
    first, second, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2 and order == "YMD":
        return _found(2000 + first, second, last, *match.span())
    year = last if len(match[4]) == 4 else 2000 + last if last < 70 else 1900 + last
    # A point between the numbers is day first in every language that uses it; a number over 12 is no month.
    month_first = (order == "MDY" and match[2] != "." and first <= 12) or second > 12
    day, month = (second, first) if month_first else (first, second)
    return _found(year, month, day, *match.span())


def _found(year: int, month: int, day: int, start: int, end: int, language: str | None = None) -> _Found | None:
    if language == "th" and year > 2400:
        year -= 543  # the Buddhist era
    if not _EARLIEST <= year < _LATEST:
        return None
    try:
        return datetime(year, month, day), start, end  # noqa: DTZ001 - a wall-clock day
    except ValueError:
        return None


def _has_day_and_year(plain: str) -> bool:
    """Whether the numbers can be a day and a year: dateparser takes .5 ms to say no, which most lines deserve."""
    return bool(_DAY_AND_YEAR.search(plain))


def _by_dateparser(text: str, languages: Sequence[str], order: str) -> Instant | None:
    """What the tables cannot read, by dateparser with the language given: whole dates only, never relative ones."""
    if not languages or len(text) > 80:
        return None
    import dateparser  # heavy, and needed for few pages

    known = [code for code in dict.fromkeys(tag.split("-")[0].lower() for tag in languages) if _dateparser_reads(code)]
    if not known:
        return None
    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": order,
        "RETURN_TIME_AS_PERIOD": True,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    data = dateparser.DateDataParser(languages=known, settings=settings).get_date_data(text)
    if data.date_obj is None or not _EARLIEST <= data.date_obj.year < _LATEST:
        return None
    moment: datetime = data.date_obj
    if data.period == "time":
        return Instant(moment.replace(tzinfo=None, microsecond=0))
    return Instant(datetime(moment.year, moment.month, moment.day), precision="day")  # noqa: DTZ001 - a wall-clock day


def _dateparser_reads(code: str) -> bool:
    from dateparser.data.languages_info import language_map

    return code in language_map
