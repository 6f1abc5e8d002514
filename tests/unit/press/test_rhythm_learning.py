"""What a memory takes up of a source's publications, what it forgets, and what the row keeps of it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.instant import zone_of
from press.rhythm import Learned, Memory, Publication, next_look, plan_at, rhythm_of
from press.rhythm.learning import learned_with
from press.rhythm.memory import HALF_LIFE
from press.rhythm.prior import shape, weekend
from press.rhythm.sightings import Found, publication
from press.source import Schedule
from scheduling.rhythm import next_visit_at
from tests.unit.press.rhythm_samples import moments, points, source, utc

BEGIN, NOW = utc(2026, 1, 5), utc(2026, 4, 6)  # Mondays
OFFICE = points(moments(BEGIN, NOW))


def share(memory: Memory | None, hours: range, **more: Any) -> float:
    """The part of the rhythm that lies in these hours of the day."""
    rates = rhythm_of(source(**more), memory).rates
    return sum(rates[day * 24 + hour] for day in range(7) for hour in hours) / sum(rates)


@pytest.mark.parametrize(
    ("country", "days"),
    [("fr", {5, 6}), ("eg", {4, 5}), ("ir", {4}), ("bd", {4, 5}), ("np", {5}), ("int", {5, 6}), ("xx", {5, 6})],
)
def test_a_new_source_has_its_countrys_weekend(country: str, days: set[int]) -> None:
    assert weekend(country) == days
    by_day = [sum(shape("ministry", country)[day * 24 : day * 24 + 24]) for day in range(7)]
    assert {day for day in range(7) if by_day[day] < 0.5 / 7} == days


def test_a_new_source_has_its_kinds_hours() -> None:
    assert share(None, range(9, 18)) > 0.7
    assert share(None, range(6)) < 0.05
    assert rhythm_of(source("newswire"), None).a_day > rhythm_of(source("agency"), None).a_day


def test_a_source_is_believed_in_its_own_hours_by_its_own_clock() -> None:
    night = learned_with(source(), None, points(moments(BEGIN, NOW, first=20, last=23)), NOW)
    assert share(night, range(20, 23)) > 0.85
    tokyo = source("ministry", "jp", "Asia/Tokyo")
    there = learned_with(tokyo, None, points(moments(BEGIN, NOW, zone="Asia/Tokyo")), NOW)
    assert share(there, range(9, 17), country="jp", zone="Asia/Tokyo") > 0.85


def test_three_publications_move_a_rhythm_a_little() -> None:
    few = learned_with(source(), Memory(NOW), points([NOW + timedelta(hours=h) for h in (22, 46, 70)]), NOW + timedelta(days=3))
    assert share(None, range(21, 24)) < share(few, range(21, 24)) < 0.9
    assert share(few, range(9, 18)) > 0.1


def test_the_volume_is_learned_within_two_weeks() -> None:
    memory = learned_with(source(), None, OFFICE, NOW)
    later = NOW + timedelta(weeks=2)
    busy = learned_with(source(), memory, points(moments(NOW, later, a_day=12.0, seed=2)), later)
    quiet = learned_with(source(), memory, [], later)
    usual = rhythm_of(source(), memory).a_day
    assert rhythm_of(source(), busy).a_day > 2 * usual
    assert rhythm_of(source(), quiet).a_day < 0.6 * usual


def test_half_is_forgotten_after_a_half_life() -> None:
    memory = learned_with(source(), None, OFFICE, NOW)
    aged = memory.aged(NOW + HALF_LIFE)
    assert sum(aged.hours) == pytest.approx(sum(memory.hours) / 2)
    assert aged.long == pytest.approx(memory.long / 2)
    assert memory.aged(NOW - HALF_LIFE) == memory


def test_habits_that_are_over_are_let_go() -> None:
    """Mornings become nights: within three weeks the nights count for more than three months of mornings."""
    memory: Memory | None = learned_with(source(), None, points(moments(BEGIN, NOW, first=8, last=12)), NOW)
    assert share(memory, range(20, 24)) < 0.05
    for at in moments(NOW, NOW + timedelta(weeks=3), first=20, last=24, seed=3):
        memory = learned_with(source(), memory, [Publication(at, at)], at)
    assert share(memory, range(20, 24)) > 0.5


def test_one_busy_night_ends_no_habit() -> None:
    memory = learned_with(source(), None, OFFICE, NOW)
    night = [NOW + timedelta(hours=23, minutes=minute) for minute in range(0, 50, 5)]
    after = learned_with(source(), memory, points(night), NOW + timedelta(days=1))
    assert share(after, range(9, 17)) > 0.75


@settings(max_examples=25)
@given(cut=st.integers(0, len(OFFICE)))
def test_portions_make_no_difference(cut: int) -> None:
    """But for the habits that are over, which ordinary hours never are."""
    whole = learned_with(source(), Memory(BEGIN), OFFICE, NOW)
    middle = OFFICE[cut].low if cut < len(OFFICE) else NOW
    first = learned_with(source(), Memory(BEGIN), OFFICE[:cut], middle)
    both = learned_with(source(), first, OFFICE[cut:], NOW)
    assert both.hours == pytest.approx(whole.hours)
    assert (both.long, both.fast, both.days) == pytest.approx((whole.long, whole.fast, whole.days))
    assert both.long_watched == pytest.approx(whole.long_watched, rel=0.03)


def test_a_release_pinned_for_years_does_not_make_a_source_quiet() -> None:
    feed = [*points([utc(2021, 3, 1, 10)]), *points([NOW - timedelta(hours=6 * n) for n in range(1, 20)])]
    assert rhythm_of(source(), learned_with(source(), None, feed, NOW)).a_day > 2


def test_no_publication_at_all() -> None:
    memory = learned_with(source(), None, [], NOW)
    later = learned_with(source(), memory, [], NOW + timedelta(days=300))
    assert rhythm_of(source(), memory).a_day == pytest.approx(rhythm_of(source(), None).a_day)
    assert 0 < rhythm_of(source(), later).a_day < 0.1
    assert next_look(Learned.of(source(), later, None).plan or pytest.fail("no plan"), NOW, seed="x") > NOW


def test_ten_thousand_publications() -> None:
    at = [BEGIN + timedelta(minutes=13 * n) for n in range(10_000)]
    memory = learned_with(source("newswire"), None, points(at), at[-1])
    assert rhythm_of(source("newswire"), memory).a_day == pytest.approx(1440 / 13, rel=0.1)


def test_what_came_between_two_looks_counts_where_it_was_likely() -> None:
    """From six in the evening to ten the next morning: most of it to the morning's hours."""
    evening = NOW + timedelta(hours=16)
    memory = learned_with(source(), Memory(NOW), [Publication(evening, evening + timedelta(hours=16))], NOW + timedelta(days=2))
    assert sum(memory.hours) == pytest.approx(1, abs=0.03)
    assert max(range(168), key=lambda hour: memory.hours[hour]) % 24 in (9, 18)
    assert memory.hours[24 + 3] < 0.05


def test_a_publication_needs_its_ends_in_order_and_with_a_zone() -> None:
    with pytest.raises(ValueError, match="after its high"):
        Publication(NOW, BEGIN)
    with pytest.raises(ValueError, match="zone"):
        Publication(NOW.replace(tzinfo=None), NOW.replace(tzinfo=None))


LOOK, SEEN = NOW + timedelta(hours=8), NOW + timedelta(hours=10)


@pytest.mark.parametrize(
    ("looked", "published", "clock", "low", "high"),
    [
        (LOOK, LOOK + timedelta(hours=1), True, LOOK + timedelta(hours=1), LOOK + timedelta(hours=1)),  # as it says
        (LOOK, LOOK - timedelta(hours=1), True, LOOK, SEEN),  # was not there at the look
        (LOOK, SEEN + timedelta(hours=1), True, LOOK, SEEN),  # a clock that is ahead
        (LOOK, None, False, LOOK, SEEN),
        (LOOK, NOW - timedelta(hours=2), False, LOOK, SEEN),  # this day, in Paris
        (None, SEEN - timedelta(days=30), True, SEEN - timedelta(days=30), SEEN - timedelta(days=30)),
        (None, NOW - timedelta(hours=2), False, NOW - timedelta(hours=2), SEEN),
    ],
)
def test_when_a_page_became_public(
    looked: datetime | None, published: datetime | None, clock: bool, low: datetime, high: datetime
) -> None:
    found = Found(SEEN, SEEN, looked, published, None, clock)
    assert publication(found, zone_of("Europe/Paris")) == Publication(low, high)


@pytest.mark.parametrize(
    ("looked", "published"), [(None, None), (None, SEEN + timedelta(days=1)), (LOOK, LOOK - timedelta(days=30))]
)
def test_of_some_pages_nothing_can_be_told(looked: datetime | None, published: datetime | None) -> None:
    assert publication(Found(SEEN, SEEN, looked, published, None, True), zone_of("Europe/Paris")) is None


def test_midnight_to_the_second_is_a_day() -> None:
    midnight = NOW - timedelta(hours=2)  # in Paris, in summer
    found = Found(SEEN, SEEN, None, midnight, midnight.replace(tzinfo=None) + timedelta(hours=2), True)
    assert publication(found, zone_of("Europe/Paris")) == Publication(midnight, SEEN)


def test_what_the_row_keeps_is_what_was_learned() -> None:
    learned = Learned.of(source(), learned_with(source(), None, OFFICE, NOW), NOW)
    said = json.loads(json.dumps(learned.as_json()))
    assert len(json.dumps(said)) < 4000
    again = Learned.read(source(), said)
    assert again.seen_until == NOW
    assert again.memory is not None
    assert again.memory.hours == pytest.approx(learned.memory.hours if learned.memory else (), rel=1e-3)
    assert again.plan is not None
    assert again.plan.minutes == pytest.approx(learned.plan.minutes if learned.plan else (), abs=0.06)
    assert Learned.read(source(), again.as_json()).as_json() == again.as_json()


def test_bounds_that_the_file_states_anew_are_kept_at_once() -> None:
    said = Learned.of(source(), learned_with(source(), None, OFFICE, NOW), NOW).as_json()
    rare = source(schedule={"min_minutes": 600, "max_minutes": 900})
    assert next_visit_at(rare, said, now=NOW) >= NOW + timedelta(minutes=600)
    moved = source(zone="Asia/Tokyo")
    assert plan_at(moved, said, NOW).zone == zone_of("Asia/Tokyo")


def test_where_something_new_came_the_next_look_is_sooner() -> None:
    night = NOW + timedelta(hours=1)
    memory = learned_with(source(), None, OFFICE, night)
    said = Learned.of(source(), memory, night).as_json()
    rushed = Learned.of(source(), memory, night, new=True).as_json()
    assert next_visit_at(source(), rushed, now=night) - night < (next_visit_at(source(), said, now=night) - night) * 0.7
    later = night + timedelta(hours=1)
    assert next_visit_at(source(), rushed, now=later) == next_visit_at(source(), said, now=later)
    wire = source("newswire")
    busy = learned_with(
        wire, Memory(NOW - timedelta(minutes=9000)), points([NOW + timedelta(minutes=n) for n in range(-9000, 0)]), NOW
    )
    assert Learned.of(wire, busy, NOW, new=True).sooner == 1


def test_days_without_a_verdict_make_looks_rarer() -> None:
    said = Learned.of(source(), learned_with(source(), None, OFFICE, NOW), NOW).as_json()
    soon, late = plan_at(source(), said, NOW), plan_at(source(), said, NOW + timedelta(days=60))
    assert late.looks_a_week < soon.looks_a_week / 2


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@given(key=st.sampled_from(["version", "at", "hours", "long", "fast", "days", "last_day", "odd", "sooner", "plan"]), value=JSON)
def test_a_row_that_holds_anything_is_read(key: str, value: Any) -> None:
    said = {**GOOD, key: value}
    due = next_visit_at(source(), said, now=NOW)
    assert timedelta(minutes=10) <= due - NOW <= timedelta(minutes=1440)
    Learned.read(source(), said)


GOOD = Learned.of(source(), learned_with(source(), None, OFFICE[:50], NOW), NOW).as_json()


@pytest.mark.parametrize("said", [None, {}, [], "rhythm", 7, {"version": 0}, {"version": 1}])
def test_a_row_that_cannot_be_read_is_as_none(said: Any) -> None:
    assert Learned.read(source(), said) == Learned()
    assert next_visit_at(source(), said, now=NOW) == next_visit_at(source(), None, now=NOW)


def test_counts_that_are_none_are_not_read() -> None:
    for hours in ([float("inf")] * 168, [-1.0] * 168, [1.0] * 167, ["x"] * 168, 3):
        assert Memory.from_json({**GOOD, "hours": hours}) is None


def test_nothing_learned_has_nothing_to_keep() -> None:
    with pytest.raises(ValueError, match="nothing was learned"):
        Learned().as_json()


@given(failures=st.integers(0, 50), hard=st.booleans(), wait=st.integers(0, 10_000))
def test_what_a_host_asked_for_is_kept(failures: int, hard: bool, wait: int) -> None:
    asked = NOW + timedelta(minutes=wait)
    due = next_visit_at(source(), GOOD, now=NOW, failures=failures, hard=hard, not_before=asked)
    assert due >= max(asked, NOW + timedelta(minutes=Schedule().min_minutes))
