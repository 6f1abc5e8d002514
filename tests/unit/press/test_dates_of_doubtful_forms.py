"""Dates that may be read in two ways, ranges of whole days, and words of other meanings beside numbers."""

from __future__ import annotations

import pytest

from press.dates import find, parse
from press.dates.months import order_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("10 May 2026 - 12 May 2026", "en"),
        ("May 10, 2026 – June 2, 2026", "en"),
        ("10.05.2026 - 12.05.2026", "de"),
        ("10/12/2026 au 12/12/2026", "fr"),
        ("10 de mayo de 2026 al 12 de mayo de 2026", "es"),
        ("10 مايو 2026 إلى 12 مايو 2026", "ar"),
        ("you may find 20 in 2026", "en"),
        ("they march 5 km in 2026", "en"),
        ("Mars 5 2026 mission", "en"),
        ("$10.12.26", "en"),
        ("12.05.2026 €", "de"),
        ("03/04/2026", "en-CA"),
        ("4/2/2019", "am"),
        ("28/06/2083", "ne"),
        ("05/07/22", "fa"),
        ("14/10/40", "th"),
        ("14.XV.2026", "pl"),
        ("18.01. – 15.02.23", "de"),
        ("28.04. bis 03.05.2026", "de"),
        ("10. - 12.05.2026", "de"),
        ("10 au 12/05/2026", "fr"),
        ("18.2.15:32", "fi"),
        ("F [1.9.22_1171]", "de"),
    ],
)
def test_no_day_is_better_than_a_wrong_one(text: str, language: str) -> None:
    assert parse(text, [language]) is None
    assert find(text, [language]) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("May 10, 2026 - Updated May 12, 2026", "en", "2026-05-10"),
        ("10 May 2026 - 10 May 2026", "en", "2026-05-10"),
        ("12 May 2026 - 10 May 2026", "en", "2026-05-12"),
        ("10 May 2026 - 12 May 2026 | Published 3 May 2026", "en", "2026-05-03"),
        ("12 May 2026 – 3 min read", "en", "2026-05-12"),
        ("13/04/2026", "en-CA", "2026-04-13"),
        ("2026/04/03", "en-CA", "2026-04-03"),
        ("04/04/2026", "en-CA", "2026-04-04"),
        ("4/2/2019 ዓ.ም", "am", "2026-10-14"),
        ("14.X.2026", "pl", "2026-10-14"),
        ("2026. X. 14.", "hu", "2026-10-14"),
        ("19.1.2026, 10:00-11:30 Uhr", "de", "2026-01-19T10:00:00"),
        ("19 January 2026, 10:00 -05:00", "en", "2026-01-19T10:00:00-05:00"),
        ("09:30 - 12.05.2026", "de", "2026-05-12T09:30:00"),
        ("Nr. 5 - 12.05.2026", "de", "2026-05-12"),
        ("Octobre 14, 2026", "en", "2026-10-14"),
        ("Octobre 14 2026", "fr", "2026-10-14"),
        ("14 October (Wednesday), 2026", "en", "2026-10-14"),
        ("14 October/octobre 2026", "en", "2026-10-14"),
        ("Oct 14 Wed 2026 2:05 pm", "zh", "2026-10-14T14:05:00"),
        ("October 14, Wednesday, 2026", "en", "2026-10-14"),
        ("the first of May 2026", "en", "2026-05-01"),
        ("فاتح ماي 2026", "ar-MA", "2026-05-01"),
        ("الأول من يناير 2026", "ar", "2026-01-01"),
        ("2026. gada 14. oktobrī", "lv", "2026-10-14"),
        ("14 अक्तूबर, 2026", "hi", "2026-10-14"),
        ("১৪ জানুয়ারি ২০২৬", "bn", "2026-01-14"),
        ("14 октября 2026 - 2:05 дня", "ru", "2026-10-14T14:05:00"),
        ("14 अक्टूबर 2026, अपराह्न 2:05", "hi", "2026-10-14T14:05:00"),
        ("14 oktober 2026, 14 uur", "nl", "2026-10-14T14:00:00"),
        ("2026年10月14日 14時05分30秒", "ja", "2026-10-14T14:05:30"),
        ("October 14, 2026, 9:00 a.m. Eastern Time", "en", "2026-10-14T09:00:00-04:00"),
        ("October 14, 2026, 9:00 a.m. Pacific", "en", "2026-10-14T09:00:00-07:00"),
        ("October 14, 2026, 9:00 Central European Time", "en", "2026-10-14T09:00:00+01:00"),
    ],
)
def test_what_can_be_read_is(text: str, language: str, expected: str) -> None:
    instant = parse(text, [language])
    assert instant is not None
    assert instant.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 października 2026, 5:16", "2026-10-14T05:16:00"),
        ("14. lokakuuta 2026", "2026-10-14"),
        ("14 Ekim 2026", "2026-10-14"),
        ("14 Ağustos 2026", "2026-08-14"),
        ("14 октября 2026 г.", "2026-10-14"),
        ("14 жовтня 2026", "2026-10-14"),
        ("15 अप्रैल 2026", "2026-04-15"),
        ("๑๔ ตุลาคม ๒๕๖๙", "2026-10-14"),
        ("14 Οκτωβρίου 2026", "2026-10-14"),
        ("14:05 – 14 października 2026", "2026-10-14T14:05:00"),
        ("10 do 14 października 2026", None),
        ("10 – 14 października 2026", None),
        ("14 listopada 2026", None),
        ("14 people 2026", None),
        ("31 lutego 2026", None),
    ],
)
def test_a_language_that_the_page_does_not_name(text: str, expected: str | None) -> None:
    for languages in ([], ["en"]):
        instant = parse(text, languages)
        assert (instant.isoformat() if instant else None) == expected


def test_find_passes_over_a_range() -> None:
    text = "10 May 2026 - 12 May 2026, published 3 May 2026"
    found = find(text, ["en"])
    assert found is not None
    assert text[found[1] : found[2]] == "3 May 2026"


@pytest.mark.parametrize(
    ("tag", "order"),
    [
        ("en", "MDY"),
        ("en-US", "MDY"),
        ("en-GB", "DMY"),
        ("en-XX", "DMY"),
        ("en_MA", "DMY"),
        ("fr-XX", "DMY"),
        ("ja-XX", "YMD"),
        ("x", "DMY"),
    ],
)
def test_a_region_that_cldr_does_not_know(tag: str, order: str) -> None:
    assert order_of(tag) == order
