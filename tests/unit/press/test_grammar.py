"""press.grammar: the set phrases of releases, one construct after the other, and a whole text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.grammar.boilerplate import boilerplate_heading
from press.grammar.contacts import contact_heading, contacts_of
from press.grammar.dateline import dateline_of
from press.grammar.distribution import distribution_of
from press.grammar.embargo import embargo_of
from press.grammar.furniture import is_end_mark, is_furniture, provided_by
from press.grammar.original_link import original_link_of
from press.grammar.reading import read
from press.grammar.release_number import release_number_of
from press.grammar.source_line import source_of
from press.grammar.wire_ids import wire_ids_of

LANGUAGES = ("en", "fr", "ar", "es", "pt")


@pytest.mark.parametrize(
    ("line", "distributor", "issuer"),
    [
        ("Distributed by Sample Wire on behalf of Ministry of Tides.", "Sample Wire", "Ministry of Tides"),
        ("Distribué par Fil Exemple pour le compte du Ministère des Marées.", "Fil Exemple", "Ministère des Marées"),
        ("Distribué par Fil Exemple pour Ministère des Marées.", "Fil Exemple", "Ministère des Marées"),
        ("Distribuido por Cable Ejemplo en nombre del Ministerio de Mareas.", "Cable Ejemplo", "Ministerio de Mareas"),
        ("Distribuído pela Agência Exemplo em nome do Ministério das Marés.", "Agência Exemplo", "Ministério das Marés"),
        ("تم التوزيع بواسطة وكالة المثال نيابة عن وزارة البحار.", "وكالة المثال", "وزارة البحار"),
        ("Distributed by Sample Wire", "Sample Wire", None),
    ],
)
def test_distribution(line: str, distributor: str, issuer: str | None) -> None:
    found = distribution_of(line)
    assert found is not None
    assert (found.distributor, found.issuer) == (distributor, issuer)


@pytest.mark.parametrize(
    "line",
    [
        "Leaflets were distributed by volunteers.",
        "distributed by hand",
        "The food is distributed by the region on behalf of many." * 9,
    ],
)
def test_no_distribution(line: str) -> None:
    assert distribution_of(line) is None


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("SOURCE Tidal Works Inc.", "Tidal Works Inc."),
        ("SOURCE Harbour Authority.", "Harbour Authority"),
        ("SOURCE: Tidal Works", "Tidal Works"),
        ("SOURCE Tidal WorksView original content to download multimedia: https://wire.example/1", "Tidal Works"),
        ("Source: another paper", None),
        ("SOURCES differ on the matter", None),
    ],
)
def test_source_line(line: str, issuer: str | None) -> None:
    assert source_of(line) == issuer


@pytest.mark.parametrize(
    ("paragraph", "place", "day", "wire"),
    [
        ("HARBOUR, N.H., Feb. 27, 2020 /SampleWire/ -- Text", "HARBOUR, N.H.", date(2020, 2, 27), "SampleWire"),
        ("HARBOUR--(SAMPLE WIRE)--Text", "HARBOUR", None, "SAMPLE WIRE"),
        ("HARBOUR–(SAMPLE WIRE)–Text", "HARBOUR", None, "SAMPLE WIRE"),
        ("TAMPA, FL, July 2, 2024 (SAMPLE NEWSWIRE) -- Text", "TAMPA, FL", date(2024, 7, 2), "SAMPLE NEWSWIRE"),
        ("PORTO NOVO - Sample Reach Newswire - 18 June 2026 - Text", "PORTO NOVO", date(2026, 6, 18), "Sample Reach Newswire"),
        ("LAGOS, Nigeria, 3 May 2024/ -- Text", "LAGOS, Nigeria", date(2024, 5, 3), None),
        ("Rabat, le 3 mai 2024 - Le ministre", "Rabat", date(2024, 5, 3), None),
        ("الرباط، 3 ماي 2024 – قال", "الرباط", date(2024, 5, 3), None),
        ("GENEVA (3 May 2024) – The", "GENEVA", date(2024, 5, 3), None),
        ("--Sample Direct-- Text", None, None, "Sample Direct"),
    ],
)
def test_dateline(paragraph: str, place: str | None, day: date | None, wire: str | None) -> None:
    found = dateline_of(paragraph, LANGUAGES)
    assert found is not None
    assert (found.place, found.day, found.wire) == (place, day, wire)


@pytest.mark.parametrize(
    "paragraph", ["The minister said on 3 May 2024 - and again - that all is well.", "On Monday – as always – it rained.", ""]
)
def test_no_dateline(paragraph: str) -> None:
    assert dateline_of(paragraph, LANGUAGES) is None


@pytest.mark.parametrize("line", ["###", "# # #", "-ends-", "- 30 -", "ENDS", "***"])
def test_end_marks(line: str) -> None:
    assert is_end_mark(line)


@pytest.mark.parametrize("line", ["End", "Final", "The end of an era", "- item", "30"])
def test_no_end_marks(line: str) -> None:
    assert not is_end_mark(line)


@pytest.mark.parametrize(
    "line",
    [
        "Exit mobile version",
        "FOR IMMEDIATE RELEASE",
        "Pour diffusion immédiate",
        "Hashtag: #Tides #Sea",
        "The issuer is solely responsible for the content of this announcement.",
        "Check against delivery",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


def test_furniture_is_the_whole_line_only() -> None:
    assert not is_furniture("The text was marked for immediate release by the ministry.")


def test_small_constructs() -> None:
    assert provided_by("News provided by Tidal Works") == "Tidal Works"
    assert provided_by("News provided by") == ""
    link = original_link_of("View source version on wire.example: https://wire.example/home/20240501123456/en/")
    assert link is not None
    assert link.url == "https://wire.example/home/20240501123456/en/"
    assert original_link_of("View of the harbour") is None
    embargo = embargo_of("Embargoed until 00:01 GMT, 3 May 2024")
    assert embargo is not None
    assert embargo.isoformat() == "2024-05-03T00:01:00+00:00"
    assert release_number_of("No. 123/2024") == "123/2024"
    assert release_number_of("CP-24/456") == "CP-24/456"
    assert release_number_of("We sold 123 boats") is None
    assert boilerplate_heading("About Tidal Works Inc.") == "Tidal Works Inc."
    assert boilerplate_heading("About us") is None
    assert boilerplate_heading("About the author") is None
    assert boilerplate_heading("À propos du ministère des Écluses") == "ministère des Écluses"
    assert boilerplate_heading("Acerca del ministerio de Mareas") == "ministerio de Mareas"
    assert boilerplate_heading("À propos de la situation sur le Dovel") is None
    assert boilerplate_heading("À propos du ministère") is None
    assert contact_heading("Media Contact:")
    assert contact_heading("Contact presse")
    assert contact_heading("للتواصل الصحفي")
    assert contact_heading("Contacts\nPress office: Jane Example\npress@tides.example")
    assert not contact_heading("Contacts\nNobody was seen there for years\nand that was that")
    assert not contact_heading("Contact with the enemy was lost in the night, he said.")
    assert wire_ids_of("https://wire.example/news-releases/x-301234567.html") == ("301234567",)
    assert wire_ids_of("https://wire.example/news-release/2024/12/17/2998038/0/en/x.html") == ("2998038",)


def test_contacts() -> None:
    (jane,) = contacts_of(["Media Contact:", "Jane Example, Press Officer", "+1 212 555 0100", "jane@works.example"])
    assert jane == {"name": "Jane Example", "phone": "+1 212 555 0100", "email": "jane@works.example"}


RELEASE = [
    "FOR IMMEDIATE RELEASE",
    "No. 123/2024",
    "HARBOUR, May 3, 2024 /Sample Wire/ -- Tidal Works opened a lock today.",
    "It is the third one.",
    "###",
    "About Tidal Works",
    "Tidal Works builds locks.",
    "Media Contact:",
    "Jane Example",
    "jane@works.example",
    "SOURCE Tidal Works",
    "Distributed by Sample Wire on behalf of Tidal Works.",
    "Exit mobile version",
]


def test_a_whole_release() -> None:
    reading = read(RELEASE, ("en",))
    assert [RELEASE[number] for number in reading.kept] == RELEASE[2:4]
    assert reading.release_number == "123/2024"
    assert reading.source == "Tidal Works"
    assert reading.boilerplate == "About Tidal Works\nTidal Works builds locks."
    assert [contact["email"] for contact in reading.contacts] == ["jane@works.example"]
    assert reading.distribution is not None
    assert reading.reads_as_release


def test_a_text_of_furniture_only_is_kept() -> None:
    assert read(["FOR IMMEDIATE RELEASE"]).kept == [0]


@given(st.lists(st.sampled_from(RELEASE) | st.text(max_size=60), max_size=14))
def test_every_line_is_kept_once_or_cut(lines: list[str]) -> None:
    kept = read(lines, ("en",)).kept
    assert kept == sorted(set(kept))
    assert all(0 <= number < len(lines) for number in kept)
    assert bool(kept) == bool(lines)


@pytest.mark.parametrize("unit", ["a ", "A-", "SOURCE ", "Distributed by ", "(", "About ", "1 ", "@a.", "– ", "# ", "/ "])
def test_no_line_takes_long(unit: str) -> None:
    start = time.process_time()
    read([unit * 50_000] * 3, ("en",))
    assert time.process_time() - start < 1
