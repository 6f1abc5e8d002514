"""The day in a dateline: whole, without its year, or a weekday alone, which the day of publication completes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from press.dates import find, parse

_WEEKDAYS = (
    r"mon(?:day)?|lundi|lunes|segunda(?:-feira)?|الاثنين|الإثنين",
    r"tue(?:s(?:day)?)?|mardi|martes|terça(?:-feira)?|الثلاثاء",
    r"wed(?:nesday)?|mercredi|miércoles|quarta(?:-feira)?|الأربعاء",
    r"thu(?:rs(?:day)?)?|jeudi|jueves|quinta(?:-feira)?|الخميس",
    r"fri(?:day)?|vendredi|viernes|sexta(?:-feira)?|الجمعة",
    r"sat(?:urday)?|samedi|sábado|السبت",
    r"sun(?:day)?|dimanche|domingo|الأحد",
)
_ANY_WEEKDAY = "|".join(_WEEKDAYS)
_SOME_WEEKDAY = re.compile(rf"(?<![^\W\d_])(?P<name>{_ANY_WEEKDAY})(?![^\W\d_])", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:^|[\s,،(/])(?:يوم )?(?P<name>{_ANY_WEEKDAY})\.?[,،]?\s{{0,2}}$", re.IGNORECASE)
_WEEKDAY_ALONE = re.compile(rf"(?:^|[,،(]\s{{0,2}}|\s[-–—]\s)(?:يوم )?(?P<name>{_ANY_WEEKDAY})\.?\)?\s{{0,2}}$", re.IGNORECASE)
_YEARLESS = re.compile(
    r"(?:^|[,،(\s])(?P<day>[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:er|º|st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,12}\.?)\)?\s{0,2}$"
)
_BEFORE = re.compile(r"(?<![^\W\d_])(?:le|el|em|den|am|on|a|aos|à|في|بتاريخ)$")  # `Rabat, le 3 mai`
#: What may follow the day: a time, a zone, a bracket's end, a slash.
_AFTER = re.compile(
    r"^[\s,،./)\]|]{0,4}(?:(?:@|at|à|a las|às)?\s?\d{1,2}(?:[:.h]\d{0,2}){0,2}\s?(?:[AaPp]\.?[Mm]\.?)?"
    r"(?:[\s,(]{0,3}[A-Z][\w+\-:/]{1,24}(?: [A-Z][a-z]{1,12}){0,2})?)?[\s,./)\]|]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Day:
    """The day, where it begins in the text, and whether the text states it whole."""

    day: date | None
    start: int
    is_whole: bool = True


def day_at_end(text: str, languages: tuple[str, ...], on: date | None) -> Day | None:
    """The day with which `text` ends, if it ends with one. `on` is the day of publication.

    A day without a year is the one nearest to it; a weekday is its last before or on it. Without `on` they end the place, and
    state no day.
    """
    if found := find(text, languages):
        instant, start, end = found
        if not _AFTER.match(text[end:]):
            return None
        return Day(instant.local.date(), _without_weekday(text, start))
    if match := _YEARLESS.search(text[-40:]):
        start = max(0, len(text) - 40) + match.start("day")
        if _month_and_day(match["day"], 2024, languages):  # a leap year has every day
            return Day(_nearest(match["day"], on, languages), _without_weekday(text, start), is_whole=False)
    if match := _WEEKDAY_ALONE.search(text[-24:]):
        start = max(0, len(text) - 24) + match.start("name")
        return Day(_last(match["name"], on), start, is_whole=False)
    return None


def place_before(text: str) -> str:
    """The place in what stands before the day."""
    place = _BEFORE.sub("", text.strip(" ,،-–—(/|[")).strip(" ,،-–—(/|[")
    last = place.rsplit(" ", 1)[-1]
    # The point of `N.H.` and `Calif.` belongs to the place, that of `RABAT.` does not.
    if last.endswith(".") and last.count(".") == 1 and (len(last) > 6 or last.isupper()):
        place = place.rstrip(".")
    if place.count(")") > place.count("("):
        place = place.replace(")", "", 1)
    if place.count("(") > place.count(")"):
        place += ")"
    return place.strip(" ,،")


def _without_weekday(text: str, start: int) -> int:
    match = _WEEKDAY.search(text[max(0, start - 24) : start])
    return max(0, start - 24) + match.start("name") if match else start


def _month_and_day(said: str, year: int, languages: tuple[str, ...]) -> date | None:
    instant = parse(f"{said} {year}", languages)
    return instant.local.date() if instant else None


def _nearest(said: str, on: date | None, languages: tuple[str, ...]) -> date | None:
    if on is None:
        return None
    days = [day for year in (on.year - 1, on.year, on.year + 1) if (day := _month_and_day(said, year, languages))]
    return min(days, key=lambda day: abs(day - on), default=None)


def _last(weekday: str, on: date | None) -> date | None:
    return on - timedelta(days=(on.weekday() - _number_of(weekday)) % 7) if on is not None else None


def weekday_in(text: str) -> tuple[int, int, int] | None:
    """The first weekday named in a text, Monday being 0, and where its name begins and ends."""
    match = _SOME_WEEKDAY.search(text[:200])
    return (_number_of(match["name"]), *match.span("name")) if match else None


def _number_of(weekday: str) -> int:
    return next(number for number, names in enumerate(_WEEKDAYS) if re.fullmatch(names, weekday, re.IGNORECASE))
