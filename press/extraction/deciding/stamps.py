"""Lines that software puts between a headline and its text: “Wed 14 Oct 2026”, “Publié le 3 mars 2026 à 14h05”, “Hits: 312”.

They are read as fields by others, and are no text. A place beside the day makes a dateline, which is text.
"""

from __future__ import annotations

import re

from press.dates.months import folded
from press.extraction.deciding.days import is_day
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
    return any(sign.isdigit() for sign in value) and is_day(value, languages)
