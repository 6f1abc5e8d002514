"""Cores by keys and copies, excerpts that go to the best of them, walls that nothing crosses: functions of the set of pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from press.identity.membership import Before, Cluster, clusters
from press.identity.roles import Member
from press.identity.ties import Bond, Tie, Wall

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)


def member(number: int, length: int = 1000, *, at: int = 0, headline: str = "On the harbour", is_release: bool = True) -> Member:
    return Member(
        UUID(int=number), f"https://a.example/{number}", "republisher", is_release, NOON + timedelta(minutes=at),
        NOON + timedelta(minutes=number), headline=headline, length=length,
    )  # fmt: skip


def pages(*members: Member) -> dict[UUID, Member]:
    return {one.appearance_id: one for one in members}


def copy(one: int, other: int, score: float = 0.9) -> Tie:
    return Tie(UUID(int=min(one, other)), UUID(int=max(one, other)), "copy", None, score, score)


def excerpt(part: int, whole: int, score: float = 0.9) -> Tie:
    first, second = sorted((part, whole))
    return Tie(UUID(int=first), UUID(int=second), "excerpt", UUID(int=part), score, score)


def together(found: list[Cluster]) -> set[frozenset[int]]:
    return {frozenset(id_.int for id_ in cluster.members) for cluster in found}


def test_copies_are_together_however_long_the_chain() -> None:
    found = clusters(pages(*map(member, range(1, 5))), {}, {}, ties=[copy(1, 2), copy(3, 2)])
    assert together(found) == {frozenset({1, 2, 3}), frozenset({4})}


def test_an_excerpt_goes_to_the_surest_and_ties_no_two_together() -> None:
    known = pages(member(1), member(2), member(3, 300))
    [one, other] = clusters(known, {}, {}, ties=[excerpt(3, 1, 0.8), excerpt(3, 2, 0.9)])
    assert together([one, other]) == {frozenset({1}), frozenset({2, 3})}
    assert other.attached == {UUID(int=3): UUID(int=3)} and one.attached == {}


def test_of_equally_sure_ones_the_title_decides_then_the_time_then_the_age() -> None:
    ties = [excerpt(3, 1), excerpt(3, 2)]
    by_title = pages(member(1, headline="On something else"), member(2, at=50), member(3, 300))
    assert frozenset({2, 3}) in together(clusters(by_title, {}, {}, ties=ties))
    by_time = pages(member(1, at=-50), member(2, at=9), member(3, 300))
    assert frozenset({2, 3}) in together(clusters(by_time, {}, {}, ties=ties))
    by_age = pages(member(1, at=5), member(2, at=-5), member(3, 300))
    assert frozenset({2, 3}) in together(clusters(by_age, {}, {}, ties=ties))


def test_a_part_goes_to_an_issuers_page_before_a_republishers_that_fits_better() -> None:
    known = pages(replace(member(1), kind="ministry"), member(2), member(3, 300))
    assert together(clusters(known, {}, {}, ties=[excerpt(3, 1, 0.8), excerpt(3, 2, 0.9)])) == {frozenset({1, 3}), frozenset({2})}


def test_what_an_issuer_published_is_no_part_of_a_republishers_page() -> None:
    known = pages(member(1), member(2, 600), replace(member(3, 500), kind="newswire"))
    ties = [copy(2, 3), excerpt(2, 1)]
    assert together(clusters(known, {}, {}, ties=ties)) == {frozenset({1}), frozenset({2, 3})}


def test_a_core_goes_by_its_longest_page_alone() -> None:
    """A republication with the whole text keeps an excerpt that shares a key with it where it is."""
    known = pages(member(1), member(2, 900), member(3, 300))
    keys = {UUID(int=2): [b"k"], UUID(int=3): [b"k"]}
    assert together(clusters(known, keys, {}, ties=[excerpt(3, 1)])) == {frozenset({1}), frozenset({2, 3})}
    found = clusters(known, keys, {}, ties=[excerpt(2, 1)])
    assert together(found) == {frozenset({1, 2, 3})}
    assert found[0].attached == {UUID(int=2): UUID(int=2), UUID(int=3): UUID(int=2)}, "they stay known as one core"


def test_an_excerpt_that_finds_a_better_place_leaves_the_id_where_it_was() -> None:
    known = pages(member(1), member(2), member(3, 300))
    before = {UUID(int=1): Before(UUID(int=101)), UUID(int=3): Before(UUID(int=101), UUID(int=3)), UUID(int=2): Before()}
    found = clusters(known, {}, before, ties=[excerpt(3, 1, 0.8), excerpt(3, 2, 0.9)])
    assert [cluster.releases for cluster in found] == [(UUID(int=101),), ()]
    assert together(found) == {frozenset({1}), frozenset({2, 3})}


def test_an_excerpt_that_belongs_nowhere_any_more_is_no_release_because_it_was_part_of_one() -> None:
    known = pages(member(1), member(3, 300, is_release=False))
    before = {UUID(int=1): Before(UUID(int=101)), UUID(int=3): Before(UUID(int=101), UUID(int=3))}
    assert {cluster.members[0].int: cluster.is_release for cluster in clusters(known, {}, before)} == {1: True, 3: False}


def test_what_came_first_as_its_own_release_keeps_the_older_id() -> None:
    known = pages(member(1, 300), member(2))
    before = {UUID(int=1): Before(UUID(int=101)), UUID(int=2): Before(UUID(int=102))}
    [cluster] = clusters(known, {}, before, ties=[excerpt(1, 2)])
    assert cluster.releases == (UUID(int=101), UUID(int=102))


def test_a_wall_parts_a_release_by_its_keys_and_the_weak_side_loses_the_id() -> None:
    known = pages(member(1, is_release=False), member(2), member(3), member(4, is_release=False))
    before = dict.fromkeys(known, Before(UUID(int=101)))
    keys = {UUID(int=1): [b"k"], UUID(int=2): [b"k", b"l"], UUID(int=3): [b"l"], UUID(int=4): [b"m"]}
    wall = Wall(frozenset({UUID(int=1)}), frozenset({UUID(int=2), UUID(int=3)}))
    found = clusters(known, keys, before, ties=[copy(4, 1)], walls=[wall])
    assert together(found) == {frozenset({1, 4}), frozenset({2, 3})}
    assert [(cluster.members[0].int, cluster.releases, cluster.is_release) for cluster in found] == [
        (1, (), False), (2, (UUID(int=101),), True),
    ]  # fmt: skip


def test_a_persons_bond_is_stronger_than_any_other_union() -> None:
    known = pages(*map(member, range(1, 4)))
    wall = Wall(frozenset({UUID(int=1)}), frozenset({UUID(int=3)}))
    found = clusters(known, {}, {}, ties=[copy(1, 2, 0.99)], walls=[wall], bonds=[Bond(UUID(int=2), UUID(int=3), "Ada")])
    assert together(found) == {frozenset({1}), frozenset({2, 3})}


PAIRS = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] != pair[1])
TIES = st.lists(
    st.one_of(
        st.builds(lambda pair, score: copy(*pair, score), PAIRS, st.sampled_from([0.5, 0.7, 0.9])),
        st.builds(lambda pair, score: excerpt(*pair, score), PAIRS, st.sampled_from([0.5, 0.7, 0.9])),
    ),
    max_size=10,
    unique_by=lambda tie: (tie.first, tie.second),
)
MEMBERS = st.lists(
    st.builds(member, st.integers(1, 8), st.sampled_from([300, 600, 1000]), at=st.integers(0, 2), is_release=st.booleans()),
    min_size=1, max_size=8, unique_by=lambda one: one.appearance_id,
)  # fmt: skip
KEYS = st.dictionaries(st.integers(1, 8).map(lambda number: UUID(int=number)), st.sets(st.sampled_from([b"a", b"b"]), max_size=1))
WALLS = st.lists(
    st.builds(
        lambda left, right: Wall(frozenset(UUID(int=one) for one in left), frozenset(UUID(int=one) for one in right - left)),
        st.sets(st.integers(1, 8), min_size=1, max_size=3), st.sets(st.integers(1, 8), min_size=1, max_size=3),
    ),
    max_size=2,
)  # fmt: skip


@given(st.data(), MEMBERS, TIES, KEYS, WALLS)
def test_clusters_do_not_depend_on_order(
    data: st.DataObject, members: list[Member], ties: list[Tie], keys: dict[UUID, set[bytes]], walls: list[Wall]
) -> None:
    def found(members: list[Member], ties: list[Tie]) -> list[tuple[object, ...]]:
        return [(one.members, dict(one.attached)) for one in clusters(pages(*members), keys, {}, ties=ties, walls=walls)]

    assert found(members, ties) == found(data.draw(st.permutations(members)), data.draw(st.permutations(ties)))


@given(MEMBERS, TIES, KEYS, WALLS)
def test_walls_hold(members: list[Member], ties: list[Tie], keys: dict[UUID, set[bytes]], walls: list[Wall]) -> None:
    for cluster in clusters(pages(*members), keys, {}, ties=ties, walls=walls):
        assert not any(wall.left.intersection(cluster.members) and wall.right.intersection(cluster.members) for wall in walls)


@given(MEMBERS, TIES, KEYS)
def test_excerpts_never_bridge(members: list[Member], ties: list[Tie], keys: dict[UUID, set[bytes]]) -> None:
    """Without what is attached, the pages of a cluster are one core: keys and copies alone hold it together."""
    known = pages(*members)
    cores = together(clusters(known, keys, {}, ties=[tie for tie in ties if tie.kind == "copy"]))
    for cluster in clusters(known, keys, {}, ties=ties):
        assert frozenset(id_.int for id_ in cluster.members if id_ not in cluster.attached) in cores
        attached: dict[UUID, set[int]] = {}
        for id_, core_id in cluster.attached.items():
            attached.setdefault(core_id, set()).add(id_.int)
        assert all(frozenset(ids) in cores for ids in attached.values())


@given(st.data(), MEMBERS, TIES, KEYS)
def test_what_is_remembered_of_a_release_stands_for_its_keys(
    data: st.DataObject, members: list[Member], ties: list[Tie], keys: dict[UUID, set[bytes]]
) -> None:
    """Pages that were decided on before, of which no key is read any more, with pages that are new."""
    known = pages(*members)
    earlier = pages(*data.draw(st.lists(st.sampled_from(members), unique_by=lambda one: one.appearance_id)))
    before = {
        id_: Before(UUID(int=100 + number), cluster.attached.get(id_))
        for number, cluster in enumerate(clusters(earlier, keys, {}, ties=ties))
        for id_ in cluster.members
    }
    fresh = {key for id_ in known.keys() - earlier.keys() for key in keys.get(id_, ())}
    partly = {id_: several & fresh if id_ in earlier else several for id_, several in keys.items()}
    assert together(clusters(known, partly, before, ties=ties)) == together(clusters(known, keys, {}, ties=ties))
