"""When a page that is not found counts as gone: after so many looks in vain, so far apart, and none that found it. Pure.

A site that is being rebuilt answers 404 for an afternoon, and a page that was taken down by mistake is back the next day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

#: How a page is not there: by its status, by a page that says so with status 200, or by a redirect to some other page.
How = Literal["http_404", "http_410", "soft_404", "redirect"]


@dataclass(frozen=True, slots=True)
class Absence:
    """Looks in vain, in a row: since when, how many counted, when the last of these was, and whether the page is gone.

    A look that finds the page ends the row, and the next one begins with none.
    """

    since: datetime | None = None
    count: int = 0
    at: datetime | None = None
    gone: bool = False


def look_in_vain(before: Absence, at: datetime, how: How, *, confirmations: int, interval: timedelta) -> Absence:
    """The row with one look more, at the instant `at`. A look that is less than `interval` after the last one is not counted.

    A 410 says that the page was taken down for good and needs no confirmation: the page is gone with it, whatever was counted.
    """
    if confirmations < 1:
        raise ValueError("a page is gone after at least one look")
    if before.since is None or before.at is None:
        return Absence(at, 1, at, how == "http_410" or confirmations == 1)
    counts = at > before.at and at - before.at >= interval
    count = before.count + counts
    gone = before.gone or how == "http_410" or count >= confirmations
    return Absence(before.since, count, at if counts else before.at, gone)
