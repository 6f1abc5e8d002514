"""What learning brings: pages of sites with several pages, read generically and by what the other pages of their site teach."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from benchmarks.extraction.recorded import Recorded
from benchmarks.extraction.running import opened
from press.extraction import extract
from press.extraction.learning import lesson_of, observe
from press.extraction.learning.lesson import FEWEST, MOST_PAGES
from press.extraction.warming import warm_up
from press.learned_layout import LearnedLayout
from press.page import Page
from press.release import Extraction

#: Each reading is timed so often and the quickest counts: the machine is shared.
_TIMES = 3


@dataclass
class Compared:
    """The pages that a layout read, what either reading says of each, and the CPU milliseconds of each reading."""

    of: int = 0  # pages of sites that have enough of them
    pages: list[Recorded] = field(default_factory=list)
    generic: list[dict[str, Any]] = field(default_factory=list)
    learned: list[dict[str, Any]] = field(default_factory=list)
    generic_milliseconds: list[float] = field(default_factory=list)
    learned_milliseconds: list[float] = field(default_factory=list)


def compared(chosen: list[Recorded]) -> Compared:
    """Each page by a layout that it had no part in: learned from the other pages of its site alone."""
    warm_up()
    by_site: dict[str, list[Recorded]] = defaultdict(list)
    for page in chosen:
        by_site[page.site].append(page)
    out = Compared()
    for pages in by_site.values():
        if len(pages) < FEWEST:
            continue
        out.of += len(pages)
        given = [Page(url=page.url, body=opened(page)) for page in pages]
        seen = [observe(page) for page in given]
        for number, page in enumerate(pages):
            layouts = lesson_of([*seen[:number], *seen[number + 1 :]][:MOST_PAGES]).layouts
            if layouts:
                _compare(out, page, given[number], layouts)
    return out


def _compare(out: Compared, page: Recorded, given: Page, layouts: tuple[LearnedLayout, ...]) -> None:
    learned, learned_milliseconds = _timed(given, layouts)
    if learned.layout is None:
        return
    generic, generic_milliseconds = _timed(given, ())
    out.pages.append(page)
    out.generic.append(_said(page, generic))
    out.learned.append(_said(page, learned))
    out.generic_milliseconds.append(generic_milliseconds)
    out.learned_milliseconds.append(learned_milliseconds)


def _timed(page: Page, layouts: tuple[LearnedLayout, ...]) -> tuple[Extraction, float]:
    quickest = float("inf")
    for _ in range(_TIMES):
        begun = time.process_time()
        found = extract(page, layouts=layouts)
        quickest = min(quickest, (time.process_time() - begun) * 1000)
    return found, quickest


def _said(page: Recorded, found: Extraction) -> dict[str, Any]:
    return {
        "path": page.path,
        "headline": found.headline,
        "body_text": found.body_text,
        "published_at": found.published.isoformat() if found.published else None,
        "language": found.language,
    }
