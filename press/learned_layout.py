"""What pages of one host have in common, learned from some of them: a value that is kept as a row and used as a witness."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

#: A place in a page's tree, outside in: one step an element, `tag.name.name` (class, id, role), numbers in names as `*`.
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearnedLayout:
    """One template of a source's host, by which no page of another host is read: a source may have several sites, and what looks
    alike on two of them is chance. `host` is None where the pages that taught it do not say theirs.

    `body` is the place of the element that holds the text, `headline` and `published` those of the elements that say them (empty
    where the pages agree on none). `furniture` are digests of blocks that stand on several pages, `furniture_places` places
    whose blocks are never text. `pages` is how many pages it was learned from, `held_out` how many others it was tried against,
    and `agreement` (0 to 1) how far its texts agreed with a careful reading of those.
    """

    body: Place
    headline: Place = ()
    published: Place = ()
    furniture: frozenset[str] = frozenset()
    furniture_places: tuple[Place, ...] = ()
    pages: int = 0
    held_out: int = 0
    agreement: float = 0.0
    host: str | None = None

    @property
    def key(self) -> str:
        """Twelve hex digits that name what the layout says, whatever the evidence for it."""
        return _key_of(self)

    def as_json(self) -> dict[str, Any]:
        """The layout as plain JSON; `from_json` reads it again."""
        return {**asdict(self), "furniture": sorted(self.furniture)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> LearnedLayout:
        """The layout that `as_json` wrote. Raises KeyError or TypeError where it was written by other rules."""
        return cls(
            body=tuple(said["body"]),
            headline=tuple(said["headline"]),
            published=tuple(said["published"]),
            furniture=frozenset(said["furniture"]),
            furniture_places=tuple(tuple(place) for place in said["furniture_places"]),
            pages=said["pages"],
            held_out=said["held_out"],
            agreement=said["agreement"],
            host=said["host"],
        )


@lru_cache(maxsize=1024)
def _key_of(layout: LearnedLayout) -> str:
    """Asked of every page that a layout reads, and as dear as a tenth of the reading."""
    said = {name: value for name, value in layout.as_json().items() if name not in ("pages", "held_out", "agreement")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
