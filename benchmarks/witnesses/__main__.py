"""`python -m benchmarks.witnesses`: how often each witness is right where it speaks, and what agreement adds.

`--part open|held-out|all`. Pages are read one by one, as from a source that is not known yet.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict

from benchmarks.extraction.recorded import CORPUS, Recorded, pages
from benchmarks.extraction.running import opened
from benchmarks.witnesses.truth import Truth, truths
from press.extraction import extract
from press.extraction.alike import voices
from press.page import Page
from press.release import Extraction, Testimony

#: A field of the truth -> the field of the record that witnesses speak of.
_FIELDS = {"headline": "headline", "day": "published", "instant": "published", "language": "language", "body_text": "body_text"}
_BANDS = (0.95, 0.9, 0.8, 0.7, 0.0)
_MOST_COUNTED = 3
_SURE = ">= 0.90"

Counts = dict[tuple[str, ...], list[bool]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.witnesses")
    parser.add_argument("--part", choices=["open", "held-out", "all"], default="open")
    part = parser.parse_args().part
    if not CORPUS.is_dir():
        sys.exit(f"no recorded pages at {CORPUS}: they are not part of the project")
    chosen = pages(part)
    known = truths(chosen)
    said: Counts = defaultdict(list)
    agreement: Counts = defaultdict(list)
    sure: Counts = defaultdict(list)
    for page in chosen:
        found = _read(page)
        for field in _FIELDS:
            _count(field, found, known[page.path], said, agreement, sure)
        _count_record(found, known[page.path], sure)
    _print("who spoke, and how often it was right", ("field", "witness"), said)
    _print("the value taken, by independent witnesses for and against it", ("field", "agreed", "others"), agreement)
    _print("how sure the record is, and how often it is right", ("field", "confidence"), sure)
    surest = [right for (field, band), verdicts in sure.items() if field == "record" and band >= _SURE for right in verdicts]
    if surest:
        print(f"records of {_SURE[3:]} and more: {sum(surest)} of {len(surest)} right in headline, day and body")


def _read(page: Recorded) -> Extraction:
    return extract(Page(url=page.url, body=opened(page)))


def _count(field: str, found: Extraction, truth: Truth, said: Counts, agreement: Counts, sure: Counts) -> None:
    name = _FIELDS[field]
    finding = found.provenance.get(name)
    if finding is None or truth.is_right(field, None) is None:
        return
    value = getattr(found, name)
    right = truth.is_right(field, value) is True
    heard = [Testimony(finding.witness, value)]
    if field != "body_text":  # of a body that was not taken only an excerpt is kept
        heard += [*finding.agreed, *finding.others]
    first: dict[str, bool] = {}
    for testimony in heard:
        if field != "instant" or testimony.value.precision == "minute":
            first.setdefault(testimony.witness, truth.is_right(field, testimony.value) is True)
    for witness, was_right in first.items():
        said[field, witness].append(was_right)
    for_it, against = (min(voices(group, finding.witness), _MOST_COUNTED) for group in (finding.agreed, finding.others))
    agreement[field, str(for_it), str(against)].append(right)
    sure[field, _band(finding.confidence)].append(right)


def _count_record(found: Extraction, truth: Truth, sure: Counts) -> None:
    """A record is right where its headline, day and body are; only pages with all three truths count."""
    verdicts = [
        truth.is_right("headline", found.headline),
        truth.is_right("day", found.published),
        truth.is_right("body_text", found.body_text),
    ]
    if None not in verdicts:
        sure["record", _band(found.confidence)].append(all(verdicts))


def _band(confidence: float | None) -> str:
    return next(f">= {band:.2f}" for band in _BANDS if (confidence or 0.0) >= band)


def _print(title: str, columns: tuple[str, ...], counts: Counts) -> None:
    print(f"— {title}")
    print(" ".join(f"{column:16s}" for column in columns) + "  spoke  right")
    for key, verdicts in sorted(counts.items()):
        print(" ".join(f"{part:16s}" for part in key) + f"  {len(verdicts):5d}   {sum(verdicts) / len(verdicts):.2f}")


if __name__ == "__main__":
    main()
