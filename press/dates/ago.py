"""How long ago a page says that something was published: `3 hours ago`, `il y a 2 jours`, `قبل ساعتين`, `2小时前`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from press.dates.months import folded
from press.dates.scripts import locales_of
from press.instant import Instant
from press.language_tags import primary

_COMMON = ("en", "fr", "es", "pt", "ar", "de", "it")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
#: Numbers of every plural form that languages have, below the next larger unit (CLDR's plural rules).
_SAMPLES = {
    "second": (1, 2, 3, 5, 11, 20, 21),
    "minute": (1, 2, 3, 5, 11, 20, 21),
    "hour": (1, 2, 3, 5, 11, 20, 21),
    "day": (1, 2, 3, 5),
}
#: Ways in daily use that CLDR lacks: unit and number (0: the text's own, at `#`).
_EXTRA: dict[str, dict[str, tuple[str, int]]] = {
    "en": {
        "# mins ago": ("minute", 0), "# min ago": ("minute", 0), "# hrs ago": ("hour", 0), "#m ago": ("minute", 0),
        "#h ago": ("hour", 0), "#d ago": ("day", 0), "a minute ago": ("minute", 1), "an hour ago": ("hour", 1),
        "a day ago": ("day", 1), "just now": ("minute", 0),
    },
    "fr": {
        "il y a une minute": ("minute", 1), "il y a une heure": ("hour", 1), "il y a un jour": ("day", 1),
        "a l'instant": ("minute", 0),
    },
    "es": {"hace un minuto": ("minute", 1), "hace una hora": ("hour", 1), "hace un dia": ("day", 1)},
    "pt": {
        "ha um minuto": ("minute", 1), "ha uma hora": ("hour", 1), "# minutos atras": ("minute", 0), "# horas atras": ("hour", 0),
        "# dias atras": ("day", 0),
    },
    "de": {"vor einer minute": ("minute", 1), "vor einer stunde": ("hour", 1), "vor einem tag": ("day", 1)},
    "it": {"un minuto fa": ("minute", 1), "un'ora fa": ("hour", 1), "un giorno fa": ("day", 1)},
    "ar": {
        f"{before} {form}": told
        for before in ("منذ", "قبل")
        for form, told in {
            "دقيقة": ("minute", 1), "دقيقتين": ("minute", 2), "# دقائق": ("minute", 0), "# دقيقة": ("minute", 0),
            "ساعة": ("hour", 1), "ساعتين": ("hour", 2), "# ساعات": ("hour", 0), "# ساعة": ("hour", 0),
            "يوم": ("day", 1), "يومين": ("day", 2), "# ايام": ("day", 0), "# يوما": ("day", 0),
        }.items()
    },
    "ru": {"минуту назад": ("minute", 1), "час назад": ("hour", 1), "день назад": ("day", 1), "только что": ("minute", 0)},
    "uk": {"хвилину тому": ("minute", 1), "годину тому": ("hour", 1), "день тому": ("day", 1), "щойно": ("minute", 0)},
    "ms": {
        "# minit lalu": ("minute", 0), "# minit yang lalu": ("minute", 0), "# jam lalu": ("hour", 0),
        "# jam yang lalu": ("hour", 0),
        "# hari lalu": ("day", 0), "# hari yang lalu": ("day", 0),
    },
    "zh": {
        "#分钟前": ("minute", 0), "#分鐘前": ("minute", 0), "#小时前": ("hour", 0), "#小時前": ("hour", 0), "#天前": ("day", 0),
        "刚刚": ("minute", 0),
    },
}  # fmt: skip
#: What is older is told by no honest page in these units.
_MOST = {"second": 3600, "minute": 180, "hour": 72, "day": 31}
_LONGEST = 80
_NUMBER = re.compile(r"\d{1,3}")
_AROUND_NUMBER = re.compile(r"\s?(?:\d{1,3}|#)\s?")
_STYLES: tuple[Literal["long"], Literal["short"]] = ("long", "short")


def ago(text: str, seen_at: datetime, languages: Sequence[str] = ()) -> Instant | None:
    """The instant that a page which was seen at `seen_at` (aware) says so, or None.

    Seconds and minutes give the minute. Hours give the day alone, since they are rounded: `3 hours ago` is any minute of an
    hour and more; None where that reaches over midnight in `seen_at`'s zone. Days give the day, counted as people count them.
    Weeks, months and years name no day.
    """
    if seen_at.tzinfo is None:
        raise ValueError("a naive datetime has no zone: pass when the page was seen with one")
    if not text or len(text) > _LONGEST:
        return None
    plain = " ".join(folded(text).replace("’", "'").split())
    spoken = [primary(tag) for tag in languages]
    for language in dict.fromkeys((*spoken, *_COMMON)):
        pattern, ways = _ways(language)
        if match := pattern.search(plain):
            unit, number = ways[_form(match[0])]
            digits = _NUMBER.search(match[0])
            return _before(seen_at, unit, int(digits[0]) if digits else number)
    return None


def _before(seen_at: datetime, unit: str, number: int) -> Instant | None:
    if number > _MOST[unit]:
        return None
    length = timedelta(seconds=_UNITS[unit])
    try:
        moment = seen_at - number * length
        if unit in ("second", "minute"):
            return Instant.of(moment.replace(second=0, microsecond=0))
        # Rounded to the nearest hour or down to a full one: nobody says which.
        if unit == "hour" and (moment + length / 2).date() != (moment - length).date():
            return None
    except OverflowError:
        return None
    return Instant(datetime.combine(moment.date(), time()), precision="day")


@lru_cache(maxsize=64)
def _ways(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    """A pattern that finds one of the language's ways in folded text, and what each says, by CLDR's forms of a length past."""
    from babel.dates import format_timedelta

    ways = {_form(folded(form)): told for form, told in _EXTRA.get(language, {}).items()}
    forms_of = [(unit, number) for unit, numbers in _SAMPLES.items() for number in numbers]
    for locale, style in ((one, style) for one in locales_of(language) for style in _STYLES):
        for unit, number in forms_of:
            length = timedelta(seconds=-number * _UNITS[unit])
            try:
                said = folded(format_timedelta(length, threshold=1, add_direction=True, format=style, locale=locale))
            except KeyError:  # the locale has no such form
                continue
            ways.setdefault(_form(" ".join(said.replace("’", "'").split())), (unit, number))
    if not ways:
        return re.compile(r"(?!)"), {}
    longest_first = sorted(ways, key=len, reverse=True)
    forms = "|".join(r"\s?\d{1,3}\s?".join(map(re.escape, form.split("#"))) for form in longest_first)
    return re.compile(rf"(?<![\w.,:/-])(?:{forms})(?![^\W\d_])"), ways


def _form(said: str) -> str:
    """The way without its number, and without the blanks around that, which languages with their own signs leave out."""
    return _AROUND_NUMBER.sub("#", said, count=1)
