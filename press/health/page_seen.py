"""What is kept of a page that a visit looked at, so that the source's health can be judged: figures and digests, no text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from press import text
from press.extraction.deciding.page_kind.paths import kind_by_path, path_of
from press.sighting import Record, Sighting

#: Characters of a text's beginning that two releases share only where something stands before the text that is none of it.
HEAD = 160
#: The kind of a page that did not come: this, and the reason's word.
NOT_HAD = "!"
#: Shorter texts ("Photo", "Read the statement") may well be the same on two pages.
SHORTEST = 40

#: UTF-8 read as Latin-1 or its like, and what a decoder writes where it could not: one in this many characters is too many.
_BROKEN = ("\ufffd", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "â€", "Ð°", "Ø§Ù", "Ã±", "Ã§")
_BROKEN_SHARE = 1 / 400


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page. Digests are the first twelve hex digits of a sha-256.

    `page`: the address it was found at. `kind`: `release`, what the page is instead, or `!` and why it could not be had. `again`:
    a known release that was looked at again, and `revised` where it then read otherwise. `head`: of the first characters. `age`:
    hours from its publication to its fetching, negative where it is said to be published later; with day precision counted in
    whole days. `disputed`: a witness of the page or the feed names a day more than one from it. `fit`: how well the source's
    learned layout fits (0 to 1).
    """

    page: str
    kind: str
    again: bool = False
    revised: bool = False
    headline: str | None = None
    body: str | None = None
    head: str | None = None
    characters: int = 0
    age: float | None = None
    by_day: bool = False
    disputed: bool = False
    missing: tuple[str, ...] = ()
    garbled: bool = False
    language: str | None = None
    confidence: float | None = None
    fit: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Without what is as usual: hundreds of thousands of these are kept."""
        said = {name: getattr(self, name) for name in self.__slots__}
        unusual = {name: value for name, value in said.items() if value is not None and value is not False and value != ()}
        return unusual | {"missing": list(self.missing)} if self.missing else unusual

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> PageSeen:
        """Unknown members are passed over: another version may have written them."""
        known = {name: value for name, value in said.items() if name in cls.__slots__}
        known["missing"] = tuple(known.get("missing", ()))
        return cls(**{"page": "", "kind": "", **known})


def page_seen(sighting: Sighting, outcome: str, expected: Sequence[str], *, lost_release: bool = False) -> PageSeen | None:
    """What to keep of a sighting that was stored with this outcome; `expected` are the fields that a healthy page has, and
    `lost_release` says that a release stood on the page before.

    None of a page whose own address says that it is no release: that a topic's page is one tells nothing of the source.
    """
    record, found = sighting.record, sighting.extraction
    by_address = record is None and not sighting.redirected_from and found.page_kind == kind_by_path(path_of(sighting.url))
    if by_address and not lost_release:
        return None
    page = _digest(sighting.url)
    again = lost_release or outcome in ("revised", "unchanged")
    if record is None:
        return PageSeen(page, found.page_kind, again, fit=found.layout_fit)
    body = text.normalised(record.body_text)
    published = record.published_at
    by_day = record.published_precision == "day"
    return PageSeen(
        page=page, kind="release", again=again, revised=outcome == "revised",
        headline=_digest(text.normalised(record.headline)) if record.headline else None,
        body=_digest(body) if len(body) >= SHORTEST else None,
        head=_digest(body[:HEAD]) if len(body) >= HEAD else None,
        characters=len(body),
        age=None if published is None else _age(record, sighting.seen_at, by_day=by_day),
        by_day=by_day, disputed=_disputed(record),
        missing=tuple(name for name in expected if not getattr(record, name, None)),
        garbled=is_garbled(record.body_text), language=record.language, confidence=record.confidence, fit=found.layout_fit,
    )  # fmt: skip


def page_missed(url: str, word: str) -> PageSeen:
    """What to keep of a page that could not be had, for the reason's word."""
    return PageSeen(_digest(url), f"{NOT_HAD}{word}")


def is_garbled(body: str) -> bool:
    """Whether a text was read in a charset that is not its own."""
    return sum(map(body.count, _BROKEN)) > max(2, len(body) * _BROKEN_SHARE)


def _age(record: Record, seen_at: datetime, *, by_day: bool) -> float:
    assert record.published_at is not None  # noqa: S101  # asked by the caller
    hours = (seen_at - record.published_at).total_seconds() / 3600
    return round(hours // 24 * 24 if by_day else hours, 2)


def _disputed(record: Record) -> bool:
    """Whether another witness dates the page more than a day from what was taken."""
    said = record.provenance.get("published_at") or record.provenance.get("published") or {}
    taken = record.published_local or record.published_at
    if taken is None:
        return False
    for other in said.get("others", ()):
        try:
            day = datetime.fromisoformat(str(other["value"]))
        except ValueError:
            continue
        if abs((day.replace(tzinfo=None) - taken.replace(tzinfo=None)).total_seconds()) > 86_400 * 1.5:
            return True
    return False


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
