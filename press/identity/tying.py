"""Tying: what comparing found, as ties between appearances. Of several between two the best is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from press.identity.roles import Member
from press.identity.ties import Likeness, Match, Tie

#: Places of a score and a similarity: what a column of 4 bytes keeps, and what compares as equal again.
_PLACES = 4


def tied(
    matches: Sequence[Match], page_of: Mapping[int, UUID], known: Sequence[Tie], members: Mapping[UUID, Member]
) -> tuple[list[Tie], list[Tie]]:  # fmt: skip
    """All ties after the batch, and those of them that are not known. `page_of` has the appearance of each position."""

    def strength(tie: Tie) -> tuple[bool, float, float, str, str]:
        """The least is kept; a function of what was compared, so that the order of comparing does not matter."""
        part = members[tie.part].url if tie.part is not None and tie.part in members else ""
        return tie.kind != "copy", -tie.score, -tie.similarity, json.dumps(dict(tie.evidence), sort_keys=True), part

    best = {(tie.first, tie.second): tie for tie in known}
    fresh: dict[tuple[UUID, UUID], Tie] = {}
    for match in matches:
        one, other = page_of[match.position], match.other if isinstance(match.other, UUID) else page_of[match.other]
        if one == other:
            continue  # two readings of one page are its history
        tie = _tie(one, other, match.likeness)
        pair = tie.first, tie.second
        if pair not in best or strength(tie) < strength(best[pair]):
            best[pair] = fresh[pair] = tie
    return list(best.values()), list(fresh.values())


def _tie(one: UUID, other: UUID, likeness: Likeness) -> Tie:
    part = {None: None, "first": one, "second": other}[likeness.part]
    return Tie(
        min(one, other), max(one, other), likeness.kind, part, round(likeness.score, _PLACES),
        round(likeness.similarity, _PLACES), json.loads(json.dumps(likeness.evidence)),
    )  # fmt: skip
