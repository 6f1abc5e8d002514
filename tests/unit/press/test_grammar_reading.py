"""press.grammar.reading: portraits, contacts, notices and parties, put together; and that text stays text."""

from __future__ import annotations

from datetime import date

import pytest

from press.grammar.boilerplate import boilerplate_heading, boilerplate_of
from press.grammar.contacts import contact_heading, contacts_of, is_sentence
from press.grammar.distribution import distribution_of
from press.grammar.embargo import embargo_of
from press.grammar.furniture import is_furniture
from press.grammar.legal import is_notice
from press.grammar.original_link import original_link_of
from press.grammar.reading import read
from press.grammar.release_number import release_number_of
from press.grammar.source_line import credited_of, source_of

LONG = "It builds locks on three coasts, has done so for a hundred years, and employs people in every port with a tide."
DATELINE = "HARBOUR, May 3, 2024 /PRNewswire/ -- Tidal Works, Inc. opened a lock today, the third one on this coast."


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Release No. 24-123", "24-123"),
        ("Press Release No. 45/2024 – 3 May 2024", "45/2024"),
        ("Communiqué n° 12", "12"),
        ("Communiqué de presse n° 12/2024", "12/2024"),
        ("Nota de prensa 45/2024", "45/2024"),
        ("Comunicado 12", "12"),
        ("PR/24/123", "PR/24/123"),
        ("بلاغ رقم 12", "12"),
        ("No. 24-12 | FOR IMMEDIATE RELEASE", "24-12"),
        ("89/2024", "89/2024"),
        ("05/2024", None),
        ("November 2020", None),
        ("ISSN 2222-2464", None),
        ("No.12/2024", "12/2024"),
        ("No. 5 – The winner is a lock", None),
        ("Release 12 boats", None),
        ("Statement 2024", None),
    ],
)
def test_release_numbers(line: str, number: str | None) -> None:
    assert release_number_of(line) == number


@pytest.mark.parametrize(
    ("line", "instant"),
    [
        ("Under embargo until 3 May 2024, 10:00 GMT", "2024-05-03T10:00:00+00:00"),
        ("Embargo: 3 May 2024", "2024-05-03"),
        ("Sous embargo jusqu'au 3 mai 2024 à 10h30", "2024-05-03T10:30:00"),
        ("Embargado hasta el 3 de mayo de 2024", "2024-05-03"),
        ("Embargado até 3 de maio de 2024", "2024-05-03"),
        ("محظور النشر حتى 3 ماي 2024", "2024-05-03"),
        ("Not for publication before 3 May 2024", "2024-05-03"),
        ("Embargoed until 10:00 on Thursday", "2024-05-02T10:00:00"),
    ],
)
def test_embargoes(line: str, instant: str) -> None:
    found = embargo_of(line, ("en", "fr", "es", "pt", "ar"), date(2024, 4, 29))
    assert found is not None
    assert found.isoformat().startswith(instant)


def test_a_weekday_without_the_day_of_publication_is_no_embargo() -> None:
    assert embargo_of("Embargoed until Thursday", ("en",)) is None
    assert embargo_of("Embargo on Thursday lifted, minister says", ("en",)) is None


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        (f"About Tidal WorksTidal Works is a builder. {LONG}", "Tidal Works"),
        (f"About Tidal Works™: Tidal Works™ is a builder. {LONG}", "Tidal Works"),
        (f"About Tidal Works, Inc. Tidal Works, a builder, is at home on three coasts. {LONG}", "Tidal Works"),
        (f"ABOUT TIDAL WORKS Founded in 1901, it is a builder. {LONG}", "TIDAL WORKS"),
        (f"About Tidal Works: Based in Harbour, it is a builder. {LONG}", "Tidal Works"),
        ("About Tidal Works\nTidal Works is a builder.", "Tidal Works"),
        ("Über Tidal Werke GmbH", "Tidal Werke GmbH"),
        ("关于潮汐公司", "潮汐公司"),
        ("潮汐株式会社について", "潮汐株式会社"),
        ("회사 소개", "회사"),
        ("調査の結果について", None),
        ("사고의 원인에 대해", None),
        ("نبذة عن وزارة البحار", "وزارة البحار"),
        ("عن شركة المد", "شركة المد"),
        ("حول مستقبل البحار", None),
        ("عندما أعلنت شركة المد", None),
        ("关于召开会议的通知", None),
        ("Über Nacht auf See", None),
        ("Sobre Ucrania", None),
        ("Sobre Mareas Unidas", "Mareas Unidas"),
        ("About the Study", None),
        ("About the Event", None),
        ("Über „Schleusen in Sicht“", None),
        ("About 12 boats were lost, and nobody knows how. " + LONG, None),
        ("Over 100 boats", None),
    ],
)
def test_portraits(paragraph: str, name: str | None) -> None:
    assert boilerplate_of(paragraph) == name


def test_a_portrait_ends_at_the_next_heading_and_at_a_notice() -> None:
    lines = [
        DATELINE,
        LONG,
        LONG,
        LONG,
        "About Tidal Works",
        LONG,
        "About Example Bank",
        LONG,
        "Forward-Looking Statements",
        LONG,
        "Where To Find The Lock",
        LONG,
    ]
    reading = read(lines, ("en",))
    assert reading.kept == [0, 1, 2, 3, 8, 9, 10, 11]
    assert reading.boilerplate == "\n".join(lines[4:8])
    assert reading.issuer == "Tidal Works"
    assert reading.distributor == "PR Newswire"


def test_a_portrait_takes_no_more_than_a_few_paragraphs() -> None:
    lines = ["HARBOUR – A lock is open, and everybody may use it.", "Text.", "About Harbour", *[LONG] * 20]
    assert len(read(lines, ("en",)).kept) > 12


@pytest.mark.parametrize(
    "line",
    [
        "Forward-Looking Statements: This release contains guesses.",
        "NOTE TO INVESTORS:",
        "Notes to editors",
        "Safe Harbor Statement",
        "Cautionary Note Regarding Forward-Looking Statements",
        "Note aux rédactions",
    ],
)
def test_notices_are_text(line: str) -> None:
    assert is_notice(line)
    assert not is_furniture(line)


def test_contacts_glued_together() -> None:
    (jane, bob) = contacts_of(
        [
            "Company Contact:Jane ExampleTel: 212-555-0100jane@tides.example",
            "Investor Relations Contact:Bob SampleTide Advisory, Inc.bob@advice.comwww.advice.example",
        ]
    )
    assert jane == {"name": "Jane Example", "phone": "212-555-0100", "email": "jane@tides.example"}
    assert bob == {"name": "Bob Sample", "email": "bob@advice.com"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ContactJane Example Tidal Works Email Us Here", True),
        ("Contacts:press@tides.example", True),
        ("ContactJane Example Harbour Lock and Canal Corporation Email Us Here", True),
        ("문의: 항만과 (044-000-0000)", True),
        ("お問い合わせ先", True),
        ("媒体联系人：", True),
        ("Contact Details", True),
        ("Contacto de prensa:", True),
        ("Assessoria de imprensa", True),
        ("Contactless payment is here to stay", False),
        ("For more information about the lock, the event, or how to help, please visit:", False),
    ],
)
def test_contact_headings(line: str, expected: bool) -> None:
    assert contact_heading(line) is expected


def test_a_sentence_with_a_contact_stays_text() -> None:
    sentence = "For more information on the lock and its opening hours, contact Jane Example at jane@tides.example."
    assert is_sentence(sentence)
    reading = read([DATELINE, LONG, sentence], ("en",))
    assert reading.kept == [0, 1, 2]
    assert [contact["email"] for contact in reading.contacts] == ["jane@tides.example"]


def test_contacts_end_with_their_last_telephone_or_address() -> None:
    lines = [DATELINE, LONG, "Media Contact:", "Jane Example", "+1 212 555 0100", "Lock Opening Hours", LONG]
    reading = read(lines, ("en",))
    assert reading.kept == [0, 1, 5, 6]


def test_places_and_links_are_nobodys_name() -> None:
    glued = "ContactJane Example Harbour Lock and Canal Corporation Email Us Here"
    for lines in (["Port Sorrow, ON", "Canada"], ["Visit Our Website"]):
        assert contacts_of(["Contact", *lines, "905-336-8949"]) == ({"phone": "905-336-8949"},)
        assert contacts_of([glued, *lines, "905-336-8949"]) == ({"name": "Jane Example", "phone": "905-336-8949"},)


def test_the_issuer_by_its_portrait_after_a_mark_in_isolates() -> None:
    dateline = DATELINE.replace("/PRNewswire/", "/\u2068EINPresswire.com\u2069/")
    reading = read([dateline, LONG, LONG, "About Tidal Works", LONG], ("en",))
    assert (reading.issuer, reading.distributor) == ("Tidal Works", "EIN Presswire")


def test_an_event_is_no_issuer() -> None:
    lines = [DATELINE.replace("Tidal Works, Inc.", "Harbour Lock Summit"), LONG, LONG, "About Harbour Lock Summit", LONG]
    reading = read(lines, ("en",))
    assert (reading.issuer, reading.portrayed) == (None, ["Harbour Lock Summit"])


def test_a_wire_is_not_the_source_of_a_release() -> None:
    lines = [DATELINE + " It was sent by Newsworthy.ai.", LONG, LONG, "Source: Newsworthy.ai"]
    assert read(lines, ("en",)).issuer is None


def test_contacts_at_the_top() -> None:
    lines = ["FOR IMMEDIATE RELEASE - MAY 3, 2024", "Contact: Jane Example, 212-555-0100", "A Third Lock", DATELINE, LONG]
    reading = read(lines, ("en",))
    assert reading.kept == [2, 3, 4]
    assert reading.contacts == ({"name": "Jane Example", "phone": "212-555-0100"},)


def test_a_source_in_ordinary_case_is_the_issuers_line_under_a_release_that_speaks_of_it() -> None:
    reading = read([DATELINE, LONG, LONG, "Source: Tidal Works, Inc."], ("en",))
    assert (reading.issuer, reading.kept) == ("Tidal Works, Inc.", [0, 1, 2])
    for lines in (
        [DATELINE, LONG, LONG, "Source: Harbour Times"],
        ["Tidal Works, Inc. opened a lock.", LONG, LONG, "Source: Tidal Works, Inc."],
    ):
        reading = read(lines, ("en",))
        assert (reading.source, reading.kept) == (None, [0, 1, 2, 3])


def test_agencies_are_no_issuers() -> None:
    assert source_of("SOURCE Reuters") is None
    assert credited_of("Source: AFP") is None


def test_the_distributor_by_the_wires_pointer_to_its_own_copy() -> None:
    link = original_link_of("View source version on businesswire.com: https://www.businesswire.com/news/home/20240501123456/en/")
    assert link is not None
    assert link.wire == "Business Wire"
    reading = read(["Tidal Works opened a lock.", LONG, "View source version on businesswire.com"], ("en",))
    assert reading.distributor == "Business Wire"


def test_a_wire_in_the_running_text_distributes_nothing() -> None:
    reading = read(["Tidal Works said on Business Wire that the lock is open.", LONG, "PR Newswire was asked too."], ("en",))
    assert (reading.distributor, reading.issuer, reading.dateline) == (None, None, None)


def test_a_distributors_line_with_a_colon() -> None:
    found = distribution_of("Distributed by: Sample Desk, Inc.")
    assert found is not None
    assert (found.distributor, found.issuer) == ("Sample Desk, Inc.", None)
    assert distribution_of("Distributed by the region in small boats") is None


def test_a_dateline_below_highlights() -> None:
    lines = ["First highlight", "Second highlight", "Third highlight", "Fourth highlight", "Fifth highlight", DATELINE, LONG]
    reading = read(lines, ("en",))
    assert reading.dateline is not None
    assert reading.dateline.wire == "PRNewswire"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The post A Third Lock appeared first on Harbour Times.", True),
        ("La entrada Una esclusa se publicó primero en Puerto.", True),
        ("*", True),
        ("=====", True),
        ("FOR IMMEDIATE RELEASE - MAY 3, 2024", True),
        ("FOR IMMEDIATE RELEASE: A Third Lock Is Open", False),
        ("=)", False),
    ],
)
def test_furniture_around_a_release(line: str, expected: bool) -> None:
    assert is_furniture(line) is expected


def test_headings_end_with_a_companys_form() -> None:
    assert boilerplate_heading("About Tidal Works, Inc.") == "Tidal Works, Inc."
    assert boilerplate_heading("About time.") is None


def test_the_mark_in_a_line_of_its_own() -> None:
    lines = ["HARBOUR, TX | May 3, 2024 08:00 AM Central Daylight Time", "--News Direct--", "Tidal Works opened a lock.", LONG]
    reading = read(lines, ("en",))
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.day, reading.distributor) == ("HARBOUR, TX", date(2024, 5, 3), "News Direct")
    assert reading.kept == [0, 2, 3]


def test_the_wires_stamp_below_the_provider_is_no_text() -> None:
    reading = read(["News provided by", "Tidal Works Inc.", "May 03, 2024, 09:00 ET", DATELINE, LONG], ("en",))
    assert (reading.provided_by, reading.kept) == ("Tidal Works Inc.", [3, 4])


def test_a_portrait_early_among_the_paragraphs_but_late_in_the_text() -> None:
    contacts = [
        "Contacts",
        "Jane Example",
        "Head of Media",
        "Harbour Street 1",
        "Harbour",
        "+1 212 555 0100",
        "jane@tides.example",
    ]
    reading = read([DATELINE + LONG, LONG, "About Tidal Works, Inc.", "It builds locks.", *contacts], ("en",))
    assert (reading.kept, reading.issuer) == ([0, 1], "Tidal Works, Inc.")


@pytest.mark.parametrize(
    ("line", "distributor", "issuer"),
    [
        ("Original-Content von: Tidal Werke GmbH, übermittelt durch news aktuell", "news aktuell", "Tidal Werke GmbH"),
        ("تم التوزيع بواسطة مجموعة APO نيابة عن وزارة البحار.", "APO Group", "وزارة البحار"),
        ("Distribuído pelo Grupo APO em nome do Ministério das Marés.", "APO Group", "Ministério das Marés"),
    ],
)
def test_distributors_under_the_name_they_use_themselves(line: str, distributor: str, issuer: str) -> None:
    reading = read([DATELINE.replace("/PRNewswire/ ", ""), LONG, line])
    assert (reading.distributor, reading.issuer) == (distributor, issuer)


def test_contacts_in_other_languages() -> None:
    for heading in (
        "Contact média :",
        "Contacts presse",
        "Contacto de prensa:",
        "Assessoria de imprensa:",
        "للتواصل الإعلامي:",
        "Kontakt:",
    ):
        reading = read([DATELINE, LONG, heading, "Jeanne Exemple", "+212 5 37 12 34 56"])
        assert reading.contacts == ({"name": "Jeanne Exemple", "phone": "+212 5 37 12 34 56"},)
        assert reading.kept == [0, 1]
