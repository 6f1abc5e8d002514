"""When a source is visited next: its own rhythm within the bounds in its file, failures and what its hosts ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from press.source import Source

#: A source that fails is asked ever more seldom, and never given up: doubled at each failure, up to this.
LONGEST_BACK_OFF = timedelta(days=7)


def next_visit_at(
    source: Source, learned: Mapping[str, Any] | None, *, now: datetime, failures: int = 0, hard: bool = False,
    not_before: datetime | None = None,
) -> datetime:  # fmt: skip
    """The instant at which the source falls due again.

    `learned` is `archive.source.rhythm`. `failures` counts visits in a row that failed; `hard` where the last says that waiting
    will hardly help (the name is gone, 403, 404). `not_before`: what a host asked for (Retry-After).
    """
    bounds = source.schedule
    span = timedelta(minutes=bounds.min_minutes)
    if failures:
        span = min(span * 2 ** min(failures + 2 * hard, 20), max(LONGEST_BACK_OFF, timedelta(minutes=bounds.max_minutes)))
    return max(now + span, not_before or now)
