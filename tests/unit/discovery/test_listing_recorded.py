"""Recorded listing pages go through discovery; what was checked by eye is found, at the figures of docs/benchmarks.md."""

from __future__ import annotations

import pytest

from benchmarks.listings import CORPUS, pages, pagination_score, release_score, surveyed
from spiders.discovery import read

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no recorded pages at {CORPUS}")


def test_pages_are_surveyed() -> None:
    assert len(pages()) >= 215
    found = [surveyed(path) for path in list(pages())[::2]]  # most are of three sites
    assert sum(bool(survey.entries) for survey in found) > 75


def test_pages_are_read() -> None:
    for document in list(pages().values())[::12]:
        found = read(document, None)
        assert all(following.paged and following.url != document.url for following in found.documents)


def test_releases_on_pages_checked_by_eye() -> None:
    for held_out in (False, True):
        score = release_score(held_out=held_out)
        assert score.precision >= 0.97
        assert score.recall >= 0.97


def test_links_to_further_pages() -> None:
    score = pagination_score()
    assert score.precision >= 0.97
    assert score.recall >= 0.94
