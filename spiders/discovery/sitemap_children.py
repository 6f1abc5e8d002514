"""Which children of a sitemap index (or of a robots.txt) to ask for, and what to remember of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from press.instant import Instant
from spiders.discovery.document import JSON, Document, Next, State
from spiders.discovery.since import is_older

#: robots.txt, an index, an index of indexes, and a sitemap below it. sitemaps.org allows one index and nothing below.
MAX_DEPTH = 4

#: Children whose dates are kept one by one; the ones with the latest dates, since those are the ones that change.
REMEMBERED = 1_000

#: Children to ask for on every visit that are kept by address, for the visits on which the index itself has not changed.
REMEMBERED_ADDRESSES = 1_000


@dataclass(frozen=True, slots=True)
class Child:
    """A further sitemap, its address normalised."""

    url: str
    lastmod: Instant | None = None


def decide(
    document: Document, children: Iterable[Child], state: State | None, since: datetime | None, faults: Counter[str]
) -> tuple[tuple[Next, ...], dict[str, JSON]]:
    """The children to read, and the state to remember.

    A child is left out when its date has not moved since the last visit, or with `since`, when it is older than that.
    No date means ask, and so does a date without a time that is the newest of all: it may have changed later that day.
    """
    unique = {child.url: child for child in children}
    if unique.pop(document.url, None) is not None:
        faults["sitemap names itself"] += 1
    if document.depth >= MAX_DEPTH and unique:
        faults["sitemap index nested too deeply"] += len(unique)
        unique = {}
    newest = max((child.lastmod.at() for child in unique.values() if child.lastmod is not None), default=None)
    always = [child for child in unique.values() if _is_open(child.lastmod, newest)]
    memory = _Memory(state)
    if since is not None:
        wanted = [child for child in unique.values() if not is_older(since, child.lastmod)]
    else:
        wanted = [child for child in unique.values() if _is_open(child.lastmod, newest) or not memory.has(child)]
    documents = tuple(Next(child.url, "sitemap", document.depth + 1, False, child.lastmod) for child in wanted)
    return documents, _remember(unique.values(), always)


def unchanged_index(document_url: str, state: State | None, depth: int) -> tuple[Next, ...]:
    """The children to ask for although the index at `document_url` has not changed (a 304, or the same digest).

    A sitemap can change while the index that names it does not: where the index says no date of it, or only the day.
    Without this, WordPress's own sitemaps, whose index has no dates, would be read once and never again.
    """
    addresses = (state or {}).get("always")
    if not isinstance(addresses, list):
        return ()
    return tuple(Next(url, "sitemap", depth + 1, False) for url in addresses if isinstance(url, str) and url != document_url)


def forget(state: State, url: str) -> dict[str, JSON]:
    """The index's state without the child at `url`, which could not be read: it is asked for again next time.

    The index itself may well be the same then, and has to be read all the same (`is_missing_a_child`): only it knows the
    child's date.
    """
    children = state.get("children")
    kept = dict(state)
    kept["incomplete"] = True
    kept["children"] = {key: date for key, date in children.items() if key != _key(url)} if isinstance(children, dict) else {}
    floor = kept.get("floor")
    if isinstance(floor, str):
        # The child may be one of those that are known by the floor alone; the list of exceptions is short by nature.
        again = kept.get("again")
        kept["again"] = [*(again if isinstance(again, list) else []), _key(url)][-REMEMBERED:]
    return kept


def is_missing_a_child(state: State | None) -> bool:
    """Whether a child was forgotten, so that the index is to be read again though it has not changed."""
    return (state or {}).get("incomplete") is True


class _Memory:
    """What the last visit saw. `floor`: the latest date among the children that were too many to keep."""

    def __init__(self, state: State | None) -> None:
        state = state or {}
        children, again = state.get("children"), state.get("again")
        self.dates = children if isinstance(children, dict) else {}
        self.again = again if isinstance(again, list) else []
        self.floor = _moment(state.get("floor"))

    def has(self, child: Child) -> bool:
        if child.lastmod is None:
            return False
        key = _key(child.url)
        known = _moment(self.dates.get(key)) or (None if key in self.again else self.floor)
        return known is not None and child.lastmod.at() <= known


def _is_open(lastmod: Instant | None, newest: datetime | None) -> bool:
    return lastmod is None or (lastmod.precision == "day" and lastmod.at() == newest)


def _remember(children: Iterable[Child], always: list[Child]) -> dict[str, JSON]:
    dated = sorted(((child.lastmod.at(), child.url) for child in children if child.lastmod is not None), reverse=True)
    state: dict[str, JSON] = {"children": {_key(url): moment.isoformat() for moment, url in dated[:REMEMBERED]}}
    if len(dated) > REMEMBERED:
        state["floor"] = dated[REMEMBERED][0].isoformat()
    if always:
        state["always"] = [child.url for child in always[:REMEMBERED_ADDRESSES]]
    if len(always) > REMEMBERED_ADDRESSES:
        state["more"] = len(always) - REMEMBERED_ADDRESSES
    return state


def _moment(text: JSON) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _key(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
