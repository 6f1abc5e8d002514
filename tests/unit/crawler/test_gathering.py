"""What gathers while a batch is under way goes with the next; each hears of his own."""

from __future__ import annotations

import asyncio

import pytest

from crawler.gathering import Gathering


async def test_a_batch_is_what_came_while_the_one_before_ran() -> None:
    batches: list[list[int]] = []

    async def double(numbers: list[int]) -> list[int]:
        batches.append(numbers)
        await asyncio.sleep(0)
        return [2 * number for number in numbers]

    gathering = Gathering(double, most=3)
    assert await asyncio.gather(*(gathering.put(number) for number in range(5))) == [0, 2, 4, 6, 8]
    assert await gathering.put(7) == 14
    assert batches == [[0, 1, 2], [3, 4], [7]]


async def test_all_of_a_batch_hear_what_went_wrong_and_the_next_goes_on() -> None:
    async def refuse_odd(numbers: list[int]) -> list[int]:
        if any(number % 2 for number in numbers):
            raise ValueError("odd")
        return numbers

    gathering = Gathering(refuse_odd)
    first = [gathering.put(number) for number in (1, 2)]
    found = await asyncio.gather(*first, return_exceptions=True)
    assert [str(one) for one in found] == ["odd", "odd"]
    assert await gathering.put(4) == 4


async def test_who_no_longer_waits_does_not_keep_the_others_and_drained_waits_for_all() -> None:
    done: list[int] = []

    async def note(numbers: list[int]) -> list[None]:
        await asyncio.sleep(0.01)
        done.extend(numbers)
        return [None] * len(numbers)

    gathering = Gathering(note, linger=0.01)
    first, second = gathering.put(1), gathering.put(2)
    first.cancel()
    await gathering.drained()
    assert done == [1, 2] and second.done()
    with pytest.raises(asyncio.CancelledError):
        await first
    await gathering.drained()
