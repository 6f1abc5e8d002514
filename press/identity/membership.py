"""Membership: which pages are one release. A function of the set of pages, and of what a person decided.

Cores first: pages that share a key, and copies, belong together, however long the chain between them. Then excerpts: a core of
which the longest page is a part of another core's goes to the one that it fits best, and never ties two others together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from press.identity.components import Components
from press.identity.roles import ISSUERS, Member
from press.identity.ties import Bond, Tie, Wall


@dataclass(frozen=True, slots=True)
class Cluster:
    """Pages that are one release, those seen first in front. `releases` are the ids that its members had and that are its own
    now, the one seen first in front: it survives. `attached`: pages that are here as excerpts, with the first of their core.

    `is_release`: at least one member is a release by its own strength, or it is what another one was before.
    """

    members: tuple[UUID, ...]
    releases: tuple[UUID, ...]
    is_release: bool
    attached: Mapping[UUID, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Before:
    """Where a page belonged so far. `core_id`: it was there as an excerpt, with all that have this id."""

    release_id: UUID | None = None
    core_id: UUID | None = None


def clusters(
    members: Mapping[UUID, Member], keys_of: Mapping[UUID, Collection[bytes]], before: Mapping[UUID, Before],
    *, ties: Sequence[Tie] = (), bonds: Sequence[Bond] = (), walls: Sequence[Wall] = (), held: Collection[UUID] | None = None,
    variants: Sequence[tuple[UUID, UUID]] = (),
) -> list[Cluster]:  # fmt: skip
    """In the order of their oldest member, so that the same pages get their change rows in the same order.

    `variants`: addresses of one page, which no wall parts: where it is to stand on one side, its print form stands there too.

    `held`: releases whose pages stay together whatever rules say of them today; None where all do. With it, all keys of all pages
    have to be there.
    """
    ties = [tie for tie in ties if tie.first in members and tie.second in members]
    walls = [wall for wall in walls if wall.left & members.keys() and wall.right & members.keys()]
    cores = Components(members, walls)
    for bond in bonds:
        if bond.first in members and bond.second in members:
            cores.unite(bond.first, bond.second)
    for one, other in variants:
        cores.unite(one, other)
    _unite_what_was_together(cores, members, before, walls, held)
    _unite_by_keys(cores, members, keys_of)
    for tie in _copies(ties, members, before, is_whole=bool(walls) or held is not None):
        cores.unite(tie.first, tie.second)
    groups = _Attaching(cores.groups(), members, ties, walls).groups()
    owner = _owners([ids for ids, _attached in groups], members, before)
    found = [_cluster(number, ids, attached, members, before, owner) for number, (ids, attached) in enumerate(groups)]
    return sorted(found, key=lambda cluster: _seen(members[cluster.members[0]]))


def _unite_what_was_together(
    cores: Components, members: Mapping[UUID, Member], before: Mapping[UUID, Before], walls: Sequence[Wall],
    held: Collection[UUID] | None,
) -> None:  # fmt: skip
    """Of a release not all keys are read: they were when it was made. Where a wall goes through it, keys and ties decide anew."""
    homes: dict[UUID, list[UUID]] = {}
    for id_, one in before.items():
        if id_ in members and one.release_id is not None and (held is None or one.release_id in held):
            homes.setdefault(one.core_id or one.release_id, []).append(id_)
    for ids in homes.values():
        if not any(wall.left.intersection(ids) and wall.right.intersection(ids) for wall in walls):
            for id_ in ids[1:]:
                cores.unite(id_, ids[0])


def _unite_by_keys(cores: Components, members: Mapping[UUID, Member], keys_of: Mapping[UUID, Collection[bytes]]) -> None:
    with_key: dict[bytes, list[UUID]] = {}
    for id_ in members:
        for key in keys_of.get(id_, ()):
            with_key.setdefault(key, []).append(id_)
    # In an order that does not depend on how the pages came: where walls refuse a union, the first ones count.
    for key in sorted(key for key, ids in with_key.items() if len(ids) > 1):
        first, *others = sorted(with_key[key], key=lambda id_: _seen(members[id_]))
        for id_ in others:
            cores.unite(id_, first)


def _copies(ties: Sequence[Tie], members: Mapping[UUID, Member], before: Mapping[UUID, Before], *, is_whole: bool) -> list[Tie]:
    """The surest first; else, where no wall may refuse one, those between pages that were not together before, in any order."""
    copies = [tie for tie in ties if tie.kind == "copy"]
    if not is_whole:
        home = {id_: one.core_id or one.release_id or id_ for id_, one in before.items()}
        return [tie for tie in copies if home.get(tie.first, tie.first) != home.get(tie.second, tie.second)]

    def strength(tie: Tie) -> tuple[float, list[str]]:
        return -tie.score, sorted((members[tie.first].url, members[tie.second].url))

    return sorted(copies, key=strength)


class _Attaching:
    """Cores of which the longest page is a part of another core's page find the one they belong to."""

    def __init__(
        self, cores: list[list[UUID]], members: Mapping[UUID, Member], ties: Sequence[Tie], walls: Sequence[Wall]
    ) -> None:
        self._members = members
        # The longest core first, so that the one which a part goes to has its place already, and none goes round in a circle.
        self._cores = sorted((sorted(ids, key=lambda id_: _seen(members[id_])) for ids in cores), key=self._rank)
        self._core_of = {id_: number for number, ids in enumerate(self._cores) for id_ in ids}
        self._parts: dict[UUID, list[Tie]] = {}
        for tie in ties:
            if tie.part is not None:
                self._parts.setdefault(tie.part, []).append(tie)
        self._walls = walls

    def groups(self) -> list[tuple[list[UUID], dict[UUID, UUID]]]:
        """The pages of each cluster, and those of them that are there as excerpts, with the first page of their core."""
        joined = Components(self._members, self._walls)
        attached: dict[UUID, UUID] = {}
        for number, ids in enumerate(self._cores):
            for id_ in ids[1:]:
                joined.unite(id_, ids[0])
            if any(joined.unite(ids[0], target) for target in self._targets(number)):
                attached |= dict.fromkeys(ids, ids[0])
        return [(ids, {id_: attached[id_] for id_ in ids if id_ in attached}) for ids in joined.groups()]

    def _targets(self, number: int) -> list[UUID]:
        """Pages of longer cores of which this one has a part, the best first."""
        if not self._parts:
            return []
        ids = self._cores[number]
        longest = max(self._members[id_].length for id_ in ids)
        # What an issuer or a wire published is no part of what a republisher wrote.
        issued = any(self._members[id_].kind in ISSUERS for id_ in ids)
        found = [
            (self._fit(tie, id_, other), other)
            for id_ in ids
            if self._members[id_].length == longest
            for tie in self._parts.get(id_, ())
            if self._core_of[other := tie.second if tie.first == id_ else tie.first] < number
            and (not issued or self._members[other].kind in ISSUERS)
        ]
        return [other for _fit, other in sorted(found)]

    def _fit(self, tie: Tie, part: UUID, whole: UUID) -> tuple[bool, float, bool, timedelta, object, str]:
        """Of several the least: an issuer's or a wire's page, for another's may be a round-up; then the surest, one with the same
        title, the nearest in time, the older."""
        ours, theirs = self._members[part], self._members[whole]
        apart = timedelta.max
        if ours.published_at is not None and theirs.published_at is not None:
            apart = abs(ours.published_at - theirs.published_at)
        has_other_title = not ours.title or ours.title != theirs.title
        return theirs.kind not in ISSUERS, -tie.score, has_other_title, apart, theirs.age[:2], theirs.url

    def _rank(self, ids: Sequence[UUID]) -> tuple[int, tuple[object, str, UUID]]:
        return -max(self._members[id_].length for id_ in ids), _seen(self._members[ids[0]])


def _owners(groups: Sequence[Sequence[UUID]], members: Mapping[UUID, Member], before: Mapping[UUID, Before]) -> dict[UUID, int]:
    """Which cluster keeps a release's id where its pages are in several now: one that has more than excerpts of it, then one that
    is a release by its own strength, then the one seen first."""
    claims: dict[UUID, tuple[tuple[bool, bool, tuple[object, str, UUID]], int]] = {}
    for number, ids in enumerate(groups):
        is_weak = not any(members[id_].is_release for id_ in ids)
        for id_ in ids:
            one = before.get(id_)
            if one is not None and one.release_id is not None:
                claim = (one.core_id is not None, is_weak, _seen(members[id_])), number
                claims[one.release_id] = min(claim, claims.get(one.release_id, claim))
    return {release_id: number for release_id, (_rank, number) in claims.items()}


def _cluster(
    number: int, ids: Sequence[UUID], attached: dict[UUID, UUID], members: Mapping[UUID, Member],
    before: Mapping[UUID, Before], owner: Mapping[UUID, int],
) -> Cluster:  # fmt: skip
    first_seen = sorted(ids, key=lambda id_: _seen(members[id_]))
    releases = dict.fromkeys(
        one.release_id
        for id_ in first_seen
        if (one := before.get(id_)) is not None and one.release_id is not None and owner[one.release_id] == number
    )
    return Cluster(
        members=tuple(first_seen),
        releases=tuple(releases),
        is_release=bool(releases) or any(members[id_].is_release for id_ in ids),
        attached=attached,
    )


def _seen(member: Member) -> tuple[object, str, UUID]:
    return member.first_seen_at, member.url, member.appearance_id
