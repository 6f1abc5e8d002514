"""A collection of posts that answers as WordPress' REST interface does, without a server: parameters in, bytes and headers out."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from press.source import Way
from spiders.discovery import Document, Found, State, address_to_ask, read

COLLECTION = "https://press.example/wp-json/wp/v2/posts"
#: The first post's instant.
BEGINNING = datetime(2024, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Post:
    """A published post. `day` counts from BEGINNING, `changed` in days too."""

    number: int
    day: float
    changed: float | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def published_at(self) -> datetime:
        return BEGINNING + timedelta(days=self.day)

    @property
    def changed_at(self) -> datetime:
        return BEGINNING + timedelta(days=self.day if self.changed is None else self.changed)


@dataclass
class Collection:
    """`offset_hours` is the site's zone; `counted`: the answers carry WordPress' counts; `knows_changes`: WordPress 5.7 or later."""

    posts: list[Post]
    offset_hours: float = 1
    counted: bool = True
    knows_changes: bool = True
    most: int = 100
    silent: bool = False  # gives fewer posts a page than it was asked for, without a word
    asked: list[str] = field(default_factory=list)

    def answer(self, url: str) -> tuple[int, bytes, dict[str, str]]:
        self.asked.append(url)
        query = {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
        per_page, page = int(query.get("per_page", min(10, self.most))), int(query.get("page", "1"))
        if self.silent:
            per_page = min(per_page, self.most)
        if not 1 <= per_page <= self.most:
            return self._error(400, "rest_invalid_param", params={"per_page": f"per_page must be between 1 and {self.most}"})
        posts = list(self.posts)
        if "after" in query:
            posts = [post for post in posts if post.published_at > _moment(query["after"])]
        if "modified_after" in query and self.knows_changes:
            posts = [post for post in posts if post.changed_at > _moment(query["modified_after"])]
        keys = {"id": lambda p: p.number, "modified": lambda p: p.changed_at, "date": lambda p: p.published_at}
        posts.sort(key=keys[query.get("orderby", "date")], reverse=query.get("order", "desc") == "desc")  # type: ignore[arg-type]
        pages = -(-len(posts) // per_page)
        start = int(query["offset"]) if "offset" in query else (page - 1) * per_page
        if page > pages and posts:
            return self._error(400, "rest_post_invalid_page_number")
        body = json.dumps([self._shown(post) for post in posts[start : start + per_page]]).encode()
        headers = {"x-wp-total": str(len(posts)), "x-wp-totalpages": str(pages)} if self.counted else {}
        return 200, body, headers

    def _shown(self, post: Post) -> dict[str, Any]:
        zone = timedelta(hours=self.offset_hours)
        shown: dict[str, Any] = {
            "id": post.number,
            "date": f"{post.published_at + zone:%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{post.published_at:%Y-%m-%dT%H:%M:%S}",
            "modified": f"{post.changed_at + zone:%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{post.changed_at:%Y-%m-%dT%H:%M:%S}",
            "status": "publish",
            "link": f"https://press.example/{post.number}/",
            "title": {"rendered": f"Ferry &#8211; notice <em>{post.number}</em>"},
            "content": {"rendered": f"<p>The ferry sails again on day {post.day}.</p>\n", "protected": False},
            "excerpt": {"rendered": "<p>The ferry sails again [&hellip;]</p>\n", "protected": False},
        }
        return {**shown, **post.more}

    @staticmethod
    def _error(status: int, code: str, **data: Any) -> tuple[int, bytes, dict[str, str]]:
        return status, json.dumps({"code": code, "message": "No.", "data": {"status": status, **data}}).encode(), {}


@dataclass
class Visited:
    """What came of a visit; `state` is None where nothing may be remembered."""

    found: Found
    leads: list[str]
    state: State | None
    asked: list[str]
    faults: dict[str, int]


def visit(
    collection: Collection, state: State | None, since: datetime | None = None, *, url: str = COLLECTION, between: Any = None
) -> Visited:
    """A visit as the walk makes it. `between` is called after each page: the site goes on while it is read."""
    collection.asked = []
    asks, depth, leads = address_to_ask(Way(kind="wordpress", url=url), state, since), 0, []
    faults: dict[str, int] = {}
    while True:
        status, body, headers = collection.answer(asks)
        document = Document(asks, body, "application/json", "utf-8", "wordpress", depth=depth, status=status, headers=headers)
        found = read(document, state, since=since)
        state = json.loads(json.dumps(found.state))
        leads += [lead.url.split("/")[-2] for lead in found.leads]
        for word, count in found.faults.items():
            faults[word] = faults.get(word, 0) + count
        if not found.documents:
            kept = None if state.get("incomplete") else state  # type: ignore[union-attr]
            return Visited(found, leads, kept, list(collection.asked), faults)
        (following,) = found.documents
        assert (following.paged, following.kind) == (True, "wordpress")
        asks, depth = following.url, following.depth
        if between is not None:
            between(len(collection.asked))


def posts(count: int, *, first: int = 1, step: float = 1) -> list[Post]:
    """Posts numbered from `first`, one every `step` days."""
    return [Post(number, (number - 1) * step) for number in range(first, first + count)]


def edited(post: Post, day: float) -> Post:
    """The post, changed on that day."""
    return replace(post, changed=day)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
