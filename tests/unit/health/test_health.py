"""Health: broken sources are found, healthy ones left in peace. The long play is `make health`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.health.breakages import BREAKAGES
from benchmarks.health.newsroom import Newsroom
from benchmarks.health.playing import alarms, found
from press.health import PageSeen, SourceRecord, VisitSeen, judge
from press.health.record import ACCEPTED
from press.health.signs.silence import ordinary_until
from press.health.surprise import chance

AT = datetime(2026, 3, 2, tzinfo=UTC)
#: Sources of the simulation that publish seldom, so that their months are quickly played.
QUIET_SEEDS = (3, 8, 11)


def a_page(number: int, **said: object) -> PageSeen:
    page = PageSeen(
        f"p{number}", "release", headline=f"h{number}", body=f"b{number}", head=f"b{number}", characters=2000 + 37 * (number % 9),
        age=3.0, language="en", confidence=0.9,
    )  # fmt: skip
    return replace(page, **said)  # type: ignore[arg-type]


def after(pages: list[PageSeen], record: SourceRecord | None = None, **said: object) -> tuple[str, str | None, SourceRecord]:
    visit = VisitSeen(AT, "done", leads=20, new=len(pages), ways={"feed": "read"}, pages=tuple(pages))
    visit = replace(visit, **said)  # type: ignore[arg-type]
    verdict = judge(
        record or SourceRecord(), visit, Newsroom(1).rhythm(), languages=["en"], fields=["headline", "published_at"],
        succeeded_before=True,
    )  # fmt: skip
    return verdict.health, verdict.reason, verdict.record


def usual() -> SourceRecord:
    return after([a_page(number) for number in range(72)])[2]


@pytest.mark.parametrize("seed", QUIET_SEEDS[:2])
def test_nothing_is_said_of_a_source_with_which_nothing_is_wrong(seed: int) -> None:
    assert alarms(seed, 90) == []


@pytest.mark.parametrize("name", BREAKAGES)
def test_every_breakage_is_found(name: str) -> None:
    assert any(found(seed, BREAKAGES[name], healthy_days=60, most_days=40) is not None for seed in QUIET_SEEDS)


def test_the_sentence_says_what_and_how_many() -> None:
    health, reason, _ = after([PageSeen(f"n{number}", "consent") for number in range(5)], usual())
    assert (health, reason) == ("failing", "5 of the last 5 pages are “consent” instead of releases")


def test_a_few_known_releases_that_read_as_another_page_are_a_sign_where_many_pages_are_none() -> None:
    topics = [PageSeen(f"t{number}", "section") for number in range(30)]
    record = after([*map(a_page, range(30)), *topics])[2]
    for _ in range(2):
        record = after([replace(a_page(number), again=True) for number in range(30)], record)[2]
    assert after([PageSeen(f"n{number}", "section") for number in range(6)], record)[:2] == ("ok", None)
    health, reason, _ = after([PageSeen(f"{number}", "section", again=True) for number in range(5)], record)
    assert (health, reason) == ("failing", "5 of the last 5 known releases read as “section” now")


def test_a_source_recovers_when_its_pages_do() -> None:
    _, _, ill = after([PageSeen(f"n{number}", "consent") for number in range(5)], usual())
    assert ill.ill_since == AT
    health, reason, well = after([a_page(number) for number in range(200, 206)], ill)
    assert (health, reason, well.ill_since) == ("ok", None, None)


def test_pages_of_an_ill_source_do_not_become_usual_until_one_must_believe_it() -> None:
    record = usual()
    for _ in range(3):
        _, _, record = after([a_page(number, body="same", head="same") for number in range(300, 330)], record)
    assert all(page.body != "same" for page in record.usual)
    late = AT + ACCEPTED + timedelta(days=1)
    for _ in range(3):
        _, _, record = after([a_page(number, body="same", head="same") for number in range(300, 330)], record, finished_at=late)
    assert any(page.body == "same" for page in record.usual)


def test_one_failure_that_passes_by_itself_is_no_illness_and_two_are() -> None:
    failed = {"outcome": "failed", "ways": {"feed": "timeout"}, "reasons": ("no document: timeout",), "new": 0}
    assert after([], usual(), in_a_row=1, **failed)[0] == "ok"
    assert after([], usual(), in_a_row=2, **failed)[0] == "failing"
    assert after([], usual(), in_a_row=1, **{**failed, "ways": {"feed": "http_404"}})[0] == "failing"


def test_the_record_comes_back_from_its_row_and_another_version_begins_anew() -> None:
    record = usual()
    assert SourceRecord.from_json(record.as_json()) == record
    assert SourceRecord.from_json(None) == SourceRecord.from_json({"version": 0}) == SourceRecord()


def test_a_first_visit_that_finds_nothing_but_walls_says_so() -> None:
    assert after([PageSeen(f"n{number}", "consent") for number in range(6)])[0] == "failing"


def test_a_first_visit_of_walls_alone_is_ill_however_many_they_are() -> None:
    assert after([PageSeen(f"n{number}", "error") for number in range(90)])[0] == "failing"


def test_what_a_sitemap_names_last_is_no_illness_of_a_first_visit() -> None:
    pages = [*map(a_page, range(40)), *(PageSeen(f"t{number}", "section") for number in range(24))]
    assert after(pages)[:2] == ("ok", None)


def test_silence_is_ordinary_over_a_long_weekend_and_as_long_as_the_file_says() -> None:
    rhythm = Newsroom(1).rhythm()
    assert ordinary_until(AT, rhythm, longest=timedelta()) >= AT + timedelta(days=4)
    assert ordinary_until(AT, rhythm, longest=timedelta(days=900)) == AT + timedelta(days=1350)
    assert ordinary_until(AT, rhythm, longest=timedelta(days=900), most_days=9) == AT + timedelta(days=9)


def test_chance_needs_more_pages_where_less_is_known() -> None:
    assert chance(4, 4, 0, 48) < 1e-7 < chance(4, 4, 0, 8)
    assert chance(0, 4, 0, 48) == pytest.approx(1)
    assert chance(4, 4, 40, 48) > 0.3


def test_new_pages_that_are_minutes_old_are_no_sign_and_known_ones_are() -> None:
    fresh = [a_page(number, age=0.01) for number in range(400, 408)]
    assert after(fresh, usual())[:2] == ("ok", None)
    health, reason, _ = after([replace(page, again=True) for page in fresh], usual())
    assert health == "degraded" and reason is not None and "dated at the minute" in reason


def test_a_few_pages_of_a_first_visit_are_seen_against_its_others() -> None:
    lacking = [a_page(number, missing=("headline",) if number in (2, 7, 18, 19, 20, 22, 23) else ()) for number in range(24)]
    assert after(lacking)[:2] == ("ok", None)
