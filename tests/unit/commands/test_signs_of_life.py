"""`scrapy work --alive`, asked about workers that move, that hang, and that have ended."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.node import Holder
from commands.work import Command
from scheduling import alive


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[[str], Holder]]:
    """Begins a worker of this name, as far as its sign goes."""
    with ExitStack() as stack:

        def begun(name: str) -> Holder:
            holder = stack.enter_context(Holder(tmp_path))
            alive.sign(tmp_path, holder.holder_id, name)
            return holder

        yield begun


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], int]:
    """The exit code of `work --alive`, or of `work --alive --name NAME`."""
    monkeypatch.setenv("ARCHIVE_DIR", str(tmp_path))
    monkeypatch.setenv("CRAWLER_LEASE", "60")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def code(name: str | None = None) -> int:
        return int(Command().act([], argparse.Namespace(alive=True, name=name)))

    return code


def hang(folder: Path, worker: Holder) -> None:
    """It moved last an hour ago."""
    then = time.time() - 3600
    os.utime(folder / "workers" / f"{worker.holder_id}.alive", (then, then))


def test_one_that_hangs_does_not_hide_behind_one_that_moves(
    begin: Callable[[str], Holder], asked: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked() == 1, "none runs"
    begin("east")
    west = begin("west")
    assert (asked(), asked("east"), asked("west"), asked("north")) == (0, 0, 0, 1)
    hang(tmp_path, west)
    capsys.readouterr()
    assert (asked(), asked("east"), asked("west")) == (1, 0, 1)
    assert "the worker west moved last 3600 s ago" in capsys.readouterr().err
    alive.sign(tmp_path, west.holder_id, "west")
    assert asked() == 0


def test_one_whose_process_has_ended_counts_no_more(
    begin: Callable[[str], Holder], asked: Callable[..., int], tmp_path: Path
) -> None:
    begin("east")
    west = begin("west")
    west.release()  # as the kernel does for one that was killed
    assert (asked(), asked("east"), asked("west")) == (0, 0, 1)
    assert len(list((tmp_path / "workers").iterdir())) == 1, "its sign is swept"
    begin("west")
    assert asked("west") == 0, "it was started again"


def test_one_that_ends_in_good_order_leaves_no_sign(
    begin: Callable[[str], Holder], asked: Callable[..., int], tmp_path: Path
) -> None:
    east = begin("east")
    alive.farewell(tmp_path, east.holder_id)
    assert asked() == 1
