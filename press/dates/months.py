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
#: Forms in daily use that CLDR lacks: in Arabic those of Egypt and the Gulf, and the Maghreb's spellings of French names.
_EXTRA = {
    "en": {"sept": 9},
    "ar": {
        "ينائر": 1, "جانفي": 1, "كانون ثاني": 1, "فيفري": 2, "فبرائر": 2, "افريل": 4, "ابريل": 4, "مايو": 5, "ماي": 5,
        "ايار": 5, "يونية": 6, "يونيه": 6, "جوان": 6, "يولية": 7,
        "يوليه": 7, "جويلية": 7, "جويليه": 7, "يوليوز": 7, "اوت": 8, "غشت": 8, "شتنبر": 9,
        "تشرين اول": 10, "نونبر": 11, "تشرين ثاني": 11, "دجنبر": 12, "كانون اول": 12,
    },
    "vi": {
        "thang mot": 1, "thang gieng": 1, "thang hai": 2, "thang ba": 3, "thang tu": 4, "thang nam": 5, "thang sau": 6,
        "thang bay": 7, "thang tam": 8, "thang chin": 9, "thang muoi": 10, "thang muoi mot": 11, "thang muoi hai": 12,
        "thang chap": 12,
    },
    "es": {"setiembre": 9, "set": 9},
    "pt": {"marco": 3},
    "fr": {"fev": 2, "avr": 4},
    "hi": {"अक्तूबर": 10, "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12},
    "bn": {"জানুয়ারি": 1, "ফেব্রুয়ারি": 2},
    "lv": {
        "janvari": 1, "februari": 2, "marta": 3, "aprili": 4, "maija": 5, "junija": 6, "julija": 7, "augusta": 8, "septembri": 9,
        "oktobri": 10, "novembri": 11, "decembri": 12,
    },
    "fi": {"tammikuun": 1, "helmikuun": 2, "maaliskuun": 3, "huhtikuun": 4, "toukokuun": 5, "kesakuun": 6, "heinakuun": 7,
           "elokuun": 8, "syyskuun": 9, "lokakuun": 10, "marraskuun": 11, "joulukuun": 12},
    "eu": {"urtarrilaren": 1, "otsailaren": 2, "martxoaren": 3, "apirilaren": 4, "maiatzaren": 5, "ekainaren": 6,
           "uztailaren": 7, "abuztuaren": 8, "irailaren": 9, "urriaren": 10, "azaroaren": 11, "abenduaren": 12},
}  # fmt: skip
#: A run of letters, as lines are looked through for words.
WORD = re.compile(r"[^\W\d_]+")
#: What is written before a month without a space: Hebrew `באוקטובר` (in October), Thai `เดือนตุลาคม` (the month October).
_PREFIXES = {"he": "ב", "iw": "ב", "th": "เดือน"}
#: Persian letters that Arabic keyboards write differently.
_PERSIAN_VARIANTS = str.maketrans("یک", "يك")
#: What no name of a month goes on with: a letter, or a vowel sign of an Indian script, which is a mark and no letter.
_INDIAN = r"\u0900-\u0903\u093a-\u0963\u0981-\u0983\u09bc-\u09d7\u0b82-\u0bd7\u0c00-\u0c56\u0c80-\u0cd6"
_NO_LETTER = rf"(?![^\W\d_]|[{_INDIAN}])"


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

    names: dict[str, int] = {folded(name): number for name, number in _EXTRA.get(language, {}).items()}
    for identifier in _TERRITORIES.get(language, (language,)):
        try:
            locale = Locale.parse(identifier)
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    _add(names, "".join(s for s in folded(name) if unicodedata.category(s) != "Cf").strip(" ."), number)
    if not names:
        return None
    for name, number in list(names.items()):
        names.setdefault(name.translate(_PERSIAN_VARIANTS), number)
        if prefix := _PREFIXES.get(language):
            names.setdefault(prefix + name, number)
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))}){_NO_LETTER}"), names


def _add(names: dict[str, int], name: str, number: int) -> None:
    # A bare number (Japanese `5月` folds to 5 and a sign, Vietnamese to words) is no name: the numeric forms read it.
    # In Indian scripts a vowel is a mark: `मे` has two signs, and one of them is a letter.
    if sum(unicodedata.category(sign)[0] in "LM" for sign in name) >= 2 and not any(sign.isdigit() for sign in name):
        names.setdefault(name, number)


@lru_cache(maxsize=256)
def words_of_months(languages: tuple[str, ...]) -> frozenset[str]:
    """The first word of each month's name in the languages, folded: a line without any of them names no month."""
    tables = (months_of(language) for language in languages)
    return frozenset(word[0] for table in tables if table for name in table[1] if (word := WORD.search(name)))


@lru_cache(maxsize=128)
def order_of(language: str | None) -> str:
    """`DMY`, `MDY` or `YMD`: how the language writes a numeric date, by CLDR's short pattern. No language: `DMY`, as most do.

    The tag's region decides where CLDR knows it. English of another region is that of the world, day first (CLDR's `en-001`);
    other languages are read as without a region.
    """
    from babel import Locale, UnknownLocaleError

    if not language:
        return "DMY"
    primary, _, region = language.replace("_", "-").partition("-")
    for tag in (language.replace("_", "-"), "en-001" if region and primary.lower() == "en" else primary):
        try:
            pattern: str = Locale.parse(tag, sep="-").date_formats["short"].pattern
        except (UnknownLocaleError, ValueError):
            continue
        return "".join(sorted("DMY", key=lambda part: pattern.lower().find(part.lower())))
    return "DMY"
