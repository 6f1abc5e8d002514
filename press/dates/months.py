"""Names of months by language, from Babel (CLDR), and the order a language writes a date in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Languages that name months differently from country to country: the first of each family of names (CLDR 46).
_TERRITORIES = {
    "ar": ("ar", "ar_DZ", "ar_MA", "ar_LB", "ar_IQ", "ar_MR", "ar_TN"),
    "de": ("de", "de_AT"),
    "pt": ("pt", "pt_PT"),
    "es": ("es", "es_PE", "es_MX"),
    "sr": ("sr", "sr_Latn"),
    "no": ("nb", "nn"),
    "zh": ("zh",),
}
#: Short forms in daily use that CLDR lacks.
_EXTRA = {"en": {"sept": 9}, "ar": {"ابريل": 4, "مايو": 5, "يونية": 6, "يولية": 7}, "es": {"setiembre": 9}, "pt": {"marco": 3}}


def folded(text: str) -> str:
    """Lower case without accents, Arabic hamzas and vowel signs; digits of any script as 0 to 9."""
    signs: list[str] = []
    for sign in unicodedata.normalize("NFKD", text.casefold()):
        if sign.isascii():
            signs.append(sign)
        elif unicodedata.category(sign) == "Nd":
            signs.append(str(unicodedata.digit(sign)))
        elif not unicodedata.combining(sign):
            signs.append(sign)
    return unicodedata.normalize("NFKC", "".join(signs))


@lru_cache(maxsize=64)
def months_of(language: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """A pattern that finds a month's name in folded text, and the number of each name; None for a language that CLDR lacks."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, int] = dict(_EXTRA.get(language, {}))
    for identifier in _TERRITORIES.get(language, (language,)):
        try:
            locale = Locale.parse(identifier)
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    _add(names, folded(name).strip(" ."), number)
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])"), names


def _add(names: dict[str, int], name: str, number: int) -> None:
    # A bare number (Japanese `5月` folds to 5 and a sign, Vietnamese to words) is no name: the numeric forms read it.
    if sum(sign.isalpha() for sign in name) >= 2 and not any(sign.isdigit() for sign in name):
        names.setdefault(name, number)


@lru_cache(maxsize=128)
def order_of(language: str | None) -> str:
    """`DMY`, `MDY` or `YMD`: how the language writes a numeric date, by CLDR's short pattern. No language: `DMY`, as most do."""
    from babel import Locale, UnknownLocaleError

    if not language:
        return "DMY"
    try:
        pattern: str = Locale.parse(language, sep="-").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return "DMY"
    return "".join(sorted("DMY", key=lambda part: pattern.lower().find(part.lower())))
