"""The end of work under way: it ends in good order where it can, and is broken off where that takes too long."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any


async def ended(tasks: Collection[asyncio.Task[Any]], grace: float) -> set[asyncio.Task[Any]]:
    """Wait `grace` seconds for the tasks to end, then break off the others; those that were. What is broken off is lost as by a
    kill, which loses nothing: a site that keeps us waiting is what takes so long."""
    if not tasks:
        return set()
    _, slow = await asyncio.wait(tasks, timeout=grace)
    for task in slow:
        task.cancel()
    if slow:
        await asyncio.wait(slow)
    return {task for task in slow if task.cancelled()}
