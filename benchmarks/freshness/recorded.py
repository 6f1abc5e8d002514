"""Publication times that real feeds and listings stated, from all their recorded snapshots together.

`recordings.tsv` says which of the corpus' sites have enough of them, and what each is. Snapshots miss what came and went between
them, so that these sources look quieter than they are; their hours are their own.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from press.source import Source

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

_STATED = re.compile(r'<(?:pubDate|published|dc:date)>\s{0,9}([^<]{10,40})<|<time[^>]{0,200} datetime="([^"]{10,40})"')
#: Where nothing was recorded for longer than this a recording ends, and another begins.
_BROKEN = timedelta(weeks=3)
_FEWEST = 50


@dataclass(frozen=True, slots=True)
class Recording:
    """A site's publications over weeks without a break, in order."""

    source: Source
    published: tuple[datetime, ...]


def recordings() -> Iterator[Recording]:
    """The longest stretch of each site."""
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if row["kind"] in ("feed", "listing-html")]
    with Path(__file__).with_name("recordings.tsv").open(encoding="utf-8") as chosen:
        for number, said in enumerate(csv.DictReader(chosen, delimiter="\t")):
            paths = [
                row["local_path"] for row in rows if (row["source_repo"], row["site"]) == (said["source_repo"], said["site"])
            ]
            stretch = max(_stretches(sorted({at for path in paths for at in _stated(CORPUS / path)})), key=len, default=[])
            if len(stretch) >= _FEWEST:
                yield Recording(_source(number, said), tuple(stretch))


def _stated(path: Path) -> Iterator[datetime]:
    if not path.exists():
        return
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8", "replace")
    for match in _STATED.finditer(text):
        at = _instant((match[1] or match[2]).strip())
        if at is not None and at.tzinfo is not None and (at.hour, at.minute, at.second) != (0, 0, 0):
            yield at.astimezone(UTC)


def _instant(stated: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(stated)
        except ValueError:
            continue
    return None


def _stretches(at: list[datetime]) -> list[list[datetime]]:
    found: list[list[datetime]] = []
    for one in at:
        if not found or one - found[-1][-1] > _BROKEN:
            found.append([])
        found[-1].append(one)
    return found


def _source(number: int, said: dict[str, str]) -> Source:
    return Source.model_validate(
        {
            "source_id": f"{said['country']}_recording_{number}", "country": said["country"], "name": said["site"],
            "kind": said["kind"], "languages": ["en"], "time_zone": said["zone"], "home": f"https://{said['site']}/",
            "discover": [{"kind": "feed", "url": f"https://{said['site']}/feed"}],
        }
    )  # fmt: skip
