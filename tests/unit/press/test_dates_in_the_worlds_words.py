"""Dates in the words, numbers and calendars of the world's languages, and what looks like a date and is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from press.dates import find, parse
from press.dates.calendars import Calendar, gregorian
from press.dates.eras import number_of

OCTOBER = "2026-10-14"


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        # Arabic: the months of the Levant, the Maghreb and Egypt, digits of both kinds, marks of the era
        ("14 أكتوبر 2026", ["ar"], OCTOBER),
        ("١٤ أكتوبر ٢٠٢٦م", ["ar-SA"], OCTOBER),
        ("الأربعاء 14 تشرين الأول 2026", ["ar-LB"], OCTOBER),
        ("14 تشرين الأول/أكتوبر 2026", ["ar"], OCTOBER),
        ("14 أكتوبر/تشرين الأول 2026", ["ar"], OCTOBER),
        ("14 تشرين الأول (أكتوبر) 2026", ["ar"], OCTOBER),
        ("الرباط في 14 من أكتوبر 2026", ["ar-MA"], OCTOBER),
        ("14 يناير 2026", ["ar"], "2026-01-14"),
        ("14 جانفي 2026", ["ar-DZ"], "2026-01-14"),
        ("14 كانون الثاني 2026", ["ar-SY"], "2026-01-14"),
        ("14 يناير/كانون الثاني 2026", ["ar"], "2026-01-14"),
        ("14 فيفري 2026", ["ar-TN"], "2026-02-14"),
        ("14 أفريل 2026", ["ar-TN"], "2026-04-14"),
        ("14 ماي 2026", ["ar-MA"], "2026-05-14"),
        ("14 جوان 2026", ["ar-DZ"], "2026-06-14"),
        ("14 جويلية 2026", ["ar-TN"], "2026-07-14"),
        ("14 يوليوز 2026", ["ar-MA"], "2026-07-14"),
        ("14 يوليه 2026", ["ar-EG"], "2026-07-14"),
        ("14 أوت 2026", ["ar-DZ"], "2026-08-14"),
        ("14 غشت 2026", ["ar-MA"], "2026-08-14"),
        ("14 شتنبر 2026", ["ar-MA"], "2026-09-14"),
        ("14 نونبر 2026", ["ar-MA"], "2026-11-14"),
        ("14 دجنبر 2026", ["ar-MA"], "2026-12-14"),
        ("‏14‏/10‏/2026", ["ar"], OCTOBER),
        # Hijri, beside Gregorian and alone
        ("الأربعاء 3 جمادى الأولى 1448 هـ الموافق 14 أكتوبر 2026 م", ["ar-SA"], OCTOBER),
        ("14 أكتوبر 2026م الموافق لـ 3 جمادى الأولى 1448هـ", ["ar-SA"], OCTOBER),
        ("1448/05/03 هـ - 2026/10/14", ["ar-SA"], OCTOBER),
        ("14/10/2026 الموافق 03/05/1448", ["ar"], OCTOBER),
        ("1 رمضان 1445 هـ", ["ar-SA"], "2024-03-11"),
        ("١ محرم ١٤٤٦", ["ar"], "2024-07-07"),
        ("10 ذو الحجة 1445", ["ar"], "2024-06-16"),
        ("10 ذى الحجه 1445هـ", ["ar"], "2024-06-16"),
        ("01/09/1445هـ", ["ar-SA"], "2024-03-11"),
        ("1 Ramadan 1445 AH", ["en"], "2024-03-11"),
        # Persian
        ("چهارشنبه ۲۲ مهر ۱۴۰۵", ["fa"], OCTOBER),
        ("۲۲ مهرماه ۱۴۰۵", ["fa-IR"], OCTOBER),
        ("۱۴۰۵/۰۷/۲۲", ["fa"], OCTOBER),
        ("1405-07-22", ["fa"], OCTOBER),
        ("۱ فروردین ۱۴۰۳", ["fa"], "2024-03-20"),
        ("30 اسفند 1403", ["fa"], "2025-03-20"),
        ("۲۲ میزان ۱۴۰۵", ["fa-AF"], OCTOBER),
        ("۱۴ اکتبر ۲۰۲۶ - ۲۲ مهر ۱۴۰۵", ["fa"], OCTOBER),
        ("14 اکتوبر 2026ء", ["ur"], OCTOBER),
        # Hebrew, alone and beside its own calendar
        ("14 באוקטובר 2026", ["he"], OCTOBER),
        ("ג' בחשוון תשפ\"ז, 14 באוקטובר 2026", ["he"], OCTOBER),
        # Japanese, Chinese, Korean
        ("令和8年10月14日", ["ja"], OCTOBER),
        ("令和８年１０月１４日（水）", ["ja"], OCTOBER),
        ("2026年(令和8年)10月14日", ["ja"], OCTOBER),
        ("令和8年（2026年）10月14日", ["ja"], OCTOBER),
        ("R8.10.14", ["ja"], OCTOBER),
        ("平成元年1月8日", ["ja"], "1989-01-08"),
        ("平成31年4月30日", ["ja"], "2019-04-30"),
        ("令和元年五月一日", ["ja"], "2019-05-01"),
        ("二〇二六年十月十四日", ["zh"], OCTOBER),
        ("二○二六年十月十四日", ["zh-HK"], OCTOBER),
        ("二零二六年十二月三十一日", ["zh"], "2026-12-31"),
        ("2026 年 10 月 14 日", ["zh-CN"], OCTOBER),
        ("中華民國115年10月14日", ["zh-TW"], OCTOBER),
        ("民國一百一十五年十月十四日", ["zh-Hant"], OCTOBER),
        ("115-10-14", ["zh-TW"], OCTOBER),
        ("115/10/14", ["zh-Hant-TW"], OCTOBER),
        ("平成30.5.1", ["ja"], "2018-05-01"),
        ("14 Tháng Mười 2026", ["vi"], OCTOBER),
        ("14 Tháng Mười Hai, 2026", ["vi"], "2026-12-14"),
        ("2026. 10. 14.", ["ko"], OCTOBER),
        ("26. 10. 14.", ["ko"], OCTOBER),
        ("2026년 10월 14일(수)", ["ko"], OCTOBER),
        # Thai: Buddhist years, in both kinds of digits, whole and short
        ("14 ตุลาคม 2569", ["th"], OCTOBER),
        ("๑๔ ตุลาคม ๒๕๖๙", ["th"], OCTOBER),
        ("วันพุธที่ 14 ตุลาคม พ.ศ. 2569", ["th"], OCTOBER),
        ("วันที่ 14 เดือนตุลาคม พ.ศ. 2569", ["th"], OCTOBER),
        ("14 ต.ค. 69", ["th"], OCTOBER),
        ("14 ต.ค. 2569", ["th"], OCTOBER),
        ("14/10/2569", ["th"], OCTOBER),
        ("14/10/69", ["th"], OCTOBER),
        ("14 ตุลาคม 2026", ["th"], OCTOBER),
        ("ngày 14 tháng 10 năm 2026", ["vi"], OCTOBER),
        ("Thứ Tư, 14 tháng 10, 2026", ["vi"], OCTOBER),
        ("14/10/2026", ["vi"], OCTOBER),
        # Ethiopian
        ("ጥቅምት 4 ቀን 2019 ዓ.ም", ["am"], OCTOBER),
        ("መስከረም 1, 2000", ["am"], "2007-09-12"),
        # India
        ("14 अक्टूबर 2026", ["hi"], OCTOBER),
        ("१४ अक्टूबर, २०२६", ["hi"], OCTOBER),
        ("১৪ অক্টোবর ২০২৬", ["bn"], OCTOBER),
        ("14 அக்டோபர், 2026", ["ta"], OCTOBER),
        # Ordinals, genitives and short words between
        ("1st October 2026", ["en"], "2026-10-01"),
        ("the 3rd of May, 2026", ["en"], "2026-05-03"),
        ("14th day of October, 2026", ["en"], OCTOBER),
        ("1er mai 2026", ["fr"], "2026-05-01"),
        ("1º de maio de 2026", ["pt"], "2026-05-01"),
        ("1.º de mayo del 2026", ["es"], "2026-05-01"),
        ("14-ое октября 2026 г.", ["ru"], OCTOBER),
        ("2026. október 14-én", ["hu"], OCTOBER),
        ("14-Oct-26", ["en-GB"], OCTOBER),
        ("Oct 14, '26", ["en-US"], OCTOBER),
        ("2026 m. spalio 14 d.", ["lt"], OCTOBER),
        ("2026. gada 14. oktobris", ["lv"], OCTOBER),
        ("14 d’octubre de 2026", ["ca"], OCTOBER),
        ("14. lokakuuta 2026", ["fi"], OCTOBER),
    ],
)
def test_the_worlds_words(text: str, languages: list[str], expected: str) -> None:
    instant = parse(text, languages)
    assert instant is not None
    assert instant.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("03/04/2026", "en-US", "2026-03-04"),
        ("03/04/2026", "en-GB", "2026-04-03"),
        ("03/04/2026", "en-AU", "2026-04-03"),
        ("03/04/2026", "en-MA", "2026-04-03"),
        ("03/04/2026", "fr-CA", "2026-04-03"),
        ("03/04/2026", "fr", "2026-04-03"),
        ("03/04/2026", "es-PR", "2026-03-04"),
        ("03/04/2026", "es-MX", "2026-04-03"),
        ("03.04.2026", "en-US", "2026-04-03"),
        ("2026/04/03", "en-US", "2026-04-03"),
        ("3/4/26", "en-US", "2026-03-04"),
        ("3.4.26", "de", "2026-04-03"),
        ("03.04.98", "de", "1998-04-03"),
    ],
)
def test_the_order_is_that_of_language_and_region(text: str, language: str, expected: str) -> None:
    instant = parse(text, [language])
    assert instant is not None
    assert instant.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Version 1.2.24", "en"),
        ("v1.12.24", "de"),
        ("3.1.10 Umfang der Arbeiten", "de"),
        ("1.2.24", "en"),
        ("10.2.34.5", "en"),
        ("192.168.10.24", "de"),
        ("Tel. 05.37.20.10.14", "fr"),
        ("+212 5 37-20-10-14", "fr"),
        ("Fax: 22-33-44", "en"),
        ("open 24/7", "en"),
        ("24/7/365", "en"),
        ("page 3/12", "en"),
        ("$12.10 May 2026", "en"),
        ("10:30 May 2026", "en"),
        ("12 countries may join in 2026", "en"),
        ("10 to 12 May 2026", "en"),
        ("10-12 May 2026", "en"),
        ("May 10-12, 2026", "en"),
        ("28 April – 2 May 2026", "en"),
        ("April 28 – May 2, 2026", "en"),
        ("du 10 au 12 mai 2026", "fr"),
        ("10. bis 12. Mai 2026", "de"),
        ("del 10 al 12 de mayo de 2026", "es"),
        ("من 10 إلى 12 ماي 2026", "ar-MA"),
        ("31/02/2026", "fr"),
        ("31 April 2026", "en"),
        ("29 février 2026", "fr"),
        ("2026年2月30日", "ja"),
        ("令和元年4月30日", "ja"),
        ("30 اسفند 1404", "fa"),
        ("30 شوال 1445", "ar"),
        ("14/10/1448", "en"),
        ("ጥቅምት 4 ቀን 2019 እ.ኤ.አ", "am"),
        ("115/10/14", "en"),
        ("R8.10.14", "en"),
        ("https://site.example/1969/02feb/review.pdf", "en"),
        ("März 2020 (4)", "de"),
        ("Tél : 10.10.20", "fr"),
        ("tel. 12-10-26", "pl"),
        ("Décret n° 2-10-14", "fr"),
        ("ISBN 978-3-16-148410-0", "en"),
        ("10/2026", "en"),
        ("No. 12/2026", "en"),
    ],
)
def test_what_is_no_date_is_none(text: str, language: str) -> None:
    assert parse(text, [language]) is None
    assert find(text, [language]) is None


def test_a_number_before_a_dash_is_no_first_day_where_something_is_counted() -> None:
    found = find("No. 5 – 12 May 2026", ["en"])
    assert found is not None
    assert found[0].isoformat() == "2026-05-12"


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("باكو، 14 تشرين الأول/أكتوبر 2026 – قال الوزير", "ar", "14 تشرين الأول/أكتوبر 2026"),
        ("नई दिल्ली, 14 अक्टूबर 2026: मंत्री", "hi", "14 अक्टूबर 2026"),
        ("北京,二〇二六年十月十四日电", "zh", "二〇二六年十月十四日"),
        ("Tehran, ۲۲ مهر ۱۴۰۵ (Wire)", "fa", "۲۲ مهر ۱۴۰۵"),
    ],
)
def test_find_says_where_in_any_script(text: str, language: str, said: str) -> None:
    found = find(text, [language])
    assert found is not None
    assert (found[0].isoformat(), text[found[1] : found[2]]) == (OCTOBER, said)


LANGUAGES = (
    *("en", "fr", "es", "pt", "de", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr", "sr"),
    *("sr_Latn", "sl", "lt", "lv", "et", "el", "tr", "ru", "uk", "ar", "ar_MA", "ar_DZ", "ar_LB", "ar_EG"),
    *("ar_TN", "fa", "he", "ur", "hi", "bn", "ta", "th", "vi", "id", "ms", "sw", "am", "zh", "zh_Hant", "ja", "ko"),
    *("ka", "hy", "az", "kk", "uz", "sq", "mk", "is", "ga", "mt", "ca", "gl", "eu", "cy", "be", "bs", "af", "te", "ml", "kn"),
    *("gu", "mr", "pa", "ne", "si", "km", "lo", "zu", "ky", "tg"),
)
DAYS = st.dates(date(1975, 1, 1), date(2065, 1, 1))


@pytest.mark.parametrize("width", ["medium", "long", "full"])
@given(day=DAYS, language=st.sampled_from(LANGUAGES))
@example(day=date(2026, 5, 31), language="hi")
def test_a_day_comes_back_from_each_languages_own_forms(width: str, day: date, language: str) -> None:
    from babel.dates import format_date

    instant = parse(format_date(day, width, locale=language), [language.replace("_", "-")])
    assert instant is not None
    assert (instant.local.date(), instant.precision) == (day, "day")


@given(day=DAYS, language=st.sampled_from([one for one in LANGUAGES if one not in ("am", "fa", "ne", "th")]))
def test_a_numeric_day_comes_back_in_each_languages_own_order(day: date, language: str) -> None:
    from babel.dates import format_date

    short = format_date(day, "short", locale=language)
    instant = parse(short, [language.replace("_", "-")])
    assert instant is not None
    assert (instant.local.month, instant.local.day, instant.local.year % 100) == (day.month, day.day, day.year % 100)


@pytest.mark.parametrize(
    ("calendar", "years"), [("islamic", range(1400, 1501)), ("persian", range(1290, 1470)), ("ethiopian", range(1900, 2090))]
)
def test_calendars_count_on_without_a_gap(calendar: Calendar, years: range) -> None:
    days = [
        day for year in years for month in range(1, 14) for one in range(1, 32) if (day := gregorian(calendar, year, month, one))
    ]
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) > 354 * len(years)


@given(st.integers(1, 99))
def test_chinese_numbers_to_ninety_nine(number: int) -> None:
    signs = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens == 0 else "十" if tens == 1 else signs[tens] + "十") + (signs[ones] if ones or not tens else "")
    assert number_of(written) == number


def test_the_first_days_of_years_as_they_were_kept() -> None:
    assert gregorian("persian", 1403, 1, 1) == date(2024, 3, 20)
    assert gregorian("persian", 1405, 1, 1) == date(2026, 3, 21)
    assert gregorian("islamic", 1446, 1, 1) == date(2024, 7, 7)
    assert gregorian("ethiopian", 2000, 1, 1) == date(2007, 9, 11) + timedelta(days=1)
