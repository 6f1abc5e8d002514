"""What a line of a page says of days: which day was publication, which the last change, and how much else the line holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal

from press.dates import parse
from press.extraction.deciding.days import words_beside
from press.extraction.deciding.instants import is_ahead
from press.instant import Instant

What = Literal["published", "modified", "other"]

# What stands before a label in a line is no letter, but in scripts that part no words. Prefixes, for endings are many.
#: Something was changed then.
_CHANGED = (
    r"updat|modif|revis|(?:re)?edited\b|changed\b|reviewed\b|mise? à jour|maj\b|actualiz|actualis|actualitz|atualiz|aktuali[sz]"
    r"|aggiorn|geänd|änderung|überarbeit|bijgewerkt|gewijzigd|wijziging|uppdater|oppdater|opdater|redigera|ändrad|endret|ændret"
    r"|päivit|muokat|zmodyf|zmien|zmian|frissít|módosít|güncelle|ažurir|posodob|naujin|atjaunin|muudetud|uuendat|обновл"
    r"|обнов[еі]н|измен[её]н|оновл|змінен|промен[ея]н|تحديث|تعديل|cập nhật|diperbarui|dikemaskini|imesasishwa"
)
_CHANGED_UNPARTED = r"更新|修改|수정|업데이트|แก้ไข|ปรับปรุง"
#: Something else happened then, or will: somebody joined, a source was read, a time runs out.
_OTHER = (
    r"regist(?:rier|ered|rado|rato)|joined|member since|mitglied seit|inscrit le|current (?:date)?time|aktuelle zeit|last visit"
    r"|accessed|retrieved|visited on|abgerufen|zugriff|zuletzt besucht|consulté|consultado|consultato|geraadpleegd|deadline"
    r"|closing date|expir|valid (?:un)?till?|einsendeschluss|bewerbungsschluss|date limite|fecha límite|data limite|born\b"
    r"|geboren|née? le|founded|gegründet|next issue|nächste ausgabe|copyright|©"
)
_OTHER_UNPARTED = r"등록번호|등록년월일|有効期限|截止"
#: Something was published then, or the line calls itself a date.
_PUBLISHED = (
    r"(?:re)?publi(?:[sšś]h|[ée]|z|k[aou]|cad|cat|caci|caç|r\b|er)|pubdate|posted|post date|issued|release date|released|date\b"
    r"|mise? en ligne|diffusé|parution|paru le|veröffentlich|erschienen|erscheinungs|eingestellt|datum\b|fecha\b|data\b"
    r"|divulgad|postado|pubblica[tz]|inserito|gepubliceerd|geplaatst|lagt ut|julkais|opublik|vydán|zveřejn|zverejn|megjelen"
    r"|közzé|yayın|tarih|objav|paskelbt|avaldat|ημερομηνία|δημοσιε|опубл|дата\b|разм[еі]щ|оприл|публик|نشر|تاريخ|تأريخ|פורסם"
    r"|ngày đăng|diterbitkan|tanggal|tarehe|imechapishwa"
)
_PUBLISHED_UNPARTED = r"发布|發布|发表|發表|刊登|公開|掲載|配信|日期|등록|입력|게시|작성|เผยแพร่|วันที่"
_LABEL = re.compile(
    rf"(?P<modified>(?<![^\W_])(?:{_CHANGED})|{_CHANGED_UNPARTED})|(?P<other>(?<![^\W_])(?:{_OTHER})|{_OTHER_UNPARTED})"
    rf"|(?P<published>(?<![^\W_])(?:{_PUBLISHED})|{_PUBLISHED_UNPARTED})",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|a|ve|и|и|і|و)\s|[&/+,]", re.IGNORECASE)
#: `Stand` is how German pages say of what day they are.
_FACT = re.compile(r"^(?!\s{0,9}stand\b)[^\d:：]{2,40}[:：]\s{0,9}(?:[^\W\d_]{2,12}\.?,?\s{1,3})?\d", re.IGNORECASE)
_DIGIT = re.compile(r"\d|[〇零一二三四五六七八九十元]年")  # or a year in Chinese numerals
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day in a line. `labelled`: the line says in words what was done then; `of_a_fact`: it has another word and a colon for
    the day (“Opening: 3 May 2026”); `beside` counts the line's other words.
    """

    what: What
    instant: Instant
    labelled: bool
    beside: int
    of_a_fact: bool = False


def told_days(line: str, languages: tuple[str, ...], seen_at: datetime | None = None) -> Iterator[ToldDay]:
    """The days that a line tells: one, or as many as it has words that say what was done (“Published … Updated …”)."""
    told = [
        (what, instant, part)
        for what, part in _parts(line)
        if _DIGIT.search(part) and (instant := date_in(part, languages, seen_at)) is not None
    ]
    for what, instant, part in told:
        # What stands beside a line's only day is counted in the whole line, behind its label too.
        beside = words_beside(part if len(told) > 1 else line, languages)
        if what is not None:
            yield ToldDay(what, instant, True, beside)
        else:
            yield ToldDay("published", instant, False, words_beside(part, languages), _FACT.match(part) is not None)


def _parts(line: str) -> Iterator[tuple[What | None, str]]:
    """The line cut at its labels, each with what is said of it; the part before the first label has none.

    Where a number stands before the first label and none behind the last, labels follow their days: `2026年3月5日 更新`.
    """
    labels = _labels(line)
    if not labels:
        yield None, line
        return
    starts = [start for start, _ in labels]
    if _DIGIT.search(line, 0, starts[0]) and not _DIGIT.search(line, starts[-1]):
        yield from ((what, line[start:end]) for (end, what), start in zip(labels, [0, *starts[:-1]], strict=True))
        return
    yield from ((what, line[start:end]) for (start, what), end in zip(labels, [*starts[1:], len(line)], strict=True))
    yield None, line[: starts[0]]


def _labels(line: str) -> list[tuple[int, What]]:
    """Where the line says what was done, and what. Words in a row are one label: a “last update posted” is an update,
    and what was “published and updated” was published.
    """
    labels: list[tuple[int, What]] = []
    end = 0
    for match in islice(_LABEL.finditer(line), _MOST_LABELS):
        what: What = "modified" if match["modified"] else "other" if match["other"] else "published"
        between = line[end : match.start()]
        if labels and not _DIGIT.search(between):
            start, before = labels[-1]
            if not _AND.search(between):
                labels[-1] = start, (before if what == "published" else what)
        else:
            labels.append((match.start(), what))
        end = match.end()
    return labels


def published_in(line: str, languages: tuple[str, ...], seen_at: datetime | None = None) -> Instant | None:
    """The day of publication that a line tells; None where it tells another day alone."""
    return next((told.instant for told in told_days(line, languages, seen_at) if told.what == "published"), None)


def date_in(text: str, languages: tuple[str, ...], seen_at: datetime | None) -> Instant | None:
    """The date in a line. Where it lies after the page was seen, and its numbers make a day before in another order, that day:
    `12/08/2026` on a page that is read in November is of August, whatever the page's language.
    """
    instant = parse(text, languages)
    if instant is None or not is_ahead(instant, seen_at):
        return instant
    others = (parse(text, languages, order) for order in ("DMY", "MDY"))
    return next((other for other in others if other is not None and not is_ahead(other, seen_at)), instant)


def says_changed_alone(line: str) -> bool:
    """Whether the line speaks of the last change and of no publication."""
    said = {what for _, what in _labels(line)}
    return "modified" in said and "published" not in said
