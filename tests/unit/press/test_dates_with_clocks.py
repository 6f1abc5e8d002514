"""The time of day beside a date, in many languages' words, and the zone where one is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.dates import parse
from press.dates.clock import clock_in


@pytest.mark.parametrize(
    ("text", "language", "clock", "zone"),
    [
        ("14 October 2026 | 2:05 PM", "en", "14:05", None),
        ("14 October 2026, 12:05 am", "en", "00:05", None),
        ("14 October 2026, 2:05 pm", "en", "14:05", None),
        ("2026-10-14 02:05 PM", "en", "14:05", None),
        ("2026-10-14 12:05 AM", "en", "00:05", None),
        ("14 October 2026, 12 noon", "en", "12:00", None),
        ("14 October 2026 at 9am GMT", "en", "09:00", "+00:00"),
        ("14 October 2026 14:05 hrs UTC+05:30", "en", "14:05", "+05:30"),
        ("14 October 2026, 2:05 pm KSA", "en", "14:05", "+03:00"),
        ("14 October 2026, 14:05 (Rabat time)", "en", "14:05", None),
        ("14 October 2026, 14:05 IST", "en", "14:05", None),
        ("14 October 2026, 10:30 (GMT+3)", "en", "10:30", "+03:00"),
        ("14 Oktober 2026, 10.30 WIB", "id", "10:30", "+07:00"),
        ("14 Oktober 2026 pukul 10.30 WITA", "id", "10:30", "+08:00"),
        ("mercredi 14 octobre 2026 à 14h05", "fr", "14:05", None),
        ("14 octobre 2026, 14 h 05 heure locale", "fr", "14:05", None),
        ("14 octobre 2026 à 14h05 GMT", "fr", "14:05", "+00:00"),
        ("14 octobre 2026, 10h30 cet après-midi", "fr", "10:30", None),
        ("14 octobre 2026 à 14:05 est paru", "fr", "14:05", None),
        ("14. Oktober 2026, 12:30 am Mittwoch", "de", "12:30", None),
        ("14. Oktober 2026, 14:05 Uhr", "de", "14:05", None),
        ("14. Oktober 2026, 14.05 Uhr MESZ", "de", "14:05", "+02:00"),
        ("14.10.2026 um 9 Uhr", "de", "09:00", None),
        ("14.10.2026 klo 14.05", "fi", "14:05", None),
        ("14. oktober 2026 kl. 14.05", "da", "14:05", None),
        ("14 oktober 2026 kl 9", "sv", "09:00", None),
        ("14 de outubro de 2026 às 14h", "pt", "14:00", None),
        ("14 de outubro de 2026 às 14h05min", "pt-BR", "14:05", None),
        ("14 de octubre de 2026 a las 2:30 p. m.", "es", "14:30", None),
        ("14 de octubre de 2026, 9:30 de la noche", "es", "21:30", None),
        ("14 ottobre 2026, ore 14:05", "it", "14:05", None),
        ("14 ottobre 2026 alle 14.05", "it", "14:05", None),
        ("14 października 2026, godz. 14:05", "pl", "14:05", None),
        ("14 października 2026, godz. 9", "pl", "09:00", None),
        ("14 октября 2026 в 14:05", "ru", "14:05", None),
        ("14 октября 2026, 14:05 (МСК)", "ru", "14:05", "+03:00"),
        ("14 октября 2026 в 9 часов", "ru", "09:00", None),
        ("14 октября 2026, 7:05 вечера", "ru", "19:05", None),
        ("14 Οκτωβρίου 2026, 2:05 μ.μ.", "el", "14:05", None),
        ("14 أكتوبر 2026 الساعة 2:05 مساءً", "ar", "14:05", None),
        ("14 أكتوبر 2026 - 10:30 ص", "ar", "10:30", None),
        ("١٤ أكتوبر ٢٠٢٦ - ٠٢:٠٥ م", "ar", "14:05", None),
        ("14 أكتوبر 2026، 1 ظهرًا", "ar", "13:00", None),
        ("14 أكتوبر 2026 الساعة 14:05 مساءً", "ar", "14:05", None),
        ("14 أكتوبر 2026، 14:05 بتوقيت غرينتش", "ar", "14:05", "+00:00"),
        ("14 أكتوبر 2026م", "ar", None, None),
        ("۲۲ مهر ۱۴۰۵ - ۱۴:۰۵", "fa", "14:05", None),
        ("14 באוקטובר 2026, 14:05", "he", "14:05", None),
        ("2026年10月14日下午2:05", "zh", "14:05", None),
        ("2026年10月14日 上午10时", "zh", "10:00", None),
        ("2026年10月14日 14时05分", "zh", "14:05", None),
        ("2026-10-14 晚上8点30分", "zh", "20:30", None),
        ("2026年10月14日 14:05（北京时间）", "zh", "14:05", "Asia/Shanghai"),
        ("令和8年10月14日 午後2時5分", "ja", "14:05", None),
        ("2026年10月14日 14時", "ja", "14:00", None),
        ("2026년 10월 14일 오후 2시 5분", "ko", "14:05", None),
        ("2026. 10. 14. 오전 9:05", "ko", "09:05", None),
        ("14 ตุลาคม 2569 เวลา 14.05 น.", "th", "14:05", None),
        ("14 ตุลาคม 2569 14 น.", "th", "14:00", None),
        ("14/10/2026 2:05 CH", "vi", "14:05", None),
        ("14/10/2026 14 giờ 05", "vi", "14:05", None),
        ("14.10.2026 02:05 ÖS", "tr", "14:05", None),
        ("14 अक्टूबर 2026, शाम 5 बजे", "hi", "17:00", None),
        ("14 अक्टूबर 2026 10:30 पूर्वाह्न", "hi", "10:30", None),
        # No time of day
        ("14 October 2026 | PDF, 2.45 MB", "en", None, None),
        ("14 October 2026: growth of 3.20 percent", "en", None, None),
        ("14 October 2026 (3,5 %)", "fr", None, None),
        ("14 octobre 2026, 10.30 €", "fr", None, None),
        ("14 Oktoba 2026 saa 4:30 asubuhi", "sw", None, None),
        ("14 October 2026, page 3", "en", None, None),
        ("14 October 2026 - 24/7", "en", None, None),
        ("2026年10月14日 3点建议", "zh", None, None),
        ("14 Oct 2026 99:99", "en", None, None),
    ],
)
def test_clocks_beside_a_date(text: str, language: str, clock: str | None, zone: str | None) -> None:
    instant = parse(text, [language])
    assert instant is not None
    assert f"{instant.local:%d.%m.%Y}" == "14.10.2026"
    assert (f"{instant.local:%H:%M}" if instant.precision == "minute" else None, instant.zone) == (clock, zone)


@given(st.times())
def test_every_minute_of_the_day_comes_back_in_both_clocks(moment) -> None:  # type: ignore[no-untyped-def]
    moment = moment.replace(second=0, microsecond=0, tzinfo=None)
    for written in ("%H:%M", "%Hh%M", "%I:%M %p", "%H.%M Uhr"):
        assert clock_in(moment.strftime(written)) == (moment, None)


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    clock_in(text, "vi")
    clock_in(f"10:30 {text}")
