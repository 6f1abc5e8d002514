"""Extraction on recorded pages of other people's sites, where their folder is there: a floor under the measured figures."""

from __future__ import annotations

import csv
import gzip
import json
import re
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from press.extraction import extract
from press.page import Page

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"

pytestmark = pytest.mark.skipif(
    not (CORPUS / "INDEX.tsv").is_file(),
    reason="the folder of recorded pages (../shared/corpus) is not here: nothing to measure on",
)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


@pytest.fixture(scope="module")
def read() -> list[tuple[Any, str, float]]:
    """(extraction, true body, CPU seconds) of each page of the article-extraction set."""
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8") as file:
        paths = {Path(row["local_path"]).name: CORPUS / row["local_path"] for row in csv.DictReader(file, delimiter="\t")}
    (truth,) = CORPUS.glob("GT/*/article-extraction-benchmark.json")
    out = []
    for name, true in json.loads(truth.read_text(encoding="utf-8")).items():
        if path := paths.get(f"{name}.html.gz"):
            body = gzip.decompress(path.read_bytes())
            start = time.process_time()
            result = extract(Page(url=true["url"], body=body, media_type="text/html"))
            out.append((result, true["articleBody"], time.process_time() - start))
    return out


def test_the_body_is_the_articles(read: list[tuple[Any, str, float]]) -> None:
    precision, recall = [], []
    for result, true, _ in read:
        got, wanted = shingles(result.body_text), shingles(true)
        both = sum((got & wanted).values())
        precision.append(both / max(1, sum(got.values())))
        recall.append(both / max(1, sum(wanted.values())))
    p, r = statistics.mean(precision), statistics.mean(recall)
    assert 2 * p * r / (p + r) >= 0.965


def test_articles_are_releases_with_headlines(read: list[tuple[Any, str, float]]) -> None:
    assert {result.page_kind for result, _, _ in read} == {"release"}
    assert all(result.headline for result, _, _ in read)


def test_no_page_takes_long(read: list[tuple[Any, str, float]]) -> None:
    seconds = [taken for _, _, taken in read]
    assert statistics.median(seconds) < 0.03  # measured .005 on an idle machine
    assert max(seconds) < 2
