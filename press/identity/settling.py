"""Settling one release: what becomes of its rows, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from press.identity.decided import Change, Decision, Merge, Outcome, Place, ReleaseRow
from press.identity.known import Known, Release
from press.identity.membership import Cluster
from press.identity.page import Page
from press.identity.relations import Relations
from press.identity.roles import Member, Naming, Shown, excerpts, roles, shown
from press.identity.ties import Tie
from press.identity.variants import How


class Settling:
    """A cluster that is a release: what becomes of its rows, and what is told of it."""

    def __init__(
        self, cluster: Cluster, members: dict[UUID, Member], mains: Mapping[UUID, tuple[UUID, How]], pages: dict[UUID, Page],
        known: Known, ties: Sequence[Tie], has_lost: bool, decision: Decision,
    ) -> None:  # fmt: skip
        """`ties` are those within the cluster; `has_lost`: a page has left what this release was."""
        self._cluster = cluster
        self._pages = {id_: pages[id_] for id_ in cluster.members if id_ in pages}
        self._known = known
        self._decision = decision
        self._old = [known.releases[release_id] for release_id in cluster.releases]
        self._members = {id_: members[id_] for id_ in cluster.members}
        self._mains = mains
        own = [members[id_] for id_ in cluster.members if id_ not in mains]
        main_of = {id_: main_id for id_, (main_id, _how) in mains.items()}
        naming = Naming.of(self._members.values(), main_of)
        self._roles = roles(own, excerpts(own, ties, cluster.attached), naming)
        self._shown = shown(own, self._roles, naming, cluster.attached)
        self._roles |= {id_: self._roles[main_id] for id_, main_id in main_of.items()}
        self._relations = Relations(self._members, main_of, ties, known.bonds, naming, self._shown.appearance_id)
        self._has_lost = has_lost
        # The pages that were in the release before, each told by the page that stands for it now.
        self._told = {main_of.get(id_, id_) for id_ in cluster.members if self._was_here(id_)}
        self._places: dict[UUID, Place] = {}

    def settle(self, new_id: Callable[[], UUID]) -> None:
        decision, known = self._decision, self._known
        before = len(decision.changes)
        release_id = self._old[0].release_id if self._old else new_id()
        for old in self._old[1:]:
            came = tuple(id_ for id_ in self._cluster.members if id_ in known.appearances and
                         known.appearances[id_].release_id == old.release_id)  # fmt: skip
            decision.merges.append(Merge(old.release_id, release_id, came))
            decision.changes.append(Change("merged", release_id, other_release_id=old.release_id))
        self._places = {id_: self._place(id_, release_id) for id_ in self._cluster.members}
        self._tell_pages(release_id)
        if self._old and self._is_updated():
            decision.changes.append(Change("updated", release_id))
        for id_, place in self._places.items():
            if id_ in self._pages:
                decision.home[id_] = place
            elif place != Place.of(known.appearances[id_]):
                decision.placed.append((id_, place))
        if len(decision.changes) > before:
            decision.releases.append(self._row(release_id))

    def _place(self, id_: UUID, release_id: UUID) -> Place:
        main_id, how = self._mains.get(id_, (None, None))
        core_id = self._cluster.attached.get(id_)
        if main_id is not None:
            return Place(release_id, self._roles[id_], main_id, how, core_id)
        relation = self._relations.of(id_)
        return Place(release_id, self._roles[id_], core_id=core_id, similarity=relation.similarity, joined=relation.joined)

    def _was_here(self, id_: UUID) -> bool:
        """Whether the page belonged before to what is this release now."""
        appearance = self._known.appearances.get(id_)
        return appearance is not None and appearance.release_id in self._cluster.releases

    def _tell_pages(self, release_id: UUID) -> None:
        """The change rows and the outcomes of the pages, oldest page first."""
        changes, outcomes = self._decision.changes, self._decision.outcomes
        is_new = not self._old
        first = self._first_page() if is_new else None
        if is_new:  # told as new: what is shown
            best = self._shown.appearance_id
            changes.append(Change("new", release_id, self._members[best].url, self._latest(best)))
        for id_ in self._cluster.members:
            page, appearance = self._pages.get(id_), self._known.appearances.get(id_)
            joins = not self._was_here(id_)
            is_told = id_ not in self._mains and id_ not in self._told  # as a copy that was not there before, in whatever form
            if is_told and not (is_new and id_ == self._shown.appearance_id):
                changes.append(Change("appeared", release_id, self._members[id_].url, self._latest(id_)))
            if page is None:
                continue
            brought = page.brought if id_ not in self._mains else []  # a variant's history is told as `updated`
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
            elif appearance is not None and appearance.gone and page.found:
                changes.append(Change("returned", release_id, page.url, page.latest.revision_id))
            changes.extend(Change("revised", release_id, page.url, page.revision_of[position]) for position in brought)
            changes.extend(
                Change("reread", release_id, page.url, page.revision_of[position])
                for position, differs in page.reread.items()
                if differs and not joins
            )

    def _first_page(self) -> UUID | None:
        """The page of the batch that made this a release: the one shown, else the oldest that is one by its own strength. None
        where pages that were known became one, because they are no part of another one any more."""
        if self._shown.appearance_id in self._pages:
            return self._shown.appearance_id
        return next((id_ for id_, page in self._pages.items() if page.is_release), next(iter(self._pages), None))

    def _is_updated(self) -> bool:
        """Whether any column moved of a release or an appearance that were there before."""
        old = self._old[0]
        if self._shown != Shown(old.appearance_id, old.issuer, old.distributor, old.wire_ids, old.is_canceled):
            return True
        if self._withdrawn() != (old.withdrawn_at, old.withdrawn_reason):
            return True
        return self._has_lost or any(self._has_moved(id_) for id_ in self._cluster.members)

    def _has_moved(self, id_: UUID) -> bool:
        """Whether a column moved of what is told as this page: its own, or those of the one that stands for it."""
        page, appearance = self._pages.get(id_), self._known.appearances.get(id_)
        if appearance is None or not self._was_here(id_):
            return self._mains.get(id_, (id_, None))[0] in self._told  # an address more of a page that was there
        place, was = self._places[id_], Place.of(appearance)
        if len(self._old) > 1:  # `merged` tells already that what they are like is another page now
            was = replace(was, similarity=place.similarity, joined=place.joined)
        if place != replace(was, release_id=place.release_id, core_id=place.core_id):
            return True
        return page is not None and bool(
            page.first_seen_at < appearance.member.first_seen_at
            or page.is_backdated
            or (id_ in self._mains and (page.brought or any(page.reread.values())))
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
