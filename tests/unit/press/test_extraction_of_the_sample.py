"""The sample newsroom, read page by page and compared with what is true of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from press.extraction import extract
from press.instant import Instant
from press.page import Lead, Page
from press.source import Source
from sample import Newsroom, truth
from sample.newsroom import PLAYS, SITES
from sample.source_files import DEFAULT_PORT, SOURCE_IDS, TEMPLATES

BASES: dict[str, str] = {site: f"http://127.0.0.1:{DEFAULT_PORT + number}" for number, site in enumerate(SITES)}
#: As it begins, and after all that can happen but the deletion.
NEWSROOMS = [Newsroom(), Newsroom(plays=[play for play in PLAYS if play != "delete"])]
SOURCES = {
    site: Source(
        source_id=name,
        country="xx",
        **tomllib.loads((TEMPLATES / "xx" / f"{name.removeprefix('xx_')}.toml").read_text("utf-8")),
    )
    for site, name in SOURCE_IDS.items()
}


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


@pytest.fixture(scope="module")
def read() -> list[tuple[truth.TruePage, Any]]:
    return [(true, extract(page_at(newsroom, true.url), SOURCES[true.site])) for newsroom, true in true_pages()]


@pytest.mark.parametrize("field", ["headline", "subheadline", "language", "instant", "issuer", "distributor", "release_number"])
def test_short_fields_are_the_true_ones(read: list[tuple[truth.TruePage, Any]], field: str) -> None:
    wrong = []
    for true, found in read:
        names_somebody = true.carried or true.site == "wire"
        said, expected = {
            "headline": (found.headline, true.headline),
            "subheadline": (found.subheadline, true.subheadline),
            "language": ((found.language or "").split("-")[0], true.language),
            "instant": (found.published and found.published.at(SOURCES[true.site].time_zone), true.published),
            "issuer": (
                true.issuer if found.issuer in true.issuer_names else found.issuer,
                true.issuer if names_somebody or true.site == "ministry" else None,
            ),
            "distributor": (found.distributor, true.distributor if names_somebody else None),
            "release_number": (found.release_number, true.release_number),
        }[field]
        if said != expected:
            wrong.append((true.url, said, expected))
    assert not wrong


def test_bodies_are_the_true_ones_with_their_datelines_and_notes(read: list[tuple[truth.TruePage, Any]]) -> None:
    exact = 0
    for true, found in read:
        said, wanted = words(found.body_text), words(true.body)
        extra = len(said) - len(wanted)
        # A dateline is the release's own words, and so is a note of correction; "Check against delivery" is not.
        assert -3 <= extra <= 8 + len(words(true.note or "")) + 1, true.url
        assert set(wanted) - set(said) <= {"Check", "against", "delivery"}, true.url
        assert not set(words(" ".join(true.contacts))) & (set(said) - set(wanted)), true.url
        exact += said == wanted
    assert exact >= 80


def test_portraits_contacts_and_files_are_set_apart(read: list[tuple[truth.TruePage, Any]]) -> None:
    for true, found in read:
        assert set(words(" ".join(true.about))) <= set(words(found.boilerplate or "")), true.url
        assert bool(found.contacts) == bool(true.contacts), true.url
        assert tuple(file.url for file in found.attachments) == true.attachments, true.url


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
