"""What a decision on a batch consists of: the rows that are to be written, and the changes that are to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from press.identity.known import Appearance
from press.identity.page import Page
from press.identity.roles import Shown
from press.identity.ties import Tie
from press.identity.variants import How
from press.release import Role

Outcome = Literal["new", "appeared", "revised", "unchanged", "own_news", "not_a_release", "reread", "not_stored"]
ChangeKind = Literal["new", "appeared", "revised", "updated", "reread", "merged", "split", "returned", "linked"]


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the change feed, before it has its number."""

    kind: ChangeKind
    release_id: UUID
    url: str | None = None
    revision_id: UUID | None = None
    other_release_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """A release that another one takes up. `appearances` are those that come along."""

    old_release_id: UUID
    release_id: UUID
    appearances: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release as it is after the batch. `revision_id` is the one shown; `words_of` that one where its words are to be written,
    `words_from` the release whose words are still right for it. Both None: the words it has stay, or it is withdrawn."""

    release_id: UUID
    shown: Shown
    revision_id: UUID
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    words_of: UUID | None
    words_from: UUID | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page belongs. `main_id`: the appearance that it is a variant of, and how that is known. `core_id`: it is there as
    an excerpt, with all that have this id. `similarity` and `joined` as in press.identity.relations."""

    release_id: UUID | None = None
    role: Role | None = None
    main_id: UUID | None = None
    variant: How | None = None
    core_id: UUID | None = None
    similarity: float | None = None
    joined: tuple[Mapping[str, Any], ...] = ()

    def as_row(self) -> dict[str, Any]:
        """Its columns."""
        return {
            "release_id": self.release_id, "role": self.role, "main_id": self.main_id, "variant": self.variant,
            "core_id": self.core_id, "similarity": self.similarity, "joined": self.joined,
        }  # fmt: skip

    @classmethod
    def of(cls, appearance: Appearance) -> Place:
        """Where it belonged so far."""
        return cls(
            appearance.release_id, appearance.role, appearance.main_id, appearance.variant, appearance.core_id,
            appearance.similarity, appearance.joined,
        )  # fmt: skip


@dataclass(slots=True)
class Decision:
    """All that is to be written. `placed` has each appearance whose place changed, `home` the place of each page, `ties` those
    that were not known, or not as strong; `dropped` the pairs of those that hold no more, of pages that are another source's."""

    pages: list[Page] = field(default_factory=list)
    home: dict[UUID, Place] = field(default_factory=dict)
    placed: list[tuple[UUID, Place]] = field(default_factory=list)
    releases: list[ReleaseRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    dropped: list[tuple[UUID, UUID]] = field(default_factory=list)
    outcomes: dict[int, tuple[Outcome, UUID | None, UUID | None]] = field(default_factory=dict)
