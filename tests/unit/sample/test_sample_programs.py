"""`python -m sample` and the demo's own words, as processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from sample import serve

ROOT = Path(__file__).parents[3]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command, surroundings = [sys.executable, "-m", *arguments], {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("port", ["http", "0", "65533"])
def test_a_wrong_port_is_one_line(port: str) -> None:
    for program in ("sample.demo", "sample"):
        ended = run(program, SAMPLE_PORT=port)
        assert ended.returncode == 1
        assert ended.stderr == f"{program}: SAMPLE_PORT is {port!r}: set it to the first of four free ports, such as 8471\n"


def test_a_taken_port_is_one_line() -> None:
    with serve() as server:
        port = urlsplit(server.sites["ministry"]).port
        for program in (("sample.demo", "--inner"), ("sample",)):
            ended = run(*program, SAMPLE_PORT=str(port))
            assert ended.returncode == 1
            assert ended.stderr == f"{program[0]}: port {port} is in use: set SAMPLE_PORT to the first of four free ports\n"


def test_an_unknown_event_is_refused() -> None:
    ended = run("sample.demo", "--play", "burn")
    assert ended.returncode == 2
    assert "invalid choice: 'burn'" in ended.stderr


def test_events_may_be_typed_while_it_is_served() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "sample", "--port", "0"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with program:
        assert program.stdin
        assert program.stdout
        address = program.stdout.readline().split()[1]
        for _ in range(4):
            program.stdout.readline()
        program.stdin.write("burn\npublish\n")
        program.stdin.flush()
        assert program.stdout.readline().startswith("'burn' cannot be played")
        for _ in range(100):
            with urlopen(f"{address}en/feed.rss") as answer:  # noqa: S310 (a loopback address)
                if b"2026-015" in answer.read():
                    break
        else:
            pytest.fail("the release never appeared")
        program.stdin.close()
        assert program.wait(10) == 0
