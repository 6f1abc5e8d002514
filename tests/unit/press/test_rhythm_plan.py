"""How looks are spread over a source's week, and when the next one is."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.rhythm import Rhythm, back_off, next_look, rhythm_of
from press.rhythm.plan import Plan, interval, plan, spread
from press.rhythm.week import HOURS
from press.source import Schedule
from tests.unit.press.rhythm_samples import source, utc

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
ELSEWHERE = [ZoneInfo("Asia/Kathmandu"), ZoneInfo("Australia/Lord_Howe"), timezone(timedelta(hours=-3))]
ZONES = st.sampled_from([PARIS, NEW_YORK, *ELSEWHERE])
RATES = st.lists(st.one_of(st.just(0.0), st.floats(1e-9, 100)), min_size=24, max_size=24).map(lambda day: tuple(day * 7))
BOUNDS = st.tuples(st.integers(1, 3000), st.integers(0, 20000)).map(lambda b: Schedule(min_minutes=b[0], max_minutes=b[0] + b[1]))
INSTANTS = st.floats(-400, 400).map(lambda days: utc(2026, 3, 29, 1) + timedelta(days=days))


def _rhythm(rates: tuple[float, ...], zone: ZoneInfo | timezone = PARIS) -> Rhythm:
    return Rhythm(zone, rates, 1.0, 0.7, 10.0)


def _walk(of: Plan, since: datetime, until: datetime, seed: str = "xx_sample") -> list[datetime]:
    looks = [since]
    while looks[-1] < until:
        looks.append(next_look(of, looks[-1], seed=seed))
    return looks


@given(rates=RATES, zone=ZONES, bounds=BOUNDS, now=INSTANTS, seed=st.text(max_size=20))
def test_a_look_is_never_sooner_or_later_than_the_bounds(
    rates: tuple[float, ...], zone: ZoneInfo, bounds: Schedule, now: datetime, seed: str
) -> None:
    made = plan(_rhythm(rates, zone), bounds)
    gap = next_look(made, now, seed=seed) - now
    sliver = timedelta(milliseconds=1)
    assert timedelta(minutes=bounds.min_minutes) - sliver <= gap <= timedelta(minutes=bounds.max_minutes) + sliver
    assert all(bounds.min_minutes * 0.999 <= minutes <= bounds.max_minutes * 1.001 for minutes in made.minutes)


@given(rates=RATES, hour=st.integers(0, HOURS - 1), factor=st.floats(1, 100))
def test_more_releases_in_an_hour_never_mean_fewer_looks_in_it(rates: tuple[float, ...], hour: int, factor: float) -> None:
    """For the same volume in the week: what an hour gains the others lose."""
    more = [*rates]
    more[hour] = (more[hour] + 1e-6) * factor
    total, before = sum(more), sum(rates)
    assert before >= 0
    less = spread([rate / total for rate in [*rates[:hour], rates[hour] + 1e-6, *rates[hour + 1 :]]], 0.05, 50, 150)
    assert spread([rate / total for rate in more], 0.05, 50, 150)[hour] >= less[hour] * (1 - 1e-9)


@given(rates=RATES, budget=st.floats(10, 900))
def test_the_whole_budget_is_spread(rates: tuple[float, ...], budget: float) -> None:
    found = spread(rates, 0.05, 6, budget)
    assert sum(found) == pytest.approx(budget, rel=1e-6)
    assert all(0.05 <= density <= 6 for density in found)


@pytest.mark.parametrize("a_day", [0.1, 1.0, 12.0])
@pytest.mark.parametrize("zone", [PARIS, NEW_YORK])
def test_as_many_looks_as_a_fixed_interval_would_make(a_day: float, zone: ZoneInfo) -> None:
    """Over eight weeks in which the clocks of both zones are put forward."""
    office = tuple((10.0 if 9 <= h < 18 else 0.3) * (0.1 if d > 4 else 1) for d in range(7) for h in range(24))
    rhythm = _rhythm(tuple(rate * a_day * 7 / sum(office) for rate in office), zone)
    since = utc(2026, 2, 9)
    looks = _walk(plan(rhythm, Schedule()), since, since + timedelta(weeks=8))
    assert len(looks) == pytest.approx(8 * 7 * 1440 / interval(rhythm, Schedule()), rel=0.02)


def test_the_interval_is_midway_for_a_release_a_day_and_halves_with_four() -> None:
    assert interval(_rhythm((1 / 24,) * HOURS), Schedule()) == pytest.approx(120)
    assert interval(_rhythm((4 / 24,) * HOURS), Schedule()) == pytest.approx(60)
    assert interval(_rhythm((0.0,) * HOURS), Schedule()) == 1440
    assert interval(_rhythm((1e6,) * HOURS), Schedule()) == 10


def test_hours_that_the_shortest_interval_leaves_in_want_give_the_others_nothing() -> None:
    """A source with all its releases between eight and nine is not looked at all night long for it."""
    burst = _rhythm(tuple(20.0 if h == 8 else 0.01 for _ in range(7) for h in range(24)))
    made = plan(burst, Schedule())
    assert made.minutes[8] == 10
    assert made.looks_a_week < HOURS * 60 / interval(burst, Schedule())
    assert made.minutes[20] > 60


def test_looks_follow_the_clock_on_the_wall_through_the_changes_of_time() -> None:
    """A source that publishes from nine to ten by New York's clock: looks crowd there before and after the clocks change."""
    rates = tuple(5.0 if h == 9 else 0.05 for _ in range(7) for h in range(24))
    made = plan(_rhythm(rates, NEW_YORK), Schedule())
    for since in (utc(2026, 2, 23), utc(2026, 3, 9), utc(2026, 10, 19), utc(2026, 11, 2)):
        looks = _walk(made, since, since + timedelta(days=7))
        by_hour = [0] * 24
        for look in looks:
            by_hour[look.astimezone(NEW_YORK).hour] += 1
        assert by_hour.index(max(by_hour)) == 9


def test_a_late_look_does_not_make_more_of_them() -> None:
    made = plan(rhythm_of(source(), None), Schedule())
    now, until, count = utc(2026, 3, 2), utc(2026, 4, 27), 0
    while now < until:
        now = next_look(made, now, seed="xx_sample") + timedelta(minutes=5)
        count += 1
    assert count == pytest.approx(8 * made.looks_a_week, rel=0.03)


def test_sources_with_one_rhythm_are_not_due_at_one_instant() -> None:
    made, now = plan(rhythm_of(source(), None), Schedule()), utc(2026, 3, 2, 9)
    due = {next_look(made, now, seed=f"xx_{number}") for number in range(500)}
    assert len(due) > 450
    spans = sorted(due)
    assert spans[-1] - spans[0] > timedelta(minutes=20)
    assert next_look(made, now, seed="xx_1") == next_look(made, now, seed="xx_1")


def test_few_looks_stand_at_the_end_of_what_they_catch() -> None:
    """Two looks a day at an office that publishes from nine to five: the last of them comes soon after five, not at night."""
    rates = tuple((0.2 if 9 <= h < 17 else 0.002) if d < 5 else 0.002 for d in range(7) for h in range(24))
    made = plan(_rhythm(rates), Schedule(min_minutes=360, max_minutes=1440))
    looks = [look.astimezone(PARIS) for look in _walk(made, utc(2026, 3, 2), utc(2026, 3, 28))]
    evening = [look for look in looks if look.weekday() < 5 and 17 <= look.hour < 20]
    assert len(evening) >= 12


@settings(max_examples=50)
@given(bounds=BOUNDS, failures=st.integers(1, 10_000), hard=st.booleans(), seed=st.text(max_size=9))
def test_failures_are_asked_ever_more_seldom_but_never_given_up(bounds: Schedule, failures: int, hard: bool, seed: str) -> None:
    now = utc(2026, 3, 2)
    wait = back_off(bounds, now, failures=failures, hard=hard, seed=seed) - now
    more = back_off(bounds, now, failures=failures + 1, hard=hard, seed=seed) - now
    assert timedelta(minutes=bounds.min_minutes) < wait <= more
    assert more <= max(timedelta(days=7), timedelta(minutes=bounds.max_minutes)) * 1.06
    assert back_off(bounds, now, failures=failures, hard=True, seed=seed) - now >= wait


def test_no_failure_is_no_reason_to_back_off() -> None:
    with pytest.raises(ValueError, match="from 1"):
        back_off(Schedule(), utc(2026, 3, 2), failures=0, hard=False, seed="x")


def test_the_root_of_the_rates_is_the_best_spread() -> None:
    """Any other densities of the same sum delay more: rate / density, summed."""
    rates = [0.1 + abs(math.sin(hour)) for hour in range(HOURS)]
    best = spread(rates, 1e-6, 1e6, 200.0)
    cost = sum(rate / density for rate, density in zip(rates, best, strict=True))
    assert cost == pytest.approx(sum(math.sqrt(rate) for rate in rates) ** 2 / 200)
    for moved in range(0, HOURS - 1, 13):
        other = list(best)
        other[moved], other[moved + 1] = best[moved] * 1.1, best[moved + 1] - best[moved] * 0.1
        assert sum(rate / density for rate, density in zip(rates, other, strict=True)) > cost
