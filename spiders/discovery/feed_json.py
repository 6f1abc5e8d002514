"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from spiders.discovery.feed_entry import Entry, Feed, Media
from spiders.discovery.feed_text import as_html, clean


def read_json(body: bytes, url: str) -> Feed | None:
    """The feed in `body`; None if it is no JSON or no JSON Feed."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    if "jsonfeed.org" not in str(data.get("version", "")):
        return None
    feed = Feed(language=_text(data.get("language")), author=_authors(data), older=_text(data.get("next_url")))
    title, own = _text(data.get("title")), _text(data.get("feed_url"))
    feed.hints = {key: value for key, value in (("title", title and title[:500]), ("self", own)) if value}
    for hub in _objects(data.get("hubs")):
        feed.hints.setdefault("hub", _text(hub.get("url")))
    feed.entries = [_entry(item, url) for item in _objects(data["items"])]
    return feed


def _entry(item: dict[str, Any], url: str) -> Entry:
    entry = Entry(
        ident=_text(item.get("id")),
        title=_text(item.get("title")),
        title_markup=False,
        content=_text(item.get("content_html")),
        published=_text(item.get("date_published")),
        modified=_text(item.get("date_modified")),
        author=_authors(item),
        language=_text(item.get("language")),
    )
    if entry.content is None and (plain := _text(item.get("content_text"))):
        entry.content = "".join(f"<p>{as_html(paragraph.strip())}</p>" for paragraph in plain.split("\n\n"))
    if summary := _text(item.get("summary")):
        entry.summary = as_html(summary)
    # A link post's external_url is somebody else's page; it stands in only where the entry has no page of its own.
    entry.links = [(link, url) for key in ("url", "external_url") if (link := _text(item.get(key)))]
    if entry.ident and entry.ident.startswith(("http://", "https://")):
        entry.links.append((entry.ident, url))
    for attachment in _objects(item.get("attachments")):
        if reference := _text(attachment.get("url")):
            media = Media(
                reference,
                _text(attachment.get("mime_type")),
                _text(attachment.get("title")),
                _text(attachment.get("size_in_bytes")),
            )
            entry.media.append((media, url))
    return entry


def _authors(item: dict[str, Any]) -> str | None:
    people = [*_objects(item.get("authors")), *_objects([item.get("author")])]  # 1.1 and 1.0
    return ", ".join(dict.fromkeys(name for person in people if (name := _text(person.get("name"))))) or None


def _objects(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    """A string, or a number where feeds write one for an id or a size."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            value = str(int(value))
        except (OverflowError, ValueError):  # infinity, NaN, or more digits than are turned into text
            return None
    return clean(value) if isinstance(value, str) else None
