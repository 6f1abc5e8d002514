"""When a page is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.revisits import INTERVALS, SPREAD, next_look

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


@given(st.integers(1, 40), st.text(), st.lists(st.timedeltas(timedelta(seconds=1), timedelta(days=36_500)), min_size=1))
def test_never_sooner_than_the_interval_and_little_later(looks: int, seed: str, intervals: list[timedelta]) -> None:
    wait = next_look(looks, NOON, seed=seed, intervals=intervals) - NOON
    interval = intervals[min(looks, len(intervals)) - 1]
    assert interval <= wait <= interval * (1 + SPREAD)
    assert next_look(looks, NOON, seed=seed, intervals=intervals) - NOON == wait


def test_pages_found_together_are_not_due_together() -> None:
    due = sorted(next_look(1, NOON, seed=f"https://ministry.example/news/{number}") for number in range(1000))
    assert max(sum(minute <= one < minute + timedelta(minutes=1) for one in due) for minute in due[::20]) < 150
    assert next_look(2, NOON, seed="a") - next_look(1, NOON, seed="a") > timedelta(hours=4)


def test_the_last_interval_repeats() -> None:
    assert [next_look(looks, NOON, seed="a") >= NOON + INTERVALS[-1] for looks in (6, 7, 8, 1000)] == [False, True, True, True]


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_look(1, NOON.replace(tzinfo=None), seed="a")
    with pytest.raises(ValueError, match="from 1"):
        next_look(0, NOON, seed="a")
    with pytest.raises(ValueError, match="at least one"):
        next_look(1, NOON, seed="a", intervals=())
