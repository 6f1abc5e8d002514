"""The order of system calls: written, then synced, then acknowledged. A kill cannot show a missing sync; strace can."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_WRITING = Path(__file__).with_name("writing_process.py")
_CALL = re.compile(r"^\d+ +(?:(?P<name>\w+)\((?P<rest>.*)|<\.\.\. \w+ resumed>.*)$")
_PLACED = re.compile(r'"(\S+\.warc\.gz) (\d+) (\d+) ')
_WRITTEN = re.compile(r", (\d+), (\d+)(?:\)| <unfinished)")
_OPEN = ".warc.gz.open"

Calls = list[tuple[str, str]]


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Calls:
    """What the writing process asked of the kernel: (call, arguments) when the call ended, for `write` when it began."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed: the order of writes and syncs is not checked")
    folder = tmp_path_factory.mktemp("order")
    log = folder / "log"
    traced = "trace=openat,pwrite64,write,fsync,fdatasync,rename,renameat,renameat2,flock,mkdir,mkdirat,ftruncate"
    command = [strace, "-f", "-y", "-s", "400", "-o", str(log), "-e", traced]
    done = subprocess.run(
        [*command, sys.executable, str(_WRITING), str(folder / "warc"), "5", "40"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "ptrace" in done.stderr and done.returncode != 0:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    calls: Calls = []
    begun: dict[str, tuple[str, str]] = {}
    for line in log.read_text(errors="replace").splitlines():
        thread = line.split(" ", 1)[0]
        if not (found := _CALL.match(line)):
            continue
        if found["name"] is None:
            if thread in begun:
                calls.append(begun.pop(thread))
        elif line.endswith("<unfinished ...>") and found["name"] != "write":
            begun[thread] = (found["name"], found["rest"])
        else:
            calls.append((found["name"], found["rest"]))
    return calls


def test_every_acknowledgement_follows_the_sync_of_its_bytes(calls: Calls) -> None:
    written: dict[str, int] = {}
    synced: dict[str, int] = {}
    named: set[str] = set()
    pending: set[str] = set()
    acknowledged = 0
    for name, rest in calls:
        path = _path(rest)
        file = Path(path).name.removesuffix(".open")
        if name == "openat" and "O_CREAT" in rest and _OPEN in rest:
            pending.add(Path(rest.split('"')[1]).name.removesuffix(".open"))
        elif name == "pwrite64" and (found := _WRITTEN.search(rest)):
            written[file] = int(found[1]) + int(found[2])
        elif name == "fdatasync":
            synced[file] = written[file]
        elif name == "fsync" and path.endswith("/warc"):
            named |= pending
        elif name == "write" and (found := _PLACED.search(rest)):
            acknowledged += 1
            assert int(found[2]) + int(found[3]) <= synced[found[1]]
            assert found[1] in named
    assert acknowledged == 40


def test_files_are_locked_when_made_and_their_folder_synced_when_renamed(calls: Calls) -> None:
    own = [(name, rest) for name, rest in calls if name != "write"]
    made = [at for at, (name, rest) in enumerate(own) if name == "openat" and "O_CREAT" in rest and _OPEN in rest]
    renamed = [at for at, (name, _) in enumerate(own) if name.startswith("rename")]
    assert len(made) == len(renamed) >= 1
    for at in made:
        assert own[at + 1][0] == "flock"
        assert "LOCK_EX|LOCK_NB" in own[at + 1][1]
    for at in renamed:
        name, rest = own[at + 2]  # the folder is opened first
        assert name == "fsync"
        assert _path(rest).endswith("/warc")


def test_a_new_folder_is_synced_into_its_parent(calls: Calls) -> None:
    made = next(at for at, (name, rest) in enumerate(calls) if name in ("mkdir", "mkdirat") and '/warc"' in rest)
    first = next(at for at, (name, _) in enumerate(calls) if name == "pwrite64")
    assert any(name == "fsync" and re.search(r"/order\d+$", _path(rest)) for name, rest in calls[made:first])


def _path(rest: str) -> str:
    """The path of a call's descriptor, as `strace -y` shows it: `3</path>`."""
    found = re.match(r"\d+<([^>]*)>", rest)
    return found[1] if found else ""
