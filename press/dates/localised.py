"""Dates in people's own words: `mercredi 1er mai 2024 à 10h30`, `May 1, 2024, 9 am ET`, `٣ ماي ٢٠٢٤`, `2024年5月1日`,
`01/05/2024`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache

from press.dates import numbered, other_calendars
from press.dates.around import Written, around
from press.dates.asctime import parse_asctime
from press.dates.clock import clock_in
from press.dates.eras import common_year, thai_short_year
from press.dates.folding import traced
from press.dates.iso import parse_iso
from press.dates.months import WORD, months_of, order_of, words_of_months
from press.dates.numbered import Found
from press.dates.other_languages import day_anywhere, languages_by_script
from press.dates.ranges import begins_a_range, ends_a_range, ends_a_range_of_numbers
from press.dates.rfc822 import parse_rfc822
from press.dates.weekdays import weekdays_of
from press.instant import Instant
from press.language_tags import primary

#: Longer texts are no dates: a line of a page that says when it was published is shorter.
_LONGEST = 200
#: Tried where the page's language is unknown, or its dates are in the site's other language.
_COMMON = ("en", "fr", "es", "pt", "ar", "de", "it")
_EARLIEST, _LATEST = 1900, 2100
#: What stands in an English date besides numbers, months and weekdays.
_IN_ENGLISH_DATES = frozenset({"st", "nd", "rd", "th", "of", "the", "day", "first", "ad", "ce"})

#: What a date with a month's name has at the least: a year of four digits or a short one behind a sign.
_YEAR_SOMEWHERE = re.compile(r"(?<!\d)(?:19|2[0456])\d\d|['’‘/-]\s?\d\d(?!\d)")


def parse(text: str | None, languages: Sequence[str] = (), order: str | None = None) -> Instant | None:
    """The instant that `text` states, or None.

    `languages` are BCP 47 tags, the page's own first: their months are looked for first, and the first gives the order
    of numeric dates unless `order` (`DMY`, `MDY`, `YMD`) does. Machine formats keep their own offset. Where only the day
    is known, the precision is `day`. Dates without a year and relative ones ("yesterday") are none.
    """
    if not text or not (text := text.strip()) or len(text) > _LONGEST:
        return None
    return _parsed(text, tuple(languages), order)


@lru_cache(maxsize=512)  # a page tells its day in several places, and several witnesses read each of them
def _parsed(text: str, languages: tuple[str, ...], order: str | None) -> Instant | None:
    machine = parse_iso(text) or parse_rfc822(text) or parse_asctime(text)
    if machine and _EARLIEST <= machine.local.year < _LATEST:
        return machine
    plain, where = traced(text)
    if not _can_be_dated(plain):
        return None
    order = order or order_of(languages[0] if languages else None)
    found = _first(plain, languages, order)
    if found is None:
        return None
    day, start, end = found
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall-clock day
    spoken = primary(languages[0]) if languages else ""
    if clock := clock_in(f"{text[: where[start]]} | {text[where[end - 1] + 1 :]}", spoken):
        return Instant(datetime.combine(day, clock[0]), clock[1])
    return Instant(midnight, precision="day")


def find(text: str, languages: Sequence[str] = (), order: str | None = None) -> tuple[Instant, int, int] | None:
    """The first date inside a longer line, at day precision, with the span of the characters that say it."""
    plain, where = traced(text[:_LONGEST])
    if not _can_be_dated(plain):
        return None
    found = _first(plain, tuple(languages), order or order_of(languages[0] if languages else None))
    if found is None:
        return None
    day, start, end = found
    instant = Instant(datetime(day.year, day.month, day.day), precision="day")  # noqa: DTZ001 - a wall-clock day
    return instant, where[start], where[end - 1] + 1


def _can_be_dated(plain: str) -> bool:
    return "年" in plain or any(map(str.isdigit, plain))


@lru_cache(maxsize=512)  # `find` asks what `parse` was asked
def _first(plain: str, languages: tuple[str, ...], order: str) -> Found | None:
    """The day that a folded line states.

    A Gregorian day goes before one of another calendar that stands beside it, and a named month before numbers.
    """
    found = _named(plain, languages) or _in_range(_numbered(plain, languages, order)) or _in_range(other_calendars.days_in(plain))
    if found and (opening := begins_a_range(plain, found[2])):
        last = _first(plain[opening:], languages, order)
        if last and last[1] == 0 and last[0] > found[0]:
            ends = opening + last[2]
            return _first(f"{plain[: found[1]]}{' ' * (ends - found[1])}{plain[ends:]}", languages, order)
    return found


def _numbered(plain: str, languages: Sequence[str], order: str) -> Iterator[Found]:
    days = numbered.days_in(plain, languages, order)
    return (one for one in days if not ends_a_range_of_numbers(plain, one[1], one[0].day))


def _in_range(days: Iterator[Found]) -> Found | None:
    return next((found for found in days if _EARLIEST <= found[0].year < _LATEST), None)


def _named(plain: str, languages: Sequence[str]) -> Found | None:
    """A date with the month's name in one of the languages, else in a common one."""
    spoken = [primary(tag) for tag in languages]
    is_thai = "th" in spoken
    if not is_thai and not _YEAR_SOMEWHERE.search(plain):
        return None
    tried = tuple(dict.fromkeys((*spoken, *_COMMON, *languages_by_script(plain))))
    names = words_of_months(tried)
    if names.isdisjoint(WORD.findall(plain)):
        return day_anywhere(plain)
    ranges: set[int] = set()  # where days of a range end, by the language that names both their months
    for language in tried:
        table = months_of(language)
        if table is None:
            continue
        pattern, numbers = table
        for match in pattern.finditer(plain):
            for written in around(plain, *match.span(), pattern, is_thai=language == "th"):
                year = _whole_year(written, language)
                if not _is_written_so(plain, written, match, language, own=language in spoken):
                    continue
                if found := _found(year, numbers[match[0]], written):
                    if written.start in ranges or ends_a_range(plain, written.start, written.day, pattern):
                        ranges.add(written.start)
                        break
                    return found
    return None


def _is_written_so(plain: str, written: Written, name: re.Match[str], language: str, *, own: bool) -> bool:
    """English `may` is a verb and `march` a walk, so that no other words stand in an English date. With the names of other
    languages software writes `Octobre 5, 2026`, with the comma; a page in another language may speak of Mars.
    """
    if language == "en":
        said = WORD.findall(plain[written.start : name.start()]) + WORD.findall(plain[name.end() : written.end])
        return all(word in _IN_ENGLISH_DATES or word in weekdays_of("en") or _is_month(word) for word in said)
    return own or written.start < name.start() or "," in plain[name.end() : written.end]


def _is_month(word: str) -> bool:
    """Whether a folded word is a month in a common language: `14 October/octobre 2026`."""
    return word in words_of_months(_COMMON)


def _whole_year(written: Written, language: str) -> int:
    if not written.is_short:
        return common_year(written.year)
    return thai_short_year(written.year) if language == "th" else 2000 + written.year - 100 * (written.year >= 70)


def _found(year: int, month: int, written: Written) -> Found | None:
    if not _EARLIEST <= year < _LATEST:
        return None
    try:
        return date(year, month, written.day), written.start, written.end
    except ValueError:
        return None
