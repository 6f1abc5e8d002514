"""Names of the days of the week by language, from Babel (CLDR), with the short ways of saying them that CLDR lacks."""

from __future__ import annotations

from functools import lru_cache

from press.dates.months import folded
from press.dates.scripts import locales_of

#: Folded; Monday is 0. CLDR has `segunda-feira` and `星期一` alone, and no case that follows `on`.
_EXTRA: dict[str, tuple[str, ...]] = {
    "pt": ("segunda", "terca", "quarta", "quinta", "sexta", "", ""),
    "ar": ("الاثنين|اثنين|الاتنين", "ثلاثاء", "اربعاء", "خميس", "جمعة|الجمعه", "سبت", "احد"),
    "zh": tuple(f"周{sign}|週{sign}|礼拜{sign}|禮拜{sign}" for sign in "一二三四五六日"),
    "ja": tuple(f"{sign}曜" for sign in "月火水木金土日"),
    "de": ("", "", "", "", "", "sonnabend", ""),
    "ru": ("", "", "среду", "", "пятницу", "субботу", ""),
    "uk": ("", "", "середу", "", "п'ятницю", "суботу", "неділю"),
    "pl": ("", "", "srode", "", "", "sobote", "niedziele"),
    "cs": ("", "", "stredu", "", "", "sobotu", "nedeli"),
    "hr": ("", "", "srijedu", "", "", "subotu", "nedjelju"),
}
#: Other short names than CLDR's.
_SHORT: dict[str, tuple[str, ...]] = {"en": ("", "tues", "weds", "thur|thurs", "", "", "")}


@lru_cache(maxsize=128)
def weekdays_of(language: str, *, short: bool = True) -> dict[str, int]:
    """The number of each folded name, Monday being 0, with the abbreviations if `short`; empty for a language CLDR lacks."""
    names: dict[str, int] = {}
    for locale in locales_of(language):
        for width in ("wide", "abbreviated") if short else ("wide",):
            for context in ("format", "stand-alone"):
                for number, name in locale.days[context][width].items():
                    names.setdefault(folded(name).strip(" ."), number)
    for table in (_EXTRA, _SHORT) if short else (_EXTRA,):
        for number, forms in enumerate(table.get(language, ())):
            for form in filter(None, forms.split("|")):
                names.setdefault(form, number)
    return names
