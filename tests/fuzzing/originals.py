"""Whole pages to be spoiled: invented ones of the sample's sites, and recorded ones where they are at hand."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from functools import cache

from benchmarks.extraction.recorded import CORPUS, pages
from sample.generated.themes import THEMES
from sample.newsroom import SITES, Newsroom

#: Recorded pages larger than this would make the whole run wait for a few.
_LARGEST = 300_000
_RECORDED = 120
_PAGES_A_THEME = 6
_BASE = "http://site.example"


@cache
def originals() -> tuple[bytes, ...]:
    """The pages, always in the same order."""
    return (*_newsroom(), *_generated(), *_recorded())


def _newsroom() -> Iterator[bytes]:
    newsroom, bases = Newsroom(), {site: f"http://{site}.example" for site in SITES}
    for site in SITES:
        for document in newsroom.documents(site, bases).values():
            if document.content_type.startswith(("text/html", "application/pdf")) and document.body:
                yield document.body


def _generated() -> Iterator[bytes]:
    for make in THEMES.values():
        theme = make(_BASE)
        for truth in theme.truth[:_PAGES_A_THEME]:
            if (document := theme.answer(truth.path)) is not None and document.body:
                yield document.body


def _recorded() -> Iterator[bytes]:
    if not CORPUS.is_dir():
        return
    paths = sorted(page.path for page in pages() if page.path.endswith(".gz"))
    for path in random.Random(0).sample(paths, _RECORDED):
        body = gzip.decompress((CORPUS / path).read_bytes())
        if len(body) <= _LARGEST:
            yield body
