"""The decision on a batch: given what is known around it, which rows make it part of the archive.

Pure, so that it can run under the membership lock without waiting for anything, and in a test without a database. Which pages are
one release says press.identity.membership; a cluster with a member that is a release by its own strength is a release.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from press import urls
from press.identity.decided import Change, ChangeKind, Decision, Merge, Outcome, Place, ReleaseRow
from press.identity.groups import Variants
from press.identity.known import Known
from press.identity.membership import Before, Cluster, clusters
from press.identity.page import Page, Seen
from press.identity.settling import Settling
from press.identity.ties import Match, Tie
from press.identity.tying import tied
from press.identity.variants import How

__all__ = ["Change", "ChangeKind", "Decision", "Merge", "Outcome", "Place", "ReleaseRow", "decide", "pages_of"]


def decide(
    batch: Sequence[Seen], known: Known, new_id: Callable[[], UUID], *, matches: Sequence[Match] = (),
    survivor: UUID | None = None, lost: Collection[UUID] = (), held: Collection[UUID] | None = None,
) -> Decision:  # fmt: skip
    """`batch` in any order; the ids that are needed come from `new_id`. `matches`: what comparing its pages with others found.

    Where a person decided: `survivor` is the release that survives a merge, whichever was seen first; `lost` are releases that
    pages came off, so that they are told of. `held` as in press.identity.membership.
    """
    pages = pages_of(batch, known, new_id)
    page_of = {position: id_ for id_, page in pages.items() for position in page.order}
    members = {id_: one.member for id_, one in known.appearances.items()}
    members |= {id_: page.member() for id_, page in pages.items()}
    anothers = {id_ for id_, page in pages.items() if page.is_anothers}
    stale: set[tuple[UUID, UUID]] = set()
    if anothers:  # which is rare, and a release of many copies has thousands of ties
        stale = {(tie.first, tie.second) for tie in known.ties if tie.first in anothers or tie.second in anothers}
    kept = [tie for tie in known.ties if (tie.first, tie.second) not in stale] if stale else known.ties
    ties, fresh = tied(matches, page_of, kept, members)
    dropped = sorted(stale.difference((tie.first, tie.second) for tie in fresh))
    decision = Decision(pages=list(pages.values()), ties=fresh, dropped=dropped)
    keys_of = {id_: set(one.keys) for id_, one in known.appearances.items()}
    for id_, page in pages.items():
        keys_of.setdefault(id_, set()).update(page.keys)
    before = {id_: Before(one.release_id, one.core_id) for id_, one in known.appearances.items()}
    variants = Variants(batch, pages, known)
    found = clusters(
        members, keys_of, before, ties=ties, bonds=known.bonds, walls=known.walls, held=held,
        variants=variants.pairs() if known.walls else (),
    )  # fmt: skip
    ties_in, lost = _ties_in(found, ties), _lost(found, known).union(lost)
    for cluster in found:
        mains = variants.of(cluster)
        if survivor in cluster.releases:
            cluster = replace(cluster, releases=tuple(sorted(cluster.releases, key=lambda id_: id_ != survivor)))
        if cluster.is_release:
            has_lost = not lost.isdisjoint(cluster.releases)
            Settling(cluster, members, mains, pages, known, ties_in.get(cluster.members[0], ()), has_lost, decision).settle(
                new_id
            )
        else:
            _own_news(cluster, mains, pages, known, decision)
    return decision


def _ties_in(found: Sequence[Cluster], ties: Sequence[Tie]) -> dict[UUID, list[Tie]]:
    """The ties within each cluster, by its first member."""
    cluster_of = {id_: cluster.members[0] for cluster in found for id_ in cluster.members}
    inside: dict[UUID, list[Tie]] = {}
    for tie in ties:
        first = cluster_of.get(tie.first)
        if first is not None and first == cluster_of.get(tie.second):
            inside.setdefault(first, []).append(tie)
    return inside


def _lost(found: Sequence[Cluster], known: Known) -> set[UUID]:
    """The releases that a page has left."""
    return {
        one.release_id
        for cluster in found
        for id_ in cluster.members
        if (one := known.appearances.get(id_)) is not None
        and one.release_id is not None
        and one.release_id not in cluster.releases
    }


def pages_of(batch: Sequence[Seen], known: Known, new_id: Callable[[], UUID]) -> dict[UUID, Page]:
    """What the batch makes of each page by itself, before anything is said of where it belongs."""
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
