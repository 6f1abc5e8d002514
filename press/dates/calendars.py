"""Days of other calendars as Gregorian ones: the Islamic calendar of Umm al-Qura, the Persian and the Ethiopian."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Calendar = Literal["islamic", "persian", "ethiopian"]

#: The years that the rules are good for. Islamic: those of the table below. Persian: where the cycle of 33 years meets the
#: observed equinox. Ethiopian: 1900 to 2100.
YEARS: dict[Calendar, range] = {"islamic": range(1400, 1501), "persian": range(1279, 1473), "ethiopian": range(1893, 2093)}

#: Which months have 30 days, three hexadecimal digits a year from 1400 on, the first month in the highest bit. Umm al-Qura is the
#: civil calendar of Saudi Arabia; its months are published (as the package hijridate has them) and follow no simple rule.
_LONG_MONTHS = (
    "d2b54aea57526e936aaad555aa5b52ba95b49ba4db25d52daa5ad4aea56d4bd23d91da95b4ab5a56d2b693b49b6556a9"
    "754b6a56caad555b29b92ba95d4ada55aaab595749764baa5b52b6a56d2ae9572a75535a95d49ba4dd26d535aaaad4b6"
    "a57527a95b4ab5536c9ae4b6a96b4ada55d25d92dc96d4ad6556d2b693749b64d72ab54b6a5752b6956b2ad94dc95d4a"
    "ea56caad5556c97"
)
_ISLAMIC_1400 = date(1979, 11, 20)

#: What to add to a proleptic Gregorian ordinal for the Julian day number at noon, and the epochs in such numbers.
_JULIAN_DAY = 1721425
_PERSIAN_EPOCH = 1948320
_ETHIOPIAN_EPOCH = 1724221


def gregorian(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of `calendar`; None where the calendar has no such day, or the year is out of its range.

    Countries that begin Islamic months when the moon is seen differ from Umm al-Qura by a day at times.
    """
    if year not in YEARS[calendar] or day < 1:
        return None
    if calendar == "islamic":
        return _islamic(year, month, day)
    return _persian(year, month, day) if calendar == "persian" else _ethiopian(year, month, day)


@lru_cache(maxsize=1)
def _islamic_months() -> tuple[list[date], list[int]]:
    starts, lengths, start = [], [], _ISLAMIC_1400
    for year in range(0, len(_LONG_MONTHS), 3):
        for bit in f"{int(_LONG_MONTHS[year : year + 3], 16):012b}":
            starts.append(start)
            lengths.append(29 + int(bit))
            start += timedelta(days=lengths[-1])
    return starts, lengths


def _islamic(year: int, month: int, day: int) -> date | None:
    starts, lengths = _islamic_months()
    index = 12 * (year - YEARS["islamic"].start) + month - 1
    if not 1 <= month <= 12 or day > lengths[index]:
        return None
    return starts[index] + timedelta(days=day - 1)


def _persian(year: int, month: int, day: int) -> date | None:
    leap = (25 * year + 11) % 33 < 8
    if not 1 <= month <= 12 or day > (31 if month <= 6 else 30 if month < 12 or leap else 29):
        return None
    months_before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    number = _PERSIAN_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 + months_before + day - 1
    return date.fromordinal(number - _JULIAN_DAY)


def _ethiopian(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 13 or day > (30 if month < 13 else 6 if year % 4 == 3 else 5):
        return None
    number = _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    return date.fromordinal(number - _JULIAN_DAY)
