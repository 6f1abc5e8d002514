"""What one page brings may move a column of another page's release, or of a revision long past: that is told too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.connection import Archive
from pipelines.identify import identify
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


async def test_what_a_print_form_says_otherwise(archive: Archive, database: str) -> None:
    """It has revisions of its own, which no other kind tells of."""
    await make_sources(archive)
    await store(archive, harbour())
    printed = replace(harbour(1, "The harbour opens. Printed."), url=f"{HARBOUR}?print=1")
    again = replace(harbour(2, "The harbour opens. Printed anew."), url=f"{HARBOUR}?print=1")
    late = replace(harbour(1.5, "The harbour opens. Printed in between."), url=f"{HARBOUR}?print=1")
    await follow(archive, database, [identify(printed)], [identify(again)], [identify(late)], [identify(again)])
    assert await change_kinds(archive) == ["new", "updated", "updated", "updated"]
    assert [row["number"] for row in await rows(archive, "SELECT number FROM press.revision ORDER BY url, number")] == [
        1,
        1,
        2,
        3,
    ]


async def test_an_address_that_leads_there_once_more_moves_nothing(archive: Archive, database: str) -> None:
    await make_sources(archive)
    led = [sighting(HARBOUR, "harbour", at=at, redirected_from=["https://ministry.example/short/1"]) for at in range(3)]
    await follow(archive, database, [led[0]], [led[1]], [led[2]])
    assert await change_kinds(archive) == ["new"]
    [row] = await rows(archive, "SELECT evidence FROM press.appearance")
    assert row["evidence"] == [{"address": "https://ministry.example/short/1", "how": "redirect"}]


async def test_newer_code_that_reads_the_same_moves_nothing(archive: Archive, database: str) -> None:
    """The version that is shown is the oldest in a row that read these fields."""
    await make_sources(archive)
    await store(archive, harbour())
    [row] = await rows(archive, "SELECT revision_id FROM press.revision")

    def read_by(version: str, headline: str) -> Sighting:
        again = sighting(HARBOUR, "harbour", headline=headline, version=version, origin="reextract", rereads=row["revision_id"])
        return replace(again, seen_at=harbour().seen_at)

    same, other = "The harbour opens at last", "The harbour opens"
    shown = []
    for version, headline in (("2", same), ("3", same), ("4", other), ("5", other)):
        await follow(archive, database, [read_by(version, headline)])
        [found] = await rows(archive, "SELECT extractor_version FROM press.revision")
        [kept] = await rows(archive, "SELECT extractor_version FROM archive.revision")
        shown.append((found["extractor_version"], kept["extractor_version"]))
    assert shown == [("1", "2"), ("1", "3"), ("4", "4"), ("4", "5")]
    assert await change_kinds(archive) == ["new", "reread"]
