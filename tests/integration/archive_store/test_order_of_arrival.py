"""Order and batching never matter: the same pages make the same releases, with the same roles, and show the same."""

from __future__ import annotations

import asyncio
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


async def _store(archive: Archive, batches: list[list[Sighting]]) -> Shape:
    await rows(archive, "WITH gone AS (DELETE FROM archive.search_document), k AS (DELETE FROM archive.identity_key), "
                        "v AS (DELETE FROM archive.revision), a AS (DELETE FROM archive.appearance), "
                        "r AS (DELETE FROM archive.release), l AS (DELETE FROM archive.release_alias) SELECT 1")  # fmt: skip
    for batch in batches:
        await store(archive, *batch)
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
