"""Of several ties between two pages one is kept, whatever the order in which they were found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from press.identity.roles import Member
from press.identity.ties import Likeness, Match
from press.identity.tying import tied

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)


def found(one: int, other: int, *parts: Literal["first", "second"]) -> str | None:
    """The address of the part, where two pages were each found to be a part of the other, in different readings."""
    members = {
        UUID(int=id_): Member(UUID(int=id_), f"https://{name}.example/", "ministry", True, NOON, NOON)
        for id_, name in ((one, "a"), (other, "b"))
    }
    matches = [Match(0, 1, Likeness("excerpt", 0.9, 0.9, part)) for part in parts]
    [tie], fresh = tied(matches, {0: UUID(int=one), 1: UUID(int=other)}, [], members)
    assert fresh == [tie]
    return members[tie.part].url if tie.part is not None else None


def test_which_is_the_part_does_not_depend_on_order_or_ids() -> None:
    assert {found(1, 2, "first", "second"), found(1, 2, "second", "first"), found(2, 1, "first", "second"),
            found(2, 1, "second", "first")} == {"https://a.example/"}  # fmt: skip


def test_a_copy_is_kept_before_an_excerpt_and_nothing_is_told_twice() -> None:
    pages = {0: UUID(int=1), 1: UUID(int=2)}
    copy, part = Match(0, 1, Likeness("copy", 0.5, 0.5)), Match(0, 1, Likeness("excerpt", 1, 1, "first"))
    for several in ([copy, part], [part, copy]):
        [tie], _ = tied(several, pages, [], {})
        assert tie.kind == "copy"
        assert tied(several, pages, [tie], {}) == ([tie], [])


def test_two_readings_of_one_page_are_no_tie() -> None:
    assert tied([Match(0, 1, Likeness("copy", 1, 1))], {0: UUID(int=1), 1: UUID(int=1)}, [], {}) == ([], [])
