"""A visit to a listing as the crawl makes it, without the crawl: each page with the state that came of the one before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from press.page import Lead
from spiders.discovery import Document, is_incomplete, read, unchanged

#: What a site answers to an address: where the answer came from in the end, and the page.
Site = Callable[[str], tuple[str, bytes] | None]


@dataclass
class Visit:
    asked: list[str] = field(default_factory=list)
    leads: dict[str, Lead] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    state: dict[str, Any] | None = None


def visit(
    site: Site,
    start: str,
    state: dict[str, Any] | None = None,
    *,
    since: datetime | None = None,
    same: bool = False,
    most: int = 2000,
) -> Visit:
    """One visit. `same`: the first page has not changed (a 304)."""
    made = Visit(state=state)
    if same and not is_incomplete(state):
        made.asked.append(start)
        following = list(unchanged(start, state))
        if not following:
            return made
    else:
        following = []
        _read(site, made, start, 0, state, since, following)
    while following:
        document = following.pop(0)
        assert document.paged
        assert document.kind == "listing"
        assert len(made.asked) < most, "a walk without end"
        _read(site, made, document.url, document.depth, made.state, since, following)
    assert made.state is None or "walk" not in made.state
    return made


def _read(site: Site, made: Visit, url: str, depth: int, state: Any, since: datetime | None, following: list[Any]) -> None:
    made.asked.append(url)
    answer = site(url)
    assert answer is not None, f"a page that is not there was asked for: {url}"
    final, body = answer
    found = read(Document(final, body, "text/html", "utf-8", "listing", depth=depth), state, since=since)
    made.state = json.loads(json.dumps(found.state))  # as PostgreSQL's jsonb gives it back
    made.faults.update(found.faults)
    for lead in found.leads:
        made.leads.setdefault(lead.url, lead)
    assert len(found.documents) <= 1
    following.extend(found.documents)
