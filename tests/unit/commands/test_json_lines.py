"""Lines that are handed in: numbered as an editor numbers them, bounded, and whole up to where a file breaks."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import UsageError

from commands import json_lines
from press.errors import Unreadable


def read(path: Path) -> list[tuple[int, bytes | None]]:
    with json_lines.opened(str(path)) as file:
        return list(json_lines.lines(file))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"))), st.booleans())
def test_every_line_that_is_not_blank_comes_with_its_number(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], packed: bool
) -> None:
    content = "\n".join(texts).encode()
    path = tmp_path_factory.getbasetemp() / "lines"
    path.write_bytes(gzip.compress(content) if packed else content)
    lines = [(number, line) for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1) if line.strip()]
    assert read(path) == [(number, line.strip()) for number, line in lines]


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST", 10)
    (tmp_path / "lines").write_bytes(b"short\n" + b"x" * 35 + b"\n" + b"y" * 10 + b"\nend")
    assert read(tmp_path / "lines") == [(1, b"short"), (2, None), (3, b"y" * 10), (4, b"end")]


def test_a_torn_gzip_file_gives_what_it_has(tmp_path: Path) -> None:
    packed = gzip.compress(b"\n".join(b"%d" % number for number in range(100_000)))
    (tmp_path / "lines.gz").write_bytes(packed[: len(packed) // 2])
    given_out = []
    with (
        json_lines.opened(str(tmp_path / "lines.gz")) as file,
        pytest.raises(Unreadable, match=r"after line \d+ it cannot be read on"),
    ):
        for number, _ in json_lines.lines(file):
            given_out.append(number)
    assert given_out == list(range(1, len(given_out) + 1)) and len(given_out) > 1000


def test_a_file_that_is_not_there_is_a_wrong_command_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read(tmp_path / "none")
