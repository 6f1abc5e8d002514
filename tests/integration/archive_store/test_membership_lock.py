"""The membership lock and the change feed, with real connections that get in each other's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from archive import changes
from archive.changes import Change
from archive.connection import Archive, open_archive
from archive.decision_rows import DecisionRows
from archive.following import follow
from archive.settings import ArchiveSettings
from press.errors import ChangesForgotten
from tests.integration.archive_store.invented import SITES, change_kinds, make_sources, rows, sighting, store


@pytest.fixture
async def archive(database: str, tmp_path: Path) -> AsyncIterator[Archive]:
    """With a lease so short that a frozen writer loses its transaction after half a second."""
    settings = ArchiveSettings(archive_dir=tmp_path / "var", database_url=database, lease=timedelta(seconds=2))
    async with open_archive(settings) as opened:
        await make_sources(opened)
        yield opened


async def test_writers_that_meet_copies_of_one_release_make_one_release(archive: Archive) -> None:
    rounds, sources = 12, [*SITES.items(), ("import", None)]
    for number in range(rounds):
        copies = [
            sighting(
                f"https://{source_id.replace('_', '-')}.example/items/{number + 10_000}", f"round{number}",
                source=source_id, kind=kind, at=position, standing="own_news" if kind == "republisher" else "release",
            )
            for position, (source_id, kind) in enumerate(sources)
        ]  # fmt: skip
        await asyncio.gather(*(store(archive, copy) for copy in copies))
    assert len(await rows(archive, "SELECT * FROM press.release")) == rounds
    found = await rows(archive, "SELECT count(*) AS copies FROM press.appearance GROUP BY release_id")
    assert [row["copies"] for row in found] == [len(sources)] * rounds
    assert await rows(archive, "SELECT * FROM archive.release_alias") == [], "nobody had to be merged afterwards"
    numbers = [row["change_id"] for row in await rows(archive, "SELECT change_id FROM press.change ORDER BY change_id")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (await change_kinds(archive)).count("new") == rounds


async def test_writers_that_meet_the_same_address_make_one_appearance(archive: Archive) -> None:
    for number in range(10):
        await asyncio.gather(*(
            store(archive, sighting(f"https://ministry.example/news/{number}", f"topic{number}", at=at)) for at in range(4)
        ))  # fmt: skip
    assert len(await rows(archive, "SELECT * FROM press.appearance")) == 10
    assert len(await rows(archive, "SELECT * FROM press.revision")) == 10


async def test_a_reader_misses_nothing(archive: Archive) -> None:
    """Writers commit, roll back, dawdle under the lock, and freeze under it; a reader asks all the while."""
    done = asyncio.Event()
    seen: list[int] = []

    async def read() -> None:
        while True:
            last = done.is_set()
            found = await changes.after(archive, seen[-1] if seen else 0, limit=7)
            seen.extend(change.change_id for change in found)
            if last and not found:
                return
            await asyncio.sleep(0.001)

    async def write(writer: int) -> None:
        for number in range(12):
            batch = [
                sighting(f"https://ministry.example/{writer}/{number}/{page}-page", f"topic{number}x{page}") for page in range(4)
            ]
            if number % 4 == writer:  # one page of the batch cannot be stored: the transaction is rolled back and done in parts
                assert batch[0].record is not None
                batch[0] = replace(batch[0], record=replace(batch[0].record, headline="\0"))
            await store(archive, *batch)

    async def disturb() -> None:
        """Takes numbers under the lock, as a store does, and does not commit them."""
        for pause in (0.01, 0.05, 0.1):
            async with archive.session() as connection:
                await connection.execute("BEGIN")
                await connection.execute("UPDATE archive.feed SET change_head = change_head + 5")
                await asyncio.sleep(pause)
                await connection.execute("ROLLBACK")

    async def freeze() -> None:
        async with archive.session() as connection:
            await connection.execute("BEGIN")
            await connection.execute("UPDATE archive.feed SET change_head = change_head + 5")
            await asyncio.sleep(1.2)
            with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
                await connection.execute("COMMIT")

    reader = asyncio.ensure_future(read())
    await asyncio.gather(*(write(writer) for writer in range(3)), disturb(), freeze())
    done.set()
    await reader
    assert seen == list(range(1, await changes.head(archive) + 1)) and len(seen) >= 3 * 12 * 3
    # Every writer had a copy of each topic: one release a topic.
    releases = await rows(archive, "SELECT appearance_count FROM press.release")
    assert len(releases) == 12 * 4
    last = await rows(archive, "SELECT r.release_id FROM press.release r WHERE change_id <> "
                               "(SELECT max(change_id) FROM press.change c WHERE c.release_id = r.release_id)")  # fmt: skip
    assert last == [], "a release names the last change that touched it"


async def test_a_hint_wakes_the_listener(archive: Archive) -> None:
    feed = follow(archive, 0, poll=60)
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.2)
    await store(archive, sighting("https://ministry.example/news/1", "harbour"))
    change = await asyncio.wait_for(waiting, 10)
    assert isinstance(change, Change)
    assert (change.change_id, change.kind) == (1, "new")
    await feed.aclose()  # type: ignore[attr-defined]


async def test_without_a_hint_the_listener_asks(archive: Archive) -> None:
    feed = follow(archive, 0, poll=0.1)
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.2)
    async with archive.transaction() as connection:  # as if the hint had been lost
        await connection.execute("UPDATE archive.feed SET change_head = 1")
        await connection.execute(
            "INSERT INTO archive.change (change_id, at, kind, release_id, by) VALUES (1, now(), 'new', gen_random_uuid(), 'test')"
        )
    change = await asyncio.wait_for(waiting, 10)
    assert isinstance(change, Change)
    assert change.by == "test"
    await feed.aclose()  # type: ignore[attr-defined]


async def test_a_reader_that_asks_for_forgotten_changes_is_told(archive: Archive) -> None:
    await store(archive, sighting("https://ministry.example/news/1", "harbour"))
    await rows(archive, "UPDATE archive.feed SET change_floor = 1 RETURNING 1")
    assert await changes.after(archive, 1) == []
    with pytest.raises(ChangesForgotten, match="copy the views"):
        await changes.after(archive, 0)


async def test_a_store_that_lost_its_connection_under_the_lock_is_done_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends the session of a writer that has the lock; nothing of it stays, and the next attempt stores the page."""
    write, ended = DecisionRows.write, []

    async def write_slowly(rows_: DecisionRows, connection: psycopg.AsyncConnection[Any]) -> None:
        if not ended:
            ended.append(connection)
            await asyncio.sleep(1)  # longer than the idle timeout
        await write(rows_, connection)

    monkeypatch.setattr(DecisionRows, "write", write_slowly)
    [slow], [quick] = await asyncio.gather(
        store(archive, sighting("https://ministry.example/news/1", "harbour")),
        store(archive, sighting("https://wire.example/news/1", "harbour", source="xx_wire", kind="newswire")),
    )
    assert ended and ended[0].closed
    assert {slow.outcome, quick.outcome} == {"new", "appeared"} and slow.release_id == quick.release_id
    assert await change_kinds(archive) in (["new", "appeared"], ["new", "appeared", "updated"])
