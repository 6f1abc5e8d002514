"""From an item of a JSON endpoint's list to a lead, as the endpoint's description has it; what cannot be used is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from press.instant import Instant
from press.page import Lead
from press.source import Answer
from spiders.discovery.document import Document
from spiders.discovery.feed_entry import Entry, Feed
from spiders.discovery.feed_lead import language_of, lead_of
from spiders.discovery.feed_text import as_html
from spiders.discovery.json_answer import at, text_at
from spiders.discovery.json_dates import instant_of
from spiders.discovery.json_item_address import made_of

_TAG = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|a|em|strong|b|i|span|table|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n\s*\n")


def lead_of_item(item: Mapping[str, Any], answer: Answer, document: Document, faults: Counter[str]) -> Lead | None:
    """The lead that an item is; None, and a count, where it has no address. The description says where addresses are: they are
    taken wherever they lead, since endpoints stand on hosts of their own more often than not.
    """
    url = made_of(answer.url, item, document.url)
    if url is None:
        faults["item without an address"] += 1
        return None
    language = language_of(text_at(item, answer.language), faults) or document.language
    entry = Entry(
        title=text_at(item, answer.headline),
        summary=_fragment(at(item, answer.summary)) if answer.summary else None,
        content=_fragment(at(item, answer.body)) if answer.body else None,
        links=[(url, document.url)],
    )
    lead = lead_of(entry, Feed(), document, faults)
    if lead is None:
        return None
    return replace(
        lead,
        way="json",
        language=language,
        published=_date(item, answer.published, language, faults),
        modified=_date(item, answer.modified, language, faults),
    )


def _date(item: Mapping[str, Any], path: str | None, language: str | None, faults: Counter[str]) -> Instant | None:
    value = at(item, path) if path else None
    if value is None or value == "":
        return None
    instant = instant_of(value, language)
    if instant is None:
        faults["date not understood"] += 1
    return instant


def _fragment(value: Any) -> str | None:
    """Text as an HTML fragment: plain text is escaped, in paragraphs; a list of texts is one paragraph each."""
    if isinstance(value, list):
        parts = [part for part in map(_fragment, value) if part]
        return "".join(parts) or None
    if isinstance(value, dict):
        return next(
            (text for name in ("processed", "rendered", "html", "value", "text") if (text := _fragment(value.get(name)))), None
        )
    if not isinstance(value, str) or not value.strip():
        return None
    if _TAG.search(value):
        return value
    return "".join(f"<p>{as_html(paragraph.strip())}</p>" for paragraph in _PARAGRAPHS.split(value) if paragraph.strip())
