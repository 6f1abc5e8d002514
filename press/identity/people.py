"""What a person decides: which pages come off a release, and what is left of earlier decisions after a later one.

Pure. The rules themselves (that a wall is never breached, and a bond always kept) are press.identity.membership's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from press.identity.decided import Change, Decision
from press.identity.known import Known, Release

#: The two sides of a decision, each in an order: the first page of a side speaks for it.
Sides = tuple[tuple[UUID, ...], tuple[UUID, ...]]


@dataclass(frozen=True, slots=True)
class Parting:
    """Pages that come off a release. `apart`: those that they are kept apart from; the rest of the release may go with them."""

    release_id: UUID
    off: frozenset[UUID]
    apart: frozenset[UUID]


def parting(release_id: UUID, off: Collection[UUID], known: Known) -> Parting:
    """An excerpt that has a part of what comes off is free to go where it fits best; all other pages of the release stay."""
    coming = frozenset(off)
    staying = {id_ for id_, one in known.appearances.items() if one.release_id == release_id} - coming
    parts = {
        tie.part
        for tie in known.ties
        if tie.part is not None and tie.part in staying and not coming.isdisjoint((tie.first, tie.second))
    }
    cores = {one.core_id for id_ in parts if (one := known.appearances[id_]).core_id is not None}
    free = {id_ for id_ in staying if known.appearances[id_].core_id in cores}
    return Parting(release_id, coming, frozenset(staying - free or staying))


def parted(known: Known, one: Parting, other_id: UUID | None) -> Known:
    """`known` as if the pages were off already: in release `other_id`, or own news. A withdrawn release's pages stay hidden."""
    whole = known.releases[one.release_id]
    appearances = {
        # Without a role, so that their place differs from what it was and is written.
        id_: replace(page, release_id=other_id, core_id=None, role=None) if id_ in one.off else page
        for id_, page in known.appearances.items()
    }
    releases = dict(known.releases)
    if other_id is not None:
        first = min(one.off, key=lambda id_: known.appearances[id_].member.age)
        releases[other_id] = Release(  # it shows nothing yet: its own id is no revision's
            other_id, first, other_id, None, None, (), whole.withdrawn_at, whole.withdrawn_reason
        )
    inside = {id_ for id_, page in known.appearances.items() if page.release_id == one.release_id}
    # What ties them to a third release did so before, and weighed less: it is not what the person asked for.
    ties = [tie for tie in known.ties if one.off.isdisjoint((tie.first, tie.second)) or {tie.first, tie.second} <= inside]
    return replace(known, appearances=appearances, releases=releases, ties=ties)


def tell_parting(decision: Decision, release_id: UUID, other_id: UUID | None) -> None:
    """The split stands for what else would be told of the two."""
    told = {release_id, other_id}
    others = [change for change in decision.changes if change.kind != "updated" or change.release_id not in told]
    decision.changes[:] = [Change("split", release_id, other_release_id=other_id), *others]


def walls_left(sides: Sides, together: Collection[UUID]) -> list[Sides] | None:
    """What is left of a wall when a person brings the pages `together`; None where it does not stand between any of them."""
    left, right = sides
    inner_left, inner_right = _in(left, together), _in(right, together)
    if not inner_left or not inner_right:
        return None
    outer_left, outer_right = _out(left, together), _out(right, together)
    return _both_sided([(outer_left, right), (inner_left, outer_right)])


def bonds_left(sides: Sides, off: Collection[UUID], staying: Collection[UUID]) -> list[Sides] | None:
    """What is left of a bond when a person takes pages `off` those that are `staying`; None where it only has pages of one side.

    Pages that are in neither, since they left by themselves before, are bound no more.
    """
    left, right = sides
    if all(id_ in off for id_ in left + right) or not any(id_ in off for id_ in left + right):
        return None
    return _both_sided([(_in(left, off), _in(right, off)), (_in(left, staying), _in(right, staying))])


def first_in_front(pages: Collection[UUID], first: UUID) -> tuple[UUID, ...]:
    """The pages of a side, with the one in front that speaks for it."""
    return (first, *sorted(id_ for id_ in pages if id_ != first))


def _in(side: tuple[UUID, ...], pages: Collection[UUID]) -> tuple[UUID, ...]:
    return tuple(id_ for id_ in side if id_ in pages)


def _out(side: tuple[UUID, ...], pages: Collection[UUID]) -> tuple[UUID, ...]:
    return tuple(id_ for id_ in side if id_ not in pages)


def _both_sided(found: list[Sides]) -> list[Sides]:
    return [sides for sides in found if sides[0] and sides[1]]
