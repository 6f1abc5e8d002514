"""The node's id is made once, and a holder is seen to be dead exactly when its process is gone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from archive.node import Holder, node_of
from press.errors import CannotStart

ROOT = Path(__file__).parents[3]

_HOLD = """
import sys
from pathlib import Path
from archive.node import Holder
holder = Holder(Path(sys.argv[1]))
print(holder.holder_id, holder.node, flush=True)
sys.stdin.read()
"""

#: Holds a lease and forks a child that outlives it, as a pool's worker may.
_HOLD_AND_FORK = """
import os, sys, time
from pathlib import Path
from archive.node import Holder
holder = Holder(Path(sys.argv[1]))
child = os.fork()
if child == 0:
    os.close(1)
    time.sleep(60)
    os._exit(0)
print(holder.holder_id, child, flush=True)
sys.stdin.read()
"""


def _python(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_node_has_one_id_for_ever(tmp_path: Path) -> None:
    node = node_of(tmp_path / "deep" / "archive")
    assert re.fullmatch("[0-9a-f]{32}", node)
    assert node_of(tmp_path / "deep" / "archive") == node
    assert node_of(tmp_path / "other") != node
    assert (tmp_path / "deep").stat().st_mode & 0o777 == 0o700
    assert [path.name for path in (tmp_path / "deep" / "archive").iterdir()] == ["node"]


def test_processes_that_race_for_it_agree(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from archive.node import node_of
sys.stdin.read(1)
print(node_of(Path(sys.argv[1])))
"""
    racers = [_python(code, tmp_path / "archive") for _ in range(6)]
    for racer in racers:  # all have been started; the byte lets each go
        assert racer.stdin is not None
        racer.stdin.write("x")
        racer.stdin.flush()
    ids = {racer.communicate(timeout=30)[0].strip() for racer in racers}
    assert ids == {node_of(tmp_path / "archive")}
    assert [path.name for path in (tmp_path / "archive").iterdir()] == ["node"]


@pytest.mark.parametrize("content", [b"", b"xyz\n", b"\xff" * 32])
def test_a_damaged_id_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "node").write_bytes(content)
    with pytest.raises(CannotStart, match=r"node is damaged: restore it") as caught:
        node_of(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match=r"not a folder|cannot be made"):
        node_of(tmp_path / "file")
    with pytest.raises(CannotStart, match="cannot be made"):
        node_of(tmp_path / "file" / "below")


def test_a_holder_lives_as_long_as_its_process(tmp_path: Path) -> None:
    process = _python(_HOLD, tmp_path)
    try:
        assert process.stdout is not None
        named, node = process.stdout.readline().split()
        holder_id = uuid.UUID(named)
        with Holder(tmp_path) as mine:
            assert node == mine.node
            assert not mine.is_dead(holder_id, node)
            assert not mine.is_dead(mine.holder_id, node)
            os.kill(process.pid, signal.SIGSTOP)  # frozen is not dead
            assert not mine.is_dead(holder_id, node)
            _kill(process)
            assert not mine.is_dead(holder_id, uuid.uuid4().hex)  # of another machine nothing is known
            assert mine.is_dead(holder_id, node)
            with Holder(tmp_path) as later:  # sweeps; a holder without a file is dead too
                files = {path.stem for path in (tmp_path / "holders").iterdir()}
                assert files == {str(mine.holder_id), str(later.holder_id)}
                assert later.is_dead(holder_id, node)
                assert not later.is_dead(mine.holder_id, node)
        assert list((tmp_path / "holders").iterdir()) == []
        assert (tmp_path / "holders").stat().st_mode & 0o777 == 0o700
    finally:
        _kill(process)


def test_a_child_that_outlives_its_killed_parent_keeps_no_lock(tmp_path: Path) -> None:
    process = _python(_HOLD_AND_FORK, tmp_path)
    assert process.stdout is not None
    named, child = process.stdout.readline().split()
    try:
        with Holder(tmp_path) as mine:
            assert not mine.is_dead(uuid.UUID(named), mine.node)
            _kill(process)
            os.kill(int(child), 0)  # the child is there
            assert mine.is_dead(uuid.UUID(named), mine.node)
    finally:
        os.kill(int(child), signal.SIGKILL)
        _kill(process)


def test_holders_that_come_at_once_do_not_sweep_each_other(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from archive.node import Holder
folder = Path(sys.argv[1])
for _ in range(150):
    with Holder(folder) as holder:
        assert (folder / "holders" / f"{holder.holder_id}.lock").exists()
        assert not holder.is_dead(holder.holder_id, holder.node)
"""
    processes = [_python(code, tmp_path) for _ in range(4)]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
