"""Discovery documents as the look reads them: short enough to come back from the reading process whole. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from press.instant import Instant, zone_of
from press.page import Lead, Page
from spiders.discovery import Document, Found, read
from spiders.discovery.listing import Survey, survey
from spiders.probe.evidence import Entry

#: Addresses of one sitemap that are brought back. More are counted.
MOST_ADDRESSES = 60_000
_MOST_STAMPS = 100
_COMMENTS = re.compile(r"comment|commentaire|comentario|kommentar|trackback", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A feed or sitemap: its entries, its children, and what it says of itself."""

    url: str
    entries: tuple[Entry, ...]
    count: int
    children: tuple[tuple[str, Instant | None], ...]  # address, lastmod
    paged: bool
    is_open: int  # children that a later visit asks for although nothing has changed
    title: str | None
    language: str | None
    faults: tuple[str, ...]
    stamps: tuple[datetime, ...]


def read_document(page: Page, kind: str) -> DocumentRead:
    """A feed (`kind` feed) or a sitemap, read by the rules of a visit."""
    document = Document(page.url, page.body, page.media_type, page.charset, "feed" if kind == "feed" else "sitemap")
    found: Found = read(document, None)
    entries = tuple(entry_of(lead) for lead in found.leads[:MOST_ADDRESSES])
    always = found.state.get("always")
    title, spoken = found.hints.get("title"), found.hints.get("language")
    return DocumentRead(
        url=page.url,
        entries=entries,
        count=len(found.leads),
        children=tuple((following.url, following.lastmod) for following in found.documents if not following.paged),
        paged=any(following.paged for following in found.documents),
        is_open=len(always) if isinstance(always, list) else 0,
        title=title if isinstance(title, str) else None,
        language=spoken if isinstance(spoken, str) else None,
        faults=tuple(found.faults),
        stamps=tuple(stamps_of(entries)),
    )


def survey_page(page: Page) -> Survey:
    """What a page for readers lists."""
    return survey(Document(page.url, page.body, page.media_type, page.charset, "listing"))


def entry_of(lead: Lead) -> Entry:
    """A lead's own words, without its texts."""
    return Entry(lead.url, lead.headline, lead.published, lead.language, lead.modified)


def stamps_of(entries: Iterable[Entry]) -> Iterable[datetime]:
    """The instants of entries that say their offset, as aware times."""
    count = 0
    for entry in entries:
        for instant in (entry.published, entry.modified):
            if instant is not None and instant.zone is not None and instant.precision == "minute":
                yield instant.local.replace(tzinfo=zone_of(instant.zone))
                count += 1
        if count >= _MOST_STAMPS:
            return


def is_of_comments(url: str, title: str | None, entries: tuple[Entry, ...]) -> bool:
    """Whether a feed is one of comments: its address or title says so, or its entries are places within pages."""
    if _COMMENTS.search(urlsplit(url).path) or _COMMENTS.search(title or ""):
        return True
    pages = {entry.url for entry in entries}
    return len(entries) >= 4 and len(pages) <= len(entries) / 3
