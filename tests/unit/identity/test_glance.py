"""What a glance at two texts' facts tells, and what it leaves to a comparison word by word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from press.identity.facts import facts_of_body
from press.identity.glance import are_others, glance_of, kept_of, state_others
from press.identity.likeness import compare
from press.identity.links import are_linked
from press.identity.portrait import Portrait

_FORM = (
    "The harbour office at Tolm counted {} boats in the week that ended on day {}, of which {} were ferries and {} carried salt. "
    "The lock was opened {} times and stood still for {} hours while {} gates were painted. "
    "Fees came to {} crowns, as the keeper of the lock told the council on its way to the summer hall. "
)
_REST = "The next count is made when the river has gone down and the moorings at the lower quay can be reached by land again. "


def _filled(first: int) -> str:
    return _FORM.format(*range(first, first + 8)) + _REST


def _tell_others(ours: str, theirs: str) -> bool:
    return state_others(facts_of_body(ours, "en"), facts_of_body(theirs, "en"))


def test_siblings_on_one_form_are_told_by_their_numbers() -> None:
    assert _tell_others(_filled(100), _filled(300))
    assert not _tell_others(_filled(100), _filled(104))  # half of them are the same


def test_siblings_on_one_form_are_told_by_their_names() -> None:
    form = "At the harbour office {} of {} took the oath with {} of {}. The lock was opened by {} while {} read from the book. "
    ours = form.format("Ada", "Tolm", "Brin", "Vesle", "Corin", "Delia") + _REST
    theirs = form.format("Eskil", "Marn", "Frode", "Hult", "Gunvor", "Ivar") + _REST
    assert _tell_others(ours, theirs)
    assert not _tell_others(ours, ours.replace("Corin", "Knut"))


def test_siblings_that_speak_of_the_same_people_are_told_by_their_numbers() -> None:
    form = "Ada, Brin, Corin, Delia and Eskil of Tolm counted {} boats, {} ferries, {} carts, {} mules, {} sheep and {} bells. "
    ours, theirs = (form.format(*range(first, first + 6)) + _REST * 2 for first in (100, 300))
    assert _tell_others(ours, theirs)
    assert not _tell_others(ours, ours.replace("carts", "wagons"))


def test_a_part_is_not_told_apart_from_its_whole_by_words_that_have_a_capital_in_it_alone() -> None:
    part = "We name Harbour, Lock, Ferry, Quay, Salt and Tide as our words. " + _REST
    whole = (
        part + "Of harbour, lock, ferry, quay, salt and tide Ada, Brin, Corin, Delia, Eskil, Frode and Gunvor spoke. " + _REST * 2
    )
    assert not _tell_others(part, whole)


def test_few_facts_say_nothing() -> None:
    ours, theirs = ("Tolm, {} {} {}, {} o'clock. ".format(*numbers) + _REST for numbers in ((1, 2, 3, 4), (5, 6, 7, 8)))
    assert not _tell_others(ours, theirs)


def test_lists_at_the_end_of_pages_are_no_facts_of_the_text() -> None:
    lists = [" ".join(str(date(2024, 1, 1) + timedelta(days=40 * day)) for day in days) for days in ((1, 2, 3), (101, 102, 103))]
    ours, theirs = (_REST * 3 + one for one in lists)
    assert not _tell_others(ours, theirs)


def test_separators_make_no_other_number() -> None:
    ours = " ".join(f"{number},000 boats" for number in range(20, 28)) + _REST
    assert not _tell_others(ours, ours.replace(",000", "’000"))


@given(st.text(alphabet="0123456789.,' aBC", max_size=60), st.text(alphabet="0123456789.,' aBC", max_size=60))
def test_the_order_of_the_two_does_not_matter(first: str, second: str) -> None:
    assert _tell_others(first, second) == _tell_others(second, first)


def _page(number: int, text: str, **more: Any) -> Portrait:
    return Portrait(f"https://tolm.example/{number}", "xx_tolm", None, "Count of boats at Tolm", text, "en", **more)


_NUMBERED = st.lists(st.integers(0, 40), max_size=24).map(lambda some: " ".join(f"boat {one}, salt" for one in some))
_ADDRESSES = st.none() | st.integers(1, 4).map(lambda number: f"http://www.tolm.example/{number}/")


@given(_NUMBERED, _NUMBERED, _ADDRESSES, _ADDRESSES, st.tuples(st.sampled_from(["", "12", "13"]), st.sampled_from(["", "12"])))
def test_what_is_kept_tells_what_the_texts_tell(
    one: str, other: str, canonical: str | None, original: str | None, ids: tuple[str, str]
) -> None:
    first = _page(1, one, canonical_url=canonical, wire_ids=tuple(filter(None, ids[:1])))
    second = _page(2, other, original_url=original, wire_ids=tuple(filter(None, ids[1:])))
    told = are_others(glance_of(kept_of(first)), glance_of(kept_of(second)))
    assert told == (_tell_others(one, other) and not are_linked(first, second))
    assert not told or compare(first, second) is None


def test_a_page_about_another_one_is_read_whole() -> None:
    notice = Portrait("https://tolm.example/9", "xx_tolm", None, "KILL: Count of boats at Tolm", _filled(100), "en")
    correction = Portrait("https://tolm.example/9", "xx_tolm", None, "Correction: Count of boats at Tolm", _filled(100), "en")
    for page in (notice, correction):
        assert glance_of(kept_of(page)) is None
        assert not are_others(glance_of(kept_of(page)), glance_of(kept_of(_page(1, _filled(300)))))


def test_a_table_of_very_many_numbers_is_read_whole() -> None:
    assert kept_of(_page(1, " boats; ".join(map(str, range(1000, 3000))))) == b""


def test_what_nothing_is_known_of_is_read_whole() -> None:
    assert glance_of(None) is None
