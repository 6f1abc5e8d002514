"""Recorded releases and the pairs of them whose relation is known. Nothing of them is kept here."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.normalise import normalise
from press.errors import Unreadable
from press.extraction.handed_in import extraction_of, parse
from press.identity.portrait import Portrait
from press.sighting import Sighting
from press.source import SourceKind

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
_FOLDERS = {
    "grimmer": CORPUS / "lintool+GrimmerSenatePressReleases" / "raw",
    "newsworthy": CORPUS / "Newsworthyai+press-release-archive",
}
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})([A-Z][a-z]{2})(\d{4})")
_YEAR_MONTH_DAY = re.compile(r"/(20\d\d)/(\d\d)(\d\d)/")
_LINE_ENDS = re.compile(r"\s*\n\s*|[ \t]{2,}")
_SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts' names, and whether they are one release; `label` as the truth has it."""

    first: str
    second: str
    is_one: bool
    label: str


def pairs_of(name: str) -> list[Pair]:
    """The pairs whose label says something: what is uncertain is left out."""
    path = CORPUS / "GT" / "open" / f"{name}-pairs.tsv"
    labels = {"duplicate": True, "near-duplicate": True, "different-release-same-template": False}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Pair(f"{name}:{row['first']}", f"{name}:{row['second']}", labels[row["label"]], row["label"])
        for row in rows
        if row["label"] in labels and all((_FOLDERS[name] / row[side]).is_file() for side in ("first", "second"))
    ]


def portrait_of(name: str) -> Portrait:
    """The text of this name, read as a record that is handed in. Raises ValueError where nothing of it is left."""
    collection, _, path = name.partition(":")
    text = (_FOLDERS[collection] / path).read_text(encoding="utf-8", errors="replace")
    # Some of the recordings have lost their line ends, and have runs of blanks instead.
    headline, *lines = (line for line in _LINE_ENDS.split(text.strip().removeprefix("# ")) if line.strip())
    body = "\n".join(lines)
    if collection == "newsworthy":
        body = body.split("\n---\n", 1)[0]
    kind: SourceKind = "newswire" if collection == "newsworthy" else "agency"
    published = _day_of(path)
    return made(name, headline.strip(), body.strip(), path.split("/", 1)[0], kind, published)


def made(name: str, headline: str, body: str, source_id: str, kind: SourceKind | None, published: datetime | None) -> Portrait:
    """A portrait by way of all steps that a record goes through before it is compared."""
    url = "https://" + re.sub(r"[^a-z0-9.-]+", "-", source_id.lower()) + ".example/" + re.sub(r"[^\w/.-]+", "-", name)
    said = {"url": url, "headline": headline, "body_text": body}
    if published is not None:
        said["published_at"] = published.isoformat()
    record = parse(json.dumps(said).encode())
    sighting = normalise(Sighting(record.url, source_id, kind, "UTC", _SEEN_AT, "import", extraction_of(record)))
    if sighting.record is None:
        raise ValueError(f"{name}: nothing is left of it")
    return Portrait.of(sighting, sighting.record)


def texts(collections: tuple[str, ...] = ("grimmer", "newsworthy")) -> Iterator[tuple[str, Portrait]]:
    """All readable texts of the collections, in order of their names."""
    for collection in collections:
        folder = _FOLDERS[collection]
        suffix = "*.txt" if collection == "grimmer" else "*.md"
        for path in sorted(folder.rglob(suffix)):
            name = f"{collection}:{path.relative_to(folder).as_posix()}"
            try:
                yield name, portrait_of(name)
            except (ValueError, Unreadable):
                continue


def _day_of(path: str) -> datetime | None:
    if match := _YEAR_MONTH_DAY.search(f"/{path}"):
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
    if match := _DAY_MONTH_YEAR.match(path.rpartition("/")[2]):
        try:
            return datetime.strptime(match[0], "%d%b%Y").replace(tzinfo=UTC)
        except ValueError:
            return None
    return None
