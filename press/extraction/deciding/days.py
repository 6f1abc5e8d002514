"""Whether a text is a day and nothing else: with its name, the hour, and that something was published then, in many languages."""

from __future__ import annotations

import re
from functools import lru_cache

from press.dates import find, parse, parse_iso
from press.dates.months import folded
from press.language_tags import primary

#: Words that go with a day: what was done then, prepositions, hours. Prefixes of those before the bar, whole words behind it.
_WITH_A_DAY = re.compile(
    r"(?:publi|post(?:ed|e\b)|creat|cree\b|issue|releas|updat|modif|revis|date|datum|data\b|fecha|actuali|atuali|aktuali|veroff"
    r"|erstell|stand\b|diffus|divulg|pubblic|gepubl|geplaatst|laatst|uppdat|oppdat|opdat|julkais|paivit|opublik|utworz|vydan"
    r"|zverejn|megjel|kozzet|yayin|tarih|objav|опубл|обновл|созда|дата|оприл|оновл|публик|نشر|تاريخ|تحديث|انتشار"
    r"|发布|發布|发表|更新|公開|掲載|時間|时间|日期|등록|작성|게시|수정|입력|เผยแพร่|วันที่|ngay|cap nhat|diterbitkan|tanggal"
    r"|tarehe|imechapishwa"
    r"|last\b|mis\b|mise\b|ligne\b|jour\b|ajout|enregistr|inser|online\b|submitted|edited|added)\w*"
    r"|(?:on|at|the|of|am|pm|m|p|um|uhr|vom|den|der|le|la|du|au|a|as|el|al|del|de|do|da|em|en|il|alle|ore|dia|las|los|h|hrs?"
    r"|heures?|horas?|kl|klo|op|om|na|dne|o|godz|в|от|г|года|по|у|о|р|يوم|في|الساعة|بتاريخ|م|ص|st|nd|rd|th|er|ego|time"
    r"|gmt|utc|cet|cest|bst|est|edt|cst|cdt|mst|mdt|pst|pdt|eet|eest|wat|cat|eat|ist|jst|kst|sgt|ast|msk|wib|мск"
    r"|号|日|年|月|일|시|분|時|分|点|點|週|星期|周|曜日|曜)",
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}\s?(?:[:.h時时시点點]\s?\d{2}(?:\s?[:.分분]\s?\d{2})?|h\b|uhr|(?=\s?[ap]\.?\s?m\b))|[+-]\d{1,2}(?::?\d{2})?(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_COMMON = ("en", "fr", "es", "pt", "de", "it", "ar")


def is_day(text: str, languages: tuple[str, ...]) -> bool:
    """Whether the text has a day, and besides it only what goes with one: its name, the hour, that something was published."""
    return bool(parse_iso(text)) or (parse(text, languages) is not None and words_beside(text, languages) == 0)


def words_beside(text: str, languages: tuple[str, ...]) -> int:
    """How many words a text with a day in it has besides that day and what goes with one. Other numbers count as words."""
    found = find(text, languages)
    rest = "" if found is None else f"{text[: found[1]]} {text[found[2] :]}"
    rest = _CLOCK.sub(" ", folded(rest))
    days = _weekdays(tuple(primary(tag) for tag in languages))
    words = sum(word not in days and not _WITH_A_DAY.fullmatch(word) for word in _WORD.findall(rest))
    return words + len(_NUMBER.findall(rest))


@lru_cache(maxsize=64)
def _weekdays(languages: tuple[str, ...]) -> frozenset[str]:
    """The names of the days in these languages and the commonest, word by word, without accents and case."""
    from babel import Locale, UnknownLocaleError

    names: set[str] = set()
    for language in (*languages, *_COMMON):
        try:
            contexts = Locale.parse(language).days
        except (UnknownLocaleError, ValueError):
            continue
        widths = ("wide", "abbreviated", "narrow") if language in ("ja", "zh", "ko") else ("wide", "abbreviated")
        for days in (contexts[context][width] for context in ("format", "stand-alone") for width in widths):
            names.update(word for name in days.values() for word in _WORD.findall(folded(name)))
    return frozenset(names)
