"""What is left of earlier decisions after a later one."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from press.identity.people import bonds_left, first_in_front, walls_left

PAGES = [UUID(int=number) for number in range(1, 9)]
SETS = st.frozensets(st.sampled_from(PAGES), max_size=8)


@st.composite
def sides(draw: st.DrawFn) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    pages = draw(st.permutations(PAGES))
    cut = draw(st.integers(1, 4))
    return tuple(pages[:cut]), tuple(pages[cut : cut + draw(st.integers(1, 4))])


def pairs(found: list[tuple[tuple[UUID, ...], tuple[UUID, ...]]]) -> set[frozenset[UUID]]:
    return {frozenset((one, other)) for left, right in found for one in left for other in right}


@given(sides(), SETS)
def test_a_merge_takes_down_of_a_wall_what_stands_within_it_and_no_more(
    wall: tuple[tuple[UUID, ...], tuple[UUID, ...]], together: frozenset[UUID]
) -> None:
    left = walls_left(wall, together)
    within = {pair for pair in pairs([wall]) if pair <= together}
    if not within:
        assert left is None
    else:
        assert left is not None and pairs(left) == pairs([wall]) - within


@given(sides(), SETS, SETS)
def test_a_split_leaves_no_bond_across_it_and_keeps_those_beside_it(
    bond: tuple[tuple[UUID, ...], tuple[UUID, ...]], off: frozenset[UUID], staying: frozenset[UUID]
) -> None:
    staying -= off
    left, pages = bonds_left(bond, off, staying), {*bond[0], *bond[1]}
    if pages <= off or pages.isdisjoint(off):
        assert left is None
    else:
        assert left is not None
        assert pairs(left) == {pair for pair in pairs([bond]) if pair <= off or pair <= staying}


@given(SETS.filter(bool))
def test_the_page_that_speaks_for_a_side_stands_in_front(pages: frozenset[UUID]) -> None:
    first = max(pages)
    found = first_in_front(pages, first)
    assert found[0] == first and set(found) == pages and len(found) == len(pages)
