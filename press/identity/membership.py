"""Membership: appearances that share a key belong together, however long the chain between them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from press.identity.roles import Member


@dataclass(frozen=True, slots=True)
class Cluster:
    """A connected component. `releases` are the ids that its members had, the one seen first in front: it survives.

    `is_release`: at least one member is a release by its own strength, or belonged to one before.
    """

    members: tuple[UUID, ...]
    releases: tuple[UUID, ...]
    is_release: bool


def clusters(
    members: Mapping[UUID, Member], keys_of: Mapping[UUID, Collection[bytes]], release_of: Mapping[UUID, UUID | None]
) -> list[Cluster]:
    """The components over shared keys, and over what belongs together already.

    In the order of their oldest member, so that the same pages get their change rows in the same order.
    """
    groups: dict[UUID, list[UUID]] = {}
    for member_id, root in connected(members, keys_of, release_of).items():
        groups.setdefault(root, []).append(member_id)
    found = [_cluster([members[member_id] for member_id in ids], release_of) for ids in groups.values()]
    return sorted(found, key=lambda cluster: min(_seen(members[member_id]) for member_id in cluster.members))


def _cluster(members: list[Member], release_of: Mapping[UUID, UUID | None]) -> Cluster:
    first_seen = sorted(members, key=_seen)
    releases = dict.fromkeys(release_id for member in first_seen if (release_id := release_of.get(member.appearance_id)))
    return Cluster(
        members=tuple(member.appearance_id for member in first_seen),
        releases=tuple(releases),
        is_release=bool(releases) or any(member.is_release for member in members),
    )


def _seen(member: Member) -> tuple[object, str, UUID]:
    return member.first_seen_at, member.url, member.appearance_id


def connected(
    members: Iterable[UUID], keys_of: Mapping[UUID, Collection[bytes]], release_of: Mapping[UUID, UUID | None]
) -> dict[UUID, UUID]:
    """Each member's representative: the same for all that are connected over keys and over what they belong to already.

    Union-find with path halving.
    """
    parent: dict[UUID, UUID] = {member_id: member_id for member_id in members}

    def root(member_id: UUID) -> UUID:
        while parent[member_id] != member_id:
            parent[member_id] = parent[parent[member_id]]
            member_id = parent[member_id]
        return member_id

    first_with: dict[Hashable, UUID] = {}
    for member_id in parent:
        ties: list[Hashable] = list(keys_of.get(member_id, ()))
        if (release_id := release_of.get(member_id)) is not None:
            ties.append(release_id)
        for tie in ties:
            parent[root(member_id)] = root(first_with.setdefault(tie, member_id))
    return {member_id: root(member_id) for member_id in parent}
