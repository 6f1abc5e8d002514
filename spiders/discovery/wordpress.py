"""A collection of WordPress' REST interface: its posts as leads, all of them once, and then what changed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from press.page import Lead
from spiders.discovery import json_answer
from spiders.discovery.document import JSON, Document, Found, Next, State
from spiders.discovery.query import parameter, with_parameters
from spiders.discovery.since import is_older
from spiders.discovery.wordpress_post import lead_of_post, site_of
from spiders.discovery.wordpress_walk import Walk, asked_after_of, count_in, latest, strings, written

#: Pages that a visit reads: 100,000 posts at WordPress' 100 a page. The next visit goes on where this one stopped.
MAX_PAGES = 1_000

#: Parameters of ours that a collection may refuse (its answer names them); it is asked again without them.
_OURS = ("per_page", "_fields", "orderby", "order", "after", "modified_after", "page", "offset")


def read_wordpress(document: Document, state: State | None, since: datetime | None, faults: Counter[str]) -> Found:
    """The leads of one page of posts, the next page, and what to remember once the last has been read.

    `recent` in the state are the instants of the latest changes: what the next visit asks after (`wordpress_question`). While a
    walk goes on, the state is that of the last visit with the walk's own (`walk`) beside it.
    """
    state = state or {}
    walk = Walk.taken_up(document, state)
    data = json_answer.parse(document, faults)
    if document.status >= 400 or (isinstance(data, dict) and _error_code(data)):
        return _refused(document, data, state, walk, faults)
    listed = json_answer.entries(data) if not isinstance(data, dict) or data else None
    if listed is None:
        if not faults:
            faults["not a list of posts"] += 1
        return Found(state=_unread(state), faults=dict(faults))
    posts = [post for post in listed if isinstance(post, dict)]
    if len(posts) < len(listed):
        faults["post that is no object"] += len(listed) - len(posts)
    site = site_of(posts, document)
    leads = [lead for post in posts if (lead := lead_of_post(post, document, site, faults)) is not None]
    unique = {lead.url: lead for lead in leads if not is_older(since, lead.published, lead.modified)}
    walk.take(posts, document)
    total = count_in(document, "x-wp-total")
    following = walk.following(document, len(listed), total)
    return _found(document, state, walk, following, tuple(unique.values()), faults, {"total": total} if total is not None else {})


def _found(
    document: Document,
    state: State,
    walk: Walk,
    following: str | None,
    leads: tuple[Lead, ...],
    faults: Counter[str],
    hints: dict[str, JSON],
) -> Found:
    before = _unread(state)
    if following is not None and document.depth < MAX_PAGES:
        documents = (Next(following, "wordpress", document.depth + 1, paged=True),)
        return Found(leads, documents, {**before, "walk": walk.onward()}, faults=dict(faults), hints=hints)
    kept: dict[str, JSON] = {name: value for name, value in before.items() if name != "incomplete"}
    if walk.resumes:
        kept.pop("rest", None)
    if following is not None:
        faults[f"paging cut after {MAX_PAGES} pages: the next visit goes on"] += 1
        kept["rest"] = following
    asked_after = asked_after_of(document)
    known = strings(state.get("recent"))
    if asked_after is not None:  # the answer holds all that changed since
        known = [moment for moment in known if moment <= written(asked_after)]
    recent: list[JSON] = [*latest([*(Counter(walk.recent) | Counter(known)).elements()])]
    kept["recent"] = recent or state.get("recent") or []
    if walk.page_size:
        kept["page_size"] = walk.page_size
    if walk.per_page:
        kept["per_page"] = walk.per_page
    if walk.refused:
        kept["refused"] = [*walk.refused]
    return Found(leads, (), kept, faults=dict(faults), hints=hints)


def _refused(document: Document, data: Any, state: State, walk: Walk, faults: Counter[str]) -> Found:
    """An error: the end of the list, a parameter that this collection does not take, or no list at all."""
    named = json_answer.at(data, "data.params")
    names = [name for name in _OURS if isinstance(named, dict) and name in named and name not in walk.refused]
    names = [name for name in names if parameter(document.url, name) is not None]
    if names and "page" not in names and "offset" not in names:
        walk.page_size = 0
        again = walk.asked_smaller(document, named["per_page"]) if "per_page" in names else None
        walk.refused += [name for name in names if again is None or name != "per_page"]
        return _found(document, state, walk, with_parameters(again or document.url, {}, without=walk.refused), (), faults, {})
    if document.depth > 0 and walk.position and (walk.total is None or _error_code(data)):
        return _found(document, state, walk, walk.one_page_back(document), (), faults, {})
    faults[f"refused by WordPress: {_error_code(data) or document.status}"] += 1
    return Found(state=_unread(state), faults=dict(faults))


def _unread(state: State) -> dict[str, JSON]:
    """The last visit's state, to be kept if this visit does not come to its end: the collection is asked again."""
    return {**{name: value for name, value in state.items() if name not in ("walk", "incomplete")}, "incomplete": True}


def _error_code(data: Any) -> str | None:
    """WordPress' own errors have a code of one word, a message, and mostly a status."""
    code = json_answer.text_at(data, "code") if isinstance(data, dict) and "message" in data else None
    return code[:60] if code else None
