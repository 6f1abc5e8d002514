"""Changes that are forgotten: whoever needs them is told, whoever does not notices nothing."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from archive import changes, forgetting, views
from archive.connection import Archive
from archive.forgetting import Forgotten, forget_changes
from press.errors import ChangesForgotten
from tests.integration.archive_store.invented import MORNING, make_sources, rows, sighting, store
from tests.integration.feed.mirror import CopyAnewError, Mirror, differences, reading

pytestmark = pytest.mark.one_postgres

HARBOUR = "https://ministry.example/news/10001-harbour-opens"


def hour(count: float) -> datetime:
    return MORNING + timedelta(hours=count)


async def told(archive: Archive) -> list[tuple[int, str]]:
    return [(row["change_id"], row["kind"]) for row in await rows(archive, "SELECT * FROM press.change ORDER BY change_id")]


async def hourly(archive: Archive) -> None:
    """Six changes, told from one to six o'clock: the third release was edited twice since it came."""
    await make_sources(archive)
    for number in (1, 2, 3):
        await store(archive, sighting(f"https://ministry.example/news/1000{number}-page", f"topic{number}"))
    for number, body in enumerate(("It is later.", "It is latest."), 1):
        await store(archive, sighting("https://ministry.example/news/10003-page", "topic3", at=number, body=body))
    await store(archive, sighting("https://ministry.example/news/10002-page", "topic2", at=9, attachments=[f"{HARBOUR}.pdf"]))
    at = "UPDATE archive.change SET at = %s + change_id * interval '1 hour' RETURNING 1"
    assert len(await rows(archive, at, hour(0))) == 6


async def changed_since(archive: Archive, since: datetime) -> set[Any]:
    return {row["headline"] async for row in views.rows(archive, "release", since=since)}


async def test_the_last_change_of_each_release_stays(archive: Archive, database: str) -> None:
    await hourly(archive)
    assert await forget_changes(database, hour(5)) == Forgotten(change_floor=4, changes=3)
    assert await told(archive) == [(1, "new"), (5, "revised"), (6, "updated")]
    assert await changes.after(archive, 4) == await changes.after(archive, 4, limit=2)
    with pytest.raises(ChangesForgotten, match="copy the views"):
        await changes.after(archive, 3)
    for count, found in ((0, {1, 2, 3}), (2, {2, 3}), (6, {2}), (7, set())):
        assert await changed_since(archive, hour(count)) == {f"On topic{number}" for number in found}
    # What was the last of its release by then goes when it is not any more, and a floor never falls.
    await store(archive, sighting("https://ministry.example/news/10001-page", "topic1", at=9, attachments=[f"{HARBOUR}.pdf"]))
    assert await forget_changes(database, hour(2)) == Forgotten(change_floor=4, changes=1)


async def test_all_are_forgotten_where_none_was_told_since(archive: Archive, database: str) -> None:
    assert await forget_changes(database, hour(9)) == Forgotten(change_floor=0, changes=0)
    await hourly(archive)
    assert (await forget_changes(database, hour(9))).change_floor == 6
    assert await changes.after(archive, 6) == []
    await store(archive, sighting("https://ministry.example/news/10004-page", "topic4"))
    assert [change.change_id for change in await changes.after(archive, 6)] == [7]


async def test_a_consumer_that_fell_behind_copies_anew(archive: Archive, database: str) -> None:
    behind, abreast = Mirror(), Mirror()
    async with reading(database) as connection:
        await behind.copy(connection)
        await hourly(archive)
        await abreast.copy(connection)
        await forget_changes(database, hour(5))
        with pytest.raises(CopyAnewError):
            await behind.follow(connection)
        await behind.copy(connection)
        await store(archive, sighting(HARBOUR, "harbour"))
        for mirror in (behind, abreast):
            await mirror.follow(connection)
            assert await differences(mirror, connection) == []


async def test_nobody_takes_a_part_for_the_whole(archive: Archive, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks while rows go gets all of them, or is told."""
    await hourly(archive)
    monkeypatch.setattr(forgetting, "CHUNK", 1)
    whole = await changes.after(archive, 0)
    going = asyncio.ensure_future(forget_changes(database, hour(6)))
    while not going.done():
        with suppress(ChangesForgotten):
            assert await changes.after(archive, 0) == whole
    assert (await going).changes == 3
