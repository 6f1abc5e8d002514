"""Listing pages: how many links to releases and to further pages are found, and what a page costs.

`python -m benchmarks.listings` prints precision and recall on recorded pages. Truth for releases: 40 pages, chosen for variety
before anything was tuned and labelled by eye (`listings_truth.json` holds digests of the addresses alone); 15 of them were held
out. `main`: the page's list; `also`: links to entries of the same kind elsewhere on the page (most read, latest), neither wanted
nor wrong. Truth for further pages: the selectors of autopager's data set.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import statistics
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from press.urls import join
from spiders.discovery import Document
from spiders.discovery.listing import Survey, survey
from spiders.discovery.listing.tree import Tree

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TRUTH = Path(__file__).parent / "listings_truth.json"

#: Pages taken from a web archive have its prefix before their links.
_REPLAYED = re.compile(rb"(?:https?:)?(?://web\.archive\.org)?/web/\d{14}(?:[a-z]{2}_)?/(?=https?:)")


@dataclass(frozen=True)
class Score:
    hits: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.wrong)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    def __str__(self) -> str:
        counted = f"{self.hits} found, {self.wrong} wrong, {self.missed} missed"
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} ({counted})"


@cache
def pages() -> dict[str, Document]:
    """The recorded listing pages by their path in the corpus."""
    found = {}
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["kind"] == "listing-html":
                path = CORPUS / row["local_path"]
                body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
                url = row["url_or_site"].partition("#")[0]
                found[row["local_path"]] = Document(url, _REPLAYED.sub(b"", body), "text/html", None, "listing")
    return found


@cache
def surveyed(path: str) -> Survey:
    return survey(pages()[path])


def release_score(*, held_out: bool) -> Score:
    """Links to releases on the pages that were checked by eye."""
    hits = wrong = missed = 0
    for path, truth in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        if truth["held_out"] is held_out:
            found = {_digest(entry.url) for entry in surveyed(path).entries}
            main, also = set(truth["main"]), set(truth["also"])
            hits += len(found & main)
            wrong += len(found - main - also)
            missed += len(main - found)
    return Score(hits, wrong, missed)


def pagination_score() -> Score:
    """Links to further pages of a listing, by autopager's labels."""
    hits = wrong = missed = 0
    by_name = {Path(path).name.partition(".")[0]: path for path in pages() if "autopager" in path}
    with (CORPUS / "GT" / "open" / "autopager.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            path = by_name.get(row["File Name"])
            if path is None:
                continue
            document = pages()[path]
            labelled = _labelled(document, [row[kind] for kind in ("PREV", "PAGE", "NEXT", "LAST", "FIRST")])
            found = set(surveyed(path).pagination.pages) - {document.url}
            hits += len(found & labelled)
            wrong += len(found - labelled)
            missed += len(labelled - found)
    return Score(hits, wrong, missed)


def _labelled(document: Document, selectors: list[str]) -> set[str]:
    """The addresses of the links that the selectors mark: they mark a link, something in it, or something around it."""
    tree = Tree.of(document)
    found = set()
    for selector in filter(None, selectors):
        for marked in tree.parser.css(selector):
            node = marked
            while node is not None and node.tag != "a":
                node = node.parent
            link = node or marked.css_first("a[href]")
            href = link.attributes.get("href") if link is not None else None
            if href and (url := join(tree.base, href)) and url != document.url:
                found.add(url)
    return found


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def main() -> None:
    if not CORPUS.is_dir():
        raise SystemExit(f"No recorded pages at {CORPUS}.")
    print("releases, 25 pages tuned on:", release_score(held_out=False))
    print("releases, 15 pages held out:", release_score(held_out=True))
    print("further pages, autopager:   ", pagination_score())
    costs = []
    for document in pages().values():
        start = time.process_time()
        survey(document)
        costs.append(1000 * (time.process_time() - start))
    costs.sort()
    middle, high = statistics.median(costs), costs[len(costs) * 95 // 100]
    print(f"CPU ms a page, {len(costs)} pages: median {middle:.1f}, p95 {high:.0f}, most {costs[-1]:.0f}")


if __name__ == "__main__":
    main()
