"""Days that a text names by the day it was written on: `Thursday`, `jeudi`, `الخميس`, `yesterday`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from press.dates.months import folded
from press.dates.weekdays import weekdays_of
from press.language_tags import primary

#: Tried where the text's language is not given, or it is written in another one; by whole names alone.
_COMMON = ("en", "fr", "es", "pt", "ar", "de", "it")
#: How many days ago the word says, folded. CLDR has these words, Babel does not pass them on.
_DAYS_AGO: dict[str, tuple[str, str, str]] = {
    "en": ("today", "yesterday", "day before yesterday"), "fr": ("aujourd'hui", "hier", "avant-hier"),
    "es": ("hoy", "ayer", "anteayer|antes de ayer|antier"), "pt": ("hoje", "ontem", "anteontem"),
    "ar": ("اليوم", "امس|البارحة|بالامس", "اول امس|امس الاول|اول من امس"),
    "de": ("heute", "gestern", "vorgestern"), "it": ("oggi", "ieri", "l'altro ieri|ieri l'altro"),
    "nl": ("vandaag", "gisteren", "eergisteren"), "sv": ("idag|i dag", "igar|i gar", "i forrgar"),
    "da": ("i dag", "i gar", "i forgars"), "nb": ("i dag", "i gar", "i forgars"), "fi": ("tanaan", "eilen", "toissapaivana"),
    "pl": ("dzisiaj|dzis", "wczoraj", "przedwczoraj"), "cs": ("dnes", "vcera", "predevcirem"),
    "sk": ("dnes", "vcera", "predvcerom"), "hu": ("ma", "tegnap", "tegnapelott"), "ro": ("astazi|azi", "ieri", "alaltaieri"),
    "bg": ("днес", "вчера", "завчера"), "hr": ("danas", "jucer", "prekjucer"), "sl": ("danes", "vceraj", "predvcerajsnjim"),
    "sr": ("данас|danas", "јуче|juce", "прекјуче|prekjuce"), "el": ("σημερα", "χθες|χτες", "προχθες|προχτες"),
    "lt": ("siandien", "vakar", "uzvakar"), "lv": ("sodien", "vakar", "aizvakar"), "et": ("tana", "eile", "uleeile"),
    "tr": ("bugun", "dun", "evvelsi gun"), "ru": ("сегодня", "вчера", "позавчера"),
    "uk": ("сьогодні", "вчора|учора", "позавчора"),
    "fa": ("امروز", "دیروز", "پریروز"), "he": ("היום", "אתמול", "שלשום"), "ur": ("اج", "گزشتہ روز", ""),
    "hi": ("आज", "", ""), "id": ("hari ini", "kemarin", "kemarin dulu"), "ms": ("hari ini", "semalam|kelmarin", ""),
    "vi": ("hom nay", "hom qua", "hom kia"), "th": ("วันนี้", "เมื่อวาน|เมื่อวานนี้", "เมื่อวานซืน"),
    "sw": ("leo", "jana", "juzi"),
    "zh": ("今天|今日", "昨天|昨日", "前天"), "ja": ("今日|本日", "昨日", "一昨日"), "ko": ("오늘", "어제", "그저께"),
}  # fmt: skip
_ALIASES = {"no": "nb", "nn": "nb", "bs": "hr", "sh": "hr", "iw": "he"}
#: Words before the name that say no more than `on`.
_BEFORE = frozenset(
    (

    "on", "this", "the", "le", "ce", "el", "este", "la", "esta", "na", "nesta", "neste", "am", "an", "em", "w", "we", "v", "ve",

    "op", "il", "lo", "di", "den", "dne", "hari", "ngay", "в", "во", "у", "την", "το", "يوم", "هذا", "في", "روز", "ביום", "יום",
    )
)  # fmt: skip
_LONGEST = 40


def relative(word: str, on: date, languages: Sequence[str] = ()) -> date | None:
    """The day that a weekday's name, `today` or `yesterday` means in a text published `on` that day, or None.

    A weekday is the latest one that is not after `on`: releases tell of what has happened. What points to another week
    (`next Monday`, `last Friday`) is none.
    """
    plain = " ".join(folded(word[: _LONGEST + 1]).replace("’", "'").strip(" .,،:;()[]|/–—-\t\n").split())
    if not plain or len(plain) > _LONGEST:
        return None
    spoken = [primary(tag) for tag in languages]
    for language in dict.fromkeys((*spoken, *_COMMON)):
        names = weekdays_of(language, short=language in spoken)
        for name in _names(plain):
            for ago, forms in enumerate(_DAYS_AGO.get(_ALIASES.get(language, language), ())):
                if name in forms.split("|"):
                    return _days_before(on, ago)
            if (number := names.get(name)) is not None:
                return _days_before(on, (on.weekday() - number) % 7)
    return None


def _names(plain: str) -> tuple[str, ...]:
    first, _, rest = plain.partition(" ")
    return (plain, rest.lstrip()) if rest and first in _BEFORE else (plain,)


def _days_before(on: date, days: int) -> date | None:
    try:
        return on - timedelta(days=days)
    except OverflowError:
        return None
