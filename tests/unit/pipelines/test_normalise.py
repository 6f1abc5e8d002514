"""pipelines.normalise: clean texts, instants with the zone they came with, and dates that cannot be true set aside."""

# ruff: noqa: DTZ001 - an Instant's wall clock is naive on purpose

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from extracted import SEEN_AT, sighting
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise import AHEAD, Normalise, normalise
from press.identity import written
from press.instant import Instant
from press.release import Extraction, Finding
from press.release import Testimony as Said  # pytest takes what begins with Test for a test
from press.sighting import Record, Sighting

#: Anything that a page may hold: any script, controls, NUL, halves of characters.
ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\0\n\r\t\u00a0\u200b\ud800\udfff "), max_size=60)


def record_of(item: Sighting) -> Record:
    record = normalise(item).record
    assert record is not None
    return record


def test_what_is_no_release_passes_as_it_is() -> None:
    item = sighting(page_kind="section", page_kind_reason="a list of links")
    assert normalise(item) is item
    assert item.record is None


@given(headline=st.none() | ANY_TEXT, body=ANY_TEXT, issuer=st.none() | ANY_TEXT, contact=st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_any_text_becomes_one_that_a_database_keeps(
    headline: str | None, body: str, issuer: str | None, contact: dict[str, str]
) -> None:
    item = sighting(
        headline=headline, body_text=body, issuer=issuer, contacts=(contact,), wire_ids=(body,), body_html=body,
        provenance={"issuer": Finding("page", 0.5, (Said("feed", issuer), Said("lead", contact)))},
    )  # fmt: skip
    record = record_of(item)
    for line in (record.headline, record.issuer):
        assert line is None or (line and line == " ".join(line.split()))
    assert record.text_digest == written.digest(record.headline, record.body_text)
    repr(record).encode("utf-8")  # no half of a character anywhere
    assert "\\x00" not in repr(record)


def test_a_record_has_all_that_was_found() -> None:
    record = record_of(
        sighting(
            subheadline=" After the\nwinter ",
            dateline_place=" Port  Sel ",
            dateline_date=date(2026, 3, 3),
            distributor="Wire ",
            release_number="12/2026",
            wire_ids=("b", "a", "b"),
            contacts=({"name ": "A\nB"},),
            language="en",
            canonical_url="https://locks.example/1",
            confidence=0.75,
            boilerplate="",
            pubstatus="canceled",
            provenance={"headline": Finding("page", 0.9, (Said("feed", "Lock"),))},
        )
    )
    assert (record.headline, record.subheadline, record.dateline_place) == ("The lock opens", "After the winter", "Port Sel")
    assert (record.distributor, record.release_number, record.wire_ids) == ("Wire", "12/2026", ("a", "b"))
    assert record.contacts == ({"name": "A\nB"},)
    assert (record.boilerplate, record.pubstatus, record.confidence) == (None, "canceled", 0.75)
    assert (record.extractor_version, record.dateline_date, record.language) == ("7", date(2026, 3, 3), "en")
    assert record.provenance["headline"]["others"] == [{"witness": "feed", "value": "Lock"}]


def test_withheld_is_a_persons_word_and_never_a_pages() -> None:
    assert record_of(sighting(pubstatus="withheld")).pubstatus == "usable"


@pytest.mark.parametrize(
    ("instant", "at", "zone"),
    [
        (Instant(datetime(2026, 3, 3, 9, 30), "+02:00"), datetime(2026, 3, 3, 7, 30, tzinfo=UTC), "+02:00"),
        (Instant(datetime(2026, 3, 3, 9, 30)), datetime(2026, 3, 3, 9, 30, tzinfo=UTC), "Africa/Casablanca"),  # in Ramadan
        (Instant(datetime(2026, 2, 3, 9, 30)), datetime(2026, 2, 3, 8, 30, tzinfo=UTC), "Africa/Casablanca"),
        (Instant(datetime(2026, 2, 3), None, "day"), datetime(2026, 2, 2, 23, 0, tzinfo=UTC), "Africa/Casablanca"),
    ],
)
def test_an_instant_keeps_the_clock_it_was_read_on(instant: Instant, at: datetime, zone: str) -> None:
    record = record_of(sighting(published=instant, modified=instant))
    assert (record.published_at, record.modified_at, record.published_zone) == (at, at, zone)
    assert (record.published_local, record.published_precision) == (instant.local, instant.precision)


EDGE = (SEEN_AT + AHEAD).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("local", "zone", "crawled", "imported"),
    [
        (EDGE, "UTC", True, True),
        (EDGE + timedelta(minutes=1), "UTC", False, False),
        (datetime(1990, 1, 1), "UTC", True, True),
        (datetime(1989, 12, 31, 23, 59), "UTC", False, True),
        (datetime(1, 1, 1), "UTC", False, True),
        (datetime(1, 1, 1), "+14:00", False, False),  # before the first day there is
        (datetime(9999, 12, 31, 23), "-11:00", False, False),  # after the last
    ],
)
def test_a_date_that_cannot_be_true_is_kept_with_the_reason(local: datetime, zone: str, crawled: bool, imported: bool) -> None:
    instant = Instant(local, zone)
    for item, kept in (
        (sighting(published=instant, provenance={"published_at": Finding("page", 0.5)}), crawled),
        (sighting(published=instant, origin="import"), imported),
    ):
        record = record_of(item)
        assert (record.published_at is not None) is kept
        assert (record.published_local, record.published_precision) == ((local, "minute") if kept else (None, None))
        assert ("refused" in record.provenance.get("published_at", {})) is not kept


def test_an_embargo_that_no_calendar_has_is_refused_and_a_far_one_is_not() -> None:
    far = record_of(sighting(embargoed_until=Instant(datetime(2031, 1, 1, 6), "UTC")))
    assert far.embargoed_until == datetime(2031, 1, 1, 6, tzinfo=UTC)
    record = record_of(sighting(embargoed_until=Instant(datetime(9999, 12, 31, 23), "-11:00")))
    assert record.embargoed_until is None
    assert record.provenance["embargoed_until"]["refused"]["reason"]


def test_what_was_found_is_not_changed_by_what_is_refused() -> None:
    provenance = {"published_at": Finding("page", 0.5)}
    found: Extraction = sighting(published=Instant(datetime(1, 1, 1)), provenance=provenance).extraction
    normalise(sighting(published=found.published, provenance=provenance))
    assert provenance == {"published_at": Finding("page", 0.5)}


def test_the_pipeline_does_as_the_function() -> None:
    item = sighting()
    assert Normalise().process_item(item) == normalise(item)


def test_a_page_whose_own_words_kill_it_is_canceled() -> None:
    assert record_of(sighting(headline="MANDATORY KILL: The lock opens")).pubstatus == "canceled"
