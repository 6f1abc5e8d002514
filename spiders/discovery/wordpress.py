"""A collection of WordPress' REST interface: its posts as leads, all of them once, and then what changed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from spiders.discovery import json_answer
from spiders.discovery.document import JSON, Document, Found, Next, State
from spiders.discovery.feed_dates import read_date
from spiders.discovery.query import parameter, with_parameters
from spiders.discovery.since import is_older
from spiders.discovery.wordpress_post import changed_at, lead_of_post, site_of
from spiders.discovery.wordpress_question import OVERLAP_POSTS, PER_PAGE

#: Pages that a visit reads: 100,000 posts at WordPress' 100 a page. The next visit goes on where this one stopped.
MAX_PAGES = 1_000

#: WordPress gives as many posts where `per_page` is not said.
_DEFAULT_PER_PAGE = 10

#: Parameters of ours that a collection may refuse (its answer names them); it is asked again without them.
_OURS = ("per_page", "_fields", "orderby", "order", "after", "modified_after", "page", "offset")

#: A change later than this beyond the server's own clock is a mistake, and must not hide all changes until then.
_AHEAD = timedelta(days=1)


def read_wordpress(document: Document, state: State | None, since: datetime | None, faults: Counter[str]) -> Found:
    """The leads of one page of posts, the next page, and what to remember once the last has been read.

    `recent` in the state are the instants of the latest changes: what the next visit asks after (`wordpress_question`). While a
    walk goes on, the state is that of the last visit with the walk's own (`walk`) beside it.
    """
    state = state or {}
    walk = _Walk.taken_up(document, state)
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
    total = _number(document, "x-wp-total")
    following = walk.following(document, len(listed), total)
    return _found(document, state, walk, following, tuple(unique.values()), faults, {"total": total} if total is not None else {})


@dataclass(slots=True)
class _Walk:
    """What the state carries from page to page.

    `position`: so many posts from the list's beginning have been read. `recent`: the instants of the latest changes among them.
    """

    recent: list[str] = field(default_factory=list)
    position: int = 0
    total: int | None = None
    page: str | None = None  # which posts the page before held
    resumes: bool = False
    refused: list[str] = field(default_factory=list)
    page_size: int = 0  # 0: no page has told it yet
    per_page: int = 0  # what the collection says that it gives at most
    ends: bool = False

    @classmethod
    def taken_up(cls, document: Document, state: State) -> _Walk:
        walk = state.get("walk") if document.depth > 0 else None
        if not isinstance(walk, dict):
            resumes = state.get("rest") == document.url
            start = (_page(document) - 1) * _per_page(document) if resumes else 0
            return cls(position=start, resumes=resumes, refused=_strings(state.get("refused")))
        position, total, page = (walk.get(name) for name in ("position", "total", "page"))
        page_size, per_page = (value if type(value := walk.get(name)) is int else 0 for name in ("page_size", "per_page"))
        return cls(
            _strings(walk.get("recent")),
            position if isinstance(position, int) and position >= 0 else 0,
            total if isinstance(total, int) else None,
            page if isinstance(page, str) else None,
            walk.get("resumes") is True,
            _strings(walk.get("refused")),
            min(max(page_size, 0), PER_PAGE),
            min(max(per_page, 0), PER_PAGE),
        )

    def take(self, posts: Sequence[Mapping[str, Any]], document: Document) -> None:
        """Note the page's changes, and whether it is the last by what it holds."""
        moments = [moment for post in posts if (moment := changed_at(post)) is not None]
        latest, after = _clock_of(document), _asked_after(document)
        believed = [moment for moment in moments if latest is None or moment <= latest + _AHEAD]
        self.recent = _latest([*self.recent, *(_written(moment) for moment in believed)])
        page = hashlib.sha256(repr([(post.get("id"), post.get("link")) for post in posts]).encode("utf-8", "replace")).hexdigest()
        # Nothing; the same again; or, newest change first, posts from before the instant asked after: it is not known here.
        self.ends = not posts or page == self.page or (after is not None and any(moment < after for moment in moments))
        self.page = page

    def following(self, document: Document, count: int, total: int | None) -> str | None:
        """The address of the next page, `count` entries having come; None after the last.

        Where posts went while the list was read, those behind them moved up, past the one who reads: what has been read ends that
        many earlier then, and the stretch in between is asked for again.
        """
        size = self.page_size = self.page_size or _page_size(document, count, total)
        start = _offset(document) if parameter(document.url, "offset") else (_page(document) - 1) * size
        gone = self.total - total if self.total is not None and total is not None else 0
        self.position = max(0, self.position - max(0, gone))
        self.total = total
        if start <= self.position:
            self.position = max(self.position, start + (size if total is not None else count))
            if self.ends or (total is not None and self.position >= total):
                return None
        if total is None or self.position % size:
            # Also for a server or cache that keeps the counts to itself: an offset beyond the end is an empty list, not an error.
            return with_parameters(document.url, {"offset": str(self.position)}, without=["page"])
        return with_parameters(document.url, {"page": str(self.position // size + 1)}, without=["offset"])

    def onward(self) -> dict[str, JSON]:
        given: dict[str, JSON] = {
            "recent": [*self.recent], "position": self.position, "total": self.total, "page": self.page, "resumes": self.resumes,
            "refused": [*self.refused], "page_size": self.page_size, "per_page": self.per_page,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value not in (None, False, 0, [])}


def _found(
    document: Document,
    state: State,
    walk: _Walk,
    following: str | None,
    leads: tuple[Any, ...],
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
    asked_after = _asked_after(document)
    known = _strings(state.get("recent"))
    if asked_after is not None:  # the answer holds all that changed since
        known = [moment for moment in known if moment <= _written(asked_after)]
    recent: list[JSON] = [*_latest([*(Counter(walk.recent) | Counter(known)).elements()])]
    kept["recent"] = recent or state.get("recent") or []
    if walk.page_size:
        kept["page_size"] = walk.page_size
    if walk.per_page:
        kept["per_page"] = walk.per_page
    if walk.refused:
        kept["refused"] = [*walk.refused]
    return Found(leads, (), kept, faults=dict(faults), hints=hints)


def _refused(document: Document, data: Any, state: State, walk: _Walk, faults: Counter[str]) -> Found:
    """An error: the end of the list, a parameter that this collection does not take, or no list at all."""
    named = json_answer.at(data, "data.params")
    names = [name for name in _OURS if isinstance(named, dict) and name in named and name not in walk.refused]
    names = [name for name in names if parameter(document.url, name) is not None]
    if names and "page" not in names and "offset" not in names:
        walk.page_size = 0
        again = document.url
        if "per_page" in names and not walk.per_page and (most := _most_allowed(named["per_page"])) < _per_page(document):
            names.remove("per_page")
            walk.per_page = most
            again = with_parameters(again, {"per_page": str(most)})
        walk.refused += names
        return _found(document, state, walk, with_parameters(again, {}, without=names), (), faults, {})
    if document.depth > 0 and walk.position:
        over: str | None = None
        if walk.total is not None and parameter(document.url, "offset") is None:
            # There was such a page when the list began: posts went meanwhile, and the pages before it have the others now.
            start = max(0, walk.position - (walk.page_size or _per_page(document)))
            over = with_parameters(document.url, {"offset": str(start)}, without=["page"])
        return _found(document, state, walk, over, (), faults, {})
    faults[f"refused by WordPress: {_error_code(data) or document.status}"] += 1
    return Found(state=_unread(state), faults=dict(faults))


def _unread(state: State) -> dict[str, JSON]:
    """The last visit's state, to be kept if this visit does not come to its end: the collection is asked again."""
    return {**{name: value for name, value in state.items() if name not in ("walk", "incomplete")}, "incomplete": True}


def _error_code(data: Any) -> str | None:
    """WordPress' own errors have a code of one word, a message, and mostly a status."""
    code = json_answer.text_at(data, "code") if isinstance(data, dict) and "message" in data else None
    return code[:60] if code else None


def _asked_after(document: Document) -> datetime | None:
    instant = read_date(parameter(document.url, "modified_after") or "")
    return instant.at() if instant is not None else None


def _clock_of(document: Document) -> datetime | None:
    """The server's clock when it answered."""
    instant = read_date(document.headers.get("date", ""))
    return instant.at() if instant is not None else None


def _number(document: Document, header: str) -> int | None:
    text = document.headers.get(header, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _page(document: Document) -> int:
    text = parameter(document.url, "page") or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _per_page(document: Document) -> int:
    text = parameter(document.url, "per_page") or ""
    return min(max(int(text), 1), PER_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else _DEFAULT_PER_PAGE


def _most_allowed(words: object) -> int:
    """What a collection gives at most: the largest number below WordPress' own bound in what it says of a refused `per_page`."""
    numbers = [int(number) for number in re.findall(r"\b\d{1,3}\b", str(words))]
    return max((number for number in numbers if _DEFAULT_PER_PAGE < number < PER_PAGE), default=PER_PAGE)


def _page_size(document: Document, count: int, total: int | None) -> int:
    """How many posts a page has: fewer than were asked for where the count of the pages says so."""
    size, pages = _per_page(document), _number(document, "x-wp-totalpages")
    return count if total is not None and pages is not None and count and pages > -(-total // size) else size


def _offset(document: Document) -> int:
    text = parameter(document.url, "offset") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _latest(moments: list[str]) -> list[str]:
    return sorted(moments, reverse=True)[:OVERLAP_POSTS]


def _strings(value: JSON) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
