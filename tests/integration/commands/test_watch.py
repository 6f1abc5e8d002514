"""`scrapy watch`: follows from the head or a given change, through a lost connection and into a new epoch; ends quietly."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from psycopg.conninfo import make_conninfo
from watching import END_SESSIONS, INSERT, Watching, change, execute

from archive.connection import Archive
from archive.following import NewEpoch, follow
from press.errors import ChangesForgotten

pytestmark = pytest.mark.one_postgres

RESTORE = "DELETE FROM archive.change WHERE change_id > 1; UPDATE archive.feed SET change_head = 1"


@pytest.fixture
def watching(database: str) -> Iterator[Callable[..., Watching]]:
    running: list[Watching] = []

    def begin(*words: str, **other: str) -> Watching:
        running.append(Watching(make_conninfo(database, **other), *words))
        return running[-1]

    yield begin
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
            one.process.communicate()


def test_it_follows_and_a_signal_ends_it_quietly(database: str, watching: Callable[..., Watching]) -> None:
    change(database, 1, 2, 3)
    watch = watching("--after", "1")
    assert [row["change_id"] for row in watch.rows(2)] == [2, 3]
    change(database, 4)
    (row,) = watch.rows(1, seconds=3)  # by the hint, not by the poll
    assert (row["change_id"], row["kind"], row["by"], set(row)) == (4, "new", "x", {
        "change_id", "at", "kind", "release_id", "url", "revision_id", "other_release_id", "by", "reason", "detail",
    })  # fmt: skip
    watch.process.send_signal(signal.SIGTERM)
    assert watch.end() == (0, "")


def test_it_needs_a_readers_rights_and_no_more(database: str, watching: Callable[..., Watching]) -> None:
    change(database, 1)
    execute(database, "CREATE ROLE watching_stranger LOGIN IN ROLE press_reader")
    try:
        watch = watching("--after", "0", user="watching_stranger")
        assert [row["change_id"] for row in watch.rows(1)] == [1]
        change(database, 2)
        assert [row["change_id"] for row in watch.rows(1)] == [2]
        watch.process.send_signal(signal.SIGTERM)
        assert watch.end() == (0, "")
    finally:
        execute(database, "DROP ROLE watching_stranger")


def test_a_reader_that_goes_away_ends_it_quietly_while_nothing_happens(database: str, watching: Callable[..., Watching]) -> None:
    change(database, 1)
    watch = watching("--after", "0")
    assert len(watch.rows(1)) == 1
    assert watch.process.stdout is not None
    watch.process.stdout.close()
    watch.process.stdout = None
    assert watch.end() == (0, "")


def test_a_reader_that_does_not_read_does_not_keep_it_from_stopping(database: str, watching: Callable[..., Watching]) -> None:
    change(database, *range(1, 3001))  # 600 kB: far more than a pipe holds
    watch = watching("--after", "0")
    assert len(watch.rows(1)) == 1
    time.sleep(0.3)
    watch.process.send_signal(signal.SIGINT)
    assert watch.end() == (0, "")


def test_forgotten_changes_are_one_line_with_the_remedy(database: str, watching: Callable[..., Watching]) -> None:
    change(database, *range(1, 8))
    execute(database, "DELETE FROM archive.change WHERE change_id <= 5; UPDATE archive.feed SET change_floor = 5")
    code, err = watching("--after", "4").end()
    assert (code, len(err.splitlines())) == (1, 1) and "copy the views" in err


async def test_a_number_that_is_not_reached_yet_is_refused(archive: Archive) -> None:
    with pytest.raises(ChangesForgotten, match="latest change is 0 and you asked for those after 12"):
        await anext(follow(archive, 12))


@pytest.mark.parametrize("asked", ["-1", "x", "1.5", "99999999999999999999", "", "١"])
def test_no_number_is_a_wrong_command_line(offline: Callable, asked: str) -> None:
    ended = offline("watch", f"--after={asked}")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


async def test_it_catches_up_after_a_lost_connection(archive: Archive, database: str) -> None:
    lost: list[str] = []
    feed = follow(archive, 0, poll=30, lost=lost.append)
    change(database, 1, 2)
    assert [(await anext(feed)).change_id for _ in range(2)] == [1, 2]
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.2)
    execute(database, END_SESSIONS)
    change(database, 3)  # while nobody listens
    assert (await asyncio.wait_for(waiting, 10)).change_id == 3
    assert len(lost) == 1
    await feed.aclose()


async def test_a_new_epoch_is_announced_and_following_goes_on_from_its_head(archive: Archive, database: str) -> None:
    feed = follow(archive, poll=0.05)
    change(database, 1)
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.3)
    change(database, 2, 3)
    assert (await waiting).change_id == 2
    execute(database, f"{RESTORE}, epoch = epoch + 1")
    found = await anext(feed)
    while not isinstance(found, NewEpoch):  # what was read before the restore
        found = await anext(feed)
    assert found == NewEpoch(2, 1)
    change(database, 2)
    assert (await asyncio.wait_for(anext(feed), 10)).change_id == 2
    await feed.aclose()


async def test_a_hint_that_is_lost_costs_a_poll(archive: Archive, database: str) -> None:
    feed = follow(archive, 0, poll=0.1)
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.2)
    execute(database, INSERT.replace("%s", "1"))
    execute(database, "UPDATE archive.feed SET change_head = 1")
    assert (await asyncio.wait_for(waiting, 5)).change_id == 1
    await feed.aclose()


async def test_an_archive_restored_without_a_word_is_noticed(archive: Archive, database: str) -> None:
    change(database, 1, 2)
    feed = follow(archive, 2, poll=0.05)
    waiting = asyncio.ensure_future(anext(feed))
    await asyncio.sleep(0.2)
    execute(database, RESTORE)
    with pytest.raises(ChangesForgotten, match="restored from a back-up"):
        await asyncio.wait_for(waiting, 5)
