"""Clusters built anew: how they are decided without what belongs together already, and how that is told. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from press.identity.decided import Change, Decision
from press.identity.decision import decide
from press.identity.known import Known
from press.identity.ties import Tie


@dataclass(frozen=True, slots=True)
class Move:
    """A page whose release would be another one. `other_id` is the release it leaves; None on either side is own news.

    `evidence` says why it belongs where it goes, as press.appearance does; empty where nothing ties it to what it leaves.
    """

    kind: Literal["merged", "split", "moved"]
    url: str
    other_id: UUID | None
    release_id: UUID | None
    evidence: tuple[Mapping[str, Any], ...] = ()


def decide_anew(known: Known, ties: Sequence[Tie], new_id: Callable[[], UUID]) -> Decision:
    """The decision on pages of which all keys are known, by these ties. What a person decided is kept; a withdrawn release loses
    no page, since its text would come to light; a page and its variants stay together."""
    appearances = {
        id_: replace(one, keys=one.keys | {(one.main_id or id_).bytes}) for id_, one in known.appearances.items()
    }  # fmt: skip
    held = frozenset(id_ for id_, one in known.releases.items() if one.withdrawn_at is not None)
    whole = replace(known, appearances=appearances, ties=tuple(ties))
    decision = decide([], whole, new_id, held=held)
    _tell(decision, known)
    return decision


def moves(decision: Decision, known: Known) -> list[Move]:
    """What the decision would change, page by page."""
    merged = {merge.old_release_id for merge in decision.merges}
    split = {change.other_release_id for change in decision.changes if change.kind == "split"}
    found = []
    for id_, place in decision.placed:
        was = known.appearances[id_]
        if place.release_id == was.release_id:
            continue
        kind: Literal["merged", "split", "moved"] = "moved"
        if was.release_id in merged:
            kind = "merged"
        elif was.release_id is not None and (place.release_id is None or place.release_id in split):
            kind = "split"
        found.append(Move(kind, was.member.url, was.release_id, place.release_id, place.joined))
    return found


def _tell(decision: Decision, known: Known) -> None:
    """A release whose pages were in others before is no new one: it came off the one that its first page was in. A release whose
    page is own news now is told by a split without another."""
    stays = {merge.old_release_id: merge.release_id for merge in decision.merges}
    parent: dict[UUID, UUID] = {}
    emptied: dict[UUID, None] = {}
    came_along: set[tuple[UUID, str]] = set()
    for id_, place in sorted(decision.placed, key=lambda item: known.appearances[item[0]].member.age):
        appearance = known.appearances[id_]
        if (was := appearance.release_id) is None or was == place.release_id:
            continue
        if place.release_id is None:
            emptied.setdefault(stays.get(was, was))
        elif place.release_id not in known.releases:
            parent.setdefault(place.release_id, stays.get(was, was))
            came_along.add((place.release_id, appearance.member.url))
    told = {*parent.values(), *emptied}
    changes = []
    for change in decision.changes:
        if change.kind == "new" and change.release_id in parent:
            changes.append(Change("split", parent[change.release_id], other_release_id=change.release_id))
        elif not _is_told(change, told, came_along):
            changes.append(change)
    decision.changes[:] = [*changes, *(Change("split", was) for was in emptied)]


def _is_told(change: Change, told: set[UUID], came_along: set[tuple[UUID, str]]) -> bool:
    """Whether a split tells it already."""
    if change.kind == "updated":
        return change.release_id in told
    return change.kind == "appeared" and (change.release_id, change.url) in came_along
