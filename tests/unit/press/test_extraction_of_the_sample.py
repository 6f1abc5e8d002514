"""The sample newsroom, read page by page and compared with what is true of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from press.extraction import extract
from press.instant import Instant
from press.page import Lead, Page
from sample import Newsroom, truth
from sample.newsroom import PLAYS, SITES
from sample.source_files import DEFAULT_PORT

BASES: dict[str, str] = {site: f"http://127.0.0.1:{DEFAULT_PORT + number}" for number, site in enumerate(SITES)}
#: As it begins, and after all that can happen but the deletion.
NEWSROOMS = [Newsroom(), Newsroom(plays=[play for play in PLAYS if play != "delete"])]


def page_at(newsroom: Newsroom, url: str) -> Page:
    site = next(site for site in SITES if url.startswith(BASES[site]))
    document = newsroom.documents(site, BASES)[url.removeprefix(BASES[site])]
    media_type, _, charset = document.content_type.partition("; charset=")
    return Page(url, document.body, media_type, charset or None)


def true_pages() -> Iterator[tuple[Newsroom, truth.TruePage]]:
    return ((newsroom, page) for newsroom in NEWSROOMS for page in truth.pages(newsroom, BASES))


@pytest.mark.parametrize("from_sitemap", [False, True])
def test_no_other_page_reads_as_a_release(from_sitemap: bool) -> None:
    wrong = []
    for newsroom in NEWSROOMS:
        others = truth.no_releases(newsroom, BASES)
        assert len(others) > 60
        for url in sorted(others):
            found = extract(page_at(newsroom, url), None, Lead(url, "sitemap") if from_sitemap else None)
            assert found.page_kind_reason or found.page_kind == "release"
            if found.page_kind == "release":
                wrong.append(url)
    assert not wrong


def test_every_release_and_news_page_reads_as_one() -> None:
    lost = []
    for newsroom, true in true_pages():
        told = Instant(true.published.replace(tzinfo=None), "+00:00")
        for lead in (None, Lead(true.url, "sitemap"), Lead(true.url, "feed", headline=true.headline, published=told)):
            found = extract(page_at(newsroom, true.url), None, lead)
            if found.page_kind != "release":
                lost.append((true.url, lead and lead.way, found.page_kind_reason))
    assert not lost
