"""A reading process starts without the program's main module, and says nothing where the program dies meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[3]

# Started by its path, as `scrapy` itself is. It says so each time that it is loaded.
PROGRAM = """
import os, signal, socket, sys, time
from crawler.reading_process import start

print("loaded", flush=True)
ours, theirs = socket.socketpair()
process = start(theirs, time.monotonic, 2048)
theirs.close()
if sys.argv[1] == "dies":
    os.kill(os.getpid(), signal.SIGKILL)
assert ours.recv(1)
ours.close()
assert process.wait(60) == 0
"""


def _run(tmp_path: Path, how: str) -> subprocess.CompletedProcess[str]:
    """The program, ended, and with it the process that it started: both have hung up."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(program), how], capture_output=True, text=True, timeout=60, check=False,
        env={"PYTHONPATH": str(PROJECT)}, cwd=tmp_path,
    )  # fmt: skip


def test_the_main_module_is_not_loaded_again(tmp_path: Path) -> None:
    ended = _run(tmp_path, "lives")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "loaded\n", "")


def test_a_program_that_is_no_file_finds_its_modules_where_it_stands() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "lives"], capture_output=True, text=True, timeout=60, check=False, env={}, cwd=PROJECT
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "loaded\n", "")


def test_a_program_that_is_killed_leaves_no_word_behind(tmp_path: Path) -> None:
    ended = _run(tmp_path, "dies")
    assert (ended.returncode, ended.stdout, ended.stderr) == (-9, "loaded\n", "")
