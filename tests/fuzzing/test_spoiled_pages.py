"""A slice of `make fuzz`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fuzzing.originals import originals
from tests.fuzzing.running import KEYS, checked, run
from tests.fuzzing.spoiling import MISHAPS, spoiled

#: Some for each mishap; another slice than the first of `make fuzz`.
SLICE = range(1_000_000, 1_000_150)


def test_every_spoiled_page_has_its_line() -> None:
    outcome = run(SLICE)
    assert outcome.faults == []
    assert outcome.pages == len(SLICE)
    assert outcome.kinds["release"] > 10, "most of what is left of a page is still read"


def test_a_seed_gives_the_same_page() -> None:
    assert [spoiled(originals(), seed) for seed in range(30)] == [spoiled(originals(), seed) for seed in range(30)]
    assert len({spoiled(originals(), seed) for seed in range(200)}) > 150
    assert len(MISHAPS) == 15


def test_faults_are_seen() -> None:
    whole = dict.fromkeys(KEYS) | {"path": "a", "page_kind": "release"}
    a, b = Path("a"), Path("b")

    def faults(*lines: str) -> list[str]:
        return checked(lines, [1, 2], [a, b]).faults

    fine, second = json.dumps(whole), json.dumps({**whole, "path": "b"})
    assert faults(fine, second) == []
    assert faults(fine) == ["seeds 1 to 2: 1 lines for 2 pages"]
    assert faults(fine, fine) == ["seed 2: is said to be 'a'"]
    assert faults(fine, "{")[0].startswith("seed 2: no JSON")
    assert faults(fine, json.dumps({**whole, "path": "b", "headline": "a\x00b"})) == ["seed 2: headline has a NUL"]
    assert faults(fine, json.dumps({**whole, "path": "b", "published_at": "soon"})) == ["seed 2: published_at is 'soon'"]
    died = {**whole, "path": "b", "page_kind": "unreadable", "page_kind_reason": "the reading process died with exit code -11"}
    assert faults(fine, json.dumps(died)) == ["seed 2: the reading process died with exit code -11"]
