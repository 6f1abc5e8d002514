"""Roles by what pages say of one another, and why each belongs to its release, in words that a person can check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from press.identity.relations import Relation, Relations
from press.identity.roles import Member, Naming, excerpts, roles, shown
from press.identity.ties import Bond, Tie
from press.source import SourceKind

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)


def member(number: int, kind: SourceKind | None = None, *, at: int = 0, text: int | None = None, length: int = 900,
           **more: str | None) -> Member:  # fmt: skip
    return Member(
        UUID(int=number), f"https://site{number}.example/news/{number}", kind, True, NOON + timedelta(minutes=at), NOON,
        text_digest=bytes([number if text is None else text]), length=length, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def tie(one: int, other: int, *, part: int | None = None, score: float = 0.9, **evidence: object) -> Tie:
    kind = "copy" if part is None else "excerpt"
    return Tie(UUID(int=one), UUID(int=other), kind, None if part is None else UUID(int=part), score, score, evidence)  # type: ignore[arg-type]


@dataclass
class Several:
    members: tuple[Member, ...]
    ties: tuple[Tie, ...] = ()
    bonds: tuple[Bond, ...] = ()

    def of(self, id_: UUID, shown_id: UUID) -> Relation:
        by_id = {one.appearance_id: one for one in self.members}
        return Relations(by_id, {}, self.ties, self.bonds, Naming.of(self.members), shown_id).of(id_)


def relations(*members: Member, ties: tuple[Tie, ...] = (), bonds: tuple[Bond, ...] = ()) -> Several:
    return Several(members, ties, bonds)


def url(number: int) -> str:
    return f"https://site{number}.example/news/{number}"


def test_a_page_that_names_another_is_not_the_original() -> None:
    members = [member(1, at=0, original_url=url(2) + "?utm_source=mail"), member(2, at=5), member(3, at=1, canonical_url=url(2))]
    naming = Naming.of(members)
    found = roles(members, (), naming)
    assert found == {UUID(int=1): "republication", UUID(int=2): "original", UUID(int=3): "republication"}
    assert roles(members)[UUID(int=1)] == "original", "without their links the earliest is"
    assert shown(members, found, naming).appearance_id == UUID(int=2)


def test_what_is_no_address_names_nothing() -> None:
    assert Naming.of([member(1, original_url="see below"), member(2)]) == Naming({}, {})


def test_an_excerpt_is_a_republishers_part_of_a_whole_and_what_has_the_same_text() -> None:
    members = [
        member(1, "ministry"), member(2, "republisher", length=400), member(3, "newswire", length=400),
        member(4, length=300), member(5, "republisher", length=400, text=2), member(6, "republisher"),
    ]  # fmt: skip
    ties = [tie(1, 2, part=2), tie(1, 3, part=3), tie(1, 4, part=4), tie(1, 6)]
    parts = excerpts(members, ties)
    assert parts == {UUID(int=2), UUID(int=4), UUID(int=5)}
    assert roles(members, parts) == {
        UUID(int=1): "original", UUID(int=2): "excerpt", UUID(int=3): "wire", UUID(int=4): "excerpt", UUID(int=5): "excerpt",
        UUID(int=6): "republication",
    }  # fmt: skip


def test_a_part_of_nothing_but_an_excerpt_is_none() -> None:
    members = [member(1, "republisher", length=600), member(2, "republisher", length=400), member(3, "ministry")]
    assert excerpts(members, [tie(1, 2, part=2), tie(1, 3, part=1)]) == {UUID(int=1)}
    assert excerpts(members, [tie(1, 2, part=2)]) == {UUID(int=2)}
    assert excerpts(members, [], attached=[UUID(int=2), UUID(int=3)]) == {UUID(int=2)}


def test_of_records_handed_in_the_earliest_whole_one_is_the_original() -> None:
    members = [member(1, at=0, length=300), member(2, at=5)]
    assert roles(members, [UUID(int=1)]) == {UUID(int=1): "excerpt", UUID(int=2): "original"}


def test_what_is_shown_is_like_itself_and_needs_no_reason() -> None:
    assert relations(member(1), member(2)).of(UUID(int=1), UUID(int=1)) == Relation(1.0)


def test_the_same_text_and_a_link_are_both_told() -> None:
    found = relations(member(1), member(2, text=1, canonical_url=url(1))).of(UUID(int=2), UUID(int=1))
    assert found == Relation(1.0, ({"how": "same text", "page": url(1)}, {"how": "canonical link", "page": url(1)}))


def test_a_tie_holds_for_every_page_with_the_same_text() -> None:
    found = relations(member(1), member(2, text=1), member(3), ties=(tie(2, 3, words=0.9),)).of(UUID(int=3), UUID(int=1))
    assert found == Relation(0.9, ({"how": "copy", "page": url(1), "words": 0.9},))


def test_an_excerpt_says_which_is_the_part() -> None:
    several = relations(member(1), member(2), ties=(tie(1, 2, part=2),))
    assert several.of(UUID(int=2), UUID(int=1)).joined == ({"how": "excerpt", "page": url(1), "part": url(2)},)
    assert several.of(UUID(int=1), UUID(int=2)).joined == ({"how": "excerpt", "page": url(2), "part": url(2)},)


def test_a_page_unlike_what_is_shown_names_the_page_it_is_most_like() -> None:
    several = relations(member(1), member(2), member(3), member(4), ties=(tie(1, 2), tie(2, 3, score=0.6), tie(3, 4, score=0.8)))
    assert several.of(UUID(int=3), UUID(int=1)) == Relation(0.8, ({"how": "copy", "page": url(4)},))
    linked = relations(member(1), member(2), member(3, original_url=url(2)))
    assert linked.of(UUID(int=3), UUID(int=1)) == Relation(None, ({"how": "original link", "page": url(2)},))


def test_what_a_person_tied_is_told_with_the_name() -> None:
    bond = Bond(UUID(int=1), UUID(int=2), "Ada", "same event")
    several = relations(member(1), member(2), member(3), bonds=(bond,))
    said = {"how": "person", "page": url(1), "by": "Ada", "reason": "same event"}
    assert several.of(UUID(int=2), UUID(int=1)).joined == (said,)
    assert several.of(UUID(int=3), UUID(int=1)).joined == (said,)


def test_where_nothing_else_is_left_an_earlier_text_did_it() -> None:
    found = relations(member(1), member(2)).of(UUID(int=2), UUID(int=1))
    assert found == Relation(None, ({"how": "earlier text", "page": url(1)},))
