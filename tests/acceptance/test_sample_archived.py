"""The sample newsroom, crawled for real, stands in the archive as its truth says: every release, nothing else, fields right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sample import Newsroom, Server, serve, truth, write_sources
from tests.clusters import Cluster
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.visiting_process import VisitingProcess

pytestmark = pytest.mark.one_postgres

SOURCES = ("xx_inland_waters", "xx_corvane", "xx_courier")


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture(scope="module")
def server(newsroom: Newsroom) -> Iterator[Server]:
    with serve(newsroom) as running:
        yield running


@pytest.fixture
def crawls(
    cluster: Cluster, server: Server, tmp_path_factory: pytest.TempPathFactory, _visiting_process: VisitingProcess
) -> Iterator[QuickCrawls]:
    name = cluster.clone()
    folder = tmp_path_factory.mktemp("archived")
    sources = write_sources(folder / "sources", server)
    crawls = QuickCrawls(cluster.server.url(name), folder / "var", sources, process=_visiting_process, judged=True)
    for source in SOURCES:
        assert crawls.crawl(source)["outcome"] == "done"
    yield crawls
    cluster.drop(name)


def _words(text: str) -> str:
    """Words alone: a table's cells are set apart in more than one way."""
    return " " + " ".join(re.findall(r"\w+", text)) + " "


def test_the_archive_holds_what_the_newsroom_published(crawls: QuickCrawls, newsroom: Newsroom, server: Server) -> None:
    pages = {page.url: page for page in truth.pages(newsroom, server.sites)}
    carried = {url: page for url, page in pages.items() if page.release is not None}
    shown = crawls.sql(
        "SELECT v.url, v.release_id, v.headline, v.issuer, v.distributor, v.published_at, v.body_text, "
        "w.published_precision, w.language, w.release_number, a.role "
        "FROM press.revision v JOIN archive.revision w USING (revision_id) "
        "JOIN press.appearance a ON a.appearance_id = v.appearance_id"
    )
    assert {row["url"] for row in shown} == set(carried), "every release, and nothing else"
    for row in shown:
        page = carried[row["url"]]
        assert row["headline"] == page.headline
        assert row["published_at"] == page.published, page.url
        assert row["published_precision"] == page.precision
        assert row["language"].split("-")[0] == page.language
        assert row["issuer"] in page.issuer_names or (row["issuer"] is None and page.site == "courier" and not page.carried), (
            page.url
        )
        assert row["distributor"] == page.distributor
        assert row["role"] == page.role if page.role != "excerpt" else row["role"] in ("excerpt", "republication")
        assert (row["release_number"] or None) == page.release_number
        body = _words(row["body_text"])
        missing = [text for text in page.paragraphs if text != "Check against delivery" and _words(text) not in body]
        assert not missing, f"{page.url}: {missing[0]}"
        assert "Distributed by" not in row["body_text"]
        assert "Exit mobile version" not in row["body_text"]
    of: dict[str | None, set[object]] = {}
    for row in shown:
        of.setdefault(f"{carried[row['url']].release} {carried[row['url']].language}", set()).add(row["release_id"])
    assert {name: len(ids) for name, ids in of.items()} == dict.fromkeys(of, 1), "copies and cut copies are of their release"
    assert len({id_ for ids in of.values() for id_ in ids}) == len(of), "and of no other"
    own = {row["url"] for row in crawls.sql("SELECT url FROM press.revision WHERE release_id IS NULL")}
    assert own == {page.url for page in pages.values() if page.release is None}
    others = {row["url"] for row in crawls.sql("SELECT url FROM archive.lead WHERE outcome = 'not_a_release'")}
    assert not others & set(pages), "a release was taken for something else"
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state <> 'done'") == 0
    health = crawls.sql("SELECT source_id, health, health_reason FROM press.source")
    assert {row["source_id"]: (row["health"], row["health_reason"]) for row in health} == dict.fromkeys(SOURCES, ("ok", None))
