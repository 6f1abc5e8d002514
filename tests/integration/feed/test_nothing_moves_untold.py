"""What one page brings may move a column of another page's release, or of a revision long past: that is told too."""

from __future__ import annotations

import pytest

from archive.connection import Archive
from press.sighting import Sighting
from tests.integration.archive_store.invented import change_kinds, make_sources, rows, sighting, store
from tests.integration.feed.mirror import Mirror, differences, reading

pytestmark = pytest.mark.one_postgres

HARBOUR = "https://ministry.example/news/10001-harbour-opens"
RAILWAY = "https://ministry.example/news/10002-railway-repaired"


def harbour(at: float = 0, body: str | None = None) -> Sighting:
    return sighting(HARBOUR, "harbour", at=at, body=body, headline="The harbour opens at last")


def railway(at: float = 0, canonical: str | None = HARBOUR) -> Sighting:
    return sighting(RAILWAY, "railway", at=at, canonical=canonical, headline="The railway is repaired again")


async def follow(archive: Archive, database: str, *batches: list[Sighting]) -> None:
    async with reading(database) as connection:
        mirror = Mirror()
        await mirror.copy(connection)
        for batch in batches:
            await store(archive, *batch)
            await mirror.follow(connection)
            assert await differences(mirror, connection) == []


async def test_a_canonical_link_that_is_believed_no_more(archive: Archive, database: str) -> None:
    """The page it names turns out to be a release of its own."""
    await make_sources(archive)
    await store(archive, railway())
    [row] = await rows(archive, "SELECT canonical_url FROM press.release")
    assert row["canonical_url"] == HARBOUR
    await follow(archive, database, [harbour(1)])
    named = await rows(archive, "SELECT canonical_url FROM press.release ORDER BY first_seen_at")
    assert [row["canonical_url"] for row in named] == [RAILWAY, HARBOUR]
    assert await change_kinds(archive) == ["new", "new", "updated"]
    last = "SELECT change_id FROM press.release WHERE canonical_url = %s"
    assert await rows(archive, last, RAILWAY) == [{"change_id": 3}]


async def test_a_page_that_names_a_stranger_and_is_seen_again_is_told_once(archive: Archive, database: str) -> None:
    await make_sources(archive)
    await follow(archive, database, [railway()], [harbour(1)], [railway(2)], [harbour(3)], [harbour(4, "It opens later.")])
    assert await change_kinds(archive) == ["new", "new", "updated", "revised"]


async def test_a_revision_was_there_earlier_than_was_known(archive: Archive, database: str) -> None:
    """A sighting that comes late lengthens a revision at its beginning, in the middle of the history or at its end."""
    await make_sources(archive)
    one, two, three = ("One thing.", "Another thing.", "A third thing.")
    await store(archive, harbour(0, one), harbour(20, two), harbour(40, three))
    await follow(archive, database, [harbour(10, two)], [harbour(30, three)], [harbour(15, two)])
    seen = await rows(
        archive, "SELECT (extract(epoch FROM seen_at)::bigint / 60) %% 60 AS minute FROM press.revision ORDER BY number"
    )
    assert [row["minute"] for row in seen] == [0, 10, 30]
    assert (await change_kinds(archive))[-2:] == ["updated", "updated"], "the third moves nothing"
