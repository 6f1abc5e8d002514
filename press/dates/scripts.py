"""The locales in which a language is written: Serbian in two scripts, Norwegian in two forms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_LOCALES = {
    "sr": ("sr", "sr_Latn"),
    "bs": ("bs", "bs_Cyrl"),
    "uz": ("uz", "uz_Cyrl"),
    "az": ("az", "az_Cyrl"),
    "zh": ("zh", "zh_Hant"),
    "no": ("nb", "nn"),
    "sh": ("sr_Latn", "bs"),
    "iw": ("he",),
    "tl": ("fil",),
}


@lru_cache(maxsize=256)
def locales_of(language: str) -> tuple[Locale, ...]:
    """The language's locales by its primary subtag; none for a language that CLDR lacks."""
    from babel import Locale, UnknownLocaleError

    found = []
    for identifier in _LOCALES.get(language, (language,)):
        try:
            found.append(Locale.parse(identifier))
        except (UnknownLocaleError, ValueError):
            continue
    return tuple(found)
