"""Order and batching never matter for a page's many addresses either: the same appearances, variants and shown addresses."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.connection import open_archive
from archive.settings import ArchiveSettings
from press.sighting import Sighting
from tests.integration.archive_store.invented import make_sources, rows, sighting
from tests.integration.archive_store.test_order_of_arrival import _batches, _store

#: Twins, print and AMP forms, and another address of two pages of one site, with a page of another site.
ADDRESSES = [
    "https://ministry.example/news/the-first-page", "http://www.ministry.example/news/the-first-page/",
    "https://ministry.example/news/the-first-page?utm_source=rss", "https://ministry.example/print/news/the-first-page",
    "https://ministry.example/news/the-first-page/amp/", "https://ministry.example/node/40001",
    "https://ministry.example/news/the-second-page", "https://ministry.example/news/the-second-page?print=1",
    "https://courier.example/stories/one-more-page",
]  # fmt: skip

PAGES = st.builds(
    lambda url, topic, at, canonical, led, headline, short: sighting(
        url, topic, at=at, canonical=canonical, redirected_from=led, body="See the attached file." if short else None,
        headline=headline, source="xx_courier" if "courier" in url else "xx_ministry",
        kind="republisher" if "courier" in url else "ministry", standing="own_news" if "courier" in url else "release",
    ),
    url=st.sampled_from(ADDRESSES),
    topic=st.sampled_from(["harbour", "railway"]),
    at=st.integers(0, 4),
    canonical=st.sampled_from([None, None, *ADDRESSES]),
    led=st.lists(st.sampled_from(ADDRESSES), max_size=1),
    headline=st.sampled_from([None, None, "Press release", "The same headline on all of these"]),
    short=st.booleans(),
)  # fmt: skip


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[list[Sighting]], list[list[Sighting]]]:
    pages = draw(st.lists(PAGES, min_size=2, max_size=7))
    return _batches(draw, pages), _batches(draw, draw(st.permutations(pages)))


@pytest.mark.one_postgres
def test_addresses_come_together_in_any_order(database: str, tmp_path_factory: pytest.TempPathFactory) -> None:
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
        told = runner.run(rows(archive, "SELECT appearance_count, (SELECT count(*) FROM press.appearance a WHERE "
                                        "a.release_id = r.release_id) AS seen, shown.main_id FROM press.release r "
                                        "JOIN archive.release USING (release_id) JOIN archive.appearance shown ON "
                                        "shown.appearance_id = archive.release.appearance_id"))  # fmt: skip
        assert all(row["appearance_count"] == row["seen"] and row["main_id"] is None for row in told)

    try:
        check()
    finally:
        runner.run(opened.__aexit__(None, None, None))
        runner.close()
