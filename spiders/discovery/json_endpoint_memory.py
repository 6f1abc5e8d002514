"""What is remembered of a JSON endpoint between visits, and what is handed from page to page within one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Any, Literal

from press.instant import Instant
from spiders.discovery.document import JSON, Next, State
from spiders.discovery.listing.memory import key_of

Mode = Literal["new", "rest", "tail"]
Order = Literal["newest", "oldest", "unknown"]

#: Items that are remembered, 8 characters each.
REMEMBERED = 3_000

__all__ = ["Memory", "Walk", "key_of", "unchanged_endpoint"]


@dataclass(slots=True)
class Walk:
    """One visit's way down the list so far: keys of its items and of its pages, and which way the dates run.

    `start` is the first page's address, `base` its number, -1 while it is not known; `size` the most items that a page had.
    `last_good` is the last page that held anything.
    """

    mode: Mode = "new"
    pages: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    start: str = ""
    last_good: str = ""
    base: int = -1
    size: int = 0
    down: int = 0
    up: int = 0
    last_date: str = ""
    new_in_tail: bool = False
    new_on_first: bool = False

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> Walk:
        """From a state; what is not as it should be is as at the start of a walk."""
        walk = cls()
        for one in fields(cls):
            value, default = written.get(one.name), getattr(walk, one.name)
            if type(value) is type(default):
                setattr(walk, one.name, _texts(value) if isinstance(value, list) else value)
        if walk.mode not in ("new", "rest", "tail"):
            walk.mode = "new"
        return walk

    def to_json(self) -> dict[str, JSON]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def take(self, keys: Sequence[str], dates: Sequence[Instant | None]) -> bool:
        """Take a page in; whether it was read before in this walk."""
        page = key_of(" ".join(keys))
        repeats = page in self.pages
        self.pages.append(page)
        if not repeats:
            self.entries = [*self.entries, *keys]
            if len(self.entries) > 2 * REMEMBERED:  # either end of the list may be the newer one
                self.entries = [*self.entries[:REMEMBERED], *self.entries[-REMEMBERED:]]
            self._count_order(dates)
        return repeats

    def order(self, before: Order) -> Order:
        """By the dates of this walk, else as remembered, else by where new items turned up."""
        if self.down > 0 and self.down >= 2 * self.up:
            return "newest"
        if self.up > 1 and self.up >= 2 * self.down:
            return "oldest"
        if before == "unknown" and self.new_on_first != self.new_in_tail:
            return "newest" if self.new_on_first else "oldest"
        return before

    def _count_order(self, dates: Sequence[Instant | None]) -> None:
        known = [instant.at().isoformat() for instant in dates if instant is not None]
        steps = [self.last_date, *known] if self.last_date and self.mode == "new" else known
        for earlier, later in pairwise(steps):
            self.down += later < earlier
            self.up += later > earlier
        self.last_date = known[-1] if known else self.last_date


@dataclass(slots=True)
class Memory:
    """What the last completed visit remembered: keys of items, the list's order, the most items a page had, the first page's
    number, the last page of a list that may grow at its end (`tail`), and where a walk that a bound cut off goes on (`rest`)."""

    seen: list[str] = field(default_factory=list)
    order: Order = "unknown"
    size: int = 0
    base: int = -1
    tail: str | None = None
    rest: str | None = None
    is_first: bool = True

    @classmethod
    def of(cls, state: State | None) -> Memory:
        state = state or {}
        order, size, base, tail, rest = (state.get(name) for name in ("order", "size", "base", "tail", "rest"))
        return cls(
            seen=_texts(state.get("seen")),
            order="newest" if order == "newest" else "oldest" if order == "oldest" else "unknown",
            size=size if type(size) is int else 0,
            base=base if type(base) is int else -1,
            tail=tail if isinstance(tail, str) else None,
            rest=rest if isinstance(rest, str) else None,
            is_first=not isinstance(state.get("seen"), list),
        )

    def to_json(self) -> dict[str, JSON]:
        kept: dict[str, JSON] = {"seen": [*self.seen], "order": self.order, "size": self.size, "base": self.base}
        return kept | {name: value for name, value in (("tail", self.tail), ("rest", self.rest)) if value is not None}

    def remember(self, entries: Sequence[str]) -> None:
        """The newest first: those of this walk, as the list's order says, then those known before."""
        fresh = [*reversed(entries)] if self.order == "oldest" else entries
        self.seen = [*dict.fromkeys((*fresh, *self.seen))][:REMEMBERED]


def unchanged_endpoint(document_url: str, state: State | None, depth: int) -> tuple[Next, ...]:
    """The page to read although the first one has not changed: where the list may have grown at its end."""
    tail = (state or {}).get("tail")
    if "size" not in (state or {}) or not isinstance(tail, str) or tail == document_url:
        return ()
    return (Next(tail, "json", depth + 1, paged=True),)


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
