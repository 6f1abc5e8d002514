"""Every recorded feed and sitemap goes through discovery; what feedparser finds, this finds."""

from __future__ import annotations

import csv
import gzip
import warnings
from pathlib import Path
from typing import Any

import feedparser
import pytest

from press.urls import join
from spiders.discovery import Document, Found, read

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"
BASE = "https://feeds.example/x"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no recorded documents at {CORPUS}")


def recorded(kind: str) -> list[Path]:
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        return [CORPUS / row["local_path"] for row in csv.DictReader(lines, delimiter="\t") if row["kind"] == kind]


def read_recorded(path: Path, kind: Any) -> Found:
    body = path.read_bytes()
    if kind == "feed" and path.suffix == ".gz":
        body = gzip.decompress(body)
    return read(Document(BASE, body, None, None, kind), None)


def test_every_feed_yields_what_feedparser_finds() -> None:
    paths = recorded("feed")
    assert len(paths) >= 168
    # The snapshots of two sites' feeds are alike; some of each will do for the slow comparison.
    series = [path for path in paths if "history" in path.parts]
    compared = {*set(paths).difference(series), *series[::12]}
    total = strange = 0
    for path in paths:
        found = read_recorded(path, "feed")
        if path not in compared:
            assert found.leads, path
            continue
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = feedparser.parse(
                body, sanitize_html=False, resolve_relative_uris=False, response_headers={"content-location": BASE}
            )
        links = {entry.get("feedburner_origlink") or entry.get("link") for entry in data.entries}
        wanted = {url for link in links if link and (url := join(BASE, link))}
        got = {lead.url for lead in found.leads}
        assert len(got) >= len(wanted), path
        total += len(wanted)
        strange += len(wanted - got)
    assert total > 1500
    assert strange <= 1  # one entry whose link is empty, which feedparser takes for the feed itself


def test_every_sitemap_yields_pages_or_children() -> None:
    paths = recorded("sitemap")
    assert len(paths) >= 22
    for path in paths:
        found = read_recorded(path, "sitemap")
        assert found.leads or found.documents, path
        assert not set(found.faults) - {"line that is no address", "malformed XML", "date not understood"}, path


def test_polls_of_a_real_feed_that_overlap_and_one_that_does_not() -> None:
    """Snapshots of one feed in the order of time: a gap is said exactly where no address stands in both."""
    paths = sorted(path for path in recorded("feed") if "White-House-PR" in path.as_posix())
    state: Any = None
    before: set[str] = set()
    gaps = 0
    for path in paths:
        body = gzip.decompress(path.read_bytes())
        found = read(Document(BASE, body, None, None, "feed"), state)
        now = {lead.url for lead in found.leads}
        if state is not None:
            assert found.gap is not bool(now & before), path
        gaps += found.gap
        state = found.state
        before |= now
    assert 0 < gaps < len(paths) - 1
