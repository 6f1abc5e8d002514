"""Lines to pipes and files: whole, without blocking the loop, and with a reader's going noticed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from commands.line_output import LineOutput

LINE = b"x" * 300_000 + b"\n"  # a pipe holds 65,536


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for descriptor in (reading, writing):
        with suppress(OSError):  # the test closed it
            os.close(descriptor)


async def test_a_line_larger_than_the_pipe_arrives_whole_while_the_loop_goes_on(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    handing_over = asyncio.ensure_future(LineOutput(writing).write(LINE))
    await asyncio.sleep(0.05)
    assert not handing_over.done()  # nobody reads yet, and this test still runs
    arrived = b""
    while len(arrived) < len(LINE):
        arrived += await asyncio.to_thread(os.read, reading, 65_536)
    await handing_over
    assert arrived == LINE
    assert os.get_blocking(writing)


async def test_a_reader_that_goes_away_is_noticed_idle_and_writing(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    out = LineOutput(writing)
    with out.reader_gone() as gone:
        await asyncio.sleep(0.02)
        assert not gone.is_set()
        handing_over = asyncio.ensure_future(out.write(LINE))
        await asyncio.sleep(0.02)
        os.close(reading)
        await asyncio.wait_for(gone.wait(), 5)
        with pytest.raises(BrokenPipeError):
            await handing_over


async def test_a_plain_file_is_written_at_once_and_has_no_reader_to_lose(tmp_path: Path) -> None:
    with (tmp_path / "lines").open("wb") as file:
        out = LineOutput(file.fileno())
        with out.reader_gone() as gone:
            await out.write(LINE)
            assert not gone.is_set()
    assert (tmp_path / "lines").read_bytes() == LINE
