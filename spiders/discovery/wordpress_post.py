"""From a post as WordPress' REST interface gives it to a lead; what cannot be used is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from press.instant import Instant
from press.page import Lead
from press.urls import host_key, join, same_site
from spiders.discovery.document import Document
from spiders.discovery.feed_dates import read_date
from spiders.discovery.feed_entry import Entry, Feed
from spiders.discovery.feed_lead import language_of, lead_of
from spiders.discovery.json_answer import text_at

#: The widest offsets in use, and the smallest step between them (Nepal's and the Chathams' quarter hours).
_MOST_OFFSET, _STEP = timedelta(hours=14), timedelta(minutes=15)


def lead_of_post(post: Mapping[str, Any], document: Document, site: str | None, faults: Counter[str]) -> Lead | None:
    """The lead that a post is; None, and a count, where it is none that anybody may read there.

    `site` is an address of the site that the posts stand on, which is not the interface's where a front of its own shows them.
    """
    status = post.get("status")
    if isinstance(status, str) and status not in ("publish", "inherit"):
        faults["post that is not published"] += 1
        return None
    if _is_protected(post):
        faults["post behind a password"] += 1
        return None
    url = join(document.url, text_at(post, "link") or "")
    if url is not None and not same_site(url, document.url) and not (site and same_site(url, site)):
        faults["post that leads to another site"] += 1
        return None
    entry = Entry(
        title=_rendered(post, "title"),
        content=_rendered(post, "content"),
        summary=_rendered(post, "excerpt"),
        links=[(link, document.url)] if (link := text_at(post, "link")) else [],
    )
    lead = lead_of(entry, Feed(), document, faults)
    if lead is None:
        return None
    language = text_at(post, "lang") or text_at(post, "wpml_current_locale")
    return replace(
        lead,
        way="wordpress",
        language=language_of(language, faults) or lead.language,
        published=instant_of(post.get("date"), post.get("date_gmt"), faults),
        modified=instant_of(post.get("modified"), post.get("modified_gmt"), faults),
    )


def instant_of(local: object, gmt: object, faults: Counter[str]) -> Instant | None:
    """The instant in the site's own zone, as far as the two clocks tell it.

    WordPress states both without an offset, the site's clock and UTC's: what lies between them is the offset. Where they do not
    fit together (an import that filled in one of them) the site's clock stands, and no zone is known.
    """
    ours, utc = _clock(local), _clock(gmt)
    if ours is None and utc is None:
        if local or gmt:
            faults["date not understood"] += 1
        return None
    if ours is None or utc is None:
        return Instant(ours) if ours is not None else Instant.of(utc.replace(tzinfo=UTC)) if utc is not None else None
    offset = ours - utc
    if abs(offset) > _MOST_OFFSET or offset % _STEP:
        faults["a post's two clocks do not fit together"] += 1
        return Instant(ours)
    minutes = int(offset.total_seconds() // 60)
    return Instant(ours, f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}")


def changed_at(post: Mapping[str, Any]) -> datetime | None:
    """When the post was last changed, in UTC; where it does not say, when it was published."""
    clock = _clock(post.get("modified_gmt")) or _clock(post.get("date_gmt"))
    return clock.replace(tzinfo=UTC) if clock is not None else None


def site_of(posts: Sequence[Mapping[str, Any]], document: Document) -> str | None:
    """An address on the site that most of the posts lead to; None where they lead to no site in particular."""
    hosts = Counter(
        host_key(url) for post in posts if (url := join(document.url, text_at(post, "link") or "")) is not None
    ).most_common(1)
    return f"https://{hosts[0][0]}/" if hosts and hosts[0][1] * 2 > len(posts) else None


def _is_protected(post: Mapping[str, Any]) -> bool:
    """Whether the post's page asks for a password: WordPress says it beside the text that it keeps back."""
    return any(isinstance(part := post.get(name), dict) and part.get("protected") is True for name in ("content", "excerpt"))


def _rendered(post: Mapping[str, Any], name: str) -> str | None:
    value = post.get(name)
    return text_at(value, "rendered") if isinstance(value, dict) else text_at(post, name)


def _clock(value: object) -> datetime | None:
    """A wall clock; None for what is none, and for the zero date of a draft."""
    instant = read_date(value) if isinstance(value, str) else None
    return instant.local if instant is not None and instant.precision == "minute" else None
