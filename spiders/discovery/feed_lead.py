"""From an entry of a feed to a lead: which address, which words, which instants; what cannot be used is counted."""

from __future__ import annotations

from collections import Counter

from press.instant import Instant
from press.language import tag
from press.page import Attachment, Lead
from press.urls import join
from spiders.discovery.document import Document
from spiders.discovery.feed_dates import read_date
from spiders.discovery.feed_entry import Entry, Feed
from spiders.discovery.feed_text import clean, is_cut_off, is_whole, plain, title_text

#: A gallery's entry may name hundreds of files; a release's own are few.
_MAX_MEDIA = 50


def lead_of(entry: Entry, feed: Feed, document: Document, faults: Counter[str]) -> Lead | None:
    """The lead that an entry is; None, and a count, where no link of it leads to a page."""
    url = next((found for reference, base in entry.links if (found := join(base, reference))), None)
    if url is None:
        faults["entry without a link" if not entry.links else "entry whose link is no web address"] += 1
        return None
    summary, body = _summary_and_body(entry)
    return Lead(
        url=url,
        way="feed",
        found_in=document.url,
        headline=title_text(entry.title, markup=entry.title_markup),
        summary=summary,
        body_html=body,
        author=clean(entry.author or feed.author),
        language=language_of(entry.language, faults) or document.language or language_of(feed.language, faults),
        published=date_of(entry.published, faults),
        modified=date_of(entry.modified, faults),
        media=_media(entry),
    )


def date_of(text: str | None, faults: Counter[str]) -> Instant | None:
    """The instant, and a count where there is a text that is no date."""
    if not text or not text.strip():
        return None
    instant = read_date(text)
    if instant is None:
        faults["date not understood"] += 1
    return instant


def language_of(text: str | None, faults: Counter[str]) -> str | None:
    """A BCP 47 tag in its usual spelling (`en_us` is `en-US`), and a count where the text is none."""
    if not text or not text.strip():
        return None
    language = tag(text)
    if language is None:
        faults["language not understood"] += 1
    return language


def _summary_and_body(entry: Entry) -> tuple[str | None, str | None]:
    """The teaser as plain text and the whole text as HTML, told apart by what they are and not by where they stood."""
    content, summary = clean(entry.content), clean(entry.summary)
    if content is not None:
        if is_cut_off(content):
            longer = content if summary is None or len(content) > len(summary) else summary
            return plain(longer), None
        return (None if summary == content else plain(summary)), content
    if summary is not None and is_whole(summary):
        return None, summary
    return plain(summary), None


def _media(entry: Entry) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for media, base in entry.media:
        url = join(base, media.reference)
        if url is None or url in found:
            continue
        size = int(media.size) if media.size and media.size.isascii() and media.size.isdigit() and len(media.size) < 16 else 0
        found[url] = Attachment(url, clean(media.media_type), title_text(media.title), size or None)  # 0: not known
        if len(found) == _MAX_MEDIA:
            break
    return tuple(found.values())
