"""Clusters, roles and what is shown are functions of the set of pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from press.identity.membership import Before, clusters
from press.identity.roles import Member, roles, shown
from press.source import SourceKind

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)


def member(
    number: int, kind: SourceKind | None = "ministry", *, published: int | None = 0, seen: int = 0, **more: object
) -> Member:
    at = None if published is None else NOON + timedelta(minutes=published)
    return Member(UUID(int=number), f"https://a.example/{number}", kind, bool(more.pop("is_release", True)), at,
                  NOON + timedelta(minutes=seen), **more)  # type: ignore[arg-type]  # fmt: skip


MEMBERS = st.lists(
    st.builds(
        member, st.integers(1, 40), st.sampled_from(["ministry", "newswire", "republisher", None]),
        published=st.sampled_from([None, 0, 1, 2]), seen=st.integers(0, 2), is_release=st.booleans(),
        issuer=st.sampled_from([None, "A", "B"]), wire_ids=st.sampled_from([(), ("1",), ("2",)]),
    ),
    min_size=1, max_size=8, unique_by=lambda one: one.appearance_id,
)  # fmt: skip


@given(st.data(), MEMBERS)
def test_roles_and_what_is_shown_do_not_depend_on_order(data: st.DataObject, members: list[Member]) -> None:
    shuffled = data.draw(st.permutations(members))
    assert roles(members) == roles(shuffled)
    assert shown(members, roles(members)) == shown(shuffled, roles(shuffled))


@given(st.data(), MEMBERS)
def test_clusters_are_connected_components(data: st.DataObject, members: list[Member]) -> None:
    by_id = {one.appearance_id: one for one in members}
    keys = {id_: data.draw(st.sets(st.sampled_from([b"a", b"b", b"c", b"d"]), max_size=2)) for id_ in by_id}
    found = clusters(by_id, keys, {})
    assert sorted(id_ for cluster in found for id_ in cluster.members) == sorted(by_id)
    label = {id_: number for number, cluster in enumerate(found) for id_ in cluster.members}
    reached = {id_: {id_} for id_ in by_id}
    for _ in by_id:  # the closure, the slow way
        for one in by_id:
            touching = [two for two in by_id if any(keys[two] & keys[near] for near in reached[one])]
            reached[one] = reached[one].union(*(reached[two] for two in touching))
    assert all((label[one] == label[two]) == (two in reached[one]) for one in by_id for two in by_id)
    assert all(cluster.is_release == any(by_id[id_].is_release for id_ in cluster.members) for cluster in found)


def test_the_release_seen_first_survives() -> None:
    members = {one.appearance_id: one for one in (member(1, seen=5), member(2, seen=3), member(3, seen=9))}
    releases = {UUID(int=1): Before(UUID(int=101)), UUID(int=2): Before(UUID(int=102)), UUID(int=3): Before()}
    [cluster] = clusters(members, {id_: [b"k"] for id_ in members}, releases)
    assert cluster.releases == (UUID(int=102), UUID(int=101))


def test_what_belongs_to_one_release_stays_together_without_a_key() -> None:
    members = {one.appearance_id: one for one in (member(1), member(2))}
    assert len(clusters(members, {}, dict.fromkeys(members, Before(UUID(int=100))))) == 1


def test_roles_go_by_the_source() -> None:
    kinds: list[SourceKind] = ["ministry", "agency", "intergovernmental", "newswire", "republisher"]
    assert list(roles([member(number, kind) for number, kind in enumerate(kinds, 1)]).values()) == [
        "original", "original", "original", "wire", "republication",
    ]  # fmt: skip


def test_of_pages_handed_in_the_earliest_published_is_the_original_unless_an_issuer_has_it() -> None:
    handed_in = [member(1, None, published=5), member(2, None, published=1), member(3, None, published=None)]
    assert roles(handed_in) == {UUID(int=1): "republication", UUID(int=2): "original", UUID(int=3): "republication"}
    assert set(roles([*handed_in, member(4, "newswire")]).values()) == {"original", "republication", "wire"}
    assert roles([*handed_in, member(4, "agency")])[UUID(int=2)] == "republication"


def test_issuer_and_distributor_come_from_the_best_that_names_any() -> None:
    members = [
        member(1, "ministry"),
        member(2, "newswire", distributor="Wire", wire_ids=("7",)),
        member(3, "republisher", issuer="Port"),
    ]
    found = shown(members, roles(members))
    assert (found.appearance_id, found.issuer, found.distributor, found.wire_ids) == (UUID(int=1), "Port", "Wire", ("7",))
