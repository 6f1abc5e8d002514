"""The recorded pages, and the part of them that nobody looks at while rules are made."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
Part = Literal["open", "held-out", "all"]

#: One site in four is held out, by the digest of its name: fixed before any page was looked at for these rules. The salt is the
#: first that leaves some pages of every set of truths on both sides.
_SALT, _ONE_IN = "b", 4


@dataclass(frozen=True)
class Recorded:
    """A page: its path within the corpus, its address ('' where it is not known), its site, and its row in the index."""

    path: str
    url: str
    site: str
    row: dict[str, str]

    @property
    def is_held_out(self) -> bool:
        return int(hashlib.sha256(f"{_SALT}{self.site}".encode()).hexdigest(), 16) % _ONE_IN == 0


def pages(part: Part = "all") -> list[Recorded]:
    """The pages of articles and releases, of all sites or of one part of them."""
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if row["kind"] in ("news-html", "release-html")]
    found = [Recorded(row["local_path"], _address(row["url_or_site"]), row["site"], row) for row in rows]
    return [page for page in found if part == "all" or page.is_held_out == (part == "held-out")]


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""
