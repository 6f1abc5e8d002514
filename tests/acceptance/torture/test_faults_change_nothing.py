"""Workers and harvests are killed, cut off, frozen and left without room at random instants: the archive is sound in the end, and
the same as after an undisturbed run."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.acceptance.torture.database import Database, small_disk
from tests.acceptance.torture.processes import Starter
from tests.acceptance.torture.sites import Town
from tests.acceptance.torture.suffering import Suffering
from tests.quick_folder import quick_folder


@pytest.fixture(scope="module")
def small_town() -> Iterator[Suffering]:
    """A small town with its undisturbed run, which all tests are compared with."""
    with ExitStack() as stack:
        folder = stack.enter_context(quick_folder())
        stack.enter_context(small_disk(folder / "server", "1g"))
        town = stack.enter_context(Town(1, small=True))
        starter = stack.enter_context(Starter())
        yield Suffering(folder / "trials", stack.enter_context(Database(folder / "server")), town, starter)


def suffer(suffering: Suffering, kinds: Counter[str], seed: int, faults: int) -> None:
    met = Counter[str]()
    for one in range(seed, seed + 5):
        more, found = suffering.suffer(kinds, one, faults - met.total())
        met += more
        print(f"seed {one}: {dict(more)}")
        assert not found, "\n".join([f"seed {one}", *found])
        if met.total() >= faults:
            return
    raise AssertionError(f"too few faults met a process at its work: {dict(met)}")


def test_ten_kills_of_workers_and_harvests_change_nothing(small_town: Suffering) -> None:
    suffer(small_town, Counter(kill=3, stop=1), 20261129, 10)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["crash", "cut", "freeze", "captures", "database"])
def test_no_other_fault_changes_anything(small_town: Suffering, kind: str) -> None:
    if kind in ("captures", "database") and os.geteuid() != 0:
        pytest.skip("a full disk is mounted for this test, which only root may do")
    suffer(small_town, Counter({kind: 1}), 20261129, 2)
