"""Roles within a release, and which appearance is shown: functions of the set of its members, never of their order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from press.release import Role
from press.source import SourceKind

_ROLE_OF_KIND: dict[SourceKind, Role] = {
    "ministry": "original",
    "agency": "original",
    "intergovernmental": "original",
    "newswire": "wire",
    "republisher": "republication",
}
_RANK: dict[Role, int] = {"original": 0, "wire": 1, "republication": 2, "excerpt": 3}
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Member:
    """An appearance as far as identity looks at it: where it stands, and what its latest revision says."""

    appearance_id: UUID
    url: str
    kind: SourceKind | None
    is_release: bool
    published_at: datetime | None
    first_seen_at: datetime
    issuer: str | None = None
    distributor: str | None = None
    wire_ids: tuple[str, ...] = ()

    @property
    def age(self) -> tuple[datetime, datetime, str, UUID]:
        """Earliest published first (a page without a date last), then first seen, then by address."""
        return self.published_at or _NEVER, self.first_seen_at, self.url, self.appearance_id


@dataclass(frozen=True, slots=True)
class Shown:
    """What a release shows: its best appearance; issuer, distributor and wire ids are each of the best that names any."""

    appearance_id: UUID
    issuer: str | None
    distributor: str | None
    wire_ids: tuple[str, ...]


def roles(members: Collection[Member]) -> dict[UUID, Role]:
    """Each member's role by its source's kind.

    Of members whose source has no kind (handed in as a file) the earliest published is the original, unless the cluster has
    a page of an issuer's own site, and the others are republications.
    """
    found: dict[UUID, Role] = {member.appearance_id: _ROLE_OF_KIND[member.kind] for member in members if member.kind is not None}
    handed_in = sorted((member for member in members if member.kind is None), key=lambda member: member.age)
    has_original = "original" in found.values()
    for position, member in enumerate(handed_in):
        found[member.appearance_id] = "republication" if position or has_original else "original"
    return found


def shown(members: Collection[Member], role_of: dict[UUID, Role]) -> Shown:
    """The best appearance is the original, else a wire's, a republication, an excerpt; among equals the oldest."""
    ranked = sorted(members, key=lambda member: (_RANK[role_of[member.appearance_id]], member.age))
    return Shown(
        appearance_id=ranked[0].appearance_id,
        issuer=next((member.issuer for member in ranked if member.issuer), None),
        distributor=next((member.distributor for member in ranked if member.distributor), None),
        wire_ids=next((member.wire_ids for member in ranked if member.wire_ids), ()),
    )
