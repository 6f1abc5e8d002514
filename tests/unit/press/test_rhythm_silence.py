"""How much is expected of a source, and how long it may be silent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.rhythm import Memory, expected, longest_silence, quiet_probability, rhythm_of
from press.rhythm.learning import learned_with
from tests.unit.press.rhythm_samples import moments, points, source, utc

BEGIN, NOW = utc(2026, 1, 5), utc(2026, 4, 6)  # Mondays

INSTANTS = st.floats(-400, 400).map(lambda days: NOW + timedelta(days=days))


def _learned(a_day: float = 3.0, **more: object) -> Memory:
    return learned_with(source(), None, points(moments(BEGIN, NOW, a_day=a_day, **more)), NOW)  # type: ignore[arg-type]


def test_a_week_brings_what_weeks_brought() -> None:
    rhythm = rhythm_of(source(), _learned())
    assert expected(rhythm, NOW, NOW + timedelta(weeks=1)) == pytest.approx(15, rel=0.2)
    assert rhythm.a_day == pytest.approx(15 / 7, rel=0.25)


def test_a_night_and_a_weekend_are_no_silence() -> None:
    rhythm = rhythm_of(source(), _learned())
    friday_evening = NOW + timedelta(days=4, hours=18)
    assert quiet_probability(rhythm, friday_evening, friday_evening + timedelta(days=2, hours=12)) > 0.3
    assert quiet_probability(rhythm, NOW, NOW + timedelta(days=5)) < 1e-3


@pytest.mark.parametrize("a_day", [0.2, 0.6, 2.0])
def test_the_longest_silence_is_shorter_the_more_a_source_publishes(a_day: float) -> None:
    silence = longest_silence(rhythm_of(source(), _learned(a_day)), NOW) - NOW
    more = longest_silence(rhythm_of(source(), _learned(a_day * 3)), NOW) - NOW
    assert more < silence < timedelta(days=400)


def test_releases_that_crowd_into_single_days_break_fewer_silences() -> None:
    """Fifteen releases every Tuesday are no surer a sign of life on a Wednesday than one would be."""
    spread = rhythm_of(source(), _learned(3.0))
    crowded = rhythm_of(source(), _learned(15.0, days=frozenset({1}), first=10, last=11))
    assert crowded.crowding < spread.crowding / 2
    assert longest_silence(crowded, NOW) > longest_silence(spread, NOW)


def test_of_a_source_that_nobody_knows_a_long_silence_is_believed() -> None:
    known, new = rhythm_of(source(), _learned(2.0)), rhythm_of(source(), None)
    assert longest_silence(new, NOW) > longest_silence(known, NOW) + timedelta(weeks=2)


@given(since=INSTANTS, hours=st.floats(0, 5000), more=st.floats(0, 5000))
def test_a_longer_silence_is_never_likelier(since: datetime, hours: float, more: float) -> None:
    rhythm = rhythm_of(source(), None)
    one, two = since + timedelta(hours=hours), since + timedelta(hours=hours + more)
    assert 0 <= quiet_probability(rhythm, since, two) <= quiet_probability(rhythm, since, one) + 1e-12 <= 1 + 1e-12
    assert expected(rhythm, since, two) == pytest.approx(
        expected(rhythm, since, one) + expected(rhythm, one, two), rel=0.02, abs=0.2
    )  # whole weeks of long spans are counted without the clock


@given(since=INSTANTS, chance=st.floats(1e-12, 0.999), a_day=st.sampled_from([None, 0.05, 3.0]))
def test_the_longest_silence_is_where_the_chance_is_reached(since: datetime, chance: float, a_day: float | None) -> None:
    rhythm = rhythm_of(source(), MEMORIES[a_day])
    until = longest_silence(rhythm, since, chance)
    assert since <= until <= since + timedelta(days=730)
    if until < since + timedelta(days=700):
        assert quiet_probability(rhythm, since, until) == pytest.approx(chance, rel=0.05)


MEMORIES = {None: None, 0.05: _learned(0.05), 3.0: _learned(3.0)}


def test_an_empty_span_expects_nothing() -> None:
    rhythm = rhythm_of(source(), None)
    assert expected(rhythm, NOW, NOW - timedelta(days=1)) == 0
    assert quiet_probability(rhythm, NOW, NOW) == 1


@pytest.mark.parametrize("chance", [0.0, 1.0, -1.0])
def test_a_chance_that_is_none_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        longest_silence(rhythm_of(source(), None), NOW, chance)
