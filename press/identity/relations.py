"""Relations: how like what is shown a page is, and why it belongs to its release, in words that a person can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from press.identity.roles import Member, Naming
from press.identity.ties import Bond, Tie


@dataclass(frozen=True, slots=True)
class Relation:
    """`similarity` (0 to 1) is the share of the shorter text that stands in the longer one; None where nobody compared them.
    `joined` is what press.appearance.evidence begins with."""

    similarity: float | None = None
    joined: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)


#: text -> other text -> the best tie between them, and whether the first is the part.
Best = dict[object, dict[object, tuple[Tie, bool]]]


class Relations:
    """The relations within one release. Ties hold between texts: what holds of a page holds of another with the same text."""

    def __init__(
        self, members: Mapping[UUID, Member], main_of: Mapping[UUID, UUID], ties: Sequence[Tie], bonds: Sequence[Bond],
        naming: Naming, shown_id: UUID,
    ) -> None:  # fmt: skip
        """`members` are all pages of the release; `main_of` has the variants among them, with the page that stands for each."""
        self._members = {id_: member for id_, member in members.items() if id_ not in main_of}
        self._main_of = main_of
        self._naming = naming
        self._bonds = [bond for bond in bonds if bond.first in members and bond.second in members]
        self._ties = ties
        self._shown = self._members[shown_id]
        self._text_of = {id_: _text(self._members[main_of.get(id_, id_)]) for id_ in members}
        text = _text(self._shown)
        self._to_shown = self._best_of(tie for tie in ties if text in (self._text_of[tie.first], self._text_of[tie.second]))

    def of(self, id_: UUID) -> Relation:
        """The relation of a page to the one that is shown; where there is none, to the page that it is most like."""
        member, shown = self._members[id_], self._shown
        if member is shown:
            return Relation(1.0)
        said, similarity = list(self._links(member, shown)), None
        tie = self._to_shown.get(_text(member), {}).get(_text(shown))
        if member.text_digest and member.text_digest == shown.text_digest:
            said.insert(0, {"how": "same text", "page": shown.url})
            similarity = 1.0
        elif tie is not None:
            said.append(_tied(*tie, member, shown))
            similarity = tie[0].similarity
        if not said:
            said, similarity = self._best_other(member)
        return Relation(similarity, tuple(said or self._otherwise(shown)))

    def _links(self, member: Member, other: Member) -> Iterable[dict[str, Any]]:
        one, two = member.appearance_id, other.appearance_id
        for how, named in (("canonical link", self._naming.canonical), ("original link", self._naming.original)):
            if named.get(one) == two or named.get(two) == one:
                yield {"how": how, "page": other.url}
        for bond in self._bonds:
            if {self._main(bond.first), self._main(bond.second)} == {one, two}:
                yield {"how": "person", "page": other.url, "by": bond.by, "reason": bond.reason}

    def _best_other(self, member: Member) -> tuple[list[dict[str, Any]], float | None]:
        """What ties a page to another one than what is shown."""
        same = [one for one in self._members.values() if one is not member and _text(one) == _text(member)]
        if same:
            return [{"how": "same text", "page": min(same, key=lambda one: one.age).url}], 1.0
        tied = self._between_all.get(_text(member), {})
        if tied:
            oldest = {_text(one): one for one in sorted(self._members.values(), key=lambda one: one.age, reverse=True)}
            text, tie = min(tied.items(), key=lambda item: (_strength(item[1][0]), oldest[item[0]].age))
            return [_tied(*tie, member, oldest[text])], tie[0].similarity
        for other in sorted(self._members.values(), key=lambda one: one.age):
            if other is not member and (links := list(self._links(member, other))):
                return links, None
        return [], None

    def _otherwise(self, shown: Member) -> Iterable[dict[str, Any]]:
        """By a person, or by what an earlier revision of one of the two said."""
        for bond in self._bonds[:1]:
            yield {"how": "person", "page": shown.url, "by": bond.by, "reason": bond.reason}
            return
        yield {"how": "earlier text", "page": shown.url}

    @cached_property
    def _between_all(self) -> Best:
        """Asked for where a page is like others than the one that is shown, which is rare."""
        return self._best_of(self._ties)

    def _best_of(self, ties: Iterable[Tie]) -> Best:
        best: Best = {}
        for tie in ties:
            first, second = self._text_of[tie.first], self._text_of[tie.second]
            if first == second:
                continue
            had = best.get(first, {}).get(second)
            if had is None or self._rank(tie) < self._rank(had[0]):
                best.setdefault(first, {})[second] = tie, tie.part == tie.first
                best.setdefault(second, {})[first] = tie, tie.part == tie.second
        return best

    def _rank(self, tie: Tie) -> tuple[tuple[bool, float, float, str], str]:
        """Of ties between the same texts the least is told; which page was compared first does not matter."""
        return _strength(tie), "" if tie.part is None else repr(self._text_of[tie.part])

    def _main(self, id_: UUID) -> UUID:
        return self._main_of.get(id_, id_)


def _text(member: Member) -> object:
    return member.text_digest or member.appearance_id


def _strength(tie: Tie) -> tuple[bool, float, float, str]:
    return tie.kind != "copy", -tie.score, -tie.similarity, repr(sorted(tie.evidence.items()))


def _tied(tie: Tie, is_part: bool, member: Member, other: Member) -> dict[str, Any]:
    said: dict[str, Any] = {**tie.evidence, "how": tie.kind, "page": other.url}
    return said if tie.kind == "copy" else said | {"part": member.url if is_part else other.url}
