"""Dates written with numbers alone, or with numbers and words that say which is which: `14/10/2026`, `2026年10月14日`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from press.dates.calendars import Calendar, gregorian
from press.dates.eras import (
    JAPANESE_LETTERS,
    JAPANESE_NAMES,
    common_year,
    japanese_day,
    number_of,
    thai_short_year,
    year_of_republic,
)

Found = tuple[date, int, int]  # the day, and the span of the folded text that says it

_NUMBER = r"\d{1,4}|[〇○零一二三四五六七八九十百廿卅元]{1,9}"
_ASIDE = r"(?:\s?\([^()]{1,12}\))?"  # the same year in another count: `2026年(令和8年)10月14日`
_EAST_ASIAN = re.compile(
    rf"(?P<era>{'|'.join(JAPANESE_NAMES)}|民[國国])?\s?(?<!\d)(?P<year>{_NUMBER}){_ASIDE}\s?[年년]{_ASIDE}\s?"
    rf"(?P<month>{_NUMBER})\s?[月월]\s?(?P<day>{_NUMBER})\s?[日號号일]?(?!\d)"
)
_ERA_POINTS = re.compile(
    rf"(?<![^\W_])(?P<era>[mtshr]|{'|'.join(JAPANESE_NAMES)})\.?\s?(?P<year>\d{{1,2}})([./-])(?P<month>\d{{1,2}})\3(?P<day>\d{{1,2}})(?![\d./-])"
)
_VIETNAMESE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s{0,2}(?:thang|thg)\.?\s{0,2}(?P<month>\d{1,2})\s?(?:,|nam|/|-|\.)?\s?(?P<year>\d{4})(?!\d)"
)
_MONGOLIAN = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?оны?\s(?P<month>\d{1,2})[\s-]?(?:р|(?:дугаар|дүгээр))?\s?сарын\s(?P<day>\d{1,2})(?!\d)"
)
#: Roman months, which Central and Eastern Europe write: `14.X.2026`, Hungarian `2026. X. 14.`
_ROMAN = re.compile(
    r"(?<![\w.])(?:(?P<day>\d{1,2})[./]\s?(?P<month>[ivx]{1,4})[./]\s?(?P<year>\d{4})"
    r"|(?P<year_first>\d{4})\.\s?(?P<month_next>[ivx]{1,4})\.\s?(?P<day_last>\d{1,2}))(?![\d/-])(?!\.\d)"
)
_ROMAN_MONTHS = {name: n for n, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)}

#: What makes more of the number than a date: another part, money, a share, the minutes of `18.2.15:32`.
_GOES_ON = r"(?![\d/_-])(?!\.\d|\s?[€£$¥%])"
_YEAR_FIRST = re.compile(
    rf"(?<![\d/.$€£¥-])(?P<year>\d{{3,4}})\s?(?P<sign>[-/.])\s?(?P<month>\d{{1,2}})\s?(?P=sign)\s?(?P<day>\d{{1,2}}){_GOES_ON}"
)
_YEAR_LAST = re.compile(
    r"(?<![\d/.$€£¥-])(?P<first>\d{1,2})\s?(?P<sign>[-/.|])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?"
    rf"(?P<last>\d{{4}}|\d{{1,2}}(?!:\d)){_GOES_ON}"
)
#: Before a number with points it is no date but a version or the number of a section.
_VERSION = re.compile(r"(?:\bv|\bver|\bversion|\bversao|\brelease|\bsection|\barticle|\bart|\bchapter|§|\bip)[.:]?\s?$")
#: Before a number with a short year it is that of a telephone, a law, a decree.
_NUMBER_OF = re.compile(r"(?:\btel|\bfax|\bphone|\bno|\bnr|n[°º]|№|\bref|رقم|هاتف|فاكس)\s?[.:°º]{0,2}\s?$")
_HIJRI_MARK = re.compile(r"^\s?(?:هـ|ه(?![^\W\d_])|ah\b|h\b)")
_ETHIOPIAN_MARK = re.compile(r"^\s?ዓ\.?\s?ም")
_WRITES_POINTS = re.compile(
    r"^(?:az|be|bg|bs|cs|da|de|el|et|fi|fr|he|hr|hu|hy|is|it|ka|kk|ky|lb|lv|mk|nb|nn|no|pl|ro|ru|sk|sl|sq|sr|tr|uk)\b"
)
#: Where two digits may be of a year of one's own calendar as well: Iran, Afghanistan, Ethiopia, Nepal.
_COUNT_OTHERWISE = frozenset({"fa", "ps", "am", "ne"})
#: `40` in Thai is 1997 by the Buddhist count, and 2040 by the other.
_EITHER_IN_THAI = range(34, 50)
#: Nepal's years are 57 ahead: from here on a number is one of them. Ethiopia's, seven years behind, look like ours.
_NEPALESE = 2050
_TAIWANESE = re.compile(r"^zh-(?:.*\b)?(?:hant|tw)\b")


def days_in(plain: str, languages: Sequence[str], order: str) -> Iterator[Found]:
    """The days that numbers say in a folded line, the surest form first; numbers that are no day are passed over."""
    language = languages[0].lower() if languages else ""
    if "年" in plain or "년" in plain:
        yield from _east_asian(plain, language)
    if language[:2] == "ja":
        yield from _eras_with_points(plain)
    if "th" in plain or "сар" in plain:
        for pattern in (_VIETNAMESE, _MONGOLIAN):
            for match in pattern.finditer(plain):
                yield from _day(int(match["year"]), int(match["month"]), int(match["day"]), match)
    for match in _ROMAN.finditer(plain):
        year, day = match["year"] or match["year_first"], match["day"] or match["day_last"]
        yield from _day(int(year), _ROMAN_MONTHS.get(match["month"] or match["month_next"], 0), int(day), match)
    for match in _YEAR_FIRST.finditer(plain):
        yield from _year_first(plain, match, language)
    for match in _YEAR_LAST.finditer(plain):
        yield from _year_last(plain, match, language, order)


def _day(year: int, month: int, day: int, match: re.Match[str]) -> Iterator[Found]:
    try:
        yield date(common_year(year), month, day), *match.span()
    except ValueError:
        return


def _east_asian(plain: str, language: str) -> Iterator[Found]:
    for match in _EAST_ASIAN.finditer(plain):
        year, month, day = (number_of(match[part]) for part in ("year", "month", "day"))
        if year is None or month is None or day is None:
            continue
        era = match["era"]
        if era in JAPANESE_NAMES:
            if found := japanese_day(era, year, month, day):
                yield found, *match.span()
        elif era or (100 <= year < 200 and _TAIWANESE.match(language)):
            yield from _day(year_of_republic(year), month, day, match)
        else:
            yield from _day(year, month, day, match)


def _eras_with_points(plain: str) -> Iterator[Found]:
    for match in _ERA_POINTS.finditer(plain):
        era = JAPANESE_LETTERS.get(match["era"], match["era"])
        if found := japanese_day(era, int(match["year"]), int(match["month"]), int(match["day"])):
            yield found, *match.span()


def _year_first(plain: str, match: re.Match[str], language: str) -> Iterator[Found]:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if len(match["year"]) == 3:
        if year < 200 and _TAIWANESE.match(language):
            yield from _day(year_of_republic(year), month, day, match)
        return
    yield from _of_calendar(year, month, day, plain, match, language)


def _year_last(plain: str, match: re.Match[str], language: str, order: str) -> Iterator[Found]:
    if len(match["last"]) < 4 and _NUMBER_OF.search(plain[max(0, match.start() - 12) : match.start()]):
        return
    first, second, last = int(match["first"]), int(match["second"]), int(match["last"])
    if match["sign"] == "." and len(match["last"]) < 4 and _is_no_date(plain, match, language, order):
        return
    if len(match["last"]) < 4 and language[:2] in _COUNT_OTHERWISE:
        return
    if len(match["last"]) < 4 and order == "YMD" and len(match["first"]) == 2:
        yield from _day(2000 + first, second, last, match)
        return
    if len(match["last"]) == 1:
        return
    if len(match["last"]) == 4:
        year = last
    elif language[:2] == "th":
        if last in _EITHER_IN_THAI:
            return
        year = thai_short_year(last)
    else:
        year = 2000 + last if last < 70 else 1900 + last
    # Canadian English has the year first; with the year last it is written both ways, and nothing says which.
    if language.startswith("en-ca") and order == "YMD" and first != second and max(first, second) <= 12:
        return
    # A point between the numbers is day first in every language that uses it; a number over 12 is no month.
    month_first = (order == "MDY" and match["sign"] != "." and first <= 12) or second > 12
    day, month = (second, first) if month_first else (first, second)
    yield from _of_calendar(year, month, day, plain, match, language)


def _is_no_date(plain: str, match: re.Match[str], language: str, order: str) -> bool:
    """Whether two points and a short number are a version (`1.2.24`) or a section's number rather than a day."""
    before = plain[max(0, match.start() - 10) : match.start()]
    if before[-1:].isalpha() or _VERSION.search(before):
        return True
    if len(match["second"]) == 2 or order == "YMD":
        return False
    return not _WRITES_POINTS.match(language) or plain[match.end() :].lstrip(" ")[:1].isalpha()


def _of_calendar(year: int, month: int, day: int, plain: str, match: re.Match[str], language: str) -> Iterator[Found]:
    after = plain[match.end() : match.end() + 6]
    calendar: Calendar | None = None
    if _ETHIOPIAN_MARK.match(after):
        calendar = "ethiopian"
    elif 1279 <= year <= 1500:
        marked = _HIJRI_MARK.match(after) is not None
        calendar = (
            "persian" if language[:2] in ("fa", "ps") and not marked else "islamic" if marked or language[:2] == "ar" else None
        )
    elif language[:2] == "am" or (language[:2] == "ne" and year >= _NEPALESE):
        return
    if calendar is None:
        yield from _day(year, month, day, match)
    elif found := gregorian(calendar, year, month, day):
        yield found, *match.span()
