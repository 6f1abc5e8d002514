"""The decision on a batch: given what is known around it, which rows make it part of the archive.

Pure, so that it can run under the membership lock without waiting for anything, and in a test without a database. Membership
is the connected component over shared keys; a component with a member that is a release by its own strength is a release.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from press import urls
from press.identity.groups import Variants
from press.identity.known import Appearance, Known, Release
from press.identity.membership import Cluster, clusters
from press.identity.page import Page, Seen
from press.identity.roles import Member, Shown, roles, shown
from press.identity.variants import How
from press.release import Role

Outcome = Literal["new", "appeared", "revised", "unchanged", "own_news", "not_a_release", "reread", "not_stored"]
ChangeKind = Literal["new", "appeared", "revised", "updated", "reread", "merged", "returned"]


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
    """Where a page belongs. `main_id`: the appearance that it is a variant of, and how that is known."""

    release_id: UUID | None = None
    role: Role | None = None
    main_id: UUID | None = None
    variant: How | None = None

    @classmethod
    def of(cls, appearance: Appearance) -> Place:
        """Where it belonged so far."""
        return cls(appearance.release_id, appearance.role, appearance.main_id, appearance.variant)


@dataclass(slots=True)
class Decision:
    """All that is to be written. `placed` has each appearance whose place changed, `home` the place of each page."""

    pages: list[Page] = field(default_factory=list)
    home: dict[UUID, Place] = field(default_factory=dict)
    placed: list[tuple[UUID, Place]] = field(default_factory=list)
    releases: list[ReleaseRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    outcomes: dict[int, tuple[Outcome, UUID | None, UUID | None]] = field(default_factory=dict)


def decide(batch: Sequence[Seen], known: Known, new_id: Callable[[], UUID]) -> Decision:
    """`batch` in any order; the ids that are needed come from `new_id`."""
    pages = _pages(batch, known, new_id)
    decision = Decision(pages=list(pages.values()))
    members = {id_: one.member for id_, one in known.appearances.items()}
    members |= {id_: page.member() for id_, page in pages.items()}
    keys_of = {id_: set(one.keys) for id_, one in known.appearances.items()}
    for id_, page in pages.items():
        keys_of.setdefault(id_, set()).update(page.keys)
    release_of = {id_: one.release_id for id_, one in known.appearances.items()}
    variants = Variants(batch, pages, known)
    for cluster in clusters(members, keys_of, release_of):
        mains = variants.of(cluster)
        if cluster.is_release:
            _Release(cluster, members, mains, pages, known, decision).settle(new_id)
        else:
            _own_news(cluster, mains, pages, known, decision)
    return decision


def _pages(batch: Sequence[Seen], known: Known, new_id: Callable[[], UUID]) -> dict[UUID, Page]:
    pages: dict[UUID, Page] = {}
    # A page that carried other releases before has several appearances: the latest is the one that is looked at. Twins that have
    # rows of their own are from before they were known to be one; the one that stands for them goes on.
    by_twin: dict[str, UUID] = {}
    taken: dict[str, set[str]] = {}
    for id_, one in sorted(known.appearances.items(), key=lambda item: item[1].main_id is None):
        if one.touched:
            twin = urls.twin(one.member.url)
            taken.setdefault(twin, set()).add(one.member.url)
            by_twin[twin] = id_
    for seen in sorted(batch, key=lambda one: (one.sighting.seen_at, one.reading.text_digest, one.reading.fields_digest)):
        sighting = seen.sighting
        if sighting.rereads is not None:
            revision = known.revisions.get(sighting.rereads)
            if revision is None:
                raise ValueError(f"revision {sighting.rereads} is not in the archive: nothing can be read again under its id")
            page = pages.setdefault(revision.appearance_id, Page.of(revision.appearance_id, seen, known))
            page.read_again(seen, sighting.rereads, revision.fields)
        else:
            twin = urls.twin(sighting.url)
            appearance_id = by_twin.setdefault(twin, new_id())
            if appearance_id not in pages:
                own = known.appearances.get(appearance_id)
                others = taken.get(twin, set()) - ({own.member.url} if own is not None else set())
                pages[appearance_id] = Page.of(appearance_id, seen, known, frozenset(others))
            pages[appearance_id].see(seen, new_id)
    return pages


def _own_news(
    cluster: Cluster, mains: Mapping[UUID, tuple[UUID, How]], pages: dict[UUID, Page], known: Known, decision: Decision
) -> None:
    """No member is a release: pages are kept, and nothing of it is told."""
    for id_ in cluster.members:
        place = Place(None, None, *mains.get(id_, (None, None)))
        if (page := pages.get(id_)) is None:
            if place != Place.of(known.appearances[id_]):
                decision.placed.append((id_, place))
        else:
            decision.home[id_] = place
            brought = page.brought
            for position in page.order:
                outcome: Outcome = "own_news" if position in brought else "reread" if position in page.reread else "unchanged"
                decision.outcomes[position] = (outcome, None, page.revision_of[position])


class _Release:
    """A cluster that is a release: what becomes of its rows, and what is told of it."""

    def __init__(
        self, cluster: Cluster, members: dict[UUID, Member], mains: Mapping[UUID, tuple[UUID, How]], pages: dict[UUID, Page],
        known: Known, decision: Decision,
    ) -> None:  # fmt: skip
        self._cluster = cluster
        self._pages = {id_: pages[id_] for id_ in cluster.members if id_ in pages}
        self._known = known
        self._decision = decision
        self._old = [known.releases[release_id] for release_id in cluster.releases]
        self._members = {id_: members[id_] for id_ in cluster.members}
        self._mains = mains
        own = [members[id_] for id_ in cluster.members if id_ not in mains]
        self._roles = roles(own)
        self._shown = shown(own, self._roles)
        self._roles |= {id_: self._roles[main_id] for id_, (main_id, _how) in mains.items()}
        # The pages that were in a release before, each told by the page that stands for it now.
        self._told = {
            mains.get(id_, (id_, None))[0]
            for id_ in cluster.members
            if (one := known.appearances.get(id_)) is not None and one.release_id is not None
        }

    def settle(self, new_id: Callable[[], UUID]) -> None:
        decision, known = self._decision, self._known
        before = len(decision.changes)
        release_id = self._old[0].release_id if self._old else new_id()
        for old in self._old[1:]:
            came = tuple(id_ for id_ in self._cluster.members if id_ in known.appearances and
                         known.appearances[id_].release_id == old.release_id)  # fmt: skip
            decision.merges.append(Merge(old.release_id, release_id, came))
            decision.changes.append(Change("merged", release_id, other_release_id=old.release_id))
        self._tell_pages(release_id)
        if self._old and self._is_updated():
            decision.changes.append(Change("updated", release_id))
        for id_ in self._cluster.members:
            place = Place(release_id, self._roles[id_], *self._mains.get(id_, (None, None)))
            if id_ in self._pages:
                decision.home[id_] = place
            elif place != Place.of(known.appearances[id_]):
                decision.placed.append((id_, place))
        if len(decision.changes) > before:
            decision.releases.append(self._row(release_id))

    def _tell_pages(self, release_id: UUID) -> None:
        """The change rows and the outcomes of the pages, oldest page first."""
        changes, outcomes = self._decision.changes, self._decision.outcomes
        first = self._first_page() if not self._old else None
        if first is not None:  # told as new: what is shown
            best = self._shown.appearance_id
            changes.append(Change("new", release_id, self._members[best].url, self._latest(best)))
        for id_ in self._cluster.members:
            page, appearance = self._pages.get(id_), self._known.appearances.get(id_)
            joins = appearance is None or appearance.release_id is None
            is_told = id_ not in self._mains and id_ not in self._told  # as a copy that was not there before, in whatever form
            if is_told and not (first is not None and id_ == self._shown.appearance_id):
                changes.append(Change("appeared", release_id, self._members[id_].url, self._latest(id_)))
            if page is None:
                continue
            brought = page.brought if id_ not in self._mains else []  # a variant's history is its own
            for position in page.order:
                outcome: Outcome = "revised" if position in brought else "reread" if position in page.reread else "unchanged"
                outcomes[position] = (outcome, release_id, page.revision_of[position])
            if id_ in self._mains:
                if id_ == first:
                    outcomes[page.order[0]] = ("new", release_id, page.revision_of[page.order[0]])
                continue
            if joins:
                position = page.order[0]
                outcome = "unchanged" if not is_told else "new" if id_ == first else "appeared"
                outcomes[position] = (outcome, release_id, page.revision_of[position])
                brought = [other for other in brought if other != position] if appearance is None else []
            elif appearance is not None and appearance.gone and len(page.order) > len(page.reread):
                changes.append(Change("returned", release_id, page.url, page.latest.revision_id))
            changes.extend(Change("revised", release_id, page.url, page.revision_of[position]) for position in brought)
            changes.extend(
                Change("reread", release_id, page.url, page.revision_of[position])
                for position, differs in page.reread.items()
                if differs and not joins
            )

    def _first_page(self) -> UUID:
        """The page of the batch that made this a release: the one shown, else the oldest that is one by its own strength."""
        if self._shown.appearance_id in self._pages:
            return self._shown.appearance_id
        return next((id_ for id_, page in self._pages.items() if page.is_release), next(iter(self._pages)))

    def _is_updated(self) -> bool:
        """Whether any column moved of a release or an appearance that were there before."""
        old = self._old[0]
        if self._shown != Shown(old.appearance_id, old.issuer, old.distributor, old.wire_ids):
            return True
        if self._withdrawn() != (old.withdrawn_at, old.withdrawn_reason):
            return True
        return any(self._has_moved(id_, role) for id_, role in self._roles.items())

    def _has_moved(self, id_: UUID, role: Role) -> bool:
        """Whether a column moved of what is told as this page: its own, or those of the one that stands for it."""
        page, appearance = self._pages.get(id_), self._known.appearances.get(id_)
        if appearance is None or appearance.release_id is None:
            return self._mains.get(id_, (id_, None))[0] in self._told  # an address more of a page that was there
        if (role, *self._mains.get(id_, (None, None))) != (appearance.role, appearance.main_id, appearance.variant):
            return True
        return page is not None and (
            page.first_seen_at < appearance.member.first_seen_at
            or page.source_id != appearance.source_id
            or not page.attachments <= appearance.attachments
            or page.url != appearance.member.url
            or {(one.address, one.how) for one in page.evidence} != {(one.address, one.how) for one in appearance.evidence}
        )

    def _withdrawn(self) -> tuple[datetime | None, str | None]:
        """A release that takes up a withdrawn one is withdrawn: its text is the one that was to be hidden."""
        withdrawn = [(old.withdrawn_at, old.withdrawn_reason) for old in self._old if old.withdrawn_at is not None]
        return min(withdrawn, key=lambda one: one[0], default=(None, None))

    def _row(self, release_id: UUID) -> ReleaseRow:
        best = self._shown.appearance_id
        revision_id = self._latest(best)
        withdrawn_at, reason = self._withdrawn()
        fresh = best in self._pages and revision_id in self._pages[best].said
        same: Release | None = next((old for old in self._old if old.revision_id == revision_id), None)
        words_of = words_from = None
        if withdrawn_at is None:
            if fresh or same is None or same.withdrawn_at is not None:
                words_of = revision_id
            elif same.release_id != release_id:
                words_from = same.release_id
        return ReleaseRow(release_id, self._shown, revision_id, withdrawn_at, reason, words_of, words_from)

    def _latest(self, appearance_id: UUID) -> UUID:
        page = self._pages.get(appearance_id)
        return page.latest.revision_id if page is not None else self._known.appearances[appearance_id].latest.revision_id
