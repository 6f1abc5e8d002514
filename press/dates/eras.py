"""Years that are not counted from the birth of Christ, and numbers that are written in Chinese signs."""

from __future__ import annotations

from datetime import date

#: The Japanese eras since the calendar is the Gregorian one, with the day each began (era laws and cabinet orders).
_JAPANESE = {
    "明治": date(1868, 1, 25),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
JAPANESE_NAMES = tuple(_JAPANESE)
#: The letters that forms and tables write for them.
JAPANESE_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}

_REPUBLIC_OF_CHINA = 1911
_BUDDHIST = 543
#: The Buddhist years of 1900 to 2100: no other calendar counts so far, and no release is dated five centuries ahead.
_BUDDHIST_YEARS = range(1900 + _BUDDHIST, 2100 + _BUDDHIST)

_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "元": 1}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def number_of(written: str) -> int | None:
    """The number that digits or Chinese signs write: `14`, `十四`, `二〇二六`, `一百一十五`; `元` is the first."""
    if written.isascii():
        return int(written) if written.isdigit() else None
    if len(written) > 1 and all(sign in _DIGITS and sign != "元" for sign in written):  # digit by digit, as years are written
        return int("".join(str(_DIGITS[sign]) for sign in written))
    total, digit = 0, None
    for sign in written:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS or sign == "百":
            worth = 100 if sign == "百" else _TENS[sign]
            total += (digit or 1) * worth if sign in "十百" else worth
            digit = None
        else:
            return None
    return total + (digit or 0)


def japanese_day(era: str, year: int, month: int, day: int) -> date | None:
    """The day that an era's year, month and day name; None before the era began, or where there is no such day."""
    began = _JAPANESE.get(era)
    if began is None or not 1 <= year <= 64:  # 昭和 had 64 years, the most of any
        return None
    try:
        found = date(began.year + year - 1, month, day)
    except ValueError:
        return None
    return found if found >= began else None


def year_of_republic(year: int) -> int:
    """The Gregorian year of a year of the Republic of China (民國), as Taiwan counts."""
    return year + _REPUBLIC_OF_CHINA


def common_year(year: int) -> int:
    """The Gregorian year of a Buddhist one; other years as they are."""
    return year - _BUDDHIST if year in _BUDDHIST_YEARS else year


def thai_short_year(year: int) -> int:
    """The Gregorian year of two digits in Thai: `69` is 2569. Low numbers are Gregorian, as 2500 is too long ago."""
    return 2500 - _BUDDHIST + year if year >= 50 else 2000 + year
