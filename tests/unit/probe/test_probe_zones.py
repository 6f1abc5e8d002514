"""The time zone of a site, by what it states, its offsets, its country."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.instant import zone_of
from spiders.probe.zones import zone_found, zones_of


def _stamps(zone: str, *days: str) -> list[datetime]:
    return [datetime.fromisoformat(day).replace(tzinfo=zone_of(zone)) for day in days]


SUMMER_AND_WINTER = ("2025-01-10T12:00", "2025-07-10T12:00")


@pytest.mark.parametrize(
    ("stated", "stamps", "country", "name", "check"),
    [
        ("Europe/Tallinn", [], "lv", "Europe/Tallinn", False),
        (None, _stamps("Europe/Paris", *SUMMER_AND_WINTER), "fr", "Europe/Paris", False),
        (None, _stamps("America/Chicago", *SUMMER_AND_WINTER), "us", "America/Chicago", False),
        (None, _stamps("America/New_York", *SUMMER_AND_WINTER), "int", "America/New_York", True),
        (None, _stamps("+05:45", "2025-01-10T12:00"), "int", "+05:45", True),
        (None, _stamps("UTC", *SUMMER_AND_WINTER), "ma", "Africa/Casablanca", False),
        (None, _stamps("UTC", *SUMMER_AND_WINTER), "gh", "Africa/Accra", False),
        (None, [], "us", "America/New_York", True),
        (None, [], "jp", "Asia/Tokyo", False),
        (None, _stamps("UTC", *SUMMER_AND_WINTER), "xx", "UTC", True),
        (None, [], "int", "UTC", True),
        ("Not/AZone", [], "jp", "Asia/Tokyo", False),
    ],
)
def test_zone(stated: str | None, stamps: list[datetime], country: str, name: str, check: bool) -> None:
    found = zone_found(stated, stamps, country)
    assert (found.name, found.check) == (name, check)
    assert found.reason


def test_dates_that_no_software_knew_do_not_decide() -> None:
    stamps = _stamps("+00:00", "0001-01-01T00:00", "9999-12-31T23:59", "1970-01-01T00:00")
    assert zone_found(None, stamps, "us").name == "America/New_York"
    assert zone_found(None, _stamps("-05:00", "9999-12-31T23:59"), "jp").name == "Asia/Tokyo"


def test_one_server_with_another_clock_does_not_decide() -> None:
    stamps = _stamps("Europe/Rome", *(f"2025-0{month}-10T12:00" for month in range(1, 10))) + _stamps(
        "+09:00", "2025-01-01T00:00"
    )
    assert zone_found(None, [*stamps, *stamps, *stamps[:-1]], "it").name == "Europe/Rome"


@given(
    st.sampled_from(["de", "ke", "br", "in", "pt", "xx", "int", "zz", None]),
    st.lists(st.datetimes(timezones=st.timezones()), max_size=6),
)
def test_any_stamps_give_a_zone_that_can_be_used(country: str | None, stamps: list[datetime]) -> None:
    try:
        stamps = [stamp.astimezone(stamp.tzinfo) for stamp in stamps if 1950 < stamp.year < 2100]
    except OverflowError:
        return
    zone_of(zone_found(None, stamps, country).name)


def test_a_country_s_capital_comes_first() -> None:
    assert zones_of("RU")[0] == "Europe/Moscow"
    assert zones_of("xx") == () == zones_of(None) == zones_of("int")


@pytest.mark.parametrize(
    ("spoken", "country", "name"),
    [
        ("en-GB", "xx", "Europe/London"), ("fr-FR", None, "Europe/Paris"), ("pl", "xx", "Europe/Warsaw"), ("en-US", "xx", "UTC"),
        ("es", "xx", "UTC"), ("en-GB", "int", "UTC"), ("en-GB", "ke", "Africa/Nairobi"), (None, "xx", "UTC"),
    ],
)  # fmt: skip
def test_a_language_may_name_the_country_where_nothing_else_does(spoken: str | None, country: str | None, name: str) -> None:
    found = zone_found(None, [], country, spoken)
    assert found.name == name
    assert found.check or country == "ke"


@pytest.mark.parametrize("language", ["fr", "fr-FR"])
def test_a_tag_with_its_region_chooses_among_fitting_zones_as_one_without(language: str) -> None:
    stamps = [datetime(2026, month, 10, 9, tzinfo=zone_of("Europe/Paris")) for month in (1, 7)]
    assert zone_found(None, stamps, "xx", language).name == "Europe/Paris"
