"""Pages are read by processes that may be slow, greedy or die: each loses its own page and no other."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from crawler import reading
from crawler.reading import ReadingFailed, ReadingPool


def _echo(value: object) -> object:
    return value


def _pid(*_: object) -> int:
    return os.getpid()


def _sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def _meet(mine: Path, other: Path) -> bool:
    """Whether the other one was there at the same time."""
    mine.touch()
    while not other.exists():
        time.sleep(0.01)
    return True


def _die() -> None:
    os._exit(7)


def _be_greedy(size: int) -> int:
    return len(bytearray(size))


def _fail() -> None:
    raise LookupError("on purpose")


class _Odd(Exception):
    """Cannot be made again from its words."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def _fail_oddly() -> None:
    raise _Odd("this", "that")


def _a_lambda() -> object:
    return lambda: None


@pytest.fixture
async def pool() -> AsyncIterator[ReadingPool]:
    pool = ReadingPool(seconds=2)
    try:
        yield pool
    finally:
        await pool.close()


@pytest.fixture(autouse=True)
def _no_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried here is how processes come and go: they need not load what pages need."""
    monkeypatch.setattr(reading, "warm_up", _pid)


async def test_each_end_takes_its_own_page_only(pool: ReadingPool) -> None:
    """All are given at once, so that those behind a lost one were in the socket of the process that it ended."""
    answers = await asyncio.gather(
        pool.run(_echo, "a"), pool.run(_sleep, 60.0), pool.run(_echo, "b"), pool.run(_die), pool.run(_echo, "c"),
        pool.run(_be_greedy, 1 << 40), pool.run(_fail), pool.run(_fail_oddly), pool.run(_a_lambda), pool.run(_echo, "d"),
        return_exceptions=True,
    )  # fmt: skip
    a, slow, b, dead, c, greedy, failed, odd, unsendable, d = answers
    assert (a, b, c, d) == ("a", "b", "c", "d")
    words = [error.word if isinstance(error, ReadingFailed) else None for error in (slow, dead, greedy)]
    assert words == ["extraction_timeout", "extraction_crashed", "extraction_memory"]
    assert "2 s" in str(slow) and "exit code 7" in str(dead)
    assert isinstance(failed, LookupError) and "_fail" in "".join(failed.__notes__)
    assert isinstance(odd, RuntimeError) and str(odd) == "_Odd: this and that"
    assert isinstance(unsendable, Exception) and not isinstance(unsendable, ReadingFailed)


async def test_a_task_that_cannot_be_sent_is_its_callers_fault_alone(pool: ReadingPool) -> None:
    unsendable, sent = await asyncio.gather(pool.run(_echo, lambda: None), pool.run(_echo, 1), return_exceptions=True)
    assert isinstance(unsendable, Exception) and sent == 1


async def test_the_clock_runs_for_each_page_on_its_own(pool: ReadingPool) -> None:
    """Six pages take longer together than one may take, and come after one another."""
    assert await asyncio.gather(*(pool.run(_sleep, 0.4) for _ in range(6))) == [0.4] * 6


async def test_large_pages_and_answers_come_whole(pool: ReadingPool) -> None:
    large = [bytes([number]) * 5_000_000 for number in range(8)]
    assert await asyncio.gather(*(pool.run(_echo, one) for one in large)) == large


async def test_a_process_that_is_killed_while_idle_is_replaced(pool: ReadingPool) -> None:
    first = await pool.run(_pid)
    os.kill(first, signal.SIGKILL)
    await asyncio.sleep(0.2)
    assert await pool.run(_pid) != first


async def test_a_page_that_nobody_waits_for_any_more_disturbs_nobody(pool: ReadingPool) -> None:
    left = [asyncio.ensure_future(pool.run(_sleep, 0.1)) for _ in range(6)]
    await asyncio.sleep(0.05)
    for one in left:
        one.cancel()
    assert await pool.run(_echo, "x") == "x"


async def test_a_process_reads_its_share_and_makes_room_for_another(pool: ReadingPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGES_PER_PROCESS", 3)
    pids = await asyncio.gather(*(pool.run(_pid) for _ in range(7)))
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


async def test_several_processes_share_the_work(tmp_path: Path) -> None:
    pool = ReadingPool(processes=2, seconds=60)
    one, other = tmp_path / "one", tmp_path / "other"
    try:
        await asyncio.gather(pool.run(_pid), pool.run(_pid))
        assert await asyncio.gather(pool.run(_meet, one, other), pool.run(_meet, other, one)) == [True, True]
        assert len(set(await asyncio.gather(*(pool.run(_pid) for _ in range(8))))) == 2
    finally:
        await pool.close()


async def test_closing_gives_up_what_is_being_read_and_leaves_no_process() -> None:
    pool = ReadingPool(seconds=60)
    pid = await pool.run(_pid)
    waiting = [asyncio.ensure_future(pool.run(_sleep, 60.0)) for _ in range(6)]
    await asyncio.sleep(0.1)
    await pool.close()
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(end, asyncio.CancelledError) for end in ends)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="closed"):
        await pool.run(_pid)
