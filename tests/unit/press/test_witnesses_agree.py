"""What it is worth that witnesses say the same, or something else."""

from __future__ import annotations

from datetime import datetime

import pytest

from press import release
from press.extraction import extract
from press.extraction.alike import alike, voices
from press.extraction.deciding.confidence import of_record, weighed
from press.instant import Instant
from press.page import Page
from press.provenance import as_json
from press.release import Finding

LINE = "Harbour opens the northern lock to night traffic"
OTHER = "Ships may pass the canal after dark"
TEXT = "<p>" + "The lock keepers of the northern canal will open the gates at nine on every day of the week. " * 4 + "</p>"


def say(*witnesses: str, value: str = LINE) -> tuple[release.Testimony, ...]:
    return tuple(release.Testimony(witness, value) for witness in witnesses)


def sure(field: str, others: tuple[release.Testimony, ...], agreed: tuple[release.Testimony, ...], own: float = 0.91) -> float:
    return weighed(field, Finding("json-ld", own, others, agreed)).confidence


def test_more_on_its_side_make_a_headline_surer_and_dispute_less_sure() -> None:
    alone, disputed = sure("headline", (), ()), sure("headline", say("title", value=OTHER), ())
    with_one, with_two = sure("headline", (), say("h1")), sure("headline", (), say("h1", "title"))
    assert disputed < alone < with_one < with_two
    assert sure("headline", say("title", value=OTHER), say("h1")) < alone
    assert sure("headline", say("lead", value=OTHER), say("h1", "title")) == with_two


def test_dispute_never_makes_a_weak_witness_surer() -> None:
    assert sure("published", say("meta"), (), own=0.3) == 0.3


def test_who_copies_another_is_no_second_voice() -> None:
    assert voices(say("twitter", "open-graph", "h1", "microdata"), "json-ld") == 2
    assert sure("headline", (), say("beginning")) == sure("headline", (), ())


def test_a_selector_that_a_person_wrote_is_not_lowered_nor_is_what_was_never_measured() -> None:
    assert weighed("headline", Finding("layout", 0.98, say("title", "h1", value=OTHER))).confidence == 0.98
    assert sure("issuer", say("grammar", value=OTHER), ()) == 0.91


def at(hour: int, zone: str | None, precision: str = "minute") -> Instant:
    return Instant(datetime.fromisoformat(f"2026-03-04T{hour:02d}:00"), zone, "day" if precision == "day" else "minute")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (at(9, "+01:00"), at(8, "+00:00"), True),
        (at(9, "+01:00"), at(9, "+00:00"), False),
        (at(9, "+01:00"), at(9, None), True),
        (at(9, "+01:00"), at(0, None, "day"), True),
        (Instant(datetime.fromisoformat("0001-01-01T00:00"), "+05:00"), at(9, "+01:00"), False),
        (LINE, LINE.upper(), True),
        (LINE, OTHER, False),
        ("en", "fr", False),
        (("a",), ("a",), True),
    ],
)
def test_what_is_the_same_value(one: object, other: object, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_a_disputed_field_makes_the_record_less_sure_and_a_missing_one_too() -> None:
    whole = {name: Finding("h1", 0.95) for name in ("headline", "body_text", "published")}
    assert of_record({**whole, "headline": Finding("h1", 0.67)}) < of_record(whole) < 0.95
    assert of_record({name: whole[name] for name in ("headline", "body_text")}) < 0.67
    assert of_record({}) == 0


def test_provenance_names_who_agreed_and_quotes_who_did_not() -> None:
    page = (
        f"<html lang=en><head><meta property=og:title content='{LINE}'><title>{OTHER}</title></head>"
        f"<body><h1>{LINE}</h1>{TEXT}</body></html>"
    )
    said = as_json(extract(Page(url="https://canal.example/news/lock", body=page.encode())).provenance)["headline"]
    assert said == {
        "witness": "h1", "confidence": 0.67, "others": [{"witness": "title", "value": OTHER}], "agreed": ["open-graph"],
    }  # fmt: skip
