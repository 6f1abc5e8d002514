"""What the words around a date say that it is: of the publication, of a change, or of something else.

Labels are compared in folded text (no case, no accents). A label counts only where nothing but a connecting word, a time or signs
part it from the date: "last modified Sep 27", "mis à jour le 3 mai", "2024年5月1日更新".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from press.dates.months import folded

Label = Literal["published", "modified", "other"]

#: Words, and parts that end a word in languages that compose them, for a change of the text.
_MODIFIED = """
last modified|modified|last updated?|updated|last changed?|last edited|edited|last revised|revised|last modification|page updated
date modified|date updated
mis(?:e)? a jour|maj|modifiee?|derniere modification|derniere mise a jour|actualisee?|revisee?
modificado|modificada|ultima modificacion|actualizado|actualizada|ultima actualizacion|fecha de (?:actualizacion|modificacion)
atualizado|atualizada|ultima atualizacao|atualizacao|ultima modificacao|modificacao|alterado
actualitzat|actualitzada|darrera (?:actualitzacio|modificacio)|eguneratua
aggiornato|aggiornata|ultimo aggiornamento|ultima modifica|modificato|modificata|aggiornamento
geandert|aktualisiert|letzte anderung|letzte aktualisierung|aktualisierung|uberarbeitet|aktualisierungsdatum|anderungsdatum
bijgewerkt|laatst bijgewerkt|gewijzigd|laatst gewijzigd|laatste wijziging|laatste update|opgedateer|laas gewysig
opdateret|senest opdateret|sidst opdateret|senest aendret|senest ændret|oppdatert|sist oppdatert|sist endret|endret
uppdaterad|senast uppdaterad|senast andrad|andrad|paivitetty|viimeksi paivitetty|muokattu|uppfært|sidast uppfært
zaktualizowano|zaktualizowany|ostatnia (?:aktualizacja|modyfikacja|zmiana)|aktualizacja|zmodyfikowano
aktualizovano|posledni (?:aktualizace|zmena)|zmeneno|aktualizovane|posledna (?:aktualizacia|zmena)|upravene
frissitve|utoljara frissitve|modositva|utolso modositas|frissites
actualizata?|actualizat la|ultima actualizare|modificat la|azurirano|zadnja izmjena|izmenjeno|posodobljeno|zadnja sprememba
atnaujinta|atjauninats|uuendatud|viimati uuendatud|muudetud
обновлено|обновлена|дата обновления|последнее обновление|изменено|последнее изменение|дата изменения|оновлено|останнє оновлення
змінено|актуализиран[ао]?|последна (?:актуализация|промяна)|ажурирано|последња измена|жаңартылды
ενημερωθηκε|τελευταια ενημερωση|ενημερωση|τροποποιηθηκε|τελευταια τροποποιηση
guncellendi|guncelleme|son guncelleme|guncellenme tarihi|guncelleme tarihi|yenilənib
diperbarui
pembaruan terakhir|terakhir diperbarui|dikemas kini|kemas kini terakhir|cap nhat|cap nhat lan cuoi|ilisasishwa|imesasishwa
تحديث|اخر تحديث|تم التحديث|تاريخ التحديث|تعديل|اخر تعديل|تم التعديل|تاريخ التعديل|به روز رساني|اخرين به روز رساني|بروزرساني
به روزرساني|اپ ڈيٹ|עודכן|עדכון אחרון|עדכון|תאריך עדכון
अदयतन|अंतिम अदयतन|अपडेट|হালনাগাদ|সর্বশেষ হালনাগাদ|แกไขลาสด|อปเดต|ปรบปรง
更新|更新日|更新日期|更新時間|更新时间|最后更新|最後更新|最終更新|最終更新日|修改|修改日期|更新日時|修正
수정|수정일|최종수정|최종 수정일|업데이트|갱신
"""
#: Of something that takes place, or that ends.
_OTHER = """
deadline|closing date|closes|expires|expiry date|valid until|until|event date|date of event|starts|begins|takes place|open until
apply by|date limite|cloture|echeance|jusqu'au|date de l'evenement|expire|valable jusqu'au
fecha limite|plazo|vence|fecha del evento|hasta|prazo|data limite|data do evento|ate|scadenza|termine|data evento|fino al
frist|einsendeschluss|bewerbungsschluss|ablauf|veranstaltungsdatum|bis zum|gultig bis|sluitingsdatum|deadline for|frist for
sista dag|maaraika|termin|termin skladania|uzaverka|hatarido|termen limita|rok|срок|дедлайн|действует до|крайний срок|термін
краен срок|προθεσμια|son tarih|son basvuru|batas waktu|tenggat|han chot|han nop
موعد|اخر موعد|الموعد النهائي|تاريخ الانتهاء|ينتهي|مهلت|تاریخ پايان|תאריך אחרון|מועד אחרון
अंतिम तिथि|শেষ তারিখ|截止|截止日期|締切|締切日|応募締切|마감|마감일
"""
#: Too common to say this but as the whole of what stands before the date.
_OTHER_ALONE = """
when|quand|cuando|quando|wann|wanneer|nar|hvornar|milloin|kiedy|kdy|kedy|mikor|cand|kada|kdaj|когда|коли|кога|ποτε
ne zaman|kapan|متى|زمان|מתי|कब|কখন|เมอไร|何时|日時|開催日|日时|일시|event|ends?|start|end|from|to
"""
_PUBLISHED = """
published|posted|issued|released|release date|publication date|date published|publiee?|mis(?:e)? en ligne|date de publication
postee?|publicado|publicada|fecha de publicacion|data de publicacao|publicat|pubblicato|pubblicata|data di pubblicazione
veroffentlicht|erschienen|veroffentlichungsdatum|gepubliceerd|geplaatst|offentliggjort|publisert|publicerad|julkaistu|opublikowano
data publikacji|publikovano|zverejneno|publikovane|zverejnene|kozzeteve|megjelent|objavljeno|опубликовано|опублікувано
опубліковано|дата публикации|публикувано|објављено|δημοσιευθηκε|δημοσιευση|ημερομηνια δημοσιευσης|yayinlandi|yayin tarihi
diterbitkan|tanggal terbit|ngay dang|نشر|تاريخ النشر|نشر في|تاريخ انتشار|פורסם|תאריך פרסום|प्रकाशित|প্রকাশিত
发布|发布日期|发布时间|發布日期|公開日|掲載日|公表日|등록일|게시일|작성일
"""

#: What may stand between a label and its date.
_LINK = (
    r"(?:[\s:.,|(\[>·•–—-]|\b(?:on|at|the|date|le|la|du|el|dia|em|no|il|in data|am|den|der|om|op|pa|d\.|dne|dna|dnia|w dniu"
    r"|la data de|la|в|на|от|στις|την|tarihinde|pada|vao|ngay|lan"
    r"|في|بتاريخ|يوم|على|در|ב|को|तारीख|于|於|時間|时间|日期|日|일자|일)\b)*"
)


def _one_of(words: str) -> str:
    alternatives = [word.strip() for word in re.split(r"[|\n](?![^(]*\))", words) if word.strip()]
    return "|".join(sorted((folded(word) if "(" not in word else word for word in alternatives), key=len, reverse=True))


_BEFORE: tuple[tuple[Label, re.Pattern[str]], ...] = (
    ("modified", re.compile(rf"(?<![^\W\d_])(?:{_one_of(_MODIFIED)}){_LINK}$")),
    ("published", re.compile(rf"(?<![^\W\d_])(?:{_one_of(_PUBLISHED)}){_LINK}$")),
    ("other", re.compile(rf"(?<![^\W\d_])(?:{_one_of(_OTHER)}){_LINK}$|^\W*(?:{_one_of(_OTHER_ALONE)}){_LINK}$")),
)
#: After the date, at the end of what is said: the order of Japanese, Korean and Turkish, and brackets elsewhere.
_CLOCK = r"(?:[\s,T(-]*\d{1,2}[:.h時시]\s?\d{0,2}(?::\d\d|分|분)?(?:\s?[ap]\.?m\.?)?)?"
_AFTER: tuple[tuple[Label, re.Pattern[str]], ...] = (
    ("modified", re.compile(rf"^{_CLOCK}[\s(\[,–—-]*(?:tarihinde\s)?(?:{_one_of(_MODIFIED)})[\s)\].]*$")),
    ("other", re.compile(rf"^{_CLOCK}[\s(\[,–—-]*(?:{_one_of(_OTHER)})[\s)\].]*$")),
)
#: A longer text before a date is a sentence, whatever it ends in.
_LONGEST = 120


@lru_cache(maxsize=4096)
def label_before(text: str) -> Label | None:
    """What a text says of the date that follows it; None where it ends in no label."""
    plain = folded(text[-_LONGEST:])
    return next((label for label, pattern in _BEFORE if pattern.search(plain)), None)


@lru_cache(maxsize=4096)
def label_after(text: str) -> Label | None:
    """What a text says of the date that it follows, where it says no more than that."""
    if not text or len(text) > 60:
        return None
    plain = folded(text)
    return next((label for label, pattern in _AFTER if pattern.search(plain)), None)


#: In names of classes and in microdata. `updated` alone says nothing: themes give it to the day of publication as well.
_MODIFIED_NAME = re.compile(r"modif|last-?mod|last-?updat|lastchange|dateupdated|date-updated|updated-(?:date|on|at)")
_OTHER_NAME = re.compile(r"expire|expiry|deadline|closing-?date|enddate|startdate|end-date|start-date|dtstart|dtend")
_PUBLISHED_NAME = re.compile(r"publi|posted|issued|datecreated")


def label_of_names(names: str) -> Label | None:
    """What an element's class, id and microdata call its date."""
    plain = names.lower()
    if _PUBLISHED_NAME.search(plain):
        return "published"
    if _MODIFIED_NAME.search(plain):
        return "modified"
    return "other" if _OTHER_NAME.search(plain) else None
