"""The way through a WordPress collection's pages: which page is next, also where posts go while the list is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from spiders.discovery.document import JSON, Document, State
from spiders.discovery.feed_dates import read_date
from spiders.discovery.query import parameter, with_parameters
from spiders.discovery.wordpress_post import changed_at
from spiders.discovery.wordpress_question import OVERLAP_POSTS, PER_PAGE

#: WordPress gives as many posts where `per_page` is not said.
_DEFAULT_PER_PAGE = 10

#: A change later than this beyond the server's own clock is a mistake, and must not hide all changes until then.
_AHEAD = timedelta(days=1)


@dataclass(slots=True)
class Walk:
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
    def taken_up(cls, document: Document, state: State) -> Walk:
        walk = state.get("walk") if document.depth > 0 else None
        if not isinstance(walk, dict):
            refused = strings(state.get("refused"))
            if state.get("rest") != document.url:
                return cls(refused=refused)
            known = state.get("page_size")
            resumed = cls(resumes=True, refused=refused, page_size=known if type(known) is int and 0 < known <= PER_PAGE else 0)
            resumed.position = resumed.start_of(document, resumed.page_size or _per_page(document))
            return resumed
        position, total, page = (walk.get(name) for name in ("position", "total", "page"))
        page_size, per_page = (value if type(value := walk.get(name)) is int else 0 for name in ("page_size", "per_page"))
        return cls(
            strings(walk.get("recent")),
            position if isinstance(position, int) and position >= 0 else 0,
            total if isinstance(total, int) else None,
            page if isinstance(page, str) else None,
            walk.get("resumes") is True,
            strings(walk.get("refused")),
            min(max(page_size, 0), PER_PAGE),
            min(max(per_page, 0), PER_PAGE),
        )

    def take(self, posts: Sequence[Mapping[str, Any]], document: Document) -> None:
        """Note the page's changes, and whether it is the last by what it holds."""
        moments = [moment for post in posts if (moment := changed_at(post)) is not None]
        now, after = _clock_of(document), asked_after_of(document)
        believed = [moment for moment in moments if now is None or moment <= now + _AHEAD]
        self.recent = latest([*self.recent, *(written(moment) for moment in believed)])
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
        start = self.start_of(document, size)
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

    def one_page_back(self, document: Document) -> str | None:
        """What to ask where the next page has gone meanwhile: the one before it has moved up, and its posts with it. None where a
        page is asked for by its offset: behind the last post that is an empty list."""
        if self.total is None or parameter(document.url, "offset") is not None:
            return None
        start = max(0, self.position - (self.page_size or _per_page(document)))
        return with_parameters(document.url, {"offset": str(start)}, without=["page"])

    def asked_smaller(self, document: Document, words: object) -> str | None:
        """The address with as many posts a page as the collection gives at most; `words` is what it says of the number asked."""
        numbers = [int(number) for number in re.findall(r"\b\d{1,3}\b", str(words))]
        most = max((number for number in numbers if _DEFAULT_PER_PAGE < number < PER_PAGE), default=PER_PAGE)
        if self.per_page or most >= _per_page(document):
            return None
        self.per_page = most
        return with_parameters(document.url, {"per_page": str(most)})

    @staticmethod
    def start_of(document: Document, size: int) -> int:
        """Where in the list the answer begins."""
        return _offset(document) if parameter(document.url, "offset") else (_page(document) - 1) * size

    def onward(self) -> dict[str, JSON]:
        given: dict[str, JSON] = {
            "recent": [*self.recent], "position": self.position, "total": self.total, "page": self.page, "resumes": self.resumes,
            "refused": [*self.refused], "page_size": self.page_size, "per_page": self.per_page,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value not in (None, False, 0, [])}


def asked_after_of(document: Document) -> datetime | None:
    instant = read_date(parameter(document.url, "modified_after") or "")
    return instant.at() if instant is not None else None


def _clock_of(document: Document) -> datetime | None:
    """The server's clock when it answered."""
    instant = read_date(document.headers.get("date", ""))
    return instant.at() if instant is not None else None


def count_in(document: Document, header: str) -> int | None:
    text = document.headers.get(header, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _page(document: Document) -> int:
    text = parameter(document.url, "page") or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _per_page(document: Document) -> int:
    text = parameter(document.url, "per_page") or ""
    return min(max(int(text), 1), PER_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else _DEFAULT_PER_PAGE


def _page_size(document: Document, count: int, total: int | None) -> int:
    """How many posts a page has: fewer than were asked for where the count of the pages says so."""
    size, pages = _per_page(document), count_in(document, "x-wp-totalpages")
    return count if total is not None and pages is not None and count and pages > -(-total // size) else size


def _offset(document: Document) -> int:
    text = parameter(document.url, "offset") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def latest(moments: list[str]) -> list[str]:
    return sorted(moments, reverse=True)[:OVERLAP_POSTS]


def strings(value: JSON) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
