"""Ties: what comparing two pages found, beside the keys that they share. A tie holds between pages, in whatever release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

#: copy: both have the release whole. excerpt: one of the two has a part of it, most often its beginning.
TieKind = Literal["copy", "excerpt"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two portraits are of one release. `part` says which of them has only a part of it (kind excerpt; else None).

    `score` (0 to 1) is how sure that is; `similarity` (0 to 1) the share of the shorter text's words that stand in the longer
    one; `evidence` what a person can check, as plain JSON: counts of words, numbers and names that agree, and what differs.
    """

    kind: TieKind
    score: float
    similarity: float
    part: Literal["first", "second"] | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A page of a batch is like another: a known appearance, or another page of the batch (its position).

    `likeness` has the batch's page as its first.
    """

    position: int
    other: UUID | int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Tie:
    """A likeness between two appearances, as it is kept: `first` is the smaller id, `part` that of the one with only a part."""

    first: UUID
    second: UUID
    kind: TieKind
    part: UUID | None
    score: float
    similarity: float
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wall:
    """A person's word: no page of `left` is in one release with any of `right`."""

    left: frozenset[UUID]
    right: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Bond:
    """A person's word: these two pages are in one release."""

    first: UUID
    second: UUID
    by: str
    reason: str | None = None
