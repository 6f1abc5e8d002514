"""Progress is a person's: on a terminal it counts, elsewhere not a byte is written."""

from __future__ import annotations

import io

import pytest

from commands.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stderr", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_it_counts_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, shown: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", stderr)
    with progress("Importing", "records") as advance:
        advance(1200)
        advance(34)
    assert ("Importing: 1,234 records" in stderr.getvalue()) == shown == bool(stderr.getvalue())
