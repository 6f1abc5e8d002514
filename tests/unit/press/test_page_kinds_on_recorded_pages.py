"""Page kinds on recorded pages of other people's sites, where their folder is there: floors under the measured figures."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from press.extraction import extract
from press.page import Lead, Page

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"

pytestmark = pytest.mark.skipif(
    not (CORPUS / "INDEX.tsv").is_file(),
    reason="the folder of recorded pages (../shared/corpus) is not here: nothing to measure on",
)

#: Every so many-th page of news: a sixth says what all say.
EVERY = 6


def kinds_of(*recorded_as: str, way: str | None, every: int = 1) -> list[str]:
    """The kinds of the pages that are HTML (some listings were recorded as plain Markdown)."""
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] in recorded_as]
    kinds = []
    for row in [row for row in rows if not row["local_path"].endswith(".md")][::every]:
        path, named = CORPUS / row["local_path"], row["url_or_site"].strip()
        url = named if named.startswith("http") else f"http://{named}" if "." in named and " " not in named else ""
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        kinds.append(extract(Page(url, body, "text/html"), None, Lead(url, way) if way and url else None).page_kind)
    return kinds


def test_lists_of_pages_are_no_releases() -> None:
    kinds = kinds_of("listing-html", way="sitemap")
    assert len(kinds) > 180
    assert kinds.count("release") <= 9  # measured: 8


def test_texts_are_kept() -> None:
    kinds = kinds_of("news-html", "release-html", way=None, every=EVERY)
    assert kinds.count("release") / len(kinds) >= 0.89  # measured: 0.909; the others are pages of sites, products, events
