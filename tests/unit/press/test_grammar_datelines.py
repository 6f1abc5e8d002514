"""press.grammar.dateline: places, days and wires' marks in the forms that wires, offices and agencies use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.grammar.dateline import dateline_of
from press.grammar.wires import distributor_named, is_agency, wire_at, wire_named

LANGUAGES = ("en", "fr", "ar", "es", "pt")
MAY = date(2024, 5, 3)
ON = date(2024, 5, 5)  # a Sunday


@pytest.mark.parametrize(
    ("paragraph", "place", "day", "wire"),
    [
        (
            "Port Sorrow, British Columbia--(Newsfile Corp. - May 3, 2024) - Text",
            "Port Sorrow, British Columbia",
            MAY,
            "Newsfile Corp.",
        ),
        ("NEW HARBOUR, NY / ACCESSWIRE / May 3, 2024 / Text", "NEW HARBOUR, NY", MAY, "ACCESSWIRE"),
        ("NEW HARBOUR, NY / PR Tide / May 3, 2024 12:31", "NEW HARBOUR, NY", MAY, "PR Tide"),
        ("Harbour, AZ (Tidewire.ai) Friday May 3, 2024 @ 7:00 AM Eastern — Text", "Harbour, AZ", MAY, "Tidewire.ai"),
        ("HARBOUR, N.Y., May 3, 2024 – TIDE MediaWire (Press Release Service) – Text", "HARBOUR, N.Y.", MAY, "TIDE MediaWire"),
        ("HARBOUR, CO / May 3, 2024 – TIDE MediaWire (Press Release Service) – Text", "HARBOUR, CO", MAY, "TIDE MediaWire"),
        ("HARBOUR, CA, Friday, May 3, 2024 – TIDE MediaWire – Text", "HARBOUR, CA", MAY, "TIDE MediaWire"),
        ("PORTO NOVO, BENIN- Tide Newswire – 3 May 2024 – Text", "PORTO NOVO, BENIN", MAY, "Tide Newswire"),
        ("HARBOUR–PORT WORTH, TX, May 3, 2024 /TideWire/ -- Text", "HARBOUR-PORT WORTH, TX", MAY, "TideWire"),
        ("HARBOUR, May 3, 2024 /\u2068TideWire.com\u2069/ -- Text", "HARBOUR", MAY, "TideWire.com"),
        ("SEOUL--(TIDE WIRE / KOREA NEWSWIRE)--Text", "SEOUL", None, "TIDE WIRE / KOREA NEWSWIRE"),
        ("Montréal, le 3 mai 2024 /CNW Telbec/ - Texte", "Montréal", MAY, "CNW Telbec"),
        ("NEW HARBOUR - May 3, 2024 - PRLog -- Text", "NEW HARBOUR", MAY, "PRLog"),
        ("Harbour, TX ( PRUnderground ) May 3rd, 2024", "Harbour, TX", MAY, "PRUnderground"),
        ("(NEWMEDIAWIRE) - Text", None, None, "NEWMEDIAWIRE"),
        ("Harbour, ON – May 3rd, 2024", "Harbour, ON", MAY, None),
        ("St Harbour, MO. (May 3, 2024) – Text", "St Harbour, MO", MAY, None),
        ("HARBOUR, TX -- May 3rd, 2024 -- Text", "HARBOUR, TX", MAY, None),
        ("May 3, 2024 – NEW HARBOUR – The company opened a lock", "NEW HARBOUR", MAY, None),
        ("May 3rd, 2024- Harbour, Florida- Jane Example, founder of", "Harbour, Florida", MAY, None),
        ("03.05.2024 | Paris/Harbour (tide-pressedienst) - Text", "Paris/Harbour", MAY, "tide-pressedienst"),
        ("GENEVA/NEW HARBOUR, 3 May 2024 – The", "GENEVA/NEW HARBOUR", MAY, None),
        ("The Hague, 3 May 2024 – The court", "The Hague", MAY, None),
        ("Paris, le vendredi 3 mai 2024", "Paris", MAY, None),
        ("Rabat – 3 mai 2024 : Le ministre", "Rabat", MAY, None),
        ("Madrid, 3 de mayo de 2024.- El ministro", "Madrid", MAY, None),
        ("Bogotá, a 3 de mayo de 2024. El ministro", "Bogotá", MAY, None),
        ("Lisboa, 3 de maio de 2024 – O ministro", "Lisboa", MAY, None),
        (
            "3.5.2024 | Utrecht (NL) / Bremen (D) (tide-pressedienst) - Text",
            "Utrecht (NL) / Bremen (D)",
            MAY,
            "tide-pressedienst",
        ),
        ("Brasília (DF), 3 de maio de 2024 – O ministro", "Brasília (DF)", MAY, None),
        ("الرباط، في 3 ماي 2024 – قال الوزير", "الرباط", MAY, None),
        ("الرباط، 3 ماي 2024 (ومع) – قال الوزير", "الرباط", MAY, None),
    ],
)
def test_whole_datelines(paragraph: str, place: str | None, day: date | None, wire: str | None) -> None:
    found = dateline_of(paragraph, LANGUAGES)
    assert found is not None
    assert (found.place, found.day, found.wire, found.is_stated) == (place, day, wire, True)


@pytest.mark.parametrize(
    ("paragraph", "place", "day"),
    [
        ("HARBOUR (Friday, May 3) – Sen. Example opened a lock", "HARBOUR", MAY),
        ("HARBOUR (Thursday) – Sen. Example opened a lock", "HARBOUR", date(2024, 5, 2)),
        ("HARBOUR, Dec. 30 – Sen. Example opened a lock", "HARBOUR", date(2023, 12, 30)),
        ("Praia, 3 de maio – O ministro abriu uma eclusa", "Praia", MAY),
    ],
)
def test_the_day_of_publication_completes_a_dateline(paragraph: str, place: str, day: date) -> None:
    on = date(2024, 1, 3) if day.year == 2023 else ON
    found = dateline_of(paragraph, LANGUAGES, on)
    assert found is not None
    assert (found.place, found.day, found.is_stated) == (place, day, False)


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("SAN HARBOUR – Today, the senator opened a lock.", "SAN HARBOUR"),
        ("HONG KONG — The senator opened a lock.", "HONG KONG"),
        ("HARBOUR – Today, the senator opened a lock.", "HARBOUR"),
        ("Harbour, D.C. - In a letter sent yesterday, the senator asked", "Harbour, D.C."),
        ("(Harbour, Texas) – On June 9, 2022, the county judge opened a lock", "Harbour, Texas"),
        ("Harbour, Texas--- The third lock was opened", "Harbour, Texas"),
        ("Phuket, Thailand -- Someone opened a lock", "Phuket, Thailand"),
        ("HARBOUR, Calif. (KXYZ) -- A plan to open a lock", "HARBOUR, Calif."),
    ],
)
def test_a_place_alone(paragraph: str, place: str) -> None:
    found = dateline_of(paragraph, ("en",))
    assert found is not None
    assert (found.place, found.day, found.wire) == (place, None, None)


@pytest.mark.parametrize(
    ("paragraph", "languages"),
    [
        ("NASA – The agency said that the lock is visible from space, and NASA should know.", ("en",)),
        ("UPDATE – The lock is open again.", ("en",)),
        ("GOVERNOR OPENS LOCK – NEW ERA BEGINS", ("en",)),
        ("LOCKS HOLD FIRE — Our reporter writes that all is well.", ("en",)),
        ("MIGRATION – Es geht um Schleusen und um Häfen", ("de",)),
        ("Jane Example – Partner, Example Works – went on to say", ("en",)),
        ("(Reuters) - The lock that failed", ("en",)),
        ("Monday, 3 May 2024 – The court", ("en",)),
        ("On 3 May 2024 – the committee met.", ("en",)),
        ("Paris – Le 3 mai 2024, le président a dit", ("fr",)),
        ("Funding Will Complete The Lock Friday May 3 2024", ("en",)),
        ("Opening Night (1955) – Three men at a lock.", ("en",)),
        ("* Harbour, CT - $500,000 for a lock", ("en",)),
    ],
)
def test_what_is_no_dateline(paragraph: str, languages: tuple[str, ...]) -> None:
    assert dateline_of(paragraph, languages, ON) is None


@pytest.mark.parametrize("mark", ["AP", "AFP", "Reuters", "AFP/Reuters", "ومع"])
def test_a_news_agency_distributes_nothing(mark: str) -> None:
    assert is_agency(mark)
    found = dateline_of(f"PARIS, May 3, 2024 ({mark}) - The lock", LANGUAGES)
    assert found is not None
    assert (found.place, found.day, found.wire) == ("PARIS", MAY, None)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("/PRNewswire/".strip("/"), "PR Newswire"),
        ("PRNewswire-FirstCall", "PR Newswire"),
        ("BUSINESS WIRE", "Business Wire"),
        ("GLOBE NEWSWIRE", "GlobeNewswire"),
        ("EINPresswire.com", "EIN Presswire"),
        ("24-7PressRelease", "24-7 Press Release Newswire"),
        ("Media OutReach Newswire", "Media OutReach Newswire"),
        ("African Press Organization", "APO Group"),
        ("ots", "news aktuell"),
        ("Sample Wire", None),
    ],
)
def test_wires_by_their_marks(mark: str, name: str | None) -> None:
    assert wire_named(mark) == name
    assert distributor_named(mark) == (name or mark)


def test_wires_by_their_hosts() -> None:
    assert wire_at("https://www.businesswire.com/news/home/20240501123456/en/") == "Business Wire"
    assert wire_at("https://ministry.example/prnewswire.com") is None
    assert wire_at("https://notbusinesswire.com/") is None
    assert wire_at("http://[") is None


@given(st.text(max_size=120), st.sampled_from(["en", "fr", "ar", "ko"]))
def test_any_text_is_read(text: str, language: str) -> None:
    found = dateline_of(text, (language,), ON)
    assert found is None or found.place or found.wire
