"""Order and batching never matter: the same pages make the same releases, with the same roles, and show the same."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.connection import Archive, open_archive
from archive.settings import ArchiveSettings
from press.sighting import Sighting
from tests.integration.archive_store.invented import SITES, Shape, make_sources, rows, shape, sighting, store

ADDRESSES = [f"https://{site}.example/items/{number}-page-of-news" for site in ("a", "b", "c") for number in (11111, 22222)]
KINDS = [*SITES.items(), ("import", None)]

#: Few addresses, few topics and few instants, so that pages meet: edits, copies, canonical links that close a chain, own news.
PAGES = st.builds(
    lambda url, topic, source, at, standing, canonical, published, issuer, short: sighting(
        url, topic, source=source[0], kind=source[1], at=at, canonical=canonical, published=published, issuer=issuer,
        standing=standing if source[1] == "republisher" else "release", body="Too short to be a key." if short else None,
    ),
    url=st.sampled_from(ADDRESSES),
    topic=st.sampled_from(["harbour", "railway", "bridge"]),
    source=st.sampled_from(KINDS),
    at=st.integers(0, 4),
    standing=st.sampled_from(["own_news", "own_news", "release"]),
    canonical=st.sampled_from([None, None, *ADDRESSES]),
    published=st.sampled_from([None, 0, 0, 1]),
    issuer=st.sampled_from([None, "Ministry of Ports", "Rail Authority"]),
    short=st.booleans(),
)  # fmt: skip


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[list[Sighting]], list[list[Sighting]]]:
    """One set of pages, in two orders and two batchings."""
    pages = draw(st.lists(PAGES, min_size=2, max_size=7))
    return _batches(draw, pages), _batches(draw, draw(st.permutations(pages)))


def _batches(draw: st.DrawFn, pages: Sequence[Sighting]) -> list[list[Sighting]]:
    cuts = sorted(draw(st.sets(st.integers(1, len(pages) - 1)))) if len(pages) > 1 else []
    return [list(pages[start:end]) for start, end in zip([0, *cuts], [*cuts, len(pages)], strict=True)]


async def _store(archive: Archive, batches: list[list[Sighting]], writers: int = 1) -> Shape:
    tables = (
        "search_document", "tie", "translation_claim", "translation_tie", "telling", "identity_key", "revision", "appearance",
        "release", "release_alias", "crowded_band",
    )  # fmt: skip
    emptied = ", ".join(f"{name}_rows AS (DELETE FROM archive.{name})" for name in tables)
    await rows(archive, f"WITH {emptied} SELECT 1")

    async def write(own: list[list[Sighting]]) -> None:
        for batch in own:
            await store(archive, *batch)

    await asyncio.gather(*(write(batches[number::writers]) for number in range(writers)))
    await _check(archive)
    return await shape(archive)


async def _check(archive: Archive) -> None:
    """What holds after any batch: every release shown has its words, numbers have no gaps, previous revisions are in line."""
    assert await rows(archive, "SELECT release_id FROM press.release EXCEPT SELECT release_id FROM archive.search_document") == []
    assert await rows(archive, "SELECT release_id FROM archive.search_document EXCEPT SELECT release_id FROM press.release") == []
    assert await rows(archive, "SELECT 1 FROM archive.revision GROUP BY appearance_id HAVING max(number) <> count(*)") == []
    assert await rows(archive, "SELECT 1 FROM archive.revision v "
                               "LEFT JOIN archive.revision p ON p.revision_id = v.previous_revision_id "
                               "WHERE coalesce(p.number, 0) <> v.number - 1 OR p.seen_at > v.seen_at "
                               "OR p.appearance_id <> v.appearance_id") == []  # fmt: skip
    assert await rows(archive, "SELECT 1 FROM archive.appearance a JOIN archive.revision v USING (revision_id) WHERE v.number <> "
                               "(SELECT count(*) FROM archive.revision n WHERE n.appearance_id = a.appearance_id) "
                               "OR v.last_seen_at IS NOT NULL") == []  # fmt: skip


@pytest.mark.one_postgres
def test_order_and_batching_do_not_matter(database: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = asyncio.Runner()
    where = ArchiveSettings(archive_dir=tmp_path_factory.mktemp("var"), database_url=database)
    opened = open_archive(where)
    archive = runner.run(opened.__aenter__())
    runner.run(make_sources(archive))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(arrivals())
    def check(two: tuple[list[list[Sighting]], list[list[Sighting]]]) -> None:
        one, other = (runner.run(_store(archive, batches)) for batches in two)
        assert one == other

    try:
        check()
    finally:
        runner.run(opened.__aexit__(None, None, None))
        runner.close()


async def test_writers_side_by_side_make_what_one_writer_makes(archive: Archive) -> None:
    """Many writers, batches that overlap in addresses, texts and canonical links: merges, adoptions and edits all at once."""
    await make_sources(archive)
    chance = random.Random(20310304)
    urls = [f"https://{site}.example/items/{number}-page-of-news" for site in "abcde" for number in range(10_001, 10_021)]
    pages = []
    for _ in range(240):
        source, kind = chance.choice(KINDS)
        pages.append(sighting(
            chance.choice(urls), f"topic{chance.randrange(60)}", source=source, kind=kind, at=chance.randrange(30),
            standing=chance.choice(["own_news", "own_news", "release"]) if kind == "republisher" else "release",
            canonical=chance.choice(urls) if chance.random() < 0.06 else None, published=chance.randrange(5),
            issuer=chance.choice([None, "Ministry of Ports"]),
        ))  # fmt: skip
    batches = [pages[start : start + 8] for start in range(0, len(pages), 8)]
    alone = await _store(archive, batches)
    started = (await rows(archive, "SELECT change_head FROM archive.feed"))[0]["change_head"]
    assert await _store(archive, list(reversed(batches)), writers=6) == alone
    numbers = await rows(archive, "SELECT change_id FROM press.change WHERE change_id > %s ORDER BY change_id", started)
    assert [row["change_id"] for row in numbers] == list(range(started + 1, started + len(numbers) + 1))
    kinds = {row["kind"] for row in await rows(archive, "SELECT DISTINCT kind FROM press.change")}
    assert {"new", "appeared", "revised", "merged", "updated"} <= kinds
