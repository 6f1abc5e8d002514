"""Words for the halves and parts of a day beside a clock of twelve hours, in folded text: `p.m.`, `下午`, `مساءً`, `вечера`."""

from __future__ import annotations

import re

from press.dates.months import folded

#: What a word makes of an hour. `noon` words hold from eleven to late afternoon, `night` words from evening to dawn.
_WORDS = {
    "morning": (
        r"ص|صباحا|قبل الظهر|فجرا|上午|凌晨|早上|清晨|午前|오전|새벽|ก่อนเที่ยง|sang|pagi|de la manana|da manha|du matin|"
        r"del mattino|утра|ранку|sabah|πμ|π\.\s?μ|dopoledne|dop|пр\.?\s?об|לפנה[״\x22]צ|בבוקר|ق\.?ظ|"
        r"قبل ?از ?ظهر|صبح|पूर्वाह्न|सुबह|प्रातः|পূর্বাহ্ণ|সকাল|முற்பகல்|காலை|delelott|dimineata|rano"
    ),
    "afternoon": (
        r"م|مساء|بعد الظهر|عصرا|下午|午後|오후|หลังเที่ยง|chieu|sore|de la tarde|da tarde|de l['’]apres-midi|"
        r"du soir|del pomeriggio|di sera|дня|вечера|вечора|μμ|μ\.\s?μ|odpoledne|odp|po poludniu|wieczorem|"
        r"сл\.?\s?об|אחה[״\x22]צ|אחר הצהריים|בערב|ب\.?ظ|بعد ?از ?ظهر|بعدازظهر|अपराह्न|शाम|सायं|অপরাহ্ণ|বিকাল|"
        r"বিকেল|பிற்பகல்|மாலை|delutan|ogleden sonra|seara|شام"
    ),
    "noon": (r"ظهرا|noon|中午|正午|siang|दोपहर|দুপুর|دوپہر|del mediodia"),
    "night": (r"ليلا|晚上|夜|midnight|malam|toi|de la noche|da noite|ночи|ночі|شب|रात|রাত|رات"),
}
#: Short forms that mean other things in other languages (folded; Turkish ÖÖ and ÖS, Vietnamese SA and CH, Hungarian de. and du.).
_OF_LANGUAGE = {
    "tr": {"oo": "morning", "os": "afternoon"},
    "vi": {"sa": "morning", "ch": "afternoon"},
    "hu": {"de": "morning", "du": "afternoon"},
    "fi": {"ap": "morning", "ip": "afternoon"},
    "sv": {"fm": "morning", "em": "afternoon"},
}
_LATIN = r"(?P<{name}_latin>[ap])\.?\s?m\.?(?![^\W\d_])"


def half_pattern(name: str) -> str:
    """A pattern for one such word; its groups begin with `name`, and `part_of` reads them."""
    groups = "|".join(f"(?P<{name}_{part}>{folded(words)})" for part, words in _WORDS.items())
    short = "|".join(sorted({one for forms in _OF_LANGUAGE.values() for one in forms}))
    return rf"(?:{_LATIN.format(name=name)}|(?:{groups}|(?P<{name}_short>{short}))\.?(?![^\W\d_]))"


def part_of(match: re.Match[str], name: str, language: str) -> str | None:
    """The part of the day that the groups of `name` caught; None where there is none, or not in this language."""
    groups = match.groupdict()
    if letter := groups.get(f"{name}_latin"):
        if letter == "a" and language == "de" and match[0].endswith("am"):  # `12:30 am Montag`: on Monday
            return None
        return "morning" if letter == "a" else "afternoon"
    if short := groups.get(f"{name}_short"):
        return _OF_LANGUAGE.get(language, {}).get(short)
    return next((part for part in _WORDS if groups.get(f"{name}_{part}")), None)


def hour_of(hour: int, part: str | None) -> int:
    """The hour of 24 that an hour and a part of the day name; an hour over twelve is one of 24 already."""
    if part is None or hour > 12:
        return hour
    if part == "morning":
        return hour % 12
    if part == "afternoon":
        return hour % 12 + 12
    if part == "noon":
        return hour if hour >= 10 else hour + 12
    return 0 if hour == 12 else hour + 12 if hour >= 6 else hour
