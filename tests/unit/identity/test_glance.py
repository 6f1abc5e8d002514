"""What a glance at two texts' numbers tells, and what it leaves to a comparison word by word."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from press.identity.glance import state_other_numbers

_FORM = (
    "The harbour office at Tolm counted {} boats in the week that ended on day {}, of which {} were ferries and {} carried salt. "
    "The lock was opened {} times and stood still for {} hours while {} gates were painted. "
    "Fees came to {} crowns, as the keeper of the lock told the council on its way to the summer hall. "
)
_REST = "The next count is made when the river has gone down and the moorings at the lower quay can be reached by land again. "


def _filled(first: int) -> str:
    return _FORM.format(*range(first, first + 8)) + _REST


def test_siblings_on_one_form_are_told_by_their_numbers() -> None:
    assert state_other_numbers(_filled(100), _filled(300))
    assert not state_other_numbers(_filled(100), _filled(104))  # half of them are the same


def test_few_numbers_say_nothing() -> None:
    ours, theirs = ("Tolm, {} {} {}, {} o'clock. ".format(*numbers) + _REST for numbers in ((1, 2, 3, 4), (5, 6, 7, 8)))
    assert not state_other_numbers(ours, theirs)


def test_lists_at_the_end_of_pages_are_no_numbers_of_the_text() -> None:
    lists = [" ".join(str(date(2024, 1, 1) + timedelta(days=40 * day)) for day in days) for days in ((1, 2, 3), (101, 102, 103))]
    ours, theirs = (_REST * 3 + one for one in lists)
    assert not state_other_numbers(ours, theirs)


def test_separators_make_no_other_number() -> None:
    ours = " ".join(f"{number},000 boats" for number in range(20, 28)) + _REST
    assert not state_other_numbers(ours, ours.replace(",000", "’000"))


@given(st.text(alphabet="0123456789.,' ab", max_size=60), st.text(alphabet="0123456789.,' ab", max_size=60))
def test_the_order_of_the_two_does_not_matter(first: str, second: str) -> None:
    assert state_other_numbers(first, second) == state_other_numbers(second, first)
