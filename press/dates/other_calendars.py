"""Dates whose month is of the Islamic, the Persian or the Ethiopian calendar, in a folded line: `22 مهر 1405`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from press.dates.around import Written, around
from press.dates.calendars import Calendar, gregorian

#: Letters that Arabic, Persian and Urdu keyboards write differently; each is one sign, so that places stay what they are.
_VARIANTS = str.maketrans("یىېۍکہۀةھ", "ييييكهههه")

_MONTHS: dict[Calendar, tuple[str, ...]] = {
    "islamic": (
        "محرم الحرام|المحرم|محرم|muharram",
        "صفر المظفر|صفر الخير|صفر|safar",
        "ربيع الاول|rabi al-awwal|rabi' al-awwal|rabi i|rabiul awal",
        "ربيع الاخر|ربيع الثاني|rabi al-thani|rabi' al-thani|rabi al-akhir|rabi ii|rabiul akhir",
        "جمادي الاولي|جمادي الاول|jumada al-ula|jumada al-awwal|jumada i|jumadil awal",
        "جمادي الاخره|جمادي الاخري|جمادي الثانيه|جمادي الثاني|جمادي الاخر"
        "|jumada al-thani|jumada al-akhirah|jumada ii|jumadil akhir",
        "رجب المرجب|رجب|rajab",
        "شعبان المعظم|شعبان|shaban|sha'ban|syakban",
        "رمضان المبارك|رمضان|ramadan|ramadhan",
        "شوال المكرم|شوال|shawwal|syawal",
        "ذو القعده|ذي القعده|ذوالقعده|ذيالقعده|ذي قعده|ذيقعده|ذيقعد|dhu al-qadah|dhu al-qi'dah|dhul qadah|zulkaidah",
        "ذو الحجه|ذي الحجه|ذوالحجه|ذيالحجه|ذي حجه|ذيحجه|dhu al-hijjah|dhul hijjah|zulhijah|zulhijjah",
    ),
    # Iran's names, those of Afghanistan in Persian, and in Pashto.
    "persian": (
        "فروردين|حمل|وري|farvardin",
        "ارديبهشت|ثور|غويي|ordibehesht",
        "خرداد|جوزا|غبرګولي|khordad",
        "تير|سرطان|چنګاښ|tir",
        "مرداد|امرداد|اسد|زمري|mordad",
        "شهريور|سنبله|وږي|shahrivar",
        "مهر|ميزان|تله|mehr",
        "ابان|عقرب|لړم|aban",
        "اذر|قوس|ليندي|azar",
        "دي|جدي|مرغومي|dey",
        "بهمن|دلو|سلواغه|bahman",
        "اسفند|حوت|كب|esfand",
    ),
    "ethiopian": (
        "መስከረም",
        "ጥቅምት",
        "ኅዳር|ህዳር|ሕዳር",
        "ታኅሣሥ|ታህሳስ|ታኅሳስ|ታሕሳስ",
        "ጥር",
        "የካቲት",
        "መጋቢት",
        "ሚያዝያ|ሚያዚያ",
        "ግንቦት",
        "ሰኔ",
        "ሐምሌ|ሀምሌ",
        "ነሐሴ|ነሀሴ",
        "ጳጉሜን|ጳጉሜ",
    ),
}
#: `እ.ኤ.አ` and `እ.አ.አ`: of the European calendar, though the month may bear the Ethiopian name.
_EUROPEAN = re.compile(r"እ\.?[ኤአ]\.?አ")


def _table() -> dict[str, tuple[Calendar, int]]:
    return {
        name: (calendar, number)
        for calendar, months in _MONTHS.items()
        for number, names in enumerate(months, 1)
        for name in names.split("|")
    }


_NAMES = _table()
_LONGEST_FIRST = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_NAME = re.compile(rf"(?<![^\W\d_])({_LONGEST_FIRST})(?:\s?ماه)?(?![^\W\d_])")  # Persian says `مهر ماه`, the month of Mehr
_OTHER_LETTERS = re.compile(r"[\u0600-\u06ff\u1200-\u137f]|[12]\s?[3-5]\d\d")


def days_in(plain: str) -> Iterator[tuple[date, int, int]]:
    """The days of other calendars in a folded line, as Gregorian ones, each with the span that says it."""
    if not _OTHER_LETTERS.search(plain):
        return
    same = plain.translate(_VARIANTS)
    for match in _NAME.finditer(same):
        calendar, month = _NAMES[match[1]]
        for written in around(same, match.start(), match.end(), None):
            if (day := _read(calendar, month, written)) and not (calendar == "ethiopian" and _EUROPEAN.search(plain)):
                yield day, written.start, written.end
                break


def _read(calendar: Calendar, month: int, written: Written) -> date | None:
    return gregorian(calendar, written.year, month, written.day)
