"""What is remembered of a listing between visits, and what is handed from page to page within one.

A visit goes down the list from its first page as far as there is something new. `rest` is where a walk was cut off by a bound and
has to go on, `tail` the last page of a list that may grow at its end, `tail_lost` that it was not there: the first page's own
pager is to lead to the list's end once more. `walk` stands in the state only while pages follow.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from spiders.discovery.document import JSON, Next, State
from spiders.discovery.listing.survey import Order

Mode = Literal["new", "rest", "tail"]

#: Entries that are remembered: 8 characters each. A later visit needs those around the place where the last one began.
REMEMBERED = 3_000
#: Pages whose addresses are kept within a walk; a walk has no more.
_MOST_PAGES = 600


def key_of(url: str) -> str:
    """An address in 8 characters: of 3,000, two are alike once in sixty million lists."""
    return base64.urlsafe_b64encode(hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=6).digest()).decode("ascii")


@dataclass
class Walk:
    """One visit's way down a listing so far. `entries` are keys in the order in which they were read, `asked` those of its pages.

    `last_good` is the last page that brought something new to the walk, `barren` how many since did not; `down` and `up` count
    the steps from one entry's day to the next.
    """

    mode: Mode = "new"
    pages: int = 0
    start: str = ""
    last_good: str = ""
    asked: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    new_on_first: bool = False
    new_in_tail: bool = False
    barren: int = 0
    down: int = 0
    up: int = 0
    last_day: str | None = None
    longer: int = 0
    shapes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, JSON]:
        kept = {name: getattr(self, name) for name in self.__dataclass_fields__}
        kept["asked"] = self.asked[-_MOST_PAGES:]
        return cast("dict[str, JSON]", kept)

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> Walk:
        """From a state; what is not as it should be is as at the start of a walk."""
        walk = cls()
        for name in cls.__dataclass_fields__:
            value, default = written.get(name), getattr(walk, name)
            if name == "last_day":
                walk.last_day = value if isinstance(value, str) else None
            elif type(value) is type(default):
                setattr(walk, name, [item for item in value if isinstance(item, str)] if isinstance(value, list) else value)
        if walk.mode not in ("new", "rest", "tail"):
            walk.mode = "new"
        return walk


@dataclass
class Memory:
    """What the last completed visit remembered. `is_first`: there was none."""

    seen: list[str] = field(default_factory=list)
    order: Order = "unknown"
    tail: str | None = None
    rest: str | None = None
    shapes: list[str] = field(default_factory=list)
    tail_lost: bool = False
    is_first: bool = True

    @classmethod
    def of(cls, state: State | None) -> Memory:
        state = state or {}
        seen, shapes, order = state.get("seen"), state.get("shapes"), state.get("order")
        return cls(
            seen=_texts(seen),
            order=cast("Order", order) if order in ("newest", "oldest") else "unknown",
            tail=_text(state.get("tail")),
            rest=_text(state.get("rest")),
            shapes=_texts(shapes),
            tail_lost=state.get("tail_lost") is True,
            is_first=not isinstance(seen, list),
        )

    def to_json(self) -> dict[str, JSON]:
        seen, shapes = list[JSON](self.seen[:REMEMBERED]), list[JSON](self.shapes)
        kept: dict[str, JSON] = {"seen": seen, "order": self.order, "shapes": shapes}
        if self.tail is not None:
            kept["tail"] = self.tail
        if self.rest is not None:
            kept["rest"] = self.rest
        if self.tail_lost:
            kept["tail_lost"] = True
        return kept

    def remember(self, entries: Iterable[str]) -> None:
        """The newest first: those of this walk, as the list's order says, then those known before."""
        fresh = list(entries)
        if self.order == "oldest":
            fresh.reverse()
        self.seen = list(dict.fromkeys((*fresh, *self.seen)))[:REMEMBERED]


def unchanged_listing(document_url: str, state: State | None, depth: int) -> tuple[Next, ...]:
    """The page to read although the first one has not changed: where a cut walk goes on, or where the list may have grown."""
    if "shapes" not in (state or {}):
        return ()  # not a listing's state
    memory = Memory.of(state)
    url = memory.rest or memory.tail
    return (Next(url, "listing", depth + 1, paged=True),) if url is not None and url != document_url else ()


def is_cut_off(state: State | None) -> bool:
    """Whether the last walk was cut short, by a bound or by a page that was not there: the list is not read to its end yet."""
    return isinstance((state or {}).get("rest"), str) or (state or {}).get("tail_lost") is True


def _text(value: JSON) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: JSON) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
