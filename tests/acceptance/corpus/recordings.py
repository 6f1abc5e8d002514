"""The recorded release and news pages, each under the address it was recorded from. Read where they lie; nothing is copied."""

from __future__ import annotations

import csv
import gzip
import html
from dataclasses import dataclass
from pathlib import Path

from press.urls import normalise

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

#: What a test that needs the recordings says where they are not.
MISSING = f"no recorded pages at {CORPUS}"


@dataclass(frozen=True, slots=True)
class Recording:
    """One page as it was recorded. `address` is normalised, and http also where it was recorded over https."""

    address: str
    path: Path

    @property
    def coding(self) -> str | None:
        """The content coding that the file lies in, which is the one it is served in."""
        return "gzip" if self.path.suffix == ".gz" else None

    def payload(self) -> bytes:
        """The bytes as they lie and are served."""
        return self.path.read_bytes()

    def content(self) -> bytes:
        """The page, decoded."""
        return gzip.decompress(self.payload()) if self.coding else self.payload()


def recorded_pages() -> dict[str, list[Recording]]:
    """Every recorded page by its address, in the order of the index; an address that was recorded again has several."""
    pages: dict[str, list[Recording]] = {}
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["kind"] in ("news-html", "release-html")]
    nameless = 0
    for row in rows:
        written = row["url_or_site"].strip()
        if not written:  # recorded without its address: it gets one of its own
            nameless += 1
            written = f"http://recorded-{nameless}.example/page/"
        recording = Recording(_clean(written), CORPUS / row["local_path"])
        pages.setdefault(recording.address, []).append(recording)
    return pages


def _clean(written: str) -> str:
    """As a feed reader takes it, and as http: entities resolved (twice encoded ones too), fragment and blanks away."""
    address = html.unescape(html.unescape(written)).strip()
    if address.startswith("https:"):
        address = "http:" + address.removeprefix("https:")
    return normalise(address)
