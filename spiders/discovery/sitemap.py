"""A sitemap: its pages as leads, or its children as documents. Plain-text sitemaps are lists of addresses."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from press.page import Attachment, Lead
from press.urls import join
from spiders.discovery.document import Document, Found, State
from spiders.discovery.feed_lead import date_of, language_of
from spiders.discovery.feed_text import clean, title_text
from spiders.discovery.payload import Payload
from spiders.discovery.since import is_older
from spiders.discovery.sitemap_children import Child, decide
from spiders.discovery.sitemap_xml import ROOTS, Location, locations

#: Five times what sitemaps.org allows in one file; the rest is counted, not read.
MAX_LOCATIONS = 250_000

_MAX_IMAGES = 50
#: Translations of one page that are kept: more than the European Union has languages.
_MAX_TRANSLATIONS = 40


def is_sitemap(payload: Payload) -> bool:
    """Whether the document's first element is one of a sitemap's."""
    return payload.root in ROOTS


def read_sitemap(
    document: Document, payload: Payload, state: State | None, since: datetime | None, faults: Counter[str]
) -> Found:
    """Pages are leads, all of them: what is known already, the database knows. Children are asked for by their dates."""
    if payload.shape == "empty":
        faults["empty document"] += 1
        return Found(state=dict(state or {}), faults=dict(faults))
    reading = _Reading(document, since, faults)
    if payload.shape == "text":
        reading.read_lines(payload.body)
    elif is_sitemap(payload):
        for number, location in enumerate(locations(payload.body, faults)):
            if number == MAX_LOCATIONS:
                faults[f"sitemap cut after {MAX_LOCATIONS} addresses"] += 1
                break
            reading.read_location(location)
    if not (reading.leads or reading.children or is_sitemap(payload)):
        faults["not a sitemap"] += 1
        return Found(state=dict(state or {}), faults=dict(faults))
    documents, new_state = decide(document, reading.children, state, since, faults)
    if reading.count:
        new_state["count"] = reading.count
    return Found(tuple(reading.all_leads()), documents, new_state, faults=dict(faults))


class _Reading:
    """One pass over a sitemap: what it has given so far."""

    def __init__(self, document: Document, since: datetime | None, faults: Counter[str]) -> None:
        self.document, self.since, self.faults = document, since, faults
        self.leads: dict[str, Lead] = {}
        self.alternates: dict[str, str | None] = {}  # address of a translation -> its language
        self.children: list[Child] = []
        self.count = 0

    def read_lines(self, body: bytes) -> None:
        """One address a line (sitemaps.org, "Text file"). Lines that are none count only beside some that are."""
        bad = 0
        for number, line in enumerate(body.splitlines()):
            if number == MAX_LOCATIONS:
                self.faults[f"sitemap cut after {MAX_LOCATIONS} addresses"] += 1
                break
            text = line.decode("utf-8", "replace").strip()
            if not text:
                continue
            if not text[:8].lower().startswith(("http://", "https://")) or not self._lead(Location(False, loc=text)):
                bad += 1
        if bad and self.leads:
            self.faults["line that is no address"] += bad

    def read_location(self, location: Location) -> None:
        if not location.is_child:
            if not self._lead(location):
                self.faults[
                    "entry without a link" if not (location.loc or "").strip() else "entry whose link is no web address"
                ] += 1
            return
        url = join(self.document.url, location.loc or "")
        if url is None:
            self.faults["child sitemap without an address"] += 1
        else:
            self.children.append(Child(url, date_of(location.lastmod, self.faults)))

    def all_leads(self) -> list[Lead]:
        """The pages, then the translations that only their alternates name."""
        extra = [
            Lead(url, way="sitemap", found_in=self.document.url, language=language or self.document.language)
            for url, language in self.alternates.items()
            if url not in self.leads
        ]
        return [lead for lead in self.leads.values() if not is_older(self.since, lead.published, lead.modified)] + extra

    def _lead(self, location: Location) -> bool:
        """Whether `location` leads anywhere."""
        document, faults = self.document, self.faults
        url = join(document.url, location.loc) if location.loc else None
        if url is None:
            return False
        self.count += 1
        modified = date_of(location.lastmod, faults)
        published = date_of(location.published, faults)
        own, translations = self._translations(location, url, older=is_older(self.since, published, modified))
        if url not in self.leads:
            self.leads[url] = Lead(
                url=url,
                way="sitemap",
                found_in=document.url,
                headline=title_text(location.title) if location.title else None,
                language=language_of(location.language, faults) or own or document.language,
                published=published,
                modified=modified,
                media=self._images(location) if location.images else (),
                alternates=translations,
            )
        return True

    def _translations(self, location: Location, url: str, *, older: bool) -> tuple[str | None, tuple[tuple[str, str], ...]]:
        """The language that the alternates give the page itself, and its translations; noted as leads unless it is `older`."""
        own: str | None = None
        found: dict[str, str] = {}
        for written, href in location.alternates:
            address = join(self.document.url, href)
            if address is None:
                self.faults["alternate whose link is no web address"] += 1
                continue
            language = None if written.lower() == "x-default" else language_of(written, self.faults)
            if address == url:
                own = own or language
                continue
            if not older:
                self.alternates[address] = self.alternates.get(address) or language
            if language is not None and len(found) < _MAX_TRANSLATIONS:
                found.setdefault(language, address)
        return own, tuple(found.items())

    def _images(self, location: Location) -> tuple[Attachment, ...]:
        found: dict[str, Attachment] = {}
        for address, title in location.images[:_MAX_IMAGES]:
            if url := join(self.document.url, address):
                found.setdefault(url, Attachment(url, "image/*", clean(title)))
        return tuple(found.values())
