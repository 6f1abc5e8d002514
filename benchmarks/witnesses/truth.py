"""What is known of the recorded pages, as the scoring script beside them reads it: who is right about which page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from benchmarks.extraction.recorded import CORPUS, Recorded
from press.extraction.alike import same_line
from press.instant import Instant

#: A body with this share of the true four-word runs, and few others, is the text with a line more or less.
_BODY = 0.9
_RUN = 4


@dataclass
class Truth:
    """What is true of one page; None where nobody wrote it down."""

    headline: str | None = None
    body: str | None = None
    published: datetime | None = None
    day: str | None = None
    language: str | None = None

    def is_right(self, field: str, value: Any) -> bool | None:
        """Whether a witness's value is right; None where the truth is not known."""
        if field == "headline":
            return None if self.headline is None else same_line(value or "", self.headline)
        if field == "body_text":
            return None if self.body is None else f1(value or "", self.body) >= _BODY
        if field == "language":
            return None if self.language is None else (value or "").partition("-")[0] == self.language
        return self._on_time(field, value)

    def _on_time(self, field: str, value: Instant | None) -> bool | None:
        if field == "day" and self.published is None:
            return None if self.day is None else value is not None and value.local.date().isoformat() == self.day
        if self.published is None or (field == "instant" and self.published.time().replace(microsecond=0) == time()):
            return None
        if value is None or (field == "instant" and (value.precision == "day" or value.zone is None)):
            return False
        at = value.at() if value.zone is not None and value.precision != "day" else None
        told = at.astimezone(self.published.tzinfo).replace(tzinfo=None) if at and self.published.tzinfo else value.local
        true = self.published.replace(tzinfo=None)
        if field == "day":
            return told.date() == true.date()
        return told.replace(second=0, microsecond=0) == true.replace(second=0, microsecond=0)


def truths(pages: list[Recorded]) -> dict[str, Truth]:
    """path -> what is known of that page."""
    folder = next((CORPUS / "GT").iterdir())
    out = {page.path: Truth(language=page.row.get("language", "").partition("-")[0] or None) for page in pages}
    named = {Path(page.path).name: page.path for page in pages}
    for name, told in _loaded(folder / "article-extraction-benchmark.json").items():
        if path := named.get(f"{name}.html.gz"):
            out[path].body = told["articleBody"]
    for name, told in _loaded(folder / "fundus-evaluation.ground_truth.json").items():
        if path := named.get(name):
            out[path].body = "\n".join(_strings(told["body"]))
    for told in _loaded(folder / "htmldate.json").values():
        if told.get("date") and (path := named.get(f"{told['file']}.gz") or named.get(told["file"])):
            out[path].day = told["date"]
    for file in sorted((folder / "fundus").glob("*/*.json")):
        mine = f"/parser/test_data/{file.parent.name}/{file.stem}_2"
        of_publisher = sorted((page.path for page in pages if mine in page.path), reverse=True)
        versions = [version for _, version in sorted(_loaded(file).items(), reverse=True)]
        if len(of_publisher) == len(versions):  # else it is not certain which page belongs to which truth
            for path, told in zip(of_publisher, versions, strict=True):
                truth = out[path]
                truth.headline = told.get("title") or None
                truth.body = "\n".join(_strings(told.get("body"))) or None
                truth.published = _moment(told.get("publishing_date"))
    return out


def f1(said: str, true: str) -> float:
    """F1 over runs of four words."""
    a, b = _runs(said), _runs(true)
    return 2 * (a & b).total() / (a.total() + b.total()) if a and b else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(str(text).replace("Z", "+00:00")) if text else None


def _loaded(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read
