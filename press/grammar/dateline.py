"""`RABAT, May 3, 2024 /Example Wire/ --`: where and when a release is dated, and by whose wire it came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from press.dates import find, parse

_LEAD = r"(?P<lead>[^\W_][^\n–—]{1,110}?)"
_DASH = r"(?:--|[–—]|\s-\s|-\s)"
_SPACED_DASH = r"\s{1,2}[-–—]\s{1,2}"
_TAG = r"[/(]\s?(?P<wire>[^\W_][\w .&\-]{2,48}?)\s?[/)]"

_FORMS = (
    re.compile(rf"^{_LEAD}\s{{0,3}}{_DASH}?\s{{0,2}}{_TAG}\s{{0,3}}{_DASH}"),  # PLACE, DATE /Wire/ --   PLACE--(WIRE)--
    re.compile(rf"^{_LEAD}{_SPACED_DASH}(?P<wire>[A-Z][\w .&]{{2,48}}?){_SPACED_DASH}(?P<date>[^\n–—]{{6,40}}?)\s{{1,2}}[-–—]"),
    re.compile(rf"^{_LEAD}\s{{0,3}}[.:]?\s{{0,3}}{_DASH}"),  # PLACE, DATE --   PLACE (DATE) –
)
_BARE_TAG = re.compile(r"^(?:[—–-]{1,2}\s?\(?|/|\()\s?(?P<wire>[A-Z0-9][\w .&\-]{2,48}?)\s?(?:\)\s?[—–-]{1,2}|/\s?--|--)")
#: Words of place names that have no capital.
_SMALL = frozenset(
    [
        "and",
        "of",
        "the",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "do",
        "da",
        "dos",
        "y",
        "e",
        "en",
        "al",
        "el",
        "am",
        "an",
        "der",
        "upon",
        "sur",
    ]
)
_ARTICLE = re.compile(r"[,،]\s{0,2}(?:le|el|em|den|am|on)$", re.IGNORECASE)  # `Rabat, le 3 mai`
_WITHOUT_YEAR = re.compile(r"[,،]?\s(?:[^\W\d_]{3,12}\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]{3,12}\.?)\s?$")
_WEEKDAY = re.compile(
    r"[,،\s]\s{0,2}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?"
    r"|(?:يوم )?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد))"
    r"\.?[,،]?\s{0,2}$",
    re.IGNORECASE,
)
_WITHIN = 260


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, read. `wire` is the tag as the wire spells it; `length` how many characters of the paragraph it takes."""

    place: str | None
    day: date | None
    wire: str | None
    length: int


def dateline_of(paragraph: str, languages: tuple[str, ...] = ()) -> Dateline | None:
    """The dateline that a paragraph opens with, or None.

    A place and a date, or a place and a wire's tag, make one; a place alone does not (any sentence may begin with a name).
    """
    head = paragraph[:_WITHIN].lstrip()
    for form in _FORMS:
        if match := form.match(head):
            parts = match.groupdict()
            wire = _tag(parts.get("wire"))
            place, day = _place_and_day(parts["lead"], languages)
            if parts.get("date"):
                day = _day(parts["date"], languages)
            elif wire and (in_brackets := _day(wire, languages)):  # PLACE (DATE) –
                wire, day = None, day or in_brackets
            if (day or wire) and _is_place(place):
                return Dateline(place, day, wire, match.end())
    if (match := _BARE_TAG.match(head)) and (wire := _tag(match["wire"])):
        return Dateline(None, None, wire, match.end())
    return None


def _place_and_day(lead: str, languages: tuple[str, ...]) -> tuple[str, date | None]:
    """What stands before the date, and the date; a day and month without a year are no date, but end the place all the same."""
    found = find(lead, languages)
    if found is None:
        return _tidy(_WITHOUT_YEAR.sub("", lead)), None
    instant, start, _ = found
    return _tidy(_WEEKDAY.sub("", lead[:start])), instant.local.date()


def _tidy(place: str) -> str:
    place = _ARTICLE.sub("", place.strip(" ,،-(/"))
    last = place.rsplit(" ", 1)[-1]
    # The point of `N.H.` and `Calif.` belongs to the place, that of `RABAT.` does not.
    return place.rstrip(".") if last.endswith(".") and last.count(".") == 1 and (len(last) > 6 or last.isupper()) else place


def _day(text: str, languages: tuple[str, ...]) -> date | None:
    instant = parse(text, languages)
    return instant.local.date() if instant else None


def _tag(text: str | None) -> str | None:
    """A wire's tag: a name, not an aside in brackets."""
    if not text:
        return None
    text = " ".join(text.split()).strip(" -–—")
    words = text.split()
    return text if 0 < len(words) <= 5 and all(word[0].isupper() or word[0].isdigit() or word == "&" for word in words) else None


def _is_place(text: str) -> bool:
    """Whether every word could belong to a name: no lower-case word but the small ones, no digit."""
    words = text.replace("-", " ").split()
    if not 0 < len(words) <= 9 or len(text) > 80 or any(sign.isdigit() for sign in text):
        return False
    return not words[0][0].islower() and all(not word[0].islower() or word in _SMALL for word in words)
