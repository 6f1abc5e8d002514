"""What one visit saw, in figures: the row of `press.visit`, and what its pages were like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from press.health.page_seen import PageSeen

_NUMBERS = re.compile(r"[0-9]+")
#: As crawler.visit tells of pages that were asked in vain; whether they are too many is judged by their numbers.
_OF_SOME_PAGES = re.compile(r"[0-9]+ pages: ")


@dataclass(frozen=True, slots=True)
class VisitSeen:
    """One ended visit.

    `outcome` as in press.visit. `ways`: of the source's own documents, how each ended (`read`, `unchanged`, `not_due`, else the
    reason why it could not be had), by address. `leads`: pages that its documents named; `new`: of the pages stored, those that
    were not known. `reasons`: what the visit itself found wrong, in words.
    """

    finished_at: datetime
    outcome: str
    leads: int = 0
    new: int = 0
    ways: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    pages: tuple[PageSeen, ...] = ()
    in_a_row: int = 0  # visits and glances in a row that failed, this one included
    by_date: bool = False  # it went back by date, or was bounded: its numbers are no measure for others

    @property
    def read(self) -> int:
        """Ways that were read anew: only these name leads."""
        return sum(how == "read" for how in self.ways.values())

    @property
    def may_pass(self) -> bool:
        """Whether what kept its ways from being read is of the kind that passes by itself."""
        return all(how in WELL or how in PASSING or how.startswith("http_5") for how in self.ways.values())

    @property
    def complaint(self) -> str | None:
        """What it found wrong first, beside having been stopped and pages that did not come this time."""
        return next((reason for reason in self.reasons if reason != "stopped" and not _OF_SOME_PAGES.match(reason)), None)

    def figures(self) -> dict[str, Any]:
        """What the source's record keeps of it."""
        lost = {url: how for url, how in self.ways.items() if how not in WELL}
        said = {
            "at": self.finished_at.isoformat(timespec="seconds"),
            "outcome": self.outcome,
            "why": _NUMBERS.sub("", self.complaint or ""),
            "leads": self.leads,
            "new": self.new,
            "read": self.read,
            "lost": lost,
        }
        return {name: value for name, value in said.items() if value not in (0, {}, "")}


#: How a document ends where nothing is wrong: read, the same as last time, or a way that rests (`sweep_hours`).
WELL = frozenset({"read", "unchanged", "not_due"})

#: Why a document could not be had, where waiting helps more often than not.
PASSING = frozenset(
    {"timeout", "connection", "dns", "http_429", "http_408", "retry_after", "host_busy", "host_delay", "robots_unreachable",
     "stopped", "unheard"}
)  # fmt: skip
