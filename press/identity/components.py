"""Components: what is tied together, however long the chain, and never across a wall that a person has drawn."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from uuid import UUID

from press.identity.ties import Wall


class Components:
    """Union-find with path halving. A union that would bring both sides of a wall together is refused."""

    def __init__(self, members: Iterable[UUID], walls: Sequence[Wall] = ()) -> None:
        self._parent = {member_id: member_id for member_id in members}
        self._sides: dict[UUID, set[tuple[int, bool]]] = {}
        for number, wall in enumerate(walls):
            for is_right, side in ((False, wall.left), (True, wall.right)):
                for member_id in side & self._parent.keys():
                    self._sides.setdefault(member_id, set()).add((number, is_right))

    def root(self, member_id: UUID) -> UUID:
        """The component's representative."""
        parent = self._parent
        while parent[member_id] != member_id:
            parent[member_id] = parent[parent[member_id]]
            member_id = parent[member_id]
        return member_id

    def unite(self, first: UUID, second: UUID) -> bool:
        """Whether the two are together afterwards."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return True
        if self._sides:
            ours, theirs = self._sides.get(one, set()), self._sides.get(other, set())
            if any((number, not is_right) in theirs for number, is_right in ours):
                return False
            if ours:
                self._sides[other] = ours | theirs
        self._parent[one] = other
        return True

    def groups(self) -> list[list[UUID]]:
        """The components."""
        found: dict[UUID, list[UUID]] = {}
        for member_id in self._parent:
            found.setdefault(self.root(member_id), []).append(member_id)
        return list(found.values())


def connected(
    members: Iterable[UUID], keys_of: Mapping[UUID, Collection[bytes]], release_of: Mapping[UUID, UUID | None]
) -> dict[UUID, UUID]:
    """Each member's representative: the same for all that are connected over keys and over what they belong to already."""
    ids = list(members)
    found = Components(ids)
    first_with: dict[Hashable, UUID] = {}
    for member_id in ids:
        ties: list[Hashable] = list(keys_of.get(member_id, ()))
        if (release_id := release_of.get(member_id)) is not None:
            ties.append(release_id)
        for tie in ties:
            found.unite(member_id, first_with.setdefault(tie, member_id))
    return {member_id: found.root(member_id) for member_id in ids}
