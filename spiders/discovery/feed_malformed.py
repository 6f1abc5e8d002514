"""Feeds that are no XML, by feedparser: slow (25 ms at the median, against .4), and the most forgiving reader there is."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import feedparser

from press.urls import join
from spiders.discovery.feed_entry import Entry, Feed, Media
from spiders.discovery.feed_text import as_html

#: Above this, broken XML made to be slow keeps feedparser busy for more than five seconds (measured: 15 s for 4 MB).
MAX_BYTES = 1_000_000


def read_malformed(body: bytes, url: str, faults: Counter[str]) -> Feed:
    """What feedparser makes of `body` (UTF-8). What it fails on is counted by its error's name; then the feed is empty."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        data = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - feedparser states no errors of its own; each is counted
        faults[f"feedparser failed: {type(error).__name__}"] += 1
        return Feed()
    head = data.get("feed", {})
    feed = Feed(language=_text(head, "language"), author=_text(head, "author"))
    feed.hints = {key: value for key in ("title", "generator") if (value := _text(head, key))}
    for link in head.get("links", []):
        if link.get("rel") in ("prev-archive", "next") and (feed.older is None or link["rel"] == "prev-archive"):
            feed.older = join(url, link.get("href", ""))
        elif link.get("rel") in ("hub", "self") and (address := join(url, link.get("href", ""))):
            feed.hints[link["rel"]] = address
    if (ttl := _text(head, "ttl") or "").isdigit() and len(ttl) < 8:
        feed.hints["ttl"] = int(ttl)
    feed.entries = [_entry(item, url) for item in data.get("entries", [])]
    return feed


def _entry(item: Any, url: str) -> Entry:
    detail = item.get("title_detail", {})
    summary_detail = item.get("summary_detail", {})
    entry = Entry(
        ident=_text(item, "id"),
        title=_text(item, "title"),
        published=_text(item, "published") or _text(item, "created"),
        modified=_text(item, "updated") if "updated" in item.keys() else None,  # noqa: SIM118 - `in item` finds an alias
        author=_text(item, "author"),
        language=detail.get("language") or summary_detail.get("language"),
    )
    base = detail.get("base") or url
    alternates = [link["href"] for link in item.get("links", []) if link.get("rel") == "alternate" and link.get("href")]
    candidates = [_text(item, "feedburner_origlink"), _text(item, "link"), *alternates]
    entry.links = [(link, base) for link in dict.fromkeys(filter(None, candidates))]
    contents = [part for part in item.get("content", []) if part.get("value")]
    if contents:
        entry.content = _fragment(contents[0])
    if summary_detail.get("value"):
        entry.summary = _fragment(summary_detail)
    for link in item.get("links", []):
        if link.get("rel") == "enclosure" and link.get("href"):
            entry.media.append((Media(link["href"], link.get("type"), link.get("title"), link.get("length")), base))
    for media in item.get("media_content", []):
        if media.get("url"):
            entry.media.append((Media(media["url"], media.get("type"), None, media.get("filesize")), base))
    return entry


def _fragment(detail: Any) -> str:
    value = str(detail["value"])
    return as_html(value) if detail.get("type") == "text/plain" and "<" in value else value


def _text(item: Any, key: str) -> str | None:
    value = item.get(key)
    return value.strip() or None if isinstance(value, str) else None
