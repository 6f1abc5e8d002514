"""What the archive knows around a batch of sightings, as the decision needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from press.identity.history import Run
from press.identity.roles import Member
from press.identity.spellings import Evidence
from press.identity.ties import Bond, Tie, Wall
from press.identity.variants import How
from press.release import Role


@dataclass(frozen=True, slots=True)
class Appearance:
    """A page that is known. `keys` are all of an own news page's; of a release's page those that the batch has too.

    `touched`: it shares a key with the batch itself; else it is here by a release, own news or a tie.
    `missing`: it was looked for in vain at least once since it was last seen; `gone`: it was told that it is no more there, gone
    or moved. `main_id`: the appearance that it is a variant of.
    `core_id`: it belongs to its release as an excerpt, with all that have this id.
    """

    member: Member
    source_id: str
    release_id: UUID | None
    role: Role | None
    last_seen_at: datetime
    missing: bool
    gone: bool
    latest: Run
    touched: bool
    keys: frozenset[bytes]
    attachments: frozenset[bytes]
    canonical_url: str | None = None
    main_id: UUID | None = None
    variant: How | None = None
    evidence: tuple[Evidence, ...] = ()
    core_id: UUID | None = None
    similarity: float | None = None
    joined: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A release as its row has it; `revision_id` is the latest of the appearance shown."""

    release_id: UUID
    appearance_id: UUID
    revision_id: UUID
    issuer: str | None
    distributor: str | None
    wire_ids: tuple[str, ...]
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    is_canceled: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that is to be read again, with its fields as the table has them."""

    revision_id: UUID
    appearance_id: UUID
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The neighbourhood of a batch. `histories` has all revisions of the pages of which a sighting arrives late; `ties` those
    between its appearances, `bonds` and `walls` what a person decided about any of them."""

    appearances: Mapping[UUID, Appearance] = field(default_factory=dict)
    releases: Mapping[UUID, Release] = field(default_factory=dict)
    revisions: Mapping[UUID, Revision] = field(default_factory=dict)
    histories: Mapping[UUID, tuple[Run, ...]] = field(default_factory=dict)
    ties: Sequence[Tie] = ()
    bonds: Sequence[Bond] = ()
    walls: Sequence[Wall] = ()
