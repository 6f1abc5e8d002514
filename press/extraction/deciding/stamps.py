"""Lines that software puts between a headline and its text: “Wed 14 Oct 2026”, “Publié le 3 mars 2026 à 14h05”, “Hits: 312”.

They are read as fields by others, and are no text. A place beside the day makes a dateline, which is text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from press.dates import find, parse, parse_iso
from press.dates.months import folded
from press.extraction.deciding.page_kind.labels import states_fact
from press.grammar.embargo import embargo_of
from press.grammar.release_number import release_number_of

_LONGEST = 120
_PARTS = re.compile(r"\s*[\n|·•‖]\s*")
_LABEL = re.compile(r"^([^\W\d_][^:：\d]{0,28}?)\s?[:：]\s*(?=\S)")
_MOST_LABEL = 4
_COUNT = re.compile(r"\d[\d\s.,']{0,10}")
#: Whom or what a line names, compared without accents: author, source, section.
_OF_BYLINES = re.compile(
    r"(?:written |posted |published |submitted |uploaded )?by|authors?|auteure?s?|autore?s?|autora|verfasser(?:in)?|redaktion"
    r"|redac(?:tion|teur|cion|ao|tor)|ecrit par|publie par|publicado por|escrito por|scritto da|geschrieben von|von|par|por|di"
    r"|door|av|af|forfatter|forfattare|skribent|kirjoittaja|przez|autorzy|szerzo|yazar|автор|источник|категория|рубрика|джерело"
    r"|категорія|categor(?:y|ies|ie|ia|ias)|kategorien?|rubri(?:k|que)|sections?|source|quelle|fuente|fonte|bron|kilde|kalla"
    r"|kaynak|zrodlo|topics?|theme|themen?|tags?|المصدر|الكاتب|بقلم|القسم|التصنيف|كتب|منبع|来源|來源|作者|编辑|責任編輯|责任编辑"
    r"|記者|分类|分類|출처|작성자|부서|담당부서|ผู้เขียน|tac gia|nguon|penulis|sumber"
)
_MOST_NAMES = 9
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
_COMMON = ("en", "fr", "es", "pt", "de", "it", "ar")


def is_stamp(line: str, languages: tuple[str, ...] = ()) -> bool:
    """Whether a line is nothing but a day of publication, a label with a number, a byline, or several of these."""
    if len(line) > _LONGEST:
        return False
    parts = [part for part in _PARTS.split(line.strip()) if part]
    return bool(parts) and all(_is_part(part, languages) for part in parts)


def _is_part(part: str, languages: tuple[str, ...]) -> bool:
    label = _LABEL.match(part)
    called, value = (label[1].strip(), part[label.end() :]) if label else ("", part)
    if label and (len(called.split()) > _MOST_LABEL or states_fact(called)):
        return False
    if release_number_of(part) or embargo_of(part, languages) or "embarg" in part.lower():
        return False
    if label and _COUNT.fullmatch(value):
        return True
    if label and _OF_BYLINES.fullmatch(folded(called)):
        return len(value.split()) <= _MOST_NAMES and not value.rstrip().endswith((".", "!", "?", "…"))
    return any(sign.isdigit() for sign in value) and _is_day(value, languages)


def _is_day(text: str, languages: tuple[str, ...]) -> bool:
    """Whether the text has a day, and besides it only what goes with one: its name, the hour, that something was published."""
    if parse_iso(text):
        return True
    if parse(text, languages) is None:
        return False
    found = find(text, languages)
    rest = "" if found is None else f"{text[: found[1]]} {text[found[2] :]}"
    rest = _CLOCK.sub(" ", folded(rest))
    if any(sign.isdigit() for sign in rest):
        return False
    days = _weekdays(tuple(tag.partition("-")[0].lower() for tag in languages))
    return all(word in days or _WITH_A_DAY.fullmatch(word) for word in _WORD.findall(rest))


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
