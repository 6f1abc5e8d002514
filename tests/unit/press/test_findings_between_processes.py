"""Findings go from process to process as they are."""

from __future__ import annotations

import pickle
from datetime import datetime

from press import release
from press.instant import Instant


def test_a_finding_arrives_as_it_was_sent() -> None:
    told = Instant(datetime(2026, 5, 3, 9, 30), "+01:00")  # noqa: DTZ001
    finding = release.Finding(
        "json-ld",
        0.97,
        (release.Testimony("title", "Another day", 0.4),),
        (release.Testimony("meta", told, 0.95), release.Testimony("h1", None)),
    )
    assert pickle.loads(pickle.dumps(finding)) == finding  # noqa: S301
