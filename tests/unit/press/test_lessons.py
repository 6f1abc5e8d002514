"""When a source is learned from, and when a layout has had its day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from press.lessons import ENOUGH_PAGES, FITS, NEWEST, TOO_MANY_MISFITS, LaidOut, LastLesson, failed, is_due

START = datetime(2026, 3, 1, tzinfo=UTC)


def newest(fits: str) -> list[LaidOut]:
    """The newest pages, the very newest first: `+` read by the layout, `-` by none, `?` by it and not well."""
    fit = {"+": 1.0, "?": 0.5, "-": 0.0}
    return [
        LaidOut(UUID(int=number), START - timedelta(hours=number), None if one == "-" else "k", fit[one])
        for number, one in enumerate(fits)
    ]


def lesson(pages: int, in_vain: int = 0, version: str = "2.0") -> LastLesson:
    return LastLesson(START, "learned", version, pages, in_vain, None)


def due(pages: int, last: LastLesson | None, fits: str = "", *, any_in_force: bool = False) -> bool:
    return is_due(pages, last, newest(fits), any_in_force=any_in_force, version="2.0")


def test_the_first_lesson_waits_for_enough_pages() -> None:
    assert not due(ENOUGH_PAGES - 1, None)
    assert due(ENOUGH_PAGES, None)


def test_lessons_in_vain_come_ever_more_seldom() -> None:
    assert [next(n for n in range(1000) if due(100 + n, lesson(100, vain))) for vain in range(1, 8)] == [
        8, 16, 32, 64, 128, 256, 256,
    ]  # fmt: skip
    assert due(100, lesson(100, 7, version="1.9")), "other rules may learn what these could not"


def test_layouts_that_fit_need_no_lesson_and_those_that_do_not_need_one() -> None:
    assert not due(50, lesson(10), "+" * NEWEST, any_in_force=True)
    assert not due(50, lesson(10), "-----+++++++", any_in_force=True)
    assert due(50, lesson(10), "------++++++", any_in_force=True)
    assert due(50, lesson(10), "-?-?-?", any_in_force=True)
    assert not due(50, lesson(10), "+" * NEWEST + "-" * 40, any_in_force=True), "what is long past counts no more"
    assert not due(50, lesson(50, 1), "-" * NEWEST, any_in_force=True), "a lesson in vain is not repeated at once"


def test_a_layout_ends_where_the_unbroken_row_of_misfits_begins() -> None:
    pages = newest("-------+-++")
    assert failed(["k"], pages) == (["k"], pages[6].seen_at)
    assert failed(["k"], newest("-----+------")) == ([], None)
    assert failed(["k"], newest("-" * (TOO_MANY_MISFITS - 1))) == ([], None)


@given(st.text("+?-", max_size=40))
def test_whatever_ends_a_layout_makes_a_lesson_due(fits: str) -> None:
    ended, since = failed(["k"], newest(fits))
    assert bool(ended) == (since is not None)
    if ended:
        assert due(100, lesson(0), fits, any_in_force=True)


def test_a_fit_is_judged_at_its_bound() -> None:
    assert not LaidOut(UUID(int=0), START, "k", FITS).is_misfit
    assert LaidOut(UUID(int=0), START, None, 1.0).is_misfit
